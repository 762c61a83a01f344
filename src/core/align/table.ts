import type { Band } from './band.ts';
import type { Evidence } from './evidence.ts';
import type { Features } from './features.ts';
import type { WordRow } from './words.ts';

/** Values for cells of a band, one row per English unit; 0 outside. */
export interface Cells {
  readonly rows: readonly Float32Array[];
  readonly from: Int32Array;
}

/** Running sums over the units of one side, one more than there are units. */
export interface Side {
  readonly length: Float64Array;
  readonly expected: Float64Array;
  readonly han: Float64Array;
  readonly known: Float64Array;
  /** Logarithms of 1 + the known words, and of 1 + a quarter of the Han characters, of 1, 2, 3 units up to each. */
  readonly logKnown: readonly Float64Array[];
  readonly logHan: readonly Float64Array[];
  readonly kinds: readonly string[];
}

/** All that the cost of a bead depends on. */
export interface Table {
  readonly en: Side;
  readonly zh: Side;
  /** Weight of anchors in common. */
  readonly shared: Cells;
  /** See {@link WordRow}. */
  readonly hit: Cells;
  readonly again: Cells;
  readonly covered: Cells;
  /** Whether words are known at all. */
  readonly lexical: boolean;
}

export interface TableInput {
  readonly en: readonly Features[];
  readonly zh: readonly Features[];
  readonly anchors: Evidence;
  readonly words: readonly WordRow[] | null;
  readonly band: Band;
}

const none: ReadonlyMap<number, number> = new Map();

export function tableOf({ en, zh, anchors, words, band }: TableInput): Table {
  const cells = (row: (i: number) => ReadonlyMap<number, number>) => cellsOf(en.length, row, band);
  return {
    en: sideOf(en, { ratio: 1, known: (i) => words?.[i]?.known ?? 0 }),
    zh: sideOf(zh, { ratio: lengthRatio(en, zh), known: () => 0 }),
    shared: cells((i) => anchors[i] ?? none),
    hit: cells((i) => words?.[i]?.hit ?? none),
    again: cells((i) => words?.[i]?.again ?? none),
    covered: cells((i) => words?.[i]?.covered ?? none),
    lexical: words !== null,
  };
}

function cellsOf(n: number, row: (i: number) => ReadonlyMap<number, number>, band: Band): Cells {
  const starts = new Int32Array(n);
  const rows = Array.from({ length: n }, (_, i) => {
    const from = Math.max(0, (band.from[i] ?? 0) - 3);
    starts[i] = from;
    const dense = new Float32Array((band.to[i + 1] ?? band.to[i] ?? 0) - from + 3);
    for (const [j, weight] of row(i)) {
      if (j >= from && j - from < dense.length) dense[j - from] = weight;
    }
    return dense;
  });
  return { rows, from: starts };
}

export function cellAt({ rows, from }: Cells, i: number, j: number): number {
  return rows[i]?.[j - (from[i] ?? 0)] ?? 0;
}

/** English characters per unit of length of this very Chinese text, within reason. */
function lengthRatio(en: readonly Features[], zh: readonly Features[]): number {
  const sum = (units: readonly Features[]) => units.reduce((total, unit) => total + unit.length, 0);
  const [a, b] = [sum(en), sum(zh)];
  if (a === 0 || b === 0) return 1;
  return Math.min(1.35, Math.max(0.75, a / b));
}

function sideOf(
  units: readonly Features[],
  { ratio, known }: { ratio: number; known: (i: number) => number },
): Side {
  const sums = () => new Float64Array(units.length + 1);
  const side = { length: sums(), expected: sums(), han: sums(), known: sums() };
  units.forEach((unit, k) => {
    side.length[k + 1] = (side.length[k] ?? 0) + unit.length * ratio;
    side.expected[k + 1] = (side.expected[k] ?? 0) + unit.expected;
    side.han[k + 1] = (side.han[k] ?? 0) + unit.han;
    side.known[k + 1] = (side.known[k] ?? 0) + known(k);
  });
  return {
    ...side,
    logKnown: [1, 2, 3].map((d) => logsOf(side.known, d, 1)),
    logHan: [1, 2, 3].map((d) => logsOf(side.han, d, 0.25)),
    kinds: units.map((unit) => unit.kind),
  };
}

function logsOf(sums: Float64Array, units: number, scale: number): Float64Array {
  return sums.map((sum, k) => Math.log1p((sum - (sums[Math.max(0, k - units)] ?? 0)) * scale));
}
