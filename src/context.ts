import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from './features/parity/engine.ts';
import { openEngine } from './features/parity/engine.ts';
import type { Clock } from './platform/clock.ts';
import { systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { openDatabase, openPool } from './platform/database.ts';
import type { Log } from './platform/log.ts';
import { openLog } from './platform/log.ts';
import type { JobQueue, QueueBackend } from './platform/queue.ts';
import { openQueueBackend } from './platform/queue.ts';
import type { Words } from './platform/words.ts';
import { openWords } from './platform/words.ts';
import type { JobName } from './jobs.ts';
import { jobNames } from './jobs.ts';

/** What use cases need. */
export interface Context {
  readonly db: Database;
  readonly clock: Clock;
  readonly engine: Engine;
}

/** What a process holds: built once, closed in the reverse order. */
export interface Service extends Context {
  readonly config: Config;
  readonly databaseUrl: string;
  /** How long the one has waited for a connection of the database whose turn is next. */
  readonly databaseWaitMs: () => number;
  readonly log: Log;
  readonly words: Words;
  readonly backend: QueueBackend;
  readonly queues: Readonly<Record<JobName, JobQueue>>;
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly clock?: Clock;
  readonly log?: Log;
}

/** The directory that holds `locales/`, from `src/` as well as from `dist/src/`. */
export function localesDirectory(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  return join(here, here.includes('/dist/') ? '../../locales' : '../locales');
}

/** Builds everything that a process needs on a migrated database. */
export async function openService(options: ServiceOptions): Promise<Service> {
  const { config, databaseUrl } = options;
  const log = options.log ?? openLog(config.logLevel);
  const pool = openPool({
    url: databaseUrl,
    max: config.databasePool,
    name: 'hebi',
    onError: (error) => log.warn({ err: error }, 'database connection lost'),
  });
  const db = openDatabase(pool);
  const backend = await openQueueBackend({
    redisUrl: config.redisUrl,
    databaseUrl,
    workers: jobNames.length,
    log,
  });
  const engine = openEngine();
  const queues = Object.fromEntries(
    jobNames.map((name) => [name, backend.openQueue(name)]),
  ) as Record<JobName, JobQueue>;
  return {
    config,
    databaseUrl,
    databaseWaitMs: () => pool.longestWaitMs(),
    log,
    db,
    clock: options.clock ?? systemClock(),
    words: openWords(localesDirectory()),
    engine,
    backend,
    queues,
    close: async () => {
      await engine.close();
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      await backend.close();
      await db.destroy();
    },
  };
}
