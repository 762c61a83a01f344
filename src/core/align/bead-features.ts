import { type Side, type Table, cellAt, titleBit } from './table.ts';

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
  'placed',
  'silent',
  'kind',
  'title',
  'sentences',
  'ending',
] as const;
export type FeatureName = (typeof featureNames)[number];
export const featureCount = featureNames.length;

/** Variance of the length per character (Gale and Church 1993 found 6.8). */
const variance = 8;

/**
 * Of a unit of 1,600 characters: nothing longer was learned from, and what speaks for a pair has bounds,
 * so that without one here two very long paragraphs would rather stand alone than answer each other.
 */
const longestAlone = 4.4;

function between(sums: Float64Array, from: number, to: number): number {
  return (sums[to] ?? 0) - (sums[from] ?? 0);
}

/** Writes a bead's features into `out`, in the order of {@link featureNames}. */
export function describe(table: Table, move: Move, out: Float64Array): void {
  if (move.di === 0) describeAlone(table.zh, [move.j - move.dj, move.j], out);
  else if (move.dj === 0) describeAlone(table.en, [move.i - move.di, move.i], out);
  else describePair(table, move, out);
}

function describeAlone(side: Side, [from, to]: readonly [number, number], out: Float64Array): void {
  out.fill(0);
  out[0] = 1;
  out[1] = min(log1p(between(side.length, from, to) / 20), longestAlone);
  out[2] = min(between(side.expected, from, to), 8);
  out[3] = log1p(between(side.known, from, to));
}

function describePair(table: Table, move: Move, out: Float64Array): void {
  const { en, zh } = table;
  const { i, j, di, dj } = move;
  out[0] = out[1] = out[2] = out[3] = 0;
  const units = di + dj;
  out[4] = units === 3 ? 1 : 0;
  out[5] = units === 4 && di === 2 ? 1 : 0;
  out[6] = units === 4 && di !== 2 ? 1 : 0;
  const lengthEn = between(en.length, i - di, i);
  const lengthZh = between(zh.length, j - dj, j);
  const deviate = abs(lengthEn - lengthZh) / sqrt(variance * (lengthEn + lengthZh) * 0.5 + 12);
  out[7] = min(deviate, 5);
  out[8] = min(deviate * deviate, 24);
  const shared = sharedIn(table, move);
  out[9] = min(shared, 8);
  out[10] = shared > 0 ? log1p(shared) : 0;
  const expected = between(en.expected, i - di, i) + between(zh.expected, j - dj, j);
  out[11] = min(max(0, expected - 2 * shared), 10);
  if (table.lexical) describeWords(table, move, out);
  else out.fill(0, 12, 22);
  const [kindsEn, kindsZh] = [kindsIn(en, i - di, i), kindsIn(zh, j - dj, j)];
  const differ = (kindsEn & kindsZh) === 0;
  out[22] = differ ? 1 : 0;
  out[23] = differ && ((kindsEn | kindsZh) & titleBit) !== 0 ? 1 : 0;
  out[24] = min(abs(between(en.sentences, i - di, i) - between(zh.sentences, j - dj, j)), 4);
  out[25] = en.endings[i - 1] === zh.endings[j - 1] ? 0 : 1;
}

function kindsIn({ kinds }: Side, from: number, to: number): number {
  let all = 0;
  for (let k = from; k < to; k += 1) all |= kinds[k] ?? 0;
  return all;
}

function sharedIn({ shared }: Table, { i, j, di, dj }: Move): number {
  let sum = 0;
  for (let x = i - di; x < i; x += 1)
    for (let y = j - dj; y < j; y += 1) sum += cellAt(shared, x, y);
  return sum;
}

function describeWords(table: Table, move: Move, out: Float64Array): void {
  const { en, zh, hit, again, covered } = table;
  const { i, j, di, dj } = move;
  let [hits, cover, best] = [0, 0, 0];
  for (let x = i - di; x < i; x += 1) {
    for (let y = j - dj; y < j; y += 1) {
      const here = cellAt(hit, x, y);
      if (here === 0) continue;
      hits += here - (y + 1 < j ? cellAt(again, x, y) : 0);
      cover += cellAt(covered, x, y);
      best = max(best, here);
    }
  }
  const known = between(en.known, i - di, i);
  const han = between(zh.han, j - dj, j);
  const logKnown = en.logKnown[di - 1]?.[i] ?? 0;
  const logHan = zh.logHan[dj - 1]?.[j] ?? 0;
  out[12] = hits > 0 ? log1p(hits) : 0;
  out[13] = known > 0 ? (min(hits, known) / known) * logKnown : 0;
  out[14] = logKnown;
  out[15] = han > 0 ? (min(cover, han) / han) * logHan : 0;
  out[16] = logHan;
  out.fill(0, 17, 22);
  out[21] = hits === 0 && (out[9] ?? 0) === 0 ? min(logKnown, logHan) : 0;
  if (di + dj === 2) return;
  out[17] = log1p(max(0, hits - best));
  const least = min(leastEnglish(table, move), leastChinese(table, move));
  out[18] = least;
  out[19] = least < 0.12 ? 1 : 0;
  if (di === dj) return;
  out[20] = di > 1 ? placedEnglish(table, move) : placedChinese(table, move);
}

/**
 * Of several English units and one Chinese, how far the one that is answered least is answered where it should
 * be: the first where the Chinese begins, the last where it ends.
 */
function placedEnglish({ en, hit, shared, edges }: Table, { i, j, di }: Move): number {
  const y = j - 1;
  let least = 1;
  for (let x = i - di; x < i; x += 1) {
    const anchors = cellAt(shared, x, y);
    const edge = x === i - di ? edges.hitFirst : x === i - 1 ? edges.hitLast : null;
    const own = edge ? cellAt(edge, x, y) : cellAt(hit, x, y) + anchors;
    const wanted = between(en.known, x, x + 1) + max(anchors, between(en.expected, x, x + 1));
    least = min(least, (own + 0.05) / (wanted + 0.15));
  }
  return least;
}

/** The same of one English unit and several Chinese. */
function placedChinese({ zh, covered, shared, edges }: Table, { i, j, dj }: Move): number {
  const x = i - 1;
  let least = 1;
  for (let y = j - dj; y < j; y += 1) {
    const anchors = 2 * cellAt(shared, x, y);
    const edge = y === j - dj ? edges.coveredFirst : y === j - 1 ? edges.coveredLast : null;
    const own = edge ? cellAt(edge, x, y) : cellAt(covered, x, y) + anchors;
    const wanted =
      between(zh.han, y, y + 1) * 0.5 + max(anchors, 2 * between(zh.expected, y, y + 1));
    least = min(least, (own + 0.3) / (wanted + 1));
  }
  return least;
}

/** Of several English units, how far the one that is answered least is answered. */
function leastEnglish({ en, hit, shared }: Table, { i, j, di, dj }: Move): number {
  let least = 1;
  for (let x = i - di; x < i && di > 1; x += 1) {
    let [own, anchors] = [0, 0];
    for (let y = j - dj; y < j; y += 1) {
      own = max(own, cellAt(hit, x, y));
      anchors += cellAt(shared, x, y);
    }
    const wanted = between(en.known, x, x + 1) + max(anchors, between(en.expected, x, x + 1));
    least = min(least, (own + anchors + 0.05) / (wanted + 0.15));
  }
  return least;
}

function leastChinese({ zh, covered, shared }: Table, { i, j, di, dj }: Move): number {
  let least = 1;
  for (let y = j - dj; y < j && dj > 1; y += 1) {
    let [own, anchors] = [0, 0];
    for (let x = i - di; x < i; x += 1) {
      own += cellAt(covered, x, y);
      anchors += cellAt(shared, x, y);
    }
    const wanted =
      between(zh.han, y, y + 1) * 0.5 + 2 * max(anchors, between(zh.expected, y, y + 1));
    least = min(least, (own + 2 * anchors + 0.3) / (wanted + 1));
  }
  return least;
}
