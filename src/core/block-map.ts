import type { Bead } from './align.ts';
import type { Language } from './language.ts';
import { otherLanguage } from './language.ts';

interface Placed {
  readonly blockIndex: number;
}

/**
 * For every block of one language's text, the block of the other text that answers it: that of the first
 * segment with an answer, or else that of the block before. The titles always answer each other.
 *
 * @param beads the alignment of both texts, whose segments are `en` and `zh`
 */
export function blockMap(
  from: Language,
  beads: readonly Bead[],
  segments: { readonly en: readonly Placed[]; readonly zh: readonly Placed[] },
): Map<number, number> {
  const to = otherLanguage(from);
  const answers = new Map<number, number>([[0, 0]]);
  for (const bead of beads) {
    const answer = placeOf(segments[to], bead[to][0]);
    if (answer === null) continue;
    for (const index of bead[from]) {
      const block = placeOf(segments[from], index);
      if (block !== null && !answers.has(block)) answers.set(block, answer);
    }
  }
  return withGapsFilled(
    answers,
    segments[from].map((segment) => segment.blockIndex),
  );
}

function placeOf(segments: readonly Placed[], index: number | undefined): number | null {
  return index === undefined ? null : (segments[index]?.blockIndex ?? null);
}

function withGapsFilled(
  answers: ReadonlyMap<number, number>,
  blocks: readonly number[],
): Map<number, number> {
  const filled = new Map<number, number>();
  let last = 0;
  for (let block = 0; block <= Math.max(0, ...blocks.slice(-1)); block += 1) {
    last = answers.get(block) ?? last;
    filled.set(block, last);
  }
  return filled;
}
