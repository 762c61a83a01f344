import type { MigrationResultSet, RawBuilder, Transaction as KyselyTransaction } from 'kysely';
import { CamelCasePlugin, Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { migrations } from './migrations/index.ts';
import { PreparedClient } from './prepared-client.ts';
import type { DB } from './schema.ts';
import { WatchedPool } from './watched-pool.ts';

export { plannedAnew } from './prepared-client.ts';

/** The whole schema, generated from the migrated database into `schema.ts`. */
export type Tables = DB;
export type Database = Kysely<DB>;
export type Transaction = KyselyTransaction<DB>;
/** A database or a transaction: what a read takes. */
export type Queryable = Kysely<DB>;

/** SQLSTATEs that Hebi's own triggers raise, and those that use cases tell apart. */
export const sqlState = {
  fourEyes: 'HB001',
  syncNotForward: 'HB002',
  immutable: 'HB003',
  notAHead: 'HB004',
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
} as const;

/** The SQLSTATE of a database error, or null for any other. */
export function sqlStateOf(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null;
}

/** The constraint that a database error names, or null. */
export function constraintOf(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.constraint ?? null) : null;
}

// Dates without time stay text (YYYY-MM-DD); bigint counts fit a number here.
const dateType = 1082;
const bigintType = 20;
pg.types.setTypeParser(dateType, (value) => value);
pg.types.setTypeParser(bigintType, Number);

export interface PoolOptions {
  readonly url: string;
  readonly max: number;
  readonly name: string;
  /** How long a connection may leave a statement unanswered before it is given up; default 35 s. */
  readonly silenceMs?: number;
  /** Called when a connection is cut between two queries, which would end the process if nobody listened. */
  readonly onError: (error: Error) => void;
}

/**
 * Pages of a list join a few rows of many. PostgreSQL's Memoize makes room for as many as there might be: a page of
 * the website's list took 11 ms of which 10.7 were that, with 100,000 notices, and 0.3 without (measured). JIT is
 * off as in the embedded database. The address of a database may say otherwise in `options`.
 */
const planning = '-c enable_memoize=off -c jit=off';

export function openPool(options: PoolOptions): WatchedPool {
  const pool = new WatchedPool({
    Client: PreparedClient,
    connectionString: options.url,
    max: options.max,
    application_name: options.name,
    options: planning,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    ...(options.silenceMs === undefined ? {} : { silenceMs: options.silenceMs }),
  });
  hearErrors(pool, options.onError);
  return pool;
}

/**
 * Listens to the errors of connections that no query waits for. The pool itself hears of idle ones alone: one
 * that is cut within a transaction, between two of its queries, nobody else would hear.
 */
export function hearErrors(pool: pg.Pool, onError: (error: Error) => void): void {
  // The pool tells of an idle client's error by itself: the client's own listener must not tell twice.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/** Few, so that those who ask for pages of every size do not make a statement of each. */
const pageSizes = [11, 21, 51, 101, 201] as const;

/**
 * The limit of a page, written into its statement, for whose result the caller takes no more than it asked for: the
 * next of a few sizes. A limit that is a parameter PostgreSQL takes for a tenth of all rows, finds the plan for all
 * values dearer than one for these, and plans at each request: 1 ms for 0.3 ms of reading, for a page of the
 * website's list with 100,000 notices (measured).
 */
export function writtenLimit(limit: number): RawBuilder<unknown> {
  return sql.lit(pageSizes.find((size) => size >= limit) ?? limit);
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

const oldestServer = 150_000;

/**
 * Brings a database to the newest migration. Two processes at once are safe: one migrates, the other
 * waits and finds nothing to do.
 *
 * @throws Error when the server is older than PostgreSQL 15 or a migration fails
 */
export async function migrateToLatest(url: string): Promise<void> {
  await migrate(url, (migrator) => migrator.migrateToLatest());
}

/** Names of all migrations in their order. */
export const migrationNames: readonly string[] = Object.keys(migrations);

/** Brings a database that has no later migration to this one. @throws as `migrateToLatest` */
export async function migrateTo(url: string, name: string): Promise<void> {
  await migrate(url, (migrator) => migrator.migrateTo(name));
}

async function migrate(
  url: string,
  action: (migrator: Migrator) => Promise<MigrationResultSet>,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // What is lost in the middle of a migration the migration itself says.
  hearErrors(pool, () => undefined);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const { rows } = await sql<{ version: number }>`
      select current_setting('server_version_num')::integer as version`.execute(db);
    if ((rows[0]?.version ?? 0) < oldestServer) {
      throw new Error('Hebi needs PostgreSQL 15 or newer');
    }
    const { error } = await action(migratorOf(db));
    if (error !== undefined) throw new Error('migration failed', { cause: error });
  } finally {
    await db.destroy();
  }
}

/** Names of migrations that have not run on this database yet. */
export async function pendingMigrations(db: Database): Promise<string[]> {
  const known = await migratorOf(db.withoutPlugins()).getMigrations();
  return known.filter((each) => each.executedAt === undefined).map((each) => each.name);
}

function migratorOf<T>(db: Kysely<T>): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableName: 'schema_migration',
    migrationLockTableName: 'schema_migration_lock',
  });
}
