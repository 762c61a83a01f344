import type { Pair } from '../language.ts';
import type { Features, Span } from './features.ts';

/**
 * What two units share at the edges of the longer one, as wide as the shorter one is, by the index of the
 * Chinese unit: a heading that was joined with the paragraph behind it is answered where that begins, and not
 * only somewhere in it.
 */
export interface EdgeRow {
  /** Weight of the English words and anchors that are answered at the beginning of the Chinese unit, at its end. */
  readonly hitFirst: Map<number, number>;
  readonly hitLast: Map<number, number>;
  /** Han characters answered at the beginning of the English unit, at its end. */
  readonly coveredFirst: Map<number, number>;
  readonly coveredLast: Map<number, number>;
}

/** Something that both units say. */
interface Common extends Pair<Features> {
  readonly at: Pair<Span>;
  readonly hit: number;
  readonly covered: number;
}

/** How much wider an edge is than what should stand there: lengths of translations differ, and so does word order. */
const wider = 1.5;
const slack = 20;

export function emptyEdges(): EdgeRow {
  return {
    hitFirst: new Map(),
    hitLast: new Map(),
    coveredFirst: new Map(),
    coveredLast: new Map(),
  };
}

export function addEdges(row: EdgeRow, j: number, { en, zh, at, hit, covered }: Common): void {
  const inZh = edgeOf(zh, en.length);
  const inEn = edgeOf(en, zh.length);
  if (at.zh.first <= inZh) add(row.hitFirst, j, hit);
  if (at.zh.last >= zh.text.length - inZh) add(row.hitLast, j, hit);
  if (at.en.first <= inEn) add(row.coveredFirst, j, covered);
  if (at.en.last >= en.text.length - inEn) add(row.coveredLast, j, covered);
}

/** Characters of a unit within which something of a length should stand. */
function edgeOf(unit: Features, length: number): number {
  return ((wider * length + slack) / Math.max(unit.length, 1)) * unit.text.length;
}

function add(sums: Map<number, number>, j: number, value: number): void {
  sums.set(j, (sums.get(j) ?? 0) + value);
}
