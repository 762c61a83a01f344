import type { Bead } from './align.ts';
import type { ChangeClass, Diff, SegmentChange } from './diff.ts';
import { type Language, otherLanguage } from './language.ts';
import {
  type Replacement,
  applyReplacements,
  changedFacts,
  replacementsFor,
} from './project/patch.ts';
import type { Segment } from './segment.ts';

/** A changed segment of one language and what answers it in the other. */
export interface TouchedSegment {
  /** The change, as the diff has it. */
  readonly change: SegmentChange;
  readonly class: ChangeClass;
  /** Old and new wording; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  /** Segments of the other language that answered the old wording. */
  readonly counterpart: readonly number[];
  /** Whether the counterpart can stay as it is, at most to be confirmed. */
  readonly keep: boolean;
  /** The counterpart's new text, ready to be taken, where nothing but facts changed and each was found. */
  readonly patch: string | null;
}

export interface ProjectionInput {
  readonly diff: Diff;
  /** The language that changed. */
  readonly side: Language;
  /** Alignment of the old text (the synced revision) with the other language's. */
  readonly beads: readonly Bead[];
  /** Segments of the other language. */
  readonly other: readonly Segment[];
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
}

const kept = new Set<ChangeClass>(['unchanged', 'cosmetic', 'minor', 'moved']);

/** What an edit of one language touches in the other: every changed segment, in order of reading. */
export function projectDiff(input: ProjectionInput): TouchedSegment[] {
  const answers = counterparts(input);
  const changed = input.diff.segments.filter((change) => change.class !== 'unchanged');
  const drafts = changed.map((change) => {
    const counterpart = answersTo(change, answers);
    return { change, counterpart, plan: planFor(change, counterpart, input) };
  });
  const shared = plansByCounterpart(drafts);
  return drafts.map(({ change, counterpart, plan }) => ({
    change,
    class: change.class,
    before: wording(input.before, change.before, input.side),
    after: wording(input.after, change.after, input.side),
    counterpart,
    keep: kept.has(change.class),
    patch:
      plan === null ? null : patched(counterpart, shared.get(counterpart.join()) ?? plan, input),
  }));
}

function counterparts({ beads, side }: ProjectionInput): ReadonlyMap<number, readonly number[]> {
  const answers = new Map<number, readonly number[]>();
  const other = otherLanguage(side);
  for (const bead of beads) for (const index of bead[side]) answers.set(index, bead[other]);
  return answers;
}

function answersTo(
  change: SegmentChange,
  answers: ReadonlyMap<number, readonly number[]>,
): number[] {
  const indexes = new Set(change.before.flatMap((index) => answers.get(index) ?? []));
  return [...indexes].sort((a, b) => a - b);
}

function wording(
  segments: readonly Segment[],
  indexes: readonly number[],
  language: Language,
): string | null {
  if (indexes.length === 0) return null;
  return indexes.map((index) => segments[index]?.text ?? '').join(language === 'en' ? ' ' : '');
}

function planFor(
  change: SegmentChange,
  counterpart: readonly number[],
  { side, before, after, other }: ProjectionInput,
): Replacement[] | null {
  if (change.class !== 'facts' || counterpart.length === 0) return null;
  const old = wording(before, change.before, side);
  const now = wording(after, change.after, side);
  const target = wording(other, counterpart, otherLanguage(side));
  if (old === null || now === null || target === null) return null;
  const changes = changedFacts(old, now, side);
  return changes === null ? null : replacementsFor(changes, { old, target, side });
}

/** Two changed segments that share an answer are patched together. */
function plansByCounterpart(
  drafts: readonly { counterpart: readonly number[]; plan: Replacement[] | null }[],
): ReadonlyMap<string, Replacement[]> {
  const plans = new Map<string, Replacement[]>();
  for (const { counterpart, plan } of drafts) {
    if (plan) plans.set(counterpart.join(), [...(plans.get(counterpart.join()) ?? []), ...plan]);
  }
  return plans;
}

function patched(
  counterpart: readonly number[],
  plan: readonly Replacement[],
  { side, other }: ProjectionInput,
): string | null {
  const text = wording(other, counterpart, otherLanguage(side));
  return text === null ? null : applyReplacements(text, plan);
}
