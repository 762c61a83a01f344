import type { Bead, Constraint } from '../../core/align.ts';
import { engineVersion } from '../../core/engine.ts';
import type { Pair } from '../../core/language.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import { readContentOf } from '../notices/read-ledger.ts';
import type { Engine } from './engine.ts';
import { currentLesson } from './current-lesson.ts';
import { correctionsOf } from './report-store.ts';
import { storedBeads, writeBeads } from './store.ts';

/** A transaction, and the engine to ask from it. */
export interface Aligner {
  readonly tx: Transaction;
  readonly engine: Engine;
}

/** Where texts and alignments are, and what aligns. */
interface Shelf {
  readonly db: Queryable;
  readonly engine: Engine;
}

/** What somebody put right in the alignment of a pair. */
export function readCorrections(
  { db }: Pick<Shelf, 'db'>,
  noticeId: string,
  pair: Pair<number>,
): Promise<Constraint[]> {
  return correctionsOf(db, noticeId, pair);
}

/**
 * The alignment of a pair of revisions, the same as in its report: with the hand corrections, by the
 * engine's thread, so that no text holds up the event loop. Stored with the engine's version; one with hand
 * corrections is computed each time.
 */
export async function alignPair(
  { db, engine }: Shelf,
  noticeId: string,
  pair: Pair<number>,
): Promise<Bead[]> {
  const key = { noticeId, pair, engine: engineVersion };
  const constraints = await correctionsOf(db, noticeId, pair);
  const stored = constraints.length > 0 ? null : await storedBeads(db, key);
  if (stored !== null) return stored;
  const en = await readContentOf(db, { noticeId, language: 'en', number: pair.en });
  const zh = await readContentOf(db, { noticeId, language: 'zh', number: pair.zh });
  const lesson = await currentLesson(db);
  const beads = await engine.align({ en, zh, constraints, lesson });
  if (constraints.length === 0) await writeBeads(db, key, beads);
  return beads;
}
