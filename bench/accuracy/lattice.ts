import { describe, featureCount } from '../../src/core/align/bead-features.ts';
import type { Lattice } from '../../src/core/align/levels.ts';
import { moves, sizeOf } from '../../src/core/align/path.ts';
import type { Weights } from '../../src/core/align/weights.ts';
import type { Pair } from '../../src/core/language.ts';

/** The beads of a table that are worth a look, each with its features; those that lead to a cell before later ones. */
export interface Edges {
  readonly cells: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Whether it is one of the beads that the texts have in truth. */
  readonly right: readonly boolean[];
  readonly features: readonly Float64Array[];
}

/** Beads less likely than this by the weights so far are left out. */
const negligible = 1e-6;
const never = Number.NEGATIVE_INFINITY;

export function edgesOf(
  lattice: Lattice,
  wanted: readonly Pair<readonly number[]>[],
  weights: Weights,
): Edges {
  const all = allEdges(lattice, wanted);
  const { likely } = likelihoods(all, weights);
  const kept = all.from.map((_, k) => all.right[k] === true || (likely[k] ?? 0) > negligible);
  const only = <T>(list: readonly T[]): T[] => list.filter((_, k) => kept[k]);
  return {
    cells: all.cells,
    from: only(all.from),
    to: only(all.to),
    right: only(all.right),
    features: only(all.features),
  };
}

function allEdges({ table, band }: Lattice, wanted: readonly Pair<readonly number[]>[]): Edges {
  const { n, m } = sizeOf(band);
  const isRight = judge(wanted);
  const [from, to]: number[][] = [[], []];
  const right: boolean[] = [];
  const features: Float64Array[] = [];
  for (let i = 0; i <= n; i += 1) {
    for (let j = band.from[i] ?? 0; j <= (band.to[i] ?? m); j += 1) {
      for (const [di, dj] of moves) {
        if (i < di || j < dj) continue;
        const found = new Float64Array(featureCount);
        describe(table, { i, j, di, dj }, found);
        from?.push((i - di) * (m + 1) + j - dj);
        to?.push(i * (m + 1) + j);
        right.push(isRight([i, j, di, dj]));
        features.push(found);
      }
    }
  }
  return { cells: (n + 1) * (m + 1), from: from ?? [], to: to ?? [], right, features };
}

/** What stands alone in truth may do so wherever the other side is meanwhile. */
function judge(
  wanted: readonly Pair<readonly number[]>[],
): (move: readonly [number, number, number, number]) => boolean {
  const keys = new Set(
    wanted.map(({ en, zh }) => {
      const [i, j] = [(en.at(-1) ?? -1) + 1, (zh.at(-1) ?? -1) + 1];
      return [i, j, en.length, zh.length].join();
    }),
  );
  return ([i, j, di, dj]) => keys.has([di === 0 ? 0 : i, dj === 0 ? 0 : j, di, dj].join());
}

/** How likely each edge is, of all ways or of those along some edges only, and the logarithm of their sum. */
export function likelihoods(
  { cells, from, to, features, right }: Edges,
  weights: Weights,
  among: 'all' | 'right' = 'all',
): { likely: Float64Array; total: number } {
  const scores = features.map((found) =>
    found.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0),
  );
  const open = (k: number) => among === 'all' || right[k] === true;
  const ahead = new Float64Array(cells).fill(never);
  const behind = new Float64Array(cells).fill(never);
  ahead[0] = 0;
  behind[cells - 1] = 0;
  const add = (sums: Float64Array, at: number, value: number) => {
    sums[at] = logSum(sums[at] ?? never, value);
  };
  for (let k = 0; k < scores.length; k += 1)
    if (open(k)) add(ahead, to[k] ?? 0, (ahead[from[k] ?? 0] ?? never) + (scores[k] ?? 0));
  for (let k = scores.length - 1; k >= 0; k -= 1)
    if (open(k)) add(behind, from[k] ?? 0, (behind[to[k] ?? 0] ?? never) + (scores[k] ?? 0));
  const total = ahead[cells - 1] ?? never;
  const likely = Float64Array.from(scores, (score, k) =>
    open(k) && total !== never
      ? Math.exp((ahead[from[k] ?? 0] ?? never) + score + (behind[to[k] ?? 0] ?? never) - total)
      : 0,
  );
  return { likely, total };
}

function logSum(a: number, b: number): number {
  if (a === never) return b;
  if (b === never) return a;
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}
