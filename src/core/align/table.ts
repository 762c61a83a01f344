import type { Band } from './band.ts';
import type { EdgeRow } from './edges.ts';
import type { AnchorRow } from './evidence.ts';
import type { Ending, Features } from './features.ts';
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
  readonly sentences: Float64Array;
  /** Logarithms of 1 + the known words, and of 1 + a quarter of the Han characters, of 1, 2, 3 units up to each. */
  readonly logKnown: readonly Float64Array[];
  readonly logHan: readonly Float64Array[];
  /** A bit for each kind of block. */
  readonly kinds: Uint32Array;
  readonly endings: readonly Ending[];
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
  /** See {@link EdgeRow}. */
  readonly edges: Readonly<Record<keyof EdgeRow, Cells>>;
  /** Whether words are known at all. */
  readonly lexical: boolean;
}

export interface TableInput {
  readonly en: readonly Features[];
  readonly zh: readonly Features[];
  readonly anchors: readonly AnchorRow[];
  readonly words: readonly WordRow[] | null;
  readonly band: Band;
}

const none: ReadonlyMap<number, number> = new Map();

export function tableOf({ en, zh, anchors, words, band }: TableInput): Table {
  const cells = (row: (i: number) => ReadonlyMap<number, number>) => cellsOf(en.length, row, band);
  const edges = (name: keyof EdgeRow) =>
    addTo(
      cells((i) => anchors[i]?.[name] ?? none),
      (i) => words?.[i]?.[name] ?? none,
    );
  return {
    en: sideOf(en, { ratio: 1, known: (i) => words?.[i]?.known ?? 0 }),
    zh: sideOf(zh, { ratio: lengthRatio(en, zh), known: () => 0 }),
    shared: cells((i) => anchors[i]?.shared ?? none),
    hit: cells((i) => words?.[i]?.hit ?? none),
    again: cells((i) => words?.[i]?.again ?? none),
    covered: cells((i) => words?.[i]?.covered ?? none),
    edges: {
      hitFirst: edges('hitFirst'),
      hitLast: edges('hitLast'),
      coveredFirst: edges('coveredFirst'),
      coveredLast: edges('coveredLast'),
    },
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

function addTo(cells: Cells, row: (i: number) => ReadonlyMap<number, number>): Cells {
  cells.rows.forEach((dense, i) => {
    const from = cells.from[i] ?? 0;
    for (const [j, weight] of row(i)) {
      const at = j - from;
      if (at >= 0 && at < dense.length) dense[at] = (dense[at] ?? 0) + weight;
    }
  });
  return cells;
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
  const side = { length: sums(), expected: sums(), han: sums(), known: sums(), sentences: sums() };
  units.forEach((unit, k) => {
    side.length[k + 1] = (side.length[k] ?? 0) + unit.length * ratio;
    side.expected[k + 1] = (side.expected[k] ?? 0) + unit.expected;
    side.han[k + 1] = (side.han[k] ?? 0) + unit.han;
    side.sentences[k + 1] = (side.sentences[k] ?? 0) + unit.sentences;
    side.known[k + 1] = (side.known[k] ?? 0) + known(k);
  });
  return {
    ...side,
    logKnown: [1, 2, 3].map((d) => logsOf(side.known, d, 1)),
    logHan: [1, 2, 3].map((d) => logsOf(side.han, d, 0.25)),
    kinds: Uint32Array.from(units, ({ kind }) => kindBit(kind)),
    endings: units.map(({ ending }) => ending),
  };
}

/** Kinds that are told apart; all others count as one. */
const kindsKnown = ['title', 'summary', 'heading', 'paragraph', 'item', 'cell', 'caption'];

function kindBit(kind: string): number {
  return 1 << (kindsKnown.indexOf(kind) + 1);
}

export const titleBit = kindBit('title');

function logsOf(sums: Float64Array, units: number, scale: number): Float64Array {
  return sums.map((sum, k) => Math.log1p((sum - (sums[Math.max(0, k - units)] ?? 0)) * scale));
}
