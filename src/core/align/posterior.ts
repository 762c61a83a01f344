import type { Band } from './band.ts';
import { type Score, type Size, type Step, moves } from './path.ts';

/** Looked up once: in the innermost loops even a global's name costs. */
const { exp, log1p, min } = Math;
const never = Number.NEGATIVE_INFINITY;

/** Tables of more cells than this get no posterior, only the logistic of a bead's own score. */
const cellLimit = 60_000;

interface Lattice {
  readonly score: Score;
  readonly band: Band;
  readonly size: Size;
}

/**
 * How likely each step is, from 0 to 1: the share of all ways through the table that take it, each way
 * weighed by its score (forward and backward sums). Trained as such, hence calibrated.
 */
export function confidencesOf(steps: readonly Step[], lattice: Lattice): number[] {
  const { n, m } = lattice.size;
  if ((n + 1) * (m + 1) > cellLimit) return steps.map(({ score }) => 1 / (1 + exp(-score)));
  const width = m + 1;
  const scores = scoresOf(lattice);
  const ahead = sums(scores, { n, m }, 'ahead');
  const behind = sums(scores, { n, m }, 'behind');
  const total = ahead[n * width + m] ?? 0;
  return steps.map(({ en, zh, score }) => {
    const way =
      (ahead[en[0] * width + zh[0]] ?? never) + score + (behind[en[1] * width + zh[1]] ?? never);
    return min(1, exp(way - total));
  });
}

/** Of every move into every cell of the band. */
function scoresOf({ score, band, size: { n, m } }: Lattice): Float64Array {
  const scores = new Float64Array((n + 1) * (m + 1) * moves.length).fill(never);
  for (let i = 0; i <= n; i += 1) {
    for (let j = band.from[i] ?? 0; j <= (band.to[i] ?? m); j += 1) {
      for (let k = 0; k < moves.length; k += 1) {
        const [di, dj] = moves[k] ?? [1, 1];
        if (i >= di && j >= dj) scores[(i * (m + 1) + j) * moves.length + k] = score(i, j, di, dj);
      }
    }
  }
  return scores;
}

/** Of the scores of all ways from the beginning to each cell, or from each cell to the end. */
function sums(scores: Float64Array, { n, m }: Size, direction: 'ahead' | 'behind'): Float64Array {
  const width = m + 1;
  const ahead = direction === 'ahead';
  const found = new Float64Array((n + 1) * width).fill(never);
  found[ahead ? 0 : n * width + m] = 0;
  for (let step = 0; step < found.length; step += 1) {
    const cell = ahead ? step : found.length - 1 - step;
    const [i, j] = [(cell / width) | 0, cell % width];
    for (let k = 0; k < moves.length; k += 1) {
      const [di, dj] = moves[k] ?? [1, 1];
      if (i < di || j < dj) continue;
      const own = scores[cell * moves.length + k] ?? never;
      const other = (i - di) * width + j - dj;
      if (ahead) found[cell] = sum(found[cell] ?? never, (found[other] ?? never) + own);
      else found[other] = sum(found[other] ?? never, (found[cell] ?? never) + own);
    }
  }
  return found;
}

/** Logarithm of the sum of two numbers given by their logarithms. */
function sum(a: number, b: number): number {
  if (a === never) return b;
  if (b === never) return a;
  return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b));
}
