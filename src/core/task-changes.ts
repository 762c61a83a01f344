import type { ChangeClass, Edit } from './diff.ts';
import type { Language } from './language.ts';
import { otherLanguage } from './language.ts';
import type { ProjectionInput } from './project.ts';
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
  /** It stands elsewhere than it did, whatever else became of it. */
  readonly moved?: true | undefined;
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

/** The number in a segment's name. */
export function segmentNumber(id: string): number {
  return Number(id.slice(id.indexOf('-') + 1));
}

/** Whether something came to stand in a text that nothing on the other side answers yet. */
export function isUnanswered({ after, counterpart }: TaskChange): boolean {
  return after.length > 0 && counterpart.segments.length === 0;
}

/** Sentences of one language joined as its writing joins them. */
export function joinSentences(language: Language, texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(language === 'zh' ? '' : ' ');
}

/** Every change of one side since the synced pair, with what answers it on the other side. */
export function changesOfSide(changed: ProjectionInput): TaskChange[] {
  const { side, other } = changed;
  const answering = otherLanguage(side);
  const anchors = anchorsOf(changed);
  return projectDiff(changed).map(({ change, counterpart, patch, ...touched }) => ({
    id: `${side}:${change.before.join('+')}:${change.after.join('+')}`,
    side,
    class: change.class,
    before: change.before.map((index) => segmentId(side, index)),
    after: change.after.map((index) => segmentId(side, index)),
    old: touched.before,
    new: touched.after,
    edits: change.edits,
    ...(change.moved === true ? { moved: true as const } : {}),
    counterpart: {
      segments: counterpart.map((index) => segmentId(answering, index)),
      text: joinSentences(
        answering,
        counterpart.map((index) => other[index]?.text ?? ''),
      ),
    },
    anchor: anchors[change.after[0] ?? -1] ?? null,
    patch,
  }));
}

/** Per segment of the changed text: what answers the nearest earlier one that has an answer in the synced pair. */
function anchorsOf({ diff, beads, side, after }: ProjectionInput): (string | null)[] {
  const answering = otherLanguage(side);
  const answers = new Map<number, number>();
  for (const bead of beads) {
    const last = bead[answering].at(-1);
    if (last !== undefined) for (const index of bead[side]) answers.set(index, last);
  }
  const synced = new Map<number, number>();
  for (const segment of diff.segments) {
    const last = segment.before.at(-1);
    if (last !== undefined) for (const index of segment.after) synced.set(index, last);
  }
  let anchor: string | null = null;
  return after.map((_, index) => {
    const own = anchor;
    const answer = answers.get(synced.get(index) ?? -1);
    if (answer !== undefined) anchor = segmentId(answering, answer);
    return own;
  });
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
