import type { Band } from './band.ts';
import { type Score, type Size, type Step, moves } from './path.ts';

/** Looked up once: in the innermost loops even a global's name costs. */
const { exp, log1p, min } = Math;
const never = Number.NEGATIVE_INFINITY;

/** Tables of more cells than this get no posterior. */
const cellLimit = 60_000;

interface Lattice {
  readonly score: Score;
  readonly band: Band;
  readonly size: Size;
}

/** A step, and how likely it is, from 0 to 1. */
export interface SureStep extends Step {
  readonly confidence: number;
}

/** A step has to be likelier than this to be worth its place: what is unlikely is left alone instead. */
const worth = 0.4;

/**
 * The way through the table with the most steps to be expected right, and how likely each is: the share of all
 * ways that take it, each way weighed by its score (forward and backward sums; Goodman 1996 on parsing by
 * the most likely parts). Scores are trained as such, hence calibrated. Null: the table is too large.
 */
export function surestPath(lattice: Lattice): SureStep[] | null {
  const { n, m } = lattice.size;
  if ((n + 1) * (m + 1) > cellLimit) return null;
  const scores = scoresOf(lattice);
  const likely = likelihoods(scores, { n, m });
  return traceBack(likely, { n, m }).map(({ cell, k }) => {
    const [di, dj] = moves[k] ?? [1, 1];
    const [i, j] = [(cell / (m + 1)) | 0, cell % (m + 1)];
    const at = cell * moves.length + k;
    return {
      en: [i - di, i],
      zh: [j - dj, j],
      score: scores[at] ?? 0,
      confidence: min(1, likely[at] ?? 0),
    };
  });
}

/** Of every move into every cell. What stands alone does so wherever the other side is meanwhile. */
function likelihoods(scores: Float64Array, { n, m }: Size): Float64Array {
  const width = m + 1;
  const ahead = sums(scores, { n, m }, 'ahead');
  const behind = sums(scores, { n, m }, 'behind');
  const total = ahead[n * width + m] ?? 0;
  const likely = new Float64Array(scores.length);
  const alone = { en: new Float64Array(n + 1), zh: new Float64Array(width) };
  const each = (visit: (at: number, k: number, i: number, j: number) => void) => {
    for (let cell = 0; cell < ahead.length; cell += 1)
      for (let k = 0; k < moves.length; k += 1)
        if (scores[cell * moves.length + k] !== never)
          visit(cell * moves.length + k, k, (cell / width) | 0, cell % width);
  };
  each((at, k, i, j) => {
    const [di, dj] = moves[k] ?? [1, 1];
    const before = ahead[(i - di) * width + j - dj] ?? never;
    const share = exp(before + (scores[at] ?? never) + (behind[i * width + j] ?? never) - total);
    likely[at] = share;
    if (dj === 0) alone.en[i] = (alone.en[i] ?? 0) + share;
    else if (di === 0) alone.zh[j] = (alone.zh[j] ?? 0) + share;
  });
  each((at, k, i, j) => {
    const [di, dj] = moves[k] ?? [1, 1];
    if (dj === 0) likely[at] = alone.en[i] ?? 0;
    else if (di === 0) likely[at] = alone.zh[j] ?? 0;
  });
  return likely;
}

interface Place {
  readonly cell: number;
  /** Index of the move into it. */
  readonly k: number;
}

/** The moves of the best way, in order. */
function traceBack(likely: Float64Array, { n, m }: Size): Place[] {
  const width = m + 1;
  const best = new Float64Array((n + 1) * width).fill(never);
  const chosen = new Uint8Array(best.length);
  best[0] = 0;
  for (let cell = 1; cell < best.length; cell += 1) {
    const [i, j] = [(cell / width) | 0, cell % width];
    for (let k = 0; k < moves.length; k += 1) {
      const [di, dj] = moves[k] ?? [1, 1];
      if (i < di || j < dj) continue;
      const before = best[cell - di * width - dj] ?? never;
      const total = before + (likely[cell * moves.length + k] ?? 0) - worth;
      if (total > (best[cell] ?? never)) {
        best[cell] = total;
        chosen[cell] = k;
      }
    }
  }
  const places: Place[] = [];
  for (let cell = best.length - 1; cell > 0;) {
    const k = chosen[cell] ?? 0;
    places.push({ cell, k });
    const [di, dj] = moves[k] ?? [1, 1];
    cell -= di * width + dj;
  }
  return places.reverse();
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
