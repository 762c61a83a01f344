import { pino } from 'pino';
import type { Api } from '../../src/api.ts';
import { startApi } from '../../src/api.ts';
import type { Service } from '../../src/context.ts';
import { openService } from '../../src/context.ts';
import type { Actor, Role } from '../../src/core/permission.ts';
import type { JobName } from '../../src/jobs.ts';
import { jobKinds } from '../../src/jobs.ts';
import { addPerson } from '../../src/features/accounts/add-person.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { Workers } from '../../workers/start.ts';
import { startWorkers } from '../../workers/start.ts';
import { createTestDatabase } from './database.ts';

/** A whole Hebi on a database of its own: API on a free port, workers in this process. */
export interface TestService {
  readonly service: Service;
  readonly url: string;
  readonly databaseUrl: string;
  startWorkers(): Promise<void>;
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
}

export interface TestOptions {
  /** null: BullMQ's PostgreSQL backend. */
  readonly redisUrl?: string | null;
  readonly workers?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** The address by which the service reaches the database, where that is another than the database's own. */
  readonly reach?: (databaseUrl: string) => Promise<string>;
  /** The service's own clock. */
  readonly clock?: Clock;
  /** A database that is there already, and is not this service's to drop. */
  readonly databaseUrl?: string;
}

/**
 * The Redis that the run has, or null: suites that need one say so by name. Files that run at the same
 * time have a logical database each, lest their workers take each other's jobs.
 */
export const testRedis: string | null =
  process.env['TEST_REDIS'] === undefined
    ? null
    : `${process.env['TEST_REDIS']}/${process.env['JEST_WORKER_ID'] ?? '0'}`;

/** The queue's backends that this run has. */
export const backends: readonly { kind: string; redisUrl: string | null }[] = [
  { kind: 'PostgreSQL', redisUrl: null },
  ...(testRedis === null ? [] : [{ kind: 'Redis', redisUrl: testRedis }]),
];

export async function openTestService(options: TestOptions = {}): Promise<TestService> {
  const database =
    options.databaseUrl === undefined
      ? await createTestDatabase()
      : { url: options.databaseUrl, drop: () => Promise.resolve() };
  const config = readConfig({
    PORT: '0',
    HEBI_LOG_LEVEL: 'silent',
    // How soon a database answers that all suites share says nothing about the service.
    HEBI_LONGEST_WAIT: '0',
    ...(options.redisUrl === undefined || options.redisUrl === null
      ? {}
      : { REDIS_URL: options.redisUrl }),
    ...options.environment,
  });
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const databaseUrl = (await options.reach?.(database.url)) ?? database.url;
  const clock = options.clock === undefined ? {} : { clock: options.clock };
  const service = await openService({ config, databaseUrl, log, ...clock });
  let workers: Workers | null = options.workers === false ? null : await startWorkers(service);
  const api: Api = await startApi(service, { checkAnswers: true });
  return {
    service,
    url: `http://127.0.0.1:${api.port}`,
    databaseUrl: database.url,
    startWorkers: async () => {
      workers ??= await startWorkers(service);
    },
    stopWorkers: async () => {
      await workers?.close();
      workers = null;
    },
    close: async () => {
      await api.close();
      await workers?.close();
      await emptyRedis(service);
      await service.close();
      await database.drop();
    },
  };
}

/** Suites share one Redis: each takes its jobs out at its end. */
async function emptyRedis(service: Service): Promise<void> {
  if (service.backend.kind !== 'redis') return;
  for (const queue of Object.values(service.queues)) await queue.empty();
}

export async function makePerson(
  service: Service,
  person: { name: string; roles: Role[]; languages?: ('en' | 'zh')[] },
): Promise<Actor & { email: string; password: string }> {
  const email = `${person.name.toLowerCase()}-${service.clock.newId().slice(-6)}@example.org`;
  const password = 'correct horse battery';
  const languages = person.languages ?? ['en', 'zh'];
  const added = await addPerson(service, null, {
    email,
    name: person.name,
    roles: person.roles,
    languages,
    password,
  });
  return {
    id: added.id,
    name: person.name,
    roles: person.roles,
    languages,
    scopes: null,
    email,
    password,
  };
}

/** Waits until no event waits in the outbox and every job that followed has completed. */
export async function settle(service: Service, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await isSettled(service)) return;
    if (Date.now() > deadline) throw new Error('the queue did not settle in time');
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

async function isSettled(service: Service): Promise<boolean> {
  if (!(await outboxIsEmpty(service))) return false;
  const counts = await Promise.all(
    Object.entries(service.queues)
      .filter(([name]) => !('schedule' in jobKinds[name as JobName]))
      .map(([, queue]) => queue.counts()),
  );
  const idle = counts.every(
    (count) => (count['waiting'] ?? 0) + (count['active'] ?? 0) + (count['prioritized'] ?? 0) === 0,
  );
  // A job that ended between the two looks may have left an event.
  return idle && (await outboxIsEmpty(service));
}

async function outboxIsEmpty(service: Service): Promise<boolean> {
  const waiting = await service.db.selectFrom('outbox').select('eventId').limit(1).execute();
  return waiting.length === 0;
}
