import { languageOf } from '../../core/locale.ts';
import type { TermReading } from '../../core/site-search.ts';
import { searchFor } from '../../core/site-search.ts';
import type { Context } from '../../context.ts';
import type { Edition, SiteItem, SiteList, SiteListQuery } from './contract.ts';
import { noticePath } from './contract.ts';
import type { ListedNotice, ListFilter, ListPosition } from './list-views.ts';
import { listedNotices } from './list-views.ts';
import { editionFor, wordingOf } from './read-site-frame.ts';
import { foundNotices } from './search-views.ts';
import { asWritten, simplifiedReadings } from './traditional.ts';

/**
 * A page of the published notices for readers of one locale, newest day first. Those that are published
 * only in the other language are marked `fallback`, or left out with `fallback: 'none'`.
 *
 * @param input.origin what addresses begin with: a public URL, or nothing
 */
export async function listSiteNotices(
  ctx: Context,
  input: { locale: Edition; query: SiteListQuery; origin: string },
): Promise<SiteList> {
  const { locale, query, origin } = input;
  const search = query.q === undefined ? null : await searchOf(query.q);
  if (search?.length === 0) return { items: [], next: null };
  const filter: ListFilter = {
    language: languageOf(locale),
    category: query.category ?? null,
    except: null,
    fallback: query.fallback !== 'none',
    after: query.cursor === undefined ? null : positionOf(query.cursor),
    newer: false,
    limit: query.limit + 1,
  };
  const rows = await (search === null
    ? listedNotices(ctx.db, filter)
    : foundNotices(ctx.db, filter, search));
  const page = await inEdition(ctx, locale, rows.slice(0, query.limit));
  const last = page.at(-1);
  return {
    items: page.map((row) => itemOf(row, locale, origin)),
    next: rows.length > page.length && last !== undefined ? cursorOf(last) : null,
  };
}

/**
 * What a query looks for; empty: nothing that could be found. Traditional characters find Simplified
 * text, and the regional words of either.
 */
export async function searchOf(query: string): Promise<TermReading[][]> {
  if (!/\p{Script=Han}/u.test(query)) return searchFor(query, (term) => [term]);
  return searchFor(query, await simplifiedReadings());
}

/** Rows as they read in the locale. */
export async function inEdition(
  ctx: Pick<Context, 'db'>,
  locale: Edition,
  rows: readonly ListedNotice[],
): Promise<ListedNotice[]> {
  const wording = rows.some((row) => row.language === 'zh')
    ? await wordingOf(ctx, locale)
    : asWritten;
  return rows.map((row) =>
    row.language === 'en'
      ? row
      : { ...row, title: wording.text(row.title), summary: wording.text(row.summary) },
  );
}

export function cursorOf({ day, id }: ListPosition): string {
  return `${day}_${id}`;
}

export function positionOf(cursor: string): ListPosition {
  const [day = '', id = ''] = cursor.split('_');
  return { day, id };
}

function itemOf(row: ListedNotice, locale: Edition, origin: string): SiteItem {
  const edition = editionFor(locale, row.language);
  return {
    slug: row.slug,
    locale: edition,
    title: row.title,
    summary: row.summary,
    date: row.date,
    publishedAt: row.firstPublishedAt.toISOString(),
    updatedAt: row.publishedAt.toISOString(),
    fallback: row.language !== languageOf(locale),
    converted: edition === 'zh-Hant',
    url: origin + noticePath(locale, row.slug),
  };
}
