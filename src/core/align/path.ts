import { type Band, bandOf } from './band.ts';
import type { Evidence } from './evidence.ts';
import type { Features } from './features.ts';
import type { Weights } from './weights.ts';

/** Consecutive units of both sides that answer each other: `[first, end)` of each. */
export interface Step {
  readonly en: readonly [number, number];
  readonly zh: readonly [number, number];
  readonly cost: number;
}

/** Looked up once: in the innermost loop even a global's name costs. */
const { max, min } = Math;
const unreachable = Number.POSITIVE_INFINITY;

const moves = [
  [1, 1],
  [1, 0],
  [0, 1],
  [1, 2],
  [2, 1],
  [2, 2],
] as const;

interface Side {
  /** Running sums, one more than there are units. */
  readonly length: Float64Array;
  readonly expected: Float64Array;
  readonly kinds: readonly string[];
}

interface Table {
  readonly en: Side;
  readonly zh: Side;
  readonly shared: (i: number, j: number) => number;
  readonly weights: Weights;
}

/** The likeliest way through two sequences of units: every unit once, in order, at most two to two. */
export function likeliestPath(
  units: { en: readonly Features[]; zh: readonly Features[] },
  evidence: Evidence,
  weights: Weights,
): Step[] {
  const [n, m] = [units.en.length, units.zh.length];
  const ratio = lengthRatio(units);
  const band = bandOf(n, m, evidence);
  const table: Table = {
    en: sideOf(units.en, 1),
    zh: sideOf(units.zh, ratio),
    shared: denseRows(evidence, band),
    weights,
  };
  const chosen = fillTable(table, band, { n, m });
  return traceBack({ n, m }, (i, j) => chosen[i]?.[j - (band.from[i] ?? 0)] ?? 0, table);
}

/** For every cell of the band the best move that leads there, as an index into {@link moves}. */
function fillTable(table: Table, band: Band, { n, m }: { n: number; m: number }): Uint8Array[] {
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
      for (let k = 0; k < moves.length; k += 1) {
        const [di, dj] = moves[k] ?? [1, 1];
        if (i < di || j < dj) continue;
        const before = best[i - di]?.[j - dj - (band.from[i - di] ?? 0)] ?? unreachable;
        if (before === unreachable) continue;
        const cost = before + stepCost(table, { i, j, di, dj });
        if (cost < (row[j - from] ?? 0)) {
          row[j - from] = cost;
          choice[j - from] = k;
        }
      }
    }
    if (i > 2) best[i - 3] = new Float64Array(0);
  }
  return chosen;
}

function traceBack(
  { n, m }: { n: number; m: number },
  choice: (i: number, j: number) => number,
  table: Table,
): Step[] {
  const steps: Step[] = [];
  let [i, j] = [n, m];
  while (i > 0 || j > 0) {
    const [di, dj] = moves[choice(i, j)] ?? [1, 1];
    steps.push({ en: [i - di, i], zh: [j - dj, j], cost: stepCost(table, { i, j, di, dj }) });
    i -= di;
    j -= dj;
  }
  return steps.reverse();
}

interface Move {
  readonly i: number;
  readonly j: number;
  readonly di: number;
  readonly dj: number;
}

function stepCost({ en, zh, shared, weights }: Table, { i, j, di, dj }: Move): number {
  const expectedEn = (en.expected[i] ?? 0) - (en.expected[i - di] ?? 0);
  const expectedZh = (zh.expected[j] ?? 0) - (zh.expected[j - dj] ?? 0);
  if (di === 0 || dj === 0) return weights.alone + weights.unmatched * (expectedEn + expectedZh);
  let common = 0;
  for (let x = i - di; x < i; x += 1) for (let y = j - dj; y < j; y += 1) common += shared(x, y);
  const lengthEn = (en.length[i] ?? 0) - (en.length[i - di] ?? 0);
  const lengthZh = (zh.length[j] ?? 0) - (zh.length[j - dj] ?? 0);
  const deviate =
    (lengthEn - lengthZh) ** 2 / (weights.variance * (lengthEn + lengthZh) * 0.5 + 12);
  const unmatched = max(0, expectedEn + expectedZh - 2 * common);
  let cost =
    weights.length * min(deviate, 24) -
    weights.shared * min(common, 8) +
    weights.unmatched * unmatched;
  if (di + dj === 3) cost += weights.merge;
  else if (di + dj === 4) cost += weights.double;
  return cost + kindCost(en.kinds[i - 1] ?? '', zh.kinds[j - 1] ?? '', weights.kind);
}

/** A title answers a title, and nothing else does. */
function kindCost(en: string, zh: string, weight: number): number {
  if (en === zh || weight === 0) return 0;
  return en === 'title' || zh === 'title' ? 6 * weight : weight;
}

/** English characters per unit of length of this very Chinese text, within reason. */
function lengthRatio({ en, zh }: { en: readonly Features[]; zh: readonly Features[] }): number {
  const sum = (units: readonly Features[]) => units.reduce((total, unit) => total + unit.length, 0);
  const [a, b] = [sum(en), sum(zh)];
  if (a === 0 || b === 0) return 1;
  return min(1.35, max(0.75, a / b));
}

function sideOf(units: readonly Features[], ratio: number): Side {
  const length = new Float64Array(units.length + 1);
  const expected = new Float64Array(units.length + 1);
  units.forEach((unit, k) => {
    length[k + 1] = (length[k] ?? 0) + unit.length * ratio;
    expected[k + 1] = (expected[k] ?? 0) + unit.expected;
  });
  return { length, expected, kinds: units.map((unit) => unit.kind) };
}

function denseRows(
  evidence: Evidence,
  band: { from: Int32Array; to: Int32Array },
): (i: number, j: number) => number {
  const rows = evidence.map((row, i) => {
    const from = max(0, (band.from[i] ?? 0) - 2);
    const dense = new Float32Array((band.to[i + 1] ?? band.to[i] ?? 0) - from + 1);
    for (const [j, weight] of row)
      if (j >= from && j - from < dense.length) dense[j - from] = weight;
    return { from, dense };
  });
  return (i, j) => {
    const row = rows[i];
    return row?.dense[j - row.from] ?? 0;
  };
}
