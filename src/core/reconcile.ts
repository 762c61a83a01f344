import type { ChangeClass, Diff, Edit } from './diff.ts';
import { changeClasses, gravest } from './diff.ts';
import type { Language, Pair } from './language.ts';
import { languages } from './language.ts';
import type { Segment } from './segment.ts';
import type { TaskChange } from './task-changes.ts';
import { joinSentences, segmentId, segmentNumber } from './task-changes.ts';

/** One language's part of a row: what it said when both agreed, and what it says now. */
export interface ReconcileSide {
  readonly base: string | null;
  readonly now: string | null;
  /** null: this side has not changed here. */
  readonly class: ChangeClass | null;
  readonly edits: readonly Edit[];
  /** Segments of the agreed revision, and of the head. */
  readonly before: string[];
  readonly after: string[];
}

/**
 * Sentences that belong together across both languages, of which at least one changed. Where one side moved
 * alone nothing is in conflict: the other follows it, with a text that is ready or has to be written.
 */
export interface ReconcileRow {
  /** By its place in the agreed texts: the same while either side is edited elsewhere. */
  readonly id: string;
  readonly moved: Language | 'both';
  readonly en: ReconcileSide;
  readonly zh: ReconcileSide;
  /** What each side would say if the other's change is followed and nobody has to write; null: somebody has. */
  readonly proposal: Pair<string | null>;
  /** Both sides changed, and do not say the same by what is known here: somebody has to choose. */
  readonly conflict: boolean;
}

export interface ReconcileInput {
  /** Changes of both sides since the agreed pair, as the task has them. */
  readonly changes: readonly TaskChange[];
  /** Each side's difference from the agreed revision to its head, with the segments of both. */
  readonly diffs: Pair<
    Diff & { readonly before: readonly Segment[]; readonly after: readonly Segment[] }
  >;
}

/** The rows of a three-way view, in order of reading. */
export function reconcileRows(input: ReconcileInput): ReconcileRow[] {
  return grouped(input.changes)
    .map((changes) => ({ row: rowOf(input, changes), place: placeOf(changes) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

/** Changes that share a sentence of the agreed texts, on either side, are one row. */
function grouped(changes: readonly TaskChange[]): TaskChange[][] {
  const groups: { ids: Set<string>; changes: TaskChange[] }[] = [];
  for (const change of changes) {
    const ids = new Set([...change.before, ...change.counterpart.segments]);
    const touched = groups.filter((group) => [...ids].some((id) => group.ids.has(id)));
    const joined = { ids, changes: [...touched.flatMap((group) => group.changes), change] };
    for (const group of touched) {
      for (const id of group.ids) joined.ids.add(id);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(joined);
  }
  return groups.map((group) => group.changes);
}

function rowOf(input: ReconcileInput, changes: readonly TaskChange[]): ReconcileRow {
  const [en, zh] = languages.map((side) => sideOf(input, changes, side)) as [
    ReconcileSide,
    ReconcileSide,
  ];
  const moved = en.class === null ? 'zh' : zh.class === null ? 'en' : 'both';
  const proposal = {
    en: zh.class === null ? null : proposed(changes, 'zh', en),
    zh: en.class === null ? null : proposed(changes, 'en', zh),
  };
  // Both moved: settled where one has already become what the other's change asks of it.
  const followed =
    (proposal.zh !== null && sameText(proposal.zh, zh.now)) ||
    (proposal.en !== null && sameText(proposal.en, en.now));
  const keys = [...en.before, ...zh.before];
  return {
    id: keys.length > 0 ? keys.join('+') : changes.map(({ id }) => id).join('+'),
    moved,
    en,
    zh,
    proposal: moved === 'both' && !followed ? { en: null, zh: null } : proposal,
    conflict: moved === 'both' && !followed,
  };
}

function sideOf(
  { diffs }: ReconcileInput,
  changes: readonly TaskChange[],
  side: Language,
): ReconcileSide {
  const own = changes.filter((change) => change.side === side);
  const across = changes.filter((change) => change.side !== side);
  const before = indexesOf(side, [
    ...own.flatMap((change) => change.before),
    ...across.flatMap((change) => change.counterpart.segments),
  ]);
  const kept = diffs[side].segments.filter((each) => each.before.some((i) => before.includes(i)));
  const after = [
    ...new Set([
      ...indexesOf(
        side,
        own.flatMap((change) => change.after),
      ),
      ...kept.flatMap((each) => each.after),
    ]),
  ].sort((a, b) => a - b);
  return {
    base: wordsOf(side, diffs[side].before, before),
    now: wordsOf(side, diffs[side].after, after),
    class: own.length === 0 ? null : gravest(own.map((change) => change.class)),
    edits: own.flatMap((change) => change.edits),
    before: before.map((index) => segmentId(side, index)),
    after: after.map((index) => segmentId(side, index)),
  };
}

function grade(value: ChangeClass): number {
  return changeClasses.indexOf(value);
}

/** What a side would say after the other's change: the patch, or its own words where they may stay. */
function proposed(
  changes: readonly TaskChange[],
  moving: Language,
  answering: ReconcileSide,
): string | null {
  const moves = changes.filter((change) => change.side === moving);
  const patches = [...new Set(moves.map((change) => change.patch))];
  if (patches.length === 1 && typeof patches[0] === 'string') return patches[0];
  const mild = moves.every((change) => grade(change.class) <= grade('moved'));
  if (mild) return answering.base;
  const gone = moves.every((change) => change.class === 'removed');
  return gone ? '' : null;
}

function wordsOf(
  side: Language,
  segments: readonly Segment[],
  indexes: readonly number[],
): string | null {
  if (indexes.length === 0) return null;
  return joinSentences(
    side,
    indexes.map((index) => segments[index]?.text ?? ''),
  );
}

function indexesOf(side: Language, ids: readonly string[]): number[] {
  const numbers = ids.filter((id) => id.startsWith(`${side}-`)).map(segmentNumber);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function sameText(a: string, b: string | null): boolean {
  const folded = (value: string) => value.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
  return folded(a) === folded(b ?? '');
}

/** By the English sentence that it is about or stands behind, Chinese alone by its own. */
function placeOf(changes: readonly TaskChange[]): number {
  const places = changes.flatMap((change) => {
    const english = change.side === 'en' ? change.before : change.counterpart.segments;
    const [first] = indexesOf('en', [...english]);
    if (first !== undefined) return [first];
    const anchor = change.side === 'zh' ? change.anchor : null;
    const [behind] = indexesOf('en', anchor === null ? [] : [anchor]);
    if (behind !== undefined) return [behind + 0.5];
    return indexesOf(change.side, change.after).slice(0, 1);
  });
  return Math.min(...places);
}
