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
import { type Block, type Content, blocksOf, typedPart } from './document.ts';
import type { Language } from './language.ts';
import { type Segment, segmentBlocks } from './segment.ts';

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
  /** It stands elsewhere than the rest of the order says, whatever else became of it. */
  readonly moved?: true;
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
      ...(pairing.moved ? { moved: true as const } : {}),
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
  const [oldBlocks, nowBlocks] = [blocksOf(before), blocksOf(after)];
  const old = segmentBlocks(language, oldBlocks);
  const now = segmentBlocks(language, nowBlocks);
  const { segments } = diffSegments(language, old, now, splitter);
  const [oldTyped, nowTyped] = [typedTexts(oldBlocks, old), typedTexts(nowBlocks, now)];
  const seen = segments.map((change) => {
    const typed = (texts: readonly string[], indexes: readonly number[]) =>
      indexes.map((index) => texts[index] ?? '').join('');
    const same = typed(oldTyped, change.before) === typed(nowTyped, change.after);
    return change.class === 'unchanged' && !same
      ? { ...change, class: 'cosmetic' as const }
      : change;
  });
  return {
    segments: seen,
    class: gravest(seen.map((change) => change.class)),
    before: old,
    after: now,
  };
}

/** Every sentence with the spaces typed in it and, where they are too many, before it. */
function typedTexts(blocks: readonly Block[], segments: readonly Segment[]): string[] {
  return segments.map((segment, i) => {
    const block = blocks[segment.blockIndex];
    if (block?.typed === undefined) return segment.text;
    const previous = segments[i - 1];
    const from = previous?.blockIndex === segment.blockIndex ? previous.to : 0;
    return typedPart(block, from, segment.to).replace(/^ (?! )/, '');
  });
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
