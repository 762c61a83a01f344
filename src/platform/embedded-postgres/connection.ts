import pg from 'pg';
import { failure } from './failure.ts';

/** A session of a command that keeps the server it uses from being stopped by another command. */
export interface Guard {
  end(): Promise<void>;
}

// An advisory lock in the database `postgres`, which holds nothing else: shared by every command that
// uses the server, exclusive for one that stops it. It ends with the session, however that ends.
const guardKey = '1751474793, 1';

/** The address of a database of the embedded server. */
export function urlOf(password: string, port: number, database: string): string {
  return `postgres://hebi:${password}@127.0.0.1:${port}/${database}`;
}

/** Longer than a busy machine takes to fork a session: 5 s were too few at a load of ten per core. */
const patienceMs = 20_000;

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  // The server may be stopped under an idle session; whoever uses it next sees that.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/**
 * Registers a user of the server.
 *
 * @returns null when the server is being stopped, is not up, or does not take the password
 */
export async function useServer(password: string, port: number): Promise<Guard | null> {
  // Without the database `hebi` the server is still being set up.
  const lock = `select pg_try_advisory_lock_shared(${guardKey}) as held
                from pg_database where datname = 'hebi'`;
  return lockServer(lock, urlOf(password, port, 'postgres'));
}

/** Keeps everybody from becoming a user of the server; null when it has users. */
export async function closeServer(password: string, port: number): Promise<Guard | null> {
  const lock = `select pg_try_advisory_lock(${guardKey}) as held`;
  return lockServer(lock, urlOf(password, port, 'postgres'));
}

async function lockServer(lock: string, url: string): Promise<Guard | null> {
  let client: pg.Client | null = null;
  try {
    client = await connect(url);
    const session = client;
    const { rows } = await session.query<{ held: boolean }>(lock);
    if (rows[0]?.held === true) return { end: () => session.end().catch(() => undefined) };
  } catch {
    // Starting, stopping or gone: the caller looks again.
  }
  await client?.end().catch(() => undefined);
  return null;
}

/**
 * Makes sure that the server takes the password and has the database `hebi`.
 *
 * @throws EmbeddedPostgresFailure
 */
export async function ensureDatabase(password: string, port: number): Promise<void> {
  try {
    const client = await connect(urlOf(password, port, 'hebi')).catch((error: unknown) => {
      if (sqlState(error) === missingDatabase) return null;
      throw error;
    });
    if (client !== null) return await client.end();
    const maintenance = await connect(urlOf(password, port, 'postgres'));
    await maintenance
      .query('create database hebi')
      .catch((error: unknown) => {
        if (sqlState(error) !== duplicateDatabase) throw error;
      })
      .finally(() => maintenance.end());
  } catch (error) {
    const hint =
      sqlState(error) === wrongPassword
        ? '; its password is not the one in postgres.json: remove that file to have a new one set'
        : '';
    throw failure(`The embedded database does not answer${hint}`, error);
  }
}

const missingDatabase = '3D000';
const duplicateDatabase = '42P04';
const wrongPassword = '28P01';

function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}
