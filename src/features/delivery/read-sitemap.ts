import type { Context } from '../../context.ts';
import { languageOf } from '../../core/locale.ts';
import type { Edition } from './contract.ts';
import { editions } from './contract.ts';
import { mapBoundaries, mappedNotices } from './list-views.ts';

/** Notices of one sitemap: a file may hold 50,000 addresses, and every notice has up to three. */
export const noticesInMap = 5000;

export interface MapEntry {
  readonly slug: string;
  /** The editions that the notice has, and when each was last published. */
  readonly editions: readonly { readonly edition: Edition; readonly at: Date }[];
}

/** What a sitemap holds; `null` to begin with, then the places that `readMapParts` gives. */
export async function readSitemap(
  ctx: Pick<Context, 'db'>,
  after: string | null,
): Promise<MapEntry[]> {
  const rows = await mappedNotices(ctx.db, { after, limit: noticesInMap });
  return rows.map(({ slug, published }) => ({
    slug,
    editions: editions.flatMap((edition) => {
      const at = published[languageOf(edition)];
      return at === undefined ? [] : [{ edition, at: new Date(at) }];
    }),
  }));
}

/** Where further sitemaps begin: behind these notices. Empty: one is enough. */
export async function readMapParts(ctx: Pick<Context, 'db'>): Promise<string[]> {
  return mapBoundaries(ctx.db, noticesInMap);
}
