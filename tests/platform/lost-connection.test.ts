import { sql } from 'kysely';
import { openDatabase, openPool } from '../../src/platform/database.ts';
import { createTestDatabase } from '../support/database.ts';

/** A connection that is cut ends what ran on it, and nothing else: above all not the process. */
test('a connection cut between two queries of a transaction ends that transaction alone', async () => {
  const database = await createTestDatabase();
  const db = openDatabase(
    openPool({ url: database.url, max: 2, name: 'test', onError: () => undefined }),
  );
  try {
    const cut = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      const gone = sql`select pg_terminate_backend(${rows[0]?.pid}, 10000)`;
      await gone.execute(db);
      await sql`select 1`.execute(tx);
    });
    await expect(cut).rejects.toThrow();
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  } finally {
    await db.destroy();
    await database.drop();
  }
});
