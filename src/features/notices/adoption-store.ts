import type { Pair } from '../../core/language.ts';
import { searchTextOf } from '../../core/search.ts';
import type { Transaction } from '../../platform/database.ts';
import type { NewRevision, NewSyncPoint } from './store.ts';

/** SQL that inserts many notices at once, in a statement for each table. */

export interface WholeNotice {
  readonly id: string;
  readonly slug: string;
  readonly category: string | null;
  readonly release: 'independent' | 'together';
  readonly date: string | null;
  readonly heads: Pair<number>;
  readonly synced: Pair<number> | null;
}

export async function insertWholeNotices(
  tx: Transaction,
  notices: readonly WholeNotice[],
): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map(({ id, slug, category, release, date, heads, synced }) => ({
    id,
    slug,
    category,
    release,
    date,
    headEn: heads.en,
    headZh: heads.zh,
    syncedEn: synced?.en ?? null,
    syncedZh: synced?.zh ?? null,
  }));
  await tx.insertInto('notice').values(rows).execute();
  await tx
    .insertInto('noticeSlug')
    .values(rows.map(({ id, slug }) => ({ noticeId: id, slug })))
    .execute();
}

/** Inserts revisions, those of each version in order, and what search finds of the last of each. */
export async function insertVersions(
  tx: Transaction,
  revisions: readonly NewRevision[],
): Promise<void> {
  if (revisions.length === 0) return;
  await tx
    .insertInto('revision')
    .values(
      revisions.map(({ content, authors, ...columns }) => ({
        ...columns,
        ...content,
        authors: [...authors],
      })),
    )
    .execute();
  const last = new Map(revisions.map((each) => [`${each.noticeId} ${each.language}`, each]));
  await tx
    .insertInto('noticeSearch')
    .values([...last.values()].map(searchRow))
    .execute();
}

function searchRow({ noticeId, language, content }: NewRevision) {
  const { folded, grams } = searchTextOf(content);
  return { noticeId, language, folded, grams: [...grams] };
}

/** Each is checked by the database's own rules. */
export async function insertSyncPoints(
  tx: Transaction,
  points: readonly NewSyncPoint[],
): Promise<void> {
  if (points.length > 0) await tx.insertInto('syncPoint').values(points).execute();
}
