import type { Bead } from './align.ts';
import type { ChangeClass, Diff, Edit } from './diff.ts';
import type { Language } from './language.ts';
import { otherLanguage } from './language.ts';
import { projectDiff } from './project.ts';
import type { Segment } from './segment.ts';

/** One change that a task is about: what it was, what it is, and what answers it on the other side. */
export interface TaskChange {
  readonly id: string;
  readonly side: Language;
  readonly class: ChangeClass;
  /** Ids of segments of the changed side: in the synced revision, and in the head. */
  readonly before: string[];
  readonly after: string[];
  readonly old: string | null;
  readonly new: string | null;
  readonly edits: readonly Edit[];
  readonly counterpart: { readonly segments: string[]; readonly text: string };
  /** Where an answer to an added segment belongs: behind this segment of the other side. */
  readonly anchor: string | null;
  /** The counterpart's text with the changed facts replaced, ready to be accepted. */
  readonly patch: string | null;
}

/** A segment's name within one revision of one side, for example `zh-12`. */
export function segmentId(language: Language, index: number): string {
  return `${language}-${index}`;
}

/** Sentences of one language joined as its writing joins them. */
export function joinSentences(language: Language, texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(language === 'zh' ? '' : ' ');
}

export interface ChangedSide {
  readonly side: Language;
  readonly diff: Diff;
  /** Segments of the changed side: synced revision and head. */
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
  /** The other side's segments in the synced revision, and the alignment of the synced pair. */
  readonly other: readonly Segment[];
  readonly beads: readonly Bead[];
}

/** Every change of one side since the synced pair, with what answers it on the other side. */
export function changesOfSide(changed: ChangedSide): TaskChange[] {
  const { side, diff, before, after, other } = changed;
  const answering = otherLanguage(side);
  const projected = projectDiff(changed);
  return diff.segments.flatMap((segment, i) => {
    const touched = projected[i];
    if (segment.class === 'unchanged' || touched === undefined) return [];
    return [
      {
        id: `${side}:${segment.before.join('+')}:${segment.after.join('+')}`,
        side,
        class: segment.class,
        before: segment.before.map((index) => segmentId(side, index)),
        after: segment.after.map((index) => segmentId(side, index)),
        old: textOf(side, before, segment.before),
        new: textOf(side, after, segment.after),
        edits: segment.edits,
        counterpart: {
          segments: touched.counterpart.map((index) => segmentId(answering, index)),
          text: textOf(answering, other, touched.counterpart) ?? '',
        },
        anchor: anchorOf(changed, segment.after[0] ?? null, answering),
        patch: touched.patch,
      },
    ];
  });
}

/** What answers the nearest earlier segment that has an answer in the synced pair. */
function anchorOf(
  { diff, beads }: ChangedSide,
  index: number | null,
  answering: Language,
): string | null {
  if (index === null) return null;
  const side = otherLanguage(answering);
  for (let at = index - 1; at >= 0; at -= 1) {
    const before = diff.segments.find((segment) => segment.after.includes(at))?.before.at(-1);
    const bead =
      before === undefined ? undefined : beads.find((each) => each[side].includes(before));
    const last = bead?.[answering].at(-1);
    if (last !== undefined) return segmentId(answering, last);
  }
  return null;
}

function textOf(
  language: Language,
  segments: readonly Segment[],
  indexes: readonly number[],
): string | null {
  if (indexes.length === 0) return null;
  return joinSentences(
    language,
    indexes.map((index) => segments[index]?.text ?? ''),
  );
}

/** Every segment of a text that has no counterpart yet: the changes of a `translate` task. */
export function wholeText(side: Language, segments: readonly Segment[]): TaskChange[] {
  return segments.map((segment) => ({
    id: `${side}::${segment.index}`,
    side,
    class: 'added',
    before: [],
    after: [segmentId(side, segment.index)],
    old: null,
    new: segment.text,
    edits: [{ op: 'insert', text: segment.text }],
    counterpart: { segments: [], text: '' },
    anchor: null,
    patch: null,
  }));
}

/** Size of work as the trade counts it: English by words, Chinese by characters. */
export interface WorkSize {
  readonly englishWords: number;
  readonly chineseCharacters: number;
}

export function sizeOf(changes: readonly TaskChange[]): WorkSize {
  const text = (side: Language) =>
    changes
      .filter((change) => change.side === side)
      .map((change) => change.new ?? change.old ?? '')
      .join('\n');
  return {
    englishWords: text('en').match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0,
    chineseCharacters: text('zh').match(/\p{Script=Han}/gu)?.length ?? 0,
  };
}
