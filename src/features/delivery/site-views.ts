import { sql } from 'kysely';
import type { Bead } from '../../core/align.ts';
import type { Content } from '../../core/document.ts';
import type { Language, Pair } from '../../core/language.ts';
import type { LoggedPublication } from '../../core/publication.ts';
import type { LanguageScope } from '../../core/sync.ts';
import type { Queryable } from '../../platform/database.ts';

/** SQL of what readers get. */

/** A text that readers get, as it stands beside the notice. */
export interface PublicVersion {
  readonly revision: number;
  readonly firstPublishedAt: Date;
  readonly publishedAt: Date;
}

export interface PublicText extends PublicVersion, Content {}

/** A slug, and the language whose text is read with the notice. */
export interface Wanted {
  readonly slug: string;
  readonly language: Language;
}

/** A notice as far as readers may know of it. */
export interface PublicNotice {
  readonly id: string;
  readonly slug: string;
  readonly date: string | null;
  readonly languages: LanguageScope;
  readonly archived: boolean;
  readonly category: { readonly id: string; readonly name: Pair<string> } | null;
  readonly versions: Pair<PublicVersion | null>;
  /** What the version of the language asked for says; null: there is none. */
  readonly content: Content | null;
  /** Published texts that are behind their counterpart and stay out of sight by the category's policy. */
  readonly withheld: readonly Language[];
  /** The pairs of all sync points that nobody retracted. */
  readonly points: readonly Pair<number>[];
  readonly logs: Pair<readonly LoggedPublication[]>;
}

type Timed<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };
interface Row extends Omit<PublicNotice, 'versions' | 'content' | 'withheld' | 'points' | 'logs'> {
  /** Which of those asked for this is, counted from 1. */
  readonly place: number;
  /** Of one published text; null: the notice has none at all. */
  readonly language: Language | null;
  /** null: it is out of sight. */
  readonly served: number | null;
  readonly firstPublishedAt: Date;
  readonly servedAt: Date;
  /** null, as the summary and the body: of the language that was not asked for. */
  readonly title: string | null;
  readonly summary: string;
  readonly body: string;
  readonly points: Pair<number>[] | null;
  readonly log: (Timed<LoggedPublication> & { language: Language })[] | null;
}

/**
 * The notices that have or had these slugs, with all that their public answers depend on, in the order asked for; null:
 * there is none. One statement, hence one moment: an answer never mixes what was before a publication with what came
 * after. Texts come as rows: made to JSON they would cost PostgreSQL as much as finding them. The other language's text
 * is left out, since few answers need it.
 */
export async function publicNotices(
  db: Queryable,
  wanted: readonly Wanted[],
): Promise<(PublicNotice | null)[]> {
  const slugs = wanted.map(({ slug }) => slug);
  const asked = wanted.map(({ language }) => language);
  const { rows } = await sql<Row>`
    select found.*, p.language, p.served, p.first_published_at, p.served_at, r.title, r.summary, r.body
    from (
      select w.place::integer, w.language as wanted, n.id, n.slug, n.date, n.languages,
        n.archived_at is not null as archived,
        (select json_build_object('id', c.id, 'name', json_build_object('en', c.name_en, 'zh', c.name_zh))
          from category c where c.id = n.category) as category,
        (select json_agg(json_build_object('en', p.en, 'zh', p.zh)) from sync_point p
          where p.notice_id = n.id
            and not exists (select 1 from sync_point_retraction r where r.sync_point_id = p.id)) as points,
        (select json_agg(json_build_object('language', l.language, 'revision', l.revision,
            'at', l.published_at) order by l.published_at, l.id)
          from publication l where l.notice_id = n.id) as log
      from unnest(${slugs}::text[], ${asked}::text[]) with ordinality as w (slug, language, place)
      join notice_slug s on s.slug = w.slug
      join notice n on n.id = s.notice_id
      -- A fence: without it the aggregates are made once for each text.
      offset 0
    ) found
    left join published p on p.notice_id = found.id
    left join revision r on r.notice_id = p.notice_id and r.language = p.language and r.number = p.served
      and r.language = found.wanted`.execute(db);
  const notices = wanted.map((): Gathered | null => null);
  for (const row of rows) {
    const notice = notices[row.place - 1] ?? noticeOf(row);
    notices[row.place - 1] = notice;
    addVersion(notice, row);
  }
  return notices;
}

/** A notice whose versions are still being added, row by row. */
interface Gathered extends PublicNotice {
  readonly versions: { [L in Language]: PublicVersion | null };
  content: Content | null;
  readonly withheld: Language[];
}

/** A notice as each of its rows tells it, without texts. */
function noticeOf({ id, slug, date, languages, archived, category, points, log }: Row): Gathered {
  return {
    id,
    slug,
    date,
    languages,
    archived,
    category,
    versions: { en: null, zh: null },
    content: null,
    withheld: [],
    points: points ?? [],
    logs: { en: logOf(log, 'en'), zh: logOf(log, 'zh') },
  };
}

function addVersion(notice: Gathered, row: Row): void {
  const { language, served, firstPublishedAt, servedAt, title, summary, body } = row;
  if (language === null) return;
  if (served === null) {
    notice.withheld.push(language);
    return;
  }
  notice.versions[language] = { revision: served, firstPublishedAt, publishedAt: servedAt };
  if (title !== null) notice.content = { title, summary, body };
}

function logOf(log: Row['log'], language: Language): LoggedPublication[] {
  return (log ?? [])
    .filter((entry) => entry.language === language)
    .map((entry) => ({ revision: entry.revision, at: new Date(entry.at) }));
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
