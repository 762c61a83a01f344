import type { Language } from '../../core/language.ts';
import { pairOf } from '../../core/language.ts';
import { invalidField } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { ChangedNotice } from './changes-store.ts';
import { changedNotices, lastPlace, placeChanges } from './changes-store.ts';
import { noticePath } from './contract.ts';
import type { SiteChanges } from './reader-contract.ts';

/**
 * What changed for readers since a cursor: every notice once, at the place of its last change, withdrawn
 * ones among them. Whoever reads on from cursor to cursor misses nothing, whatever is written meanwhile.
 *
 * @param input.origin what addresses begin with: a public URL, or nothing
 * @throws Refusal `invalid` for a cursor that this database never gave
 */
export async function listSiteChanges(
  ctx: Context,
  input: { since?: number | undefined; limit: number; origin: string },
): Promise<SiteChanges> {
  const { since = 0, limit, origin } = input;
  await placeChanges(ctx.db);
  const rows = await changedNotices(ctx.db, { after: since, limit: limit + 1 });
  if (rows.length === 0 && since > (await lastPlace(ctx.db))) {
    throw invalidField('query.since', 'bad_cursor', 'is not a cursor of this list');
  }
  const page = rows.slice(0, limit);
  return {
    items: page.map((row) => changeOf(row, origin)),
    cursor: String(page.at(-1)?.place ?? since),
    more: rows.length > page.length,
  };
}

function changeOf(row: ChangedNotice, origin: string): SiteChanges['items'][number] {
  const version = (language: Language) => {
    const { act, at } = row.versions[language];
    if (act === null || at === null) return null;
    // Readers get nothing of an archived notice, and all of it again once it is back.
    if (row.archivedAt !== null) {
      const later = row.archivedAt > at ? row.archivedAt : at;
      return { act: 'withdrawn' as const, at: later.toISOString(), url: null };
    }
    const url = act === 'withdrawn' ? null : origin + noticePath(language, row.slug);
    return { act, at: at.toISOString(), url };
  };
  return {
    id: row.id,
    slug: row.slug,
    formerSlugs: row.slugs.filter((slug) => slug !== row.slug),
    at: row.at.toISOString(),
    versions: pairOf(version),
  };
}
