import type { Band } from './band.ts';
import { type Move, describe, featureCount } from './bead-features.ts';
import type { Table } from './table.ts';
import type { Weights } from './weights.ts';

/** Consecutive units of both sides that answer each other: `[first, end)` of each. */
export interface Step {
  readonly en: readonly [number, number];
  readonly zh: readonly [number, number];
  /** Log-odds in its favour, up to a constant of the table. */
  readonly score: number;
}

const unreachable = Number.NEGATIVE_INFINITY;

export const moves = [
  [1, 1],
  [1, 0],
  [0, 1],
  [1, 2],
  [2, 1],
  [2, 2],
  [1, 3],
  [3, 1],
] as const;
const furthest = 3;
/** In tables larger than this, only the first moves are tried: up to two to one. */
const manyCells = 4_000_000;
const simpleMoves = 5;

export interface Size {
  readonly n: number;
  readonly m: number;
}

export function sizeOf(band: Band): Size {
  return { n: band.from.length - 1, m: band.to.at(-1) ?? 0 };
}

/** The likeliest way through two sequences of units: every unit once, in order, at most three to one. */
export function likeliestPath(score: Score, band: Band): Step[] {
  const size = sizeOf(band);
  const chosen = fillTable(score, band, size);
  return traceBack(size, (i, j) => chosen[i]?.[j - (band.from[i] ?? 0)] ?? 0, score);
}

export type Score = (i: number, j: number, di: number, dj: number) => number;

/** Weighs beads of a table. What stands alone is weighed beforehand. */
export function scorer(table: Table, weights: Weights): Score {
  const features = new Float64Array(featureCount);
  const move = { i: 0, j: 0, di: 0, dj: 0 };
  const weigh: Score = (i, j, di, dj) => {
    move.i = i;
    move.j = j;
    move.di = di;
    move.dj = dj;
    describe(table, move satisfies Move, features);
    let sum = 0;
    for (let k = 0; k < featureCount; k += 1) sum += (features[k] ?? 0) * (weights[k] ?? 0);
    return sum;
  };
  const alone = {
    en: Float64Array.from(table.en.length, (_, i) => (i > 0 ? weigh(i, 0, 1, 0) : 0)),
    zh: Float64Array.from(table.zh.length, (_, j) => (j > 0 ? weigh(0, j, 0, 1) : 0)),
  };
  return (i, j, di, dj) => {
    if (dj === 0) return alone.en[i] ?? 0;
    return di === 0 ? (alone.zh[j] ?? 0) : weigh(i, j, di, dj);
  };
}

/** Tables of more cells than this keep no scores: 4 MB. */
const rememberedCells = 60_000;
const moveAt = Int32Array.from({ length: 16 }, (_, k) =>
  moves.findIndex(([di, dj]) => di * 4 + dj === k),
);

/** The same scores, each computed once: the best way asks for them, and again how sure it is. */
export function remembering(score: Score, { n, m }: Size): Score {
  const cells = (n + 1) * (m + 1);
  if (cells > rememberedCells) return score;
  const known = new Float64Array(cells * moves.length).fill(Number.NaN);
  return (i, j, di, dj) => {
    const at = (i * (m + 1) + j) * moves.length + (moveAt[di * 4 + dj] ?? 0);
    const stored = known[at] ?? Number.NaN;
    if (!Number.isNaN(stored)) return stored;
    const found = score(i, j, di, dj);
    known[at] = found;
    return found;
  };
}

/** For every cell of the band the best move that leads there, as an index into {@link moves}. */
function fillTable(score: Score, band: Band, { n, m }: Size): Uint8Array[] {
  const count = (n + 1) * (m + 1) > manyCells ? simpleMoves : moves.length;
  const best: Float64Array[] = [];
  const chosen: Uint8Array[] = [];
  for (let i = 0; i <= n; i += 1) {
    const from = band.from[i] ?? 0;
    const width = (band.to[i] ?? m) - from + 1;
    const row = new Float64Array(width).fill(unreachable);
    const choice = new Uint8Array(width);
    best.push(row);
    chosen.push(choice);
    if (i === 0) row[0] = 0;
    for (let j = i === 0 ? 1 : from; j < from + width; j += 1) {
      for (let k = 0; k < count; k += 1) {
        const [di, dj] = moves[k] ?? [1, 1];
        if (i < di || j < dj) continue;
        const before = best[i - di]?.[j - dj - (band.from[i - di] ?? 0)] ?? unreachable;
        if (before === unreachable) continue;
        const total = before + score(i, j, di, dj);
        if (total > (row[j - from] ?? 0)) {
          row[j - from] = total;
          choice[j - from] = k;
        }
      }
    }
    if (i > furthest) best[i - furthest - 1] = new Float64Array(0);
  }
  return chosen;
}

function traceBack({ n, m }: Size, choice: (i: number, j: number) => number, score: Score): Step[] {
  const steps: Step[] = [];
  let [i, j] = [n, m];
  while (i > 0 || j > 0) {
    const [di, dj] = moves[choice(i, j)] ?? [1, 1];
    steps.push({ en: [i - di, i], zh: [j - dj, j], score: score(i, j, di, dj) });
    i -= di;
    j -= dj;
  }
  return steps.reverse();
}
