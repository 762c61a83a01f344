import type { Content } from '../../core/document.ts';
import type { Language, Pair } from '../../core/language.ts';
import { Refusal } from '../../core/refusal.ts';
import type { VouchedRevision } from '../../core/four-eyes.ts';
import type { Queryable } from '../../platform/database.ts';
import {
  changesBetween,
  contentOf,
  contentsOf,
  savedTogether,
  standingPoint,
  substantiveMark,
} from './store.ts';

/** Reads of the ledger for the rooms to the right, within their transactions. */

export interface RevisionKey {
  readonly noticeId: string;
  readonly language: Language;
  readonly number: number;
}

/** @throws Refusal `not_found` where there is no such revision */
export async function readContentOf(db: Queryable, key: RevisionKey): Promise<Content> {
  const content = await contentOf(db, key);
  if (content === null) throw new Refusal('not_found');
  return { title: content.title, summary: content.summary, body: content.body };
}

/**
 * Contents of several revisions of one notice, in the order asked for, in one round trip.
 *
 * @throws Refusal `not_found` where one of them is not there
 */
export async function readContentsOf<const Refs extends readonly Omit<RevisionKey, 'noticeId'>[]>(
  db: Queryable,
  noticeId: string,
  refs: Refs,
): Promise<{ [K in keyof Refs]: Content }> {
  const found = await contentsOf(db, noticeId, refs);
  const contents = refs.map(({ language, number }) => {
    const one = found.find((each) => each.language === language && each.number === number);
    if (one === undefined) throw new Refusal('not_found');
    return { title: one.title, summary: one.summary, body: one.body };
  });
  return contents as { [K in keyof Refs]: Content };
}

/** What both sides of a pair say. @throws Refusal `not_found` where one is not there */
export async function readPairOf(
  db: Queryable,
  noticeId: string,
  pair: Pair<number>,
): Promise<Pair<Content>> {
  const [en, zh] = await readContentsOf(db, noticeId, [
    { language: 'en', number: pair.en },
    { language: 'zh', number: pair.zh },
  ]);
  return { en, zh };
}

/** Whether a revision in the span was certified as cosmetic and somebody overruled that. */
export function readSubstantiveMark(
  db: Queryable,
  span: { noticeId: string; language: Language; after: number; upTo: number },
): Promise<boolean> {
  return substantiveMark(db, span);
}

/** Settled revisions past the standing pair, up to `to`, with all who wrote them. */
export function readChangesUpTo(
  db: Queryable,
  key: { noticeId: string; from: Pair<number> | null; to: Pair<number> },
): Promise<VouchedRevision[]> {
  return changesBetween(db, key);
}

export function readSavedTogether(
  db: Queryable,
  noticeId: string,
  heads: Pair<number>,
): Promise<boolean> {
  return savedTogether(db, noticeId, heads);
}

export { standingPoint as readStandingPoint };
