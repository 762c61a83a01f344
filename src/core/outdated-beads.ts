import type { Bead } from './align.ts';
import type { Content } from './document.ts';
import { blocksOf } from './document.ts';
import type { Language } from './language.ts';
import { otherLanguage } from './language.ts';
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
  const tied = own.reduce((now, change) => tie(now, { leads, follows, change }), [...beads]);
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
