import pg from 'pg';
import type { Session } from './catalogue.ts';
import { steady } from './catalogue.ts';

/** Runs something in a session of its own; ends it however that ends. */
export async function withSession<T>(
  url: string,
  action: (session: Session) => Promise<T>,
): Promise<T> {
  const session = new pg.Client({
    connectionString: url,
    application_name: 'hebi-backup',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // A connection that is lost while nothing is asked of it: the next question says so.
  session.on('error', () => undefined);
  await session.connect();
  try {
    await session.query(steady);
    return await action(session);
  } finally {
    await session.end().catch(() => undefined);
  }
}
