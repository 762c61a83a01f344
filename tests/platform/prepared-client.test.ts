import type pg from 'pg';
import { openPool } from '../../src/platform/database.ts';
import { refusalOfError } from '../../src/platform/http/problem.ts';
import { run } from '../support/backup.ts';
import type { TestDatabase } from '../support/database.ts';
import { createTestDatabase } from '../support/database.ts';
import { until } from '../support/invariants.ts';
import { openLink } from '../support/link.ts';

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

  it('plan without Memoize and JIT, unless the address says otherwise', async () => {
    const settings = async (from: pg.Pool) =>
      (
        await from.query(
          `select current_setting('enable_memoize') as memoize, current_setting('jit') as jit`,
        )
      ).rows;
    expect(await settings(pool)).toEqual([{ memoize: 'off', jit: 'off' }]);
    const url = new URL(database.url);
    url.searchParams.set('options', '-c enable_memoize=on -c jit=on');
    const other = openPool({ url: url.href, max: 1, name: 'test', onError: () => undefined });
    try {
      expect(await settings(other)).toEqual([{ memoize: 'on', jit: 'on' }]);
    } finally {
      await other.end();
    }
  });

  it('that get no answer are given up, as if the connection were lost', async () => {
    const way = new URL(database.url);
    const link = await openLink(Number(way.port));
    way.port = String(link.port);
    const silent = openPool({
      url: way.href,
      max: 1,
      name: 'test',
      silenceMs: 300,
      onError: () => undefined,
    });
    try {
      await silent.query('select 1');
      link.swallow();
      const error: unknown = await silent.query('select 2').catch((thrown: unknown) => thrown);
      expect(refusalOfError(error).code).toBe('unavailable');
      link.mend();
      expect((await silent.query('select 3 as three')).rows).toEqual([{ three: 3 }]);
    } finally {
      await silent.end();
      await link.close();
    }
  });

  it('that are lost between two statements of a transaction do not end the process', async () => {
    const client = await pool.connect();
    await client.query('begin');
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await run(database.url, `select pg_terminate_backend(${rows[0]?.pid})`);
    let error: unknown = null;
    await until('the loss to be heard of', 20_000, async () => {
      error = await client.query('select 1').then(
        () => null,
        (thrown: unknown) => thrown,
      );
      return error !== null;
    });
    expect(refusalOfError(error).code).toBe('unavailable');
    client.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});
