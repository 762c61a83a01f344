import { sql } from 'kysely';
import type { Queryable } from '../../platform/database.ts';

/** How often something failed within its window. */
export interface Failures {
  readonly count: number;
  /** Until the window ends. */
  readonly secondsLeft: number;
}

/** Windows begin and end by the database's clock: each node's own would end those of the others. */
const nowMs = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** null: none, or the window is over. */
export async function failuresOf(db: Queryable, key: string): Promise<Failures | null> {
  const { rows } = await sql<Failures>`
    select points as count, (expire - ${nowMs})::float8 / 1000 as seconds_left
    from rate_limit where key = ${key} and expire > ${nowMs}`.execute(db);
  return rows[0] ?? null;
}

/** Adds to the count, which begins anew with a window of its own where the last one is over. */
export async function countFailure(
  db: Queryable,
  { key, change, windowSeconds }: { key: string; change: 1 | -1; windowSeconds: number },
): Promise<Failures> {
  const { rows } = await sql<Failures>`
    insert into rate_limit as r (key, points, expire)
    values (${key}, ${change}, ${nowMs} + ${windowSeconds * 1000})
    on conflict (key) do update set
      points = case when r.expire <= ${nowMs} then excluded.points else r.points + excluded.points end,
      expire = case when r.expire <= ${nowMs} then excluded.expire else r.expire end
    returning points as count, (expire - ${nowMs})::float8 / 1000 as seconds_left`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a count was not stored');
  return row;
}

export async function forgetFailures(db: Queryable, key: string): Promise<void> {
  await sql`delete from rate_limit where key = ${key}`.execute(db);
}
