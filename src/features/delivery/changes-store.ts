import { sql } from 'kysely';
import type { Pair } from '../../core/language.ts';
import type { Database, Queryable } from '../../platform/database.ts';

/** SQL of what changed for readers. */

/** Those who give places take turns, so that places become visible in their order. */
const turns = 4_821_771;
const mostPlaced = 10_000;

/** Gives what changed, and is committed, its places at the end of the list. */
export async function placeChanges(db: Database): Promise<void> {
  const { rows } = await sql`select 1 from site_change where place is null limit 1`.execute(db);
  if (rows.length === 0) return;
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${turns})`.execute(tx);
    // What somebody is about to change again gets its place after that.
    await sql`
      with found as materialized (
        select notice_id from site_change where place is null
        order by at, notice_id limit ${mostPlaced} for update skip locked),
      placed as materialized (select notice_id, nextval('site_change_place') as place from found)
      update site_change c set place = p.place from placed p where c.notice_id = p.notice_id`.execute(
      tx,
    );
  });
}

export interface ChangedNotice {
  readonly id: string;
  readonly place: number;
  readonly slug: string;
  readonly slugs: readonly string[];
  readonly archivedAt: Date | null;
  readonly at: Date;
  readonly versions: Pair<{
    readonly act: 'published' | 'changed' | 'withdrawn' | null;
    readonly at: Date | null;
  }>;
}

type Act = ChangedNotice['versions']['en']['act'];
interface FlatChange extends Omit<ChangedNotice, 'versions'> {
  enAct: Act;
  enAt: Date | null;
  zhAct: Act;
  zhAt: Date | null;
}

/** Notices that changed, behind a place, in the order of their places. */
export async function changedNotices(
  db: Queryable,
  range: { after: number; limit: number },
): Promise<ChangedNotice[]> {
  const { rows } = await sql<FlatChange>`
    select n.id, c.place, n.slug, n.archived_at, c.at, c.en_act, c.en_at, c.zh_act, c.zh_at,
      array(select s.slug from notice_slug s where s.notice_id = n.id order by s.slug) as slugs
    from site_change c join notice n on n.id = c.notice_id
    where c.place > ${range.after} order by c.place limit ${range.limit}`.execute(db);
  return rows.map(({ enAct, enAt, zhAct, zhAt, ...row }) => ({
    ...row,
    place: Number(row.place),
    versions: { en: { act: enAct, at: enAt }, zh: { act: zhAct, at: zhAt } },
  }));
}

/** The last place that was ever given; 0: none. */
export async function lastPlace(db: Queryable): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select case when is_called then last_value else 0 end as last from site_change_place`.execute(
    db,
  );
  return Number(rows[0]?.last ?? 0);
}
