import type { Context } from '../context.ts';
import { openEngine } from '../features/parity/engine.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { readConfig } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import {
  migrateToLatest,
  openDatabase,
  openPool,
  pendingMigrations,
} from '../platform/database.ts';
import { joinOrStartEmbeddedPostgres } from '../platform/embedded-postgres/launch.ts';
import type { Terminal } from './terminal.ts';

/** What a command gets: the migrated database, and the migrations that this took. */
export interface CommandContext extends Context {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly applied: readonly string[];
}

/** Where a command works: the database as it is, which may be empty or behind. */
export type Place = Pick<CommandContext, 'config' | 'databaseUrl'>;

/**
 * Runs a command on the database of the configuration: `DATABASE_URL`, or the embedded one, which is
 * joined where a server runs and started for the moment where none does.
 */
export async function withContext<T>(
  terminal: Terminal,
  command: (ctx: CommandContext) => Promise<T>,
): Promise<T> {
  return withPlace(terminal, (place) => inContext(place, command));
}

/** The same without migrating. */
export async function withPlace<T>(
  terminal: Terminal,
  command: (place: Place) => Promise<T>,
): Promise<T> {
  const config = readConfig(terminal.environment);
  if (config.databaseUrl !== null) return command({ config, databaseUrl: config.databaseUrl });
  const embedded = await joinOrStartEmbeddedPostgres({ dataDir: config.dataDir });
  try {
    return await command({ config, databaseUrl: embedded.url });
  } finally {
    await embedded.stop();
  }
}

/** Migrates the database of a place, and runs a part of a command on it. */
export async function inContext<T>(
  { config, databaseUrl: url }: Place,
  command: (ctx: CommandContext) => Promise<T>,
): Promise<T> {
  const pool = openPool({ url, max: 4, name: 'hebi-cli', onError: () => undefined });
  const db = openDatabase(pool);
  const engine = openEngine();
  try {
    const applied = await migrate(db, url);
    return await command({ db, clock: systemClock(), engine, config, databaseUrl: url, applied });
  } finally {
    await engine.close();
    await db.destroy();
  }
}

async function migrate(db: Database, url: string): Promise<string[]> {
  const pending = await pendingMigrations(db);
  if (pending.length > 0) await migrateToLatest(url);
  return pending;
}
