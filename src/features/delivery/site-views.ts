import { sql } from 'kysely';
import type { Bead } from '../../core/align.ts';
import type { Content } from '../../core/document.ts';
import type { Language, Pair } from '../../core/language.ts';
import type { LoggedPublication } from '../../core/publication.ts';
import type { LanguageScope } from '../../core/sync.ts';
import type { Queryable } from '../../platform/database.ts';

/** SQL of what readers get. */

export interface PublicText extends Content {
  readonly revision: number;
  readonly firstPublishedAt: Date;
  readonly publishedAt: Date;
}

/** A notice as far as readers may know of it. */
export interface PublicNotice {
  readonly id: string;
  readonly slug: string;
  readonly date: string | null;
  readonly languages: LanguageScope;
  readonly archived: boolean;
  readonly category: { readonly id: string; readonly name: Pair<string> } | null;
  readonly texts: Pair<PublicText | null>;
  /** Published texts that are behind their counterpart and stay out of sight by the category's policy. */
  readonly withheld: readonly Language[];
  /** The pairs of all sync points that nobody retracted. */
  readonly points: readonly Pair<number>[];
  readonly logs: Pair<readonly LoggedPublication[]>;
}

type Timed<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };
interface FlatNotice extends Omit<PublicNotice, 'texts' | 'withheld' | 'points' | 'logs'> {
  texts: { [L in Language]?: Timed<PublicText> } | null;
  withheld: Language[] | null;
  points: Pair<number>[] | null;
  log: (Timed<LoggedPublication> & { language: Language })[] | null;
}

/**
 * The notices that have or had these slugs, with all that their public answers depend on. One statement,
 * hence one moment: an answer never mixes what was before a publication with what came after.
 */
export async function publicNotices(
  db: Queryable,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, PublicNotice>> {
  const { rows } = await sql<FlatNotice & { asked: string }>`
    select s.slug as asked, n.id, n.slug, n.date, n.languages, n.archived_at is not null as archived,
      (select json_build_object('id', c.id, 'name', json_build_object('en', c.name_en, 'zh', c.name_zh))
        from category c where c.id = n.category) as category,
      (select json_object_agg(p.language, json_build_object('revision', p.served,
          'firstPublishedAt', p.first_published_at, 'publishedAt', p.served_at,
          'title', r.title, 'summary', r.summary, 'body', r.body))
        from published p join revision r
          on r.notice_id = p.notice_id and r.language = p.language and r.number = p.served
        where p.notice_id = n.id) as texts,
      (select json_agg(p.language) from published p
        where p.notice_id = n.id and p.served is null) as withheld,
      (select json_agg(json_build_object('en', p.en, 'zh', p.zh)) from sync_point p
        where p.notice_id = n.id
          and not exists (select 1 from sync_point_retraction r where r.sync_point_id = p.id)) as points,
      (select json_agg(json_build_object('language', l.language, 'revision', l.revision,
          'at', l.published_at) order by l.published_at, l.id)
        from publication l where l.notice_id = n.id) as log
    from notice_slug s join notice n on n.id = s.notice_id
    where s.slug = any(${slugs}::text[])`.execute(db);
  return new Map(rows.map(({ asked, ...notice }) => [asked, noticeOf(notice)]));
}

function noticeOf({ texts, withheld, points, log, ...rest }: FlatNotice): PublicNotice {
  const text = (language: Language): PublicText | null => {
    const found = texts?.[language];
    if (found === undefined) return null;
    const { firstPublishedAt, publishedAt, ...content } = found;
    return {
      ...content,
      firstPublishedAt: new Date(firstPublishedAt),
      publishedAt: new Date(publishedAt),
    };
  };
  const side = (language: Language): LoggedPublication[] =>
    (log ?? [])
      .filter((entry) => entry.language === language)
      .map((entry) => ({ revision: entry.revision, at: new Date(entry.at) }));
  return {
    ...rest,
    texts: { en: text('en'), zh: text('zh') },
    withheld: withheld ?? [],
    points: points ?? [],
    logs: { en: side('en'), zh: side('zh') },
  };
}

/** What one revision holds. */
export async function revisionContent(
  db: Queryable,
  key: { noticeId: string; language: Language; number: number },
): Promise<Content> {
  return db
    .selectFrom('revision')
    .select(['title', 'summary', 'body'])
    .where('noticeId', '=', key.noticeId)
    .where('language', '=', key.language)
    .where('number', '=', key.number)
    .executeTakeFirstOrThrow();
}

/** The stored alignment of two published revisions, by whatever version of the engine; null: none. */
export async function storedAlignment(
  db: Queryable,
  key: { noticeId: string; en: number; zh: number },
): Promise<Bead[] | null> {
  const { rows } = await sql<{ beads: Bead[] }>`
    select beads from alignment
    where notice_id = ${key.noticeId} and en = ${key.en} and zh = ${key.zh}`.execute(db);
  return rows[0]?.beads ?? null;
}
