import { blocksOf } from '../../core/document.ts';
import type { Language } from '../../core/language.ts';
import { languageOf } from '../../core/locale.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Excerpt, TermReading } from '../../core/site-search.ts';
import { excerptOf } from '../../core/site-search.ts';
import type { Context } from '../../context.ts';
import type { Edition } from './contract.ts';
import type { NamedCategory } from './frame-views.ts';
import { publicCategories } from './frame-views.ts';
import { cursorOf, inEdition, positionOf, searchOf } from './list-site-notices.ts';
import type { ListedNotice, ListFilter } from './list-views.ts';
import { listedNotices, publishedTexts } from './list-views.ts';
import { editionFor, pageCategory } from './read-site-frame.ts';
import { foundNotices } from './search-views.ts';
import type { Wording } from './traditional.ts';

export const noticesOnPage = 20;

/** What a page of the list is asked for. */
export interface ListQuery {
  readonly category: string | null;
  /** What is looked for; empty: everything. */
  readonly q: string;
  /** The list goes on behind this place. */
  readonly older: string | null;
  /** The page before this place. */
  readonly newer: string | null;
}

export interface ListPage {
  readonly query: ListQuery;
  readonly categories: readonly NamedCategory[];
  readonly items: readonly ListItem[];
  /** Places to go on from; null: there is no such page. */
  readonly older: string | null;
  readonly newer: string | null;
}

export interface ListItem extends ListedNotice {
  readonly edition: Edition;
  readonly fallback: boolean;
  /** Where the words looked for stand in the text, and in what edition that is. */
  readonly excerpt: (Excerpt & { readonly edition: Edition }) | null;
}

/**
 * A page of the list of notices for readers of one locale.
 *
 * @throws Refusal `not_found` for a category without anything published
 */
export async function readListPage(
  ctx: Context,
  input: { locale: Edition; query: ListQuery; wording: Wording },
): Promise<ListPage> {
  const { locale, query } = input;
  const categories = await publicCategories(ctx.db, pageCategory);
  if (query.category !== null && !categories.some((each) => each.id === query.category)) {
    throw new Refusal('not_found');
  }
  const search = query.q === '' ? null : await searchOf(query.q);
  const { rows, older, newer } = await rowsOf(ctx, { ...input, search });
  const shown = await inEdition(ctx, locale, rows);
  const items = shown.map((row) => ({
    ...row,
    edition: editionFor(locale, row.language),
    fallback: row.language !== languageOf(locale),
    excerpt: null,
  }));
  const found = search === null ? items : await withExcerpts(ctx, items, { ...input, search });
  return { query, categories, items: found, older, newer };
}

interface Rows {
  readonly rows: readonly ListedNotice[];
  readonly older: string | null;
  readonly newer: string | null;
}

async function rowsOf(
  ctx: Context,
  input: { locale: Edition; query: ListQuery; search: TermReading[][] | null },
): Promise<Rows> {
  const { locale, query, search } = input;
  if (search?.length === 0) return { rows: [], older: null, newer: null };
  const isNewer = query.newer !== null;
  const cursor = query.newer ?? query.older;
  const filter: ListFilter = {
    language: languageOf(locale),
    category: query.category,
    except: pageCategory,
    fallback: true,
    after: cursor === null ? null : positionOf(cursor),
    newer: isNewer,
    limit: noticesOnPage + 1,
  };
  const read = await (search === null
    ? listedNotices(ctx.db, filter)
    : foundNotices(ctx.db, filter, search));
  const isMore = read.length > noticesOnPage;
  // The first page is always a full one.
  if (isNewer && !isMore) return rowsOf(ctx, { ...input, query: { ...query, newer: null } });
  const rows = isNewer && isMore ? read.slice(1) : read.slice(0, noticesOnPage);
  const [first, last] = [rows[0], rows.at(-1)];
  const hasNewer = isNewer ? isMore : query.older !== null;
  const hasOlder = isNewer || isMore;
  return {
    rows,
    older: hasOlder && last !== undefined ? cursorOf(last) : null,
    newer: hasNewer && first !== undefined ? cursorOf(first) : null,
  };
}

/** Where the words stand: in the text that is listed, or else in the other language's. */
async function withExcerpts(
  ctx: Context,
  items: readonly ListItem[],
  input: { locale: Edition; wording: Wording; search: TermReading[][] },
): Promise<ListItem[]> {
  const terms = input.search.flatMap((readings) => readings.map((reading) => reading.term));
  const texts = await publishedTexts(
    ctx.db,
    items.map((item) => item.id),
  );
  return items.map((item) => {
    const own = (language: Language) => language === item.language;
    const sides = texts
      .filter((text) => text.id === item.id)
      .sort((a, b) => Number(own(b.language)) - Number(own(a.language)));
    for (const side of sides) {
      const blocks = blocksOf(side).slice(own(side.language) ? 1 : 0);
      const excerpt = firstExcerpt(
        blocks.map((block) => block.text),
        terms,
      );
      if (excerpt === null) continue;
      return { ...item, excerpt: excerptIn(excerpt, side.language, input) };
    }
    return item;
  });
}

function firstExcerpt(blocks: readonly string[], terms: readonly string[]): Excerpt | null {
  for (const block of blocks) {
    const excerpt = excerptOf(block, terms);
    if (excerpt !== null) return excerpt;
  }
  return null;
}

function excerptIn(
  { before, hit, after }: Excerpt,
  language: Language,
  { locale, wording }: { locale: Edition; wording: Wording },
): ListItem['excerpt'] {
  const edition = editionFor(locale, language);
  const read = (text: string) => (language === 'en' ? text : wording.text(text));
  return { edition, before: read(before), hit: read(hit), after: read(after) };
}
