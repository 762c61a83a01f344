import { sql } from 'kysely';
import type { Language } from '../../core/language.ts';
import type { NoticeSpan } from '../../core/symptom.ts';
import type { Queryable } from '../../platform/database.ts';

/** SQL of the publications' checks: reads of one stretch of notices, only what is out of order. */

/** Revisions that readers see, saw or were promised, and that nobody ever accepted. */
export async function unsettledPublications(
  db: Queryable,
  span: NoticeSpan,
): Promise<{ noticeId: string; language: Language; revision: number }[]> {
  const { rows } = await sql<{ noticeId: string; language: Language; revision: number }>`
    select distinct p.notice_id, p.language, p.revision
    from (
      select notice_id, language, revision from published
      union all select notice_id, language, revision from publication where revision is not null
      union all select notice_id, language, revision from publication_request) p
    where p.notice_id > ${span.after} and p.notice_id <= ${span.upTo}
      and not exists (select 1 from settled_revision r
        where r.notice_id = p.notice_id and r.language = p.language and r.number = p.revision)`.execute(
    db,
  );
  return rows;
}

/** Sides where what readers see is not the last entry of the log; null: nothing. */
export async function unloggedPublications(
  db: Queryable,
  span: NoticeSpan,
): Promise<
  { noticeId: string; language: Language; published: number | null; logged: number | null }[]
> {
  const { rows } = await sql<{
    noticeId: string;
    language: Language;
    published: number | null;
    logged: number | null;
  }>`
    with logged as (
      select distinct on (notice_id, language) notice_id, language, revision from publication
      where notice_id > ${span.after} and notice_id <= ${span.upTo}
      order by notice_id, language, published_at desc, id desc),
    seen as (
      select notice_id, language, revision from published
      where notice_id > ${span.after} and notice_id <= ${span.upTo})
    select coalesce(l.notice_id, s.notice_id) as notice_id, coalesce(l.language, s.language) as language,
      s.revision as published, l.revision as logged
    from logged l full join seen s on s.notice_id = l.notice_id and s.language = l.language
    where s.revision is distinct from l.revision`.execute(db);
  return rows;
}

/** Sides with fewer events than entries in the log, by kind of entry. */
export async function untoldPublications(
  db: Queryable,
  span: NoticeSpan,
): Promise<{ noticeId: string; language: Language; event: string }[]> {
  const { rows } = await sql<{ noticeId: string; language: Language; event: string }>`
    with logged as (
      select notice_id, language,
        case when revision is null then 'publication.withdrawn' else 'publication.published' end as type,
        count(*) as entries
      from publication where notice_id > ${span.after} and notice_id <= ${span.upTo}
      group by 1, 2, 3),
    told as (
      select notice_id, data ->> 'language' as language, type, count(*) as events from event
      where notice_id > ${span.after} and notice_id <= ${span.upTo}
        and type in ('publication.published', 'publication.withdrawn')
      group by 1, 2, 3)
    select l.notice_id, l.language, l.type as event
    from logged l left join told t on t.notice_id = l.notice_id and t.language = l.language and t.type = l.type
    where coalesce(t.events, 0) < l.entries`.execute(db);
  return rows;
}

/**
 * Sides where readers get another revision than the category's policy says (null: nothing). By the policy
 * that most have, it is the published one, which needs no looking up.
 */
export async function wronglyServed(
  db: Queryable,
  span: NoticeSpan,
): Promise<{ noticeId: string; language: Language; served: number | null; due: number | null }[]> {
  const { rows } = await sql<{
    noticeId: string;
    language: Language;
    served: number | null;
    due: number | null;
  }>`
    select p.notice_id, p.language, p.served,
      case when coalesce(c.serve, 'stale_with_note') = 'stale_with_note' then p.revision else s.served end as due
    from published p
    join notice n on n.id = p.notice_id
    left join category c on c.id = n.category
    left join lateral served_revisions(p.notice_id) s
      on c.serve <> 'stale_with_note' and s.language = p.language
    where p.notice_id > ${span.after} and p.notice_id <= ${span.upTo}
      and p.served is distinct from
        case when coalesce(c.serve, 'stale_with_note') = 'stale_with_note' then p.revision else s.served end`.execute(
    db,
  );
  return rows;
}

/** Sides that readers get and cannot find, or whose other revisions they find. */
export async function wronglySearched(
  db: Queryable,
  span: NoticeSpan,
): Promise<{ noticeId: string; language: Language }[]> {
  const { rows } = await sql<{ noticeId: string; language: Language }>`
    select p.notice_id, p.language
    from published p
    where p.notice_id > ${span.after} and p.notice_id <= ${span.upTo}
      and p.served is distinct from (
        select max(s.revision) from published_search s
        where s.notice_id = p.notice_id and s.language = p.language and s.shown)`.execute(db);
  return rows;
}
