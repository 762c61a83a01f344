import { type Side, type Table, cellAt } from './table.ts';

/** Consecutive units of both sides, by how many end before which place. */
export interface Move {
  readonly i: number;
  readonly j: number;
  readonly di: number;
  readonly dj: number;
}

/** Looked up once: in the innermost loop even a global's name costs. */
const { abs, log1p, max, min, sqrt } = Math;

/** What speaks for or against a bead; each has a weight, see `weights.ts`. */
export const featureNames = [
  'alone',
  'aloneLength',
  'aloneExpected',
  'aloneKnown',
  'merge',
  'double',
  'triple',
  'deviation',
  'squared',
  'shared',
  'sharedMore',
  'unmatched',
  'hit',
  'answered',
  'known',
  'covered',
  'han',
  'joined',
  'weakest',
  'weakestMissing',
  'kind',
  'title',
] as const;
export type FeatureName = (typeof featureNames)[number];
export const featureCount = featureNames.length;

/** Variance of the length per character (Gale and Church 1993 found 6.8). */
const variance = 8;

function between(sums: Float64Array, from: number, to: number): number {
  return (sums[to] ?? 0) - (sums[from] ?? 0);
}

/** Writes a bead's features into `out`, in the order of {@link featureNames}. */
export function describe(table: Table, move: Move, out: Float64Array): void {
  out.fill(0);
  if (move.di === 0) describeAlone(table.zh, [move.j - move.dj, move.j], out);
  else if (move.dj === 0) describeAlone(table.en, [move.i - move.di, move.i], out);
  else describePair(table, move, out);
}

function describeAlone(side: Side, [from, to]: readonly [number, number], out: Float64Array): void {
  out[0] = 1;
  out[1] = log1p(between(side.length, from, to) / 20);
  out[2] = min(between(side.expected, from, to), 8);
  out[3] = log1p(between(side.known, from, to));
}

function describePair(table: Table, move: Move, out: Float64Array): void {
  const { en, zh } = table;
  const { i, j, di, dj } = move;
  const units = di + dj;
  if (units === 3) out[4] = 1;
  else if (di === 2 && dj === 2) out[5] = 1;
  else if (units === 4) out[6] = 1;
  const lengthEn = between(en.length, i - di, i);
  const lengthZh = between(zh.length, j - dj, j);
  const deviate = abs(lengthEn - lengthZh) / sqrt(variance * (lengthEn + lengthZh) * 0.5 + 12);
  out[7] = min(deviate, 5);
  out[8] = min(deviate * deviate, 24);
  let shared = 0;
  for (let x = i - di; x < i; x += 1) for (let y = j - dj; y < j; y += 1) shared += cellAt(table.shared, x, y);
  out[9] = min(shared, 8);
  out[10] = log1p(shared);
  const expected = between(en.expected, i - di, i) + between(zh.expected, j - dj, j);
  out[11] = min(max(0, expected - 2 * shared), 10);
  if (table.lexical) describeWords(table, move, out);
  if (en.kinds[i - 1] !== zh.kinds[j - 1]) {
    out[20] = 1;
    if (en.kinds[i - 1] === 'title' || zh.kinds[j - 1] === 'title') out[21] = 1;
  }
}

function describeWords(table: Table, { i, j, di, dj }: Move, out: Float64Array): void {
  const { en, zh, hit, again, covered } = table;
  let [hits, cover, best] = [0, 0, 0];
  for (let x = i - di; x < i; x += 1) {
    for (let y = j - dj; y < j; y += 1) {
      const here = cellAt(hit, x, y);
      hits += here - (y + 1 < j ? cellAt(again, x, y) : 0);
      cover += cellAt(covered, x, y);
      best = max(best, here);
    }
  }
  const known = between(en.known, i - di, i);
  const han = between(zh.han, j - dj, j);
  const [logKnown, logHan] = [log1p(known), log1p(han * 0.25)];
  out[12] = log1p(hits);
  out[13] = known > 0 ? (min(hits, known) / known) * logKnown : 0;
  out[14] = logKnown;
  out[15] = han > 0 ? (min(cover, han) / han) * logHan : 0;
  out[16] = logHan;
  if (di + dj === 2) return;
  out[17] = log1p(max(0, hits - best));
  describeParts(table, { i, j, di, dj }, out);
}

/** Of the units joined: how far the one that is answered least is answered. */
function describeParts(table: Table, { i, j, di, dj }: Move, out: Float64Array): void {
  const { en, zh, hit, shared, covered } = table;
  let least = 1;
  for (let x = i - di; x < i && di > 1; x += 1) {
    let [own, anchors] = [0, 0];
    for (let y = j - dj; y < j; y += 1) {
      own = max(own, cellAt(hit, x, y));
      anchors += cellAt(shared, x, y);
    }
    const known = between(en.known, x, x + 1);
    least = min(least, (own + anchors + 0.05) / (known + max(anchors, between(en.expected, x, x + 1)) + 0.15));
  }
  for (let y = j - dj; y < j && dj > 1; y += 1) {
    let [own, anchors] = [0, 0];
    for (let x = i - di; x < i; x += 1) {
      own += cellAt(covered, x, y);
      anchors += cellAt(shared, x, y);
    }
    const han = between(zh.han, y, y + 1) * 0.5;
    least = min(least, (own + 2 * anchors + 0.3) / (han + 2 * max(anchors, between(zh.expected, y, y + 1)) + 1));
  }
  out[18] = least;
  if (least < 0.12) out[19] = 1;
}
