import type { Bead } from '../../core/align.ts';
import { alignSegments } from '../../core/align.ts';
import { engineVersion } from '../../core/engine.ts';
import type { Pair } from '../../core/language.ts';
import { segmentContent } from '../../core/segment.ts';
import type { Transaction } from '../../platform/database.ts';
import { readContentOf } from '../notices/read-ledger.ts';
import { storedBeads, writeBeads } from './store.ts';

/** The alignment of a pair of revisions: stored with the engine's version, computed where it is not. */
export async function alignPair(
  tx: Transaction,
  noticeId: string,
  pair: Pair<number>,
): Promise<Bead[]> {
  const key = { noticeId, pair, engine: engineVersion };
  const stored = await storedBeads(tx, key);
  if (stored !== null) return stored;
  const en = await readContentOf(tx, { noticeId, language: 'en', number: pair.en });
  const zh = await readContentOf(tx, { noticeId, language: 'zh', number: pair.zh });
  const beads = alignSegments(segmentContent('en', en), segmentContent('zh', zh));
  await writeBeads(tx, key, beads);
  return beads;
}
