import { sql } from 'kysely';
import type { Language } from '../../core/language.ts';
import type { ServePolicy, ServingHistory } from '../../core/publication.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';

/** SQL of how many readers saw a text that was behind its counterpart. */

/** Views of one text on one day (UTC, `2026-03-01`). */
export interface DayOfViews {
  readonly noticeId: string;
  readonly language: Language;
  readonly day: string;
  readonly views: number;
}

/** Adds views to what is stored of the same text, day and source. */
export async function addViews(
  db: Queryable,
  source: 'node' | 'log',
  days: readonly DayOfViews[],
): Promise<void> {
  if (days.length === 0) return;
  // In one order, so that two nodes that write at once never wait for one another.
  await sql`
    insert into reader_exposure (notice_id, language, day, source, views)
    select d.notice_id, d.language, d.day, ${source}, d.views
    from jsonb_to_recordset(${JSON.stringify(
      days.map((each) => ({ ...each, notice_id: each.noticeId })),
    )}::jsonb) as d(notice_id uuid, language text, day date, views bigint)
    join notice n on n.id = d.notice_id
    order by 1, 2, 3
    on conflict (notice_id, language, day, source)
      do update set views = reader_exposure.views + excluded.views`.execute(db);
}

/** Records that a log was read. False: it was read before. */
export async function insertImport(
  tx: Transaction,
  log: { digest: string; lines: number; counted: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into exposure_import (digest, lines, counted)
    values (${log.digest}, ${log.lines}, ${log.counted}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function forgetViews(db: Queryable, days: number): Promise<void> {
  await sql`
    delete from reader_exposure where day < (now() at time zone 'UTC')::date - ${days}::integer`.execute(
    db,
  );
}

interface FlatHistory {
  readonly id: string;
  readonly policy: ServePolicy | null;
  readonly log: { language: Language; revision: number | null; at: string }[] | null;
  readonly points: { en: number; zh: number; from: string; until: string | null }[] | null;
}

/** What readers got over time of the notice that has or had a slug; null: there is none. */
export async function servingHistory(
  db: Queryable,
  slug: string,
): Promise<(ServingHistory & { readonly id: string }) | null> {
  const { rows } = await sql<FlatHistory>`
    select n.id, c.serve as policy,
      (select json_agg(json_build_object('language', l.language, 'revision', l.revision,
          'at', l.published_at) order by l.published_at, l.id)
        from publication l where l.notice_id = n.id) as log,
      (select json_agg(json_build_object('en', p.en, 'zh', p.zh, 'from', p.created_at,
          'until', r.retracted_at))
        from sync_point p left join sync_point_retraction r on r.sync_point_id = p.id
        where p.notice_id = n.id) as points
    from notice_slug s join notice n on n.id = s.notice_id left join category c on c.id = n.category
    where s.slug = ${slug} and n.languages = 'both'`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const side = (language: Language) =>
    (row.log ?? [])
      .filter((entry) => entry.language === language)
      .map((entry) => ({ revision: entry.revision, at: new Date(entry.at) }));
  const points = (row.points ?? []).map(({ en, zh, from, until }) => ({
    en,
    zh,
    from: new Date(from),
    until: until === null ? null : new Date(until),
  }));
  const policy = row.policy ?? 'stale_with_note';
  return { id: row.id, policy, logs: { en: side('en'), zh: side('zh') }, points };
}
