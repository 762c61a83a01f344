import type { Context } from '../../context.ts';
import type { Edition, SiteItem, SiteList, SiteListQuery } from './contract.ts';
import { noticePath } from './contract.ts';
import type { ListedNotice } from './site-views.ts';
import { listedNotices } from './site-views.ts';

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
  const rows = await listedNotices(ctx.db, {
    locale,
    category: query.category ?? null,
    fallback: query.fallback !== 'none',
    after: positionOf(query.cursor),
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => itemOf(row, locale, origin)),
    next: rows.length > page.length && last !== undefined ? `${last.day}_${last.id}` : null,
  };
}

function positionOf(cursor: string | undefined): { day: string; id: string } | null {
  if (cursor === undefined) return null;
  const [day = '', id = ''] = cursor.split('_');
  return { day, id };
}

function itemOf(row: ListedNotice, locale: Edition, origin: string): SiteItem {
  return {
    slug: row.slug,
    locale: row.language,
    title: row.title,
    summary: row.summary,
    date: row.date,
    publishedAt: row.firstPublishedAt.toISOString(),
    updatedAt: row.publishedAt.toISOString(),
    fallback: row.language !== locale,
    url: origin + noticePath(locale, row.slug),
  };
}
