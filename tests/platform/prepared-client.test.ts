import type pg from 'pg';
import { openPool } from '../../src/platform/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { createTestDatabase } from '../support/database.ts';

describe('the database’s clients', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeEach(async () => {
    database = await createTestDatabase();
    pool = openPool({ url: database.url, max: 1, name: 'test', onError: () => undefined });
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  async function prepared(): Promise<string[]> {
    const { rows } = await pool.query<{ statement: string }>(
      'select statement from pg_prepared_statements order by name',
    );
    return rows.map(({ statement }) => statement);
  }

  it('prepare a statement with values once, and none without', async () => {
    for (const n of [1, 2, 3]) {
      expect((await pool.query('select $1::integer + 1 as sum', [n])).rows).toEqual([
        { sum: n + 1 },
      ]);
    }
    expect(await prepared()).toEqual(['select $1::integer + 1 as sum']);
  });

  it('answer callbacks as well', async () => {
    const client = await pool.connect();
    const rows = await new Promise((resolve, reject) => {
      client.query('select $1::text as word', ['合璧'], (error, result) =>
        error instanceof Error ? reject(error) : resolve(result.rows),
      );
    });
    client.release();
    expect(rows).toEqual([{ word: '合璧' }]);
  });

  it('prepare a statement anew whose result changed its shape', async () => {
    await pool.query('create table shape (id integer)');
    await pool.query('insert into shape values (1)');
    const read = () => pool.query('select * from shape where id = $1', [1]);
    expect((await read()).rows).toEqual([{ id: 1 }]);
    await pool.query("alter table shape add column word text default 'new'");
    await expect(read()).rejects.toMatchObject({ code: '0A000' });
    expect((await read()).rows).toEqual([{ id: 1, word: 'new' }]);
  });
});
