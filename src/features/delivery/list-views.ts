import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Content } from '../../core/document.ts';
import type { Language } from '../../core/language.ts';
import { otherLanguage } from '../../core/language.ts';
import type { Queryable } from '../../platform/database.ts';
import { plannedAnew, writtenLimit } from '../../platform/database.ts';

/** SQL of the lists that readers get. */

export interface ListedNotice {
  readonly id: string;
  readonly slug: string;
  readonly date: string | null;
  readonly category: string | null;
  /** The day it is sorted by: its date, or else the day on which it was first published (UTC). */
  readonly day: string;
  readonly language: Language;
  readonly firstPublishedAt: Date;
  readonly publishedAt: Date;
  readonly title: string;
  readonly summary: string;
}

/** A place in a list. */
export interface ListPosition {
  readonly day: string;
  readonly id: string;
}

export interface ListFilter {
  readonly language: Language;
  readonly category: string | null;
  /** A category that is left out, unless it is the one asked for. */
  readonly except: string | null;
  /** Whether notices that are published only in the other language are listed too. */
  readonly fallback: boolean;
  /** Where the page begins: behind this place, or before it with `newer`. */
  readonly after: ListPosition | null;
  readonly newer: boolean;
  readonly limit: number;
}

/**
 * A page of published notices, newest day first, then newest notice.
 *
 * @param among a further condition on the published side `p`, for which the statement is planned each time
 */
export async function listedNotices(
  db: Queryable,
  filter: ListFilter,
  among: RawBuilder<unknown> | null = null,
): Promise<ListedNotice[]> {
  const { language, fallback, newer, limit } = filter;
  const order = sql.raw(newer ? 'asc' : 'desc');
  const most = writtenLimit(limit);
  const condition = among ?? sql`true`;
  const own = sql`p.language = ${language} and ${condition}`;
  const sides = [side(filter, own, { order, most })];
  if (fallback) {
    const other = sql`p.language = ${otherLanguage(language)} and p.alone and ${condition}`;
    sides.push(side(filter, other, { order, most }));
  }
  const { rows } = await sql<ListedNotice>`${sql.raw(among === null ? '' : plannedAnew)}
    with page as (
      select * from (${sql.join(sides, sql` union all `)}) sides
      order by day ${order}, id ${order} limit ${most})
    select page.*, r.title, r.summary
    from page join revision r
      on r.notice_id = page.id and r.language = page.language and r.number = page.served
    order by page.day desc, page.id desc`.execute(db);
  // Those next to where the page begins.
  return newer ? rows.slice(-limit) : rows.slice(0, limit);
}

function side(
  filter: ListFilter,
  which: RawBuilder<unknown>,
  { order, most }: { order: RawBuilder<unknown>; most: RawBuilder<unknown> },
): RawBuilder<unknown> {
  return sql`(
    select n.id, n.slug, n.date, p.category, p.day, p.language, p.served, p.first_published_at,
      p.served_at as published_at
    from published p join notice n on n.id = p.notice_id
    where ${which} and p.served is not null and n.archived_at is null and ${sql.join(conditionsOf(filter), sql` and `)}
    order by p.day ${order}, p.notice_id ${order} limit ${most})`;
}

function conditionsOf(filter: ListFilter): RawBuilder<unknown>[] {
  const { category, except, after, newer } = filter;
  const conditions = [sql`true`];
  if (category !== null) conditions.push(sql`p.category = ${category}`);
  else if (except !== null) conditions.push(sql`p.category is distinct from ${except}`);
  if (after !== null) {
    const place = sql`(${after.day}::date, ${after.id}::uuid)`;
    const side = sql.raw(newer ? '>' : '<');
    conditions.push(sql`(p.day, p.notice_id) ${side} ${place}`);
  }
  return conditions;
}

/** Longer texts are searched, but not read through again for an excerpt. */
const longestForExcerpt = 60_000;

/** The published texts of some notices, in all their languages. */
export async function publishedTexts(
  db: Queryable,
  ids: readonly string[],
): Promise<(Content & { readonly id: string; readonly language: Language })[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Content & { id: string; language: Language }>`
    select p.notice_id as id, p.language, r.title, r.summary,
      case when length(r.body) <= ${longestForExcerpt} then r.body else '' end as body
    from published p join revision r
      on r.notice_id = p.notice_id and r.language = p.language and r.number = p.served
    where p.notice_id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

export interface FeedText {
  readonly id: string;
  readonly language: Language;
  /** null: too long for a feed. */
  readonly body: string | null;
}

/** Whole feeds are kept and sent: nobody reads a book in one. */
const longestInFeed = 200_000;

/** The published texts of some notices, in the languages that each is for. */
export async function feedTexts(db: Queryable, ids: readonly string[]): Promise<FeedText[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FeedText>`
    select p.notice_id as id, p.language,
      case when length(r.body) <= ${longestInFeed} then r.body end as body
    from published p
      join notice n on n.id = p.notice_id and n.languages in ('both', p.language)
      join revision r
        on r.notice_id = p.notice_id and r.language = p.language and r.number = p.served
    where p.notice_id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

export interface MappedNotice {
  readonly id: string;
  readonly slug: string;
  /** When each published side was last published. */
  readonly published: { readonly [L in Language]?: string };
}

/** Published notices by id, those that are for one language with that language only. */
export async function mappedNotices(
  db: Queryable,
  range: { readonly after: string | null; readonly limit: number },
): Promise<MappedNotice[]> {
  const { rows } = await sql<MappedNotice>`
    select n.id, n.slug, json_object_agg(p.language, p.served_at) as published
    from published p join notice n on n.id = p.notice_id
    where n.archived_at is null and n.languages in ('both', p.language) and p.served is not null
      and (${range.after}::uuid is null or n.id > ${range.after}::uuid)
    group by n.id, n.slug order by n.id limit ${range.limit}`.execute(db);
  return rows;
}

/** The last id of every full run of so many published notices after which there are more, in order. */
export async function mapBoundaries(db: Queryable, run: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select n.id, row_number() over (order by n.id) as place, count(*) over () as total
      from notice n
      where n.archived_at is null and exists (
        select 1 from published p
        where p.notice_id = n.id and n.languages in ('both', p.language) and p.served is not null)
      ) counted
    where place % ${run} = 0 and place < total order by id`.execute(db);
  return rows.map((row) => row.id);
}
