import { type ChangeClass, gravest } from './diff/change-class.ts';
import { classifyText } from './diff/classify.ts';
import { classifyMarkup } from './diff/markup.ts';
import { type Pairing, pairSegments } from './diff/pairing.ts';
import {
  type Edit,
  type WordSplitter,
  defaultSplitter,
  editsBetween,
  tokensOf,
} from './diff/words.ts';
import type { Content } from './document.ts';
import type { Language } from './language.ts';
import { type Segment, segmentContent } from './segment.ts';

export { type ChangeClass, changeClasses, gravest } from './diff/change-class.ts';
export { type Edit, type WordSplitter, defaultSplitter } from './diff/words.ts';

/** What became of one segment, or of two that were joined or one that was divided. */
export interface SegmentChange {
  /** Indexes of segments of the old text; empty where one was added. */
  readonly before: readonly number[];
  /** Indexes of segments of the new text; empty where one was removed. */
  readonly after: readonly number[];
  readonly class: ChangeClass;
  readonly edits: readonly Edit[];
}

/** In order of reading of the new text, removed segments in their old place. */
export interface Diff {
  readonly segments: readonly SegmentChange[];
  /** The gravest of all. */
  readonly class: ChangeClass;
}

/** The differences between two versions of a text of one language. Every segment of both is named once. */
export function diffSegments(
  language: Language,
  before: readonly Segment[],
  after: readonly Segment[],
  splitter: WordSplitter = defaultSplitter,
): Diff {
  const segments = pairSegments(language, before, after).map((pairing) => {
    const old = pairing.before.flatMap((k) => before[k] ?? []);
    const now = pairing.after.flatMap((k) => after[k] ?? []);
    return {
      before: pairing.before,
      after: pairing.after,
      class: classOf(language, pairing, { old, now }),
      edits: markWords(
        language,
        { old: joined(language, old), now: joined(language, now) },
        splitter,
      ),
    };
  });
  return { segments, class: gravest(segments.map((segment) => segment.class)) };
}

/** Segments both texts and compares them. */
export function diffContent(
  language: Language,
  before: Content,
  after: Content,
  splitter: WordSplitter = defaultSplitter,
): Diff & { before: Segment[]; after: Segment[] } {
  const old = segmentContent(language, before);
  const now = segmentContent(language, after);
  return { ...diffSegments(language, old, now, splitter), before: old, after: now };
}

function classOf(
  language: Language,
  pairing: Pairing,
  { old, now }: { old: readonly Segment[]; now: readonly Segment[] },
): ChangeClass {
  if (now.length === 0) return 'removed';
  if (old.length === 0) return 'added';
  const [first, second] = [joined(language, old), joined(language, now)];
  const reshaped = old.length !== now.length || old[0]?.block !== now[0]?.block;
  return gravest([
    classifyText(language, first, second),
    classifyMarkup(old, now),
    reshaped ? 'cosmetic' : 'unchanged',
    pairing.moved ? 'moved' : 'unchanged',
  ]);
}

function joined(language: Language, segments: readonly Segment[]): string {
  return segments.map((segment) => segment.text).join(language === 'en' ? ' ' : '');
}

function markWords(
  language: Language,
  { old, now }: { old: string; now: string },
  splitter: WordSplitter,
): Edit[] {
  if (old === now) return old === '' ? [] : [{ op: 'keep', text: old }];
  return editsBetween(tokensOf(old, language, splitter), tokensOf(now, language, splitter));
}
