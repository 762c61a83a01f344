import type { Bead } from './align.ts';
import type { Content } from './document.ts';
import { blocksOf } from './document.ts';
import type { Language } from './language.ts';
import { otherLanguage, withSide } from './language.ts';
import { segmentBlocks } from './segment.ts';
import type { TaskChange } from './task-changes.ts';
import { segmentId } from './task-changes.ts';

interface Outdated {
  /** The side that moved since both were certified. */
  readonly leads: Language;
  /** Its text of now. */
  readonly content: Content;
  /** What moved. Each names the sentences that answered it when both were certified. */
  readonly changes: readonly TaskChange[];
  /** Which sentences answer each other in the texts of now. */
  readonly beads: readonly Bead[];
}

/**
 * The beads of an outdated pair, with what is known from its certificate: a changed sentence is answered by what
 * answered it before, and one that nothing happened to is not missing on the other side. Where the new facts let the
 * alignment find no answer for it, its neighbour of the same block has it.
 */
export function outdatedBeads({ leads, content, changes, beads }: Outdated): Bead[] {
  const follows = otherLanguage(leads);
  const own = changes.filter(({ side }) => side === leads);
  const apart = withoutAdded(changes, beads);
  const tied = own.reduce((now, change) => tie(now, { leads, follows, change }), apart);
  const changed = new Set(own.flatMap(({ after }) => after));
  const segments = segmentBlocks(leads, blocksOf(content));
  const blockOf = (index: number | undefined): number | undefined =>
    index === undefined ? undefined : segments[index]?.blockIndex;
  const isCovered = (bead: Bead): boolean =>
    bead[follows].length === 0 &&
    bead[leads].length > 0 &&
    bead[leads].every((index) => !changed.has(segmentId(leads, index)));
  const isHost = (bead: Bead | undefined, block: number | undefined, end: 0 | -1): bead is Bead =>
    bead !== undefined && bead[follows].length > 0 && blockOf(bead[leads].at(end)) === block;
  const made: Bead[] = [];
  tied.forEach((bead, at) => {
    const before = made.at(-1);
    const next = tied[at + 1];
    if (!isCovered(bead)) made.push(bead);
    else if (isHost(before, blockOf(bead[leads][0]), -1))
      made[made.length - 1] = joined(before, bead);
    else if (isHost(next, blockOf(bead[leads].at(-1)), 0)) tied[at + 1] = joined(bead, next);
    else made.push(bead);
  });
  return made;
}

/**
 * The beads with what was added since both agreed in beads of its own: nothing can answer it yet, however much a
 * sentence of the other side looks like it. What it seemed to answer goes back to the sentence before, as far as it
 * was the answer to that when both were certified.
 */
export function withoutAdded(changes: readonly TaskChange[], beads: readonly Bead[]): Bead[] {
  return changes
    .filter(({ after, counterpart }) => after.length > 0 && counterpart.segments.length === 0)
    .reduce((now, change) => detach(now, change), [...beads]);
}

function detach(beads: readonly Bead[], { side, after, anchor }: TaskChange): Bead[] {
  const other = otherLanguage(side);
  const isAdded = (index: number): boolean => after.includes(segmentId(side, index));
  const made: Bead[] = [];
  for (const bead of beads) {
    const added = bead[side].filter(isAdded);
    if (added.length === 0 || bead[other].length === 0) {
      made.push(bead);
      continue;
    }
    const rest = bead[side].filter((index) => !isAdded(index));
    const own = { ...bead, ...withSide({ en: [], zh: [] }, side, added) };
    const left = { ...bead, ...withSide({ en: bead.en, zh: bead.zh }, side, rest) };
    const before = made.findLastIndex((each) => each[side].length > 0);
    const isOfBefore = bead[other].every((index) => index <= numberOf(anchor));
    const host = made[before];
    if (rest.length > 0) {
      const isFirst = (added[0] ?? 0) < (rest[0] ?? 0);
      made.push(...(isFirst ? [own, left] : [left, own]));
    } else if (host !== undefined && isOfBefore) {
      made[before] = joined(host, left);
      made.push(own);
    } else made.push(own, left);
  }
  return made;
}

/** A segment's number; -1 where there is none. */
function numberOf(id: string | null): number {
  return id === null ? -1 : Number(id.slice(id.indexOf('-') + 1));
}

/** Joins the beads of a changed sentence and of what answered it, where each stands alone. */
function tie(
  beads: Bead[],
  { leads, follows, change }: { leads: Language; follows: Language; change: TaskChange },
): Bead[] {
  const alone = (side: Language, ids: readonly string[]): Bead | undefined =>
    beads.find(
      (bead) =>
        bead[otherLanguage(side)].length === 0 &&
        bead[side].some((index) => ids.includes(segmentId(side, index))),
    );
  const asking = alone(leads, change.after);
  const answer = alone(follows, change.counterpart.segments);
  if (asking === undefined || answer === undefined) return beads;
  return beads.flatMap((bead) =>
    bead === answer ? [] : bead === asking ? [joined(asking, answer)] : [bead],
  );
}

function joined(first: Bead, second: Bead): Bead {
  return {
    en: [...first.en, ...second.en],
    zh: [...first.zh, ...second.zh],
    confidence: Math.min(first.confidence, second.confidence),
  };
}
