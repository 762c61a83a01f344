import { sql } from 'kysely';
import type { Queryable } from '../../platform/database.ts';

export type Bucket = 'day' | 'week';

/** From the beginning of one day up to the beginning of another, in UTC. */
export interface Range {
  readonly bucket: Bucket;
  readonly from: string;
  readonly before: string;
}

/** SQL of what happened over time; buckets are named by their first day, weeks begin on Monday. */

/** How many notices came into a state, less those that left it; `start` null: before the range. */
export async function stateDeltas(
  db: Queryable,
  { bucket, from, before }: Range,
): Promise<{ start: string | null; state: string; delta: number }[]> {
  const { rows } = await sql<{ start: string | null; state: string; delta: number }>`
    select case when c.at < ${from}::date::timestamp at time zone 'UTC' then null
        else to_char(date_trunc(${bucket}, c.at at time zone 'UTC'), 'YYYY-MM-DD') end as start,
      s.state, sum(s.n) as delta
    from notice_state_change c
    cross join lateral (values (c.state, 1), (c.before, -1)) s(state, n)
    where s.state is not null and c.at < ${before}::date::timestamp at time zone 'UTC'
    group by 1, 2`.execute(db);
  return rows;
}

export interface TrendRow {
  readonly start: string;
  readonly value: number;
}

/** Tasks by the bucket in which they were opened, or done. */
export async function tasksByTime(
  db: Queryable,
  { bucket, from, before }: Range,
  what: 'opened' | 'done',
): Promise<TrendRow[]> {
  const at = sql.raw(what === 'opened' ? 't.created_at' : 't.closed_at');
  const which = sql.raw(what === 'opened' ? 'true' : `t.status = 'done'`);
  const { rows } = await sql<TrendRow>`
    select to_char(date_trunc(${bucket}, ${at} at time zone 'UTC'), 'YYYY-MM-DD') as start, count(*) as value
    from task t
    where ${which} and ${at} >= ${from}::date::timestamp at time zone 'UTC'
      and ${at} < ${before}::date::timestamp at time zone 'UTC'
    group by 1`.execute(db);
  return rows;
}

/** Median hours that notices had been out of step when they came back in step, by the bucket of that. */
export async function hoursToParity(
  db: Queryable,
  { bucket, from, before }: Range,
): Promise<TrendRow[]> {
  const { rows } = await sql<TrendRow>`
    with numbered as (
      select c.notice_id, c.at, c.state, count(*) filter (where c.state = 'in_sync') over (
        partition by c.notice_id order by c.number rows between unbounded preceding and 1 preceding) as episode
      from notice_state_change c
      where c.notice_id in (
        select i.notice_id from notice_state_change i
        where i.state = 'in_sync' and i.at >= ${from}::date::timestamp at time zone 'UTC'
          and i.at < ${before}::date::timestamp at time zone 'UTC')),
    episodes as (
      select min(at) filter (where state not in ('in_sync', 'single', 'archived')) as began,
        max(at) filter (where state = 'in_sync') as ended
      from numbered group by notice_id, episode)
    select to_char(date_trunc(${bucket}, ended at time zone 'UTC'), 'YYYY-MM-DD') as start,
      percentile_cont(0.5) within group (order by extract(epoch from ended - began)::float8 / 3600) as value
    from episodes
    where began is not null and ended >= ${from}::date::timestamp at time zone 'UTC'
      and ended < ${before}::date::timestamp at time zone 'UTC'
    group by 1`.execute(db);
  return rows;
}

/** Views of texts that were behind; of the two ways of counting a day the greater figure. */
export async function exposureByTime(
  db: Queryable,
  { bucket, from, before }: Range,
): Promise<TrendRow[]> {
  const { rows } = await sql<TrendRow>`
    select to_char(date_trunc(${bucket}, d.day::timestamp), 'YYYY-MM-DD') as start, sum(d.views)::float8 as value
    from (
      select notice_id, language, day, max(views) as views from reader_exposure
      where day >= ${from}::date and day < ${before}::date
      group by 1, 2, 3) d
    group by 1`.execute(db);
  return rows;
}
