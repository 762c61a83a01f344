import type { Pair } from '../../core/language.ts';
import type { Queryable } from '../../platform/database.ts';
import { storedScore } from './report-store.ts';

/** Score of the stored report of a pair, 0–100, whatever made it; null: there is none. */
export function readScore(
  db: Queryable,
  noticeId: string,
  pair: Pair<number>,
): Promise<number | null> {
  return storedScore(db, noticeId, pair);
}
