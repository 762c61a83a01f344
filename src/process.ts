import { readConfig } from './platform/config.ts';
import type { Config } from './platform/config.ts';
import { ConfigurationError } from './platform/config.ts';
import { migrateToLatest } from './platform/database.ts';
import {
  DataDirectoryBusy,
  EmbeddedPostgresFailure,
  startEmbeddedPostgres,
} from './platform/embedded-postgres/launch.ts';

export interface Started {
  readonly config: Config;
  readonly databaseUrl: string;
}

export interface RunOptions {
  /** Brings its own PostgreSQL where DATABASE_URL names none. */
  readonly embedded: boolean;
  readonly whileDatabaseStarts?: () => Promise<unknown>;
}

/** Longer than any job and request takes to end, shorter than what supervisors wait before they kill. */
const patienceMs = 9_000;

/**
 * Runs a process from its environment to its end: configuration, database, migrations, then `start`;
 * on SIGTERM or SIGINT what `start` returned, the database last, exit 0.
 */
export async function runProcess(
  start: (started: Started) => Promise<() => Promise<void>>,
  options: RunOptions = { embedded: false },
): Promise<void> {
  const releasers: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | null = null;
  const stop = (code: number): void => {
    if (stopping !== null) return;
    setTimeout(() => process.exit(code), patienceMs).unref();
    stopping = release(releasers).then(() => process.exit(code));
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  try {
    const config = readConfig(process.env);
    const databaseUrl = await openDatabaseUrl(config, options, releasers);
    await migrateToLatest(databaseUrl);
    const close = await start({ config, databaseUrl });
    releasers.push(close);
    // A signal that came while starting has run the releasers that were there by then.
    if (stopping !== null) await close();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    stop(1);
  }
}

async function openDatabaseUrl(
  config: Config,
  { embedded, whileDatabaseStarts }: RunOptions,
  releasers: (() => Promise<void>)[],
): Promise<string> {
  if (config.databaseUrl !== null) return config.databaseUrl;
  if (!embedded) {
    throw new ConfigurationError(
      'DATABASE_URL: expected the address of a PostgreSQL server (npm start brings its own)',
    );
  }
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: (line) => process.stderr.write(`${line}\n`),
    // What it could not load, the start itself will say.
    onStarting: () => void whileDatabaseStarts?.().catch(() => undefined),
  });
  releasers.push(() => postgres.stop());
  return postgres.url;
}

/** The last thing started is the first to go. */
async function release(releasers: (() => Promise<void>)[]): Promise<void> {
  for (const each of releasers.toReversed()) {
    await each().catch((error: unknown) => process.stderr.write(`${explain(error)}\n`));
  }
}

function explain(error: unknown): string {
  const plain =
    error instanceof ConfigurationError ||
    error instanceof DataDirectoryBusy ||
    error instanceof EmbeddedPostgresFailure;
  if (plain) return error.message;
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n  because: ${error.cause.message}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
