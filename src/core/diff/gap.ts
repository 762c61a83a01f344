import type { Language } from '../language.ts';
import type { Segment } from '../segment.ts';
import { type Bag, bagSize } from '../similarity.ts';
import { characterPairs, contentBag, likeness } from './likeness.ts';

export interface GapPair {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

interface Gap {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Looked up once: in the innermost loop even a global's name costs. */
const { min } = Math;
const none: Bag = new Map();

/** Segments less alike than this are no versions of each other. */
const threshold = 0.4;
/** Alone between two unchanged neighbours, less likeness is enough. */
const loneThreshold = 0.2;
/** Likeness is looked for this far from the diagonal of a large gap. */
const band = 24;
/** Cells that are looked at all of: 100 sentences by 100. */
const smallGap = 10_000;

interface Texts {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
}

interface Search {
  readonly a: readonly Bag[];
  readonly b: readonly Bag[];
  readonly width: (i: number) => readonly [number, number];
  readonly least: number;
}

/** Pairs like segments of a gap in order: one to one, one to two, two to one; the rest came or went. */
export function alignGap(language: Language, gap: Gap, texts: Texts): GapPair[] {
  const [n, m] = [gap.before.length, gap.after.length];
  const [old, now] = [pick(gap.before, texts.before), pick(gap.after, texts.after)];
  if (n === 0 || m === 0)
    return [...loneOnes(gap.before, 'before'), ...loneOnes(gap.after, 'after')];
  if (n === 1 && m === 1 && areVersions(old[0], now[0])) return [gap];
  const bags = (segments: readonly Segment[]) =>
    segments.map((segment) => contentBag(segment.text, language));
  const small = n * m <= smallGap;
  const width = (i: number): readonly [number, number] => {
    const centre = Math.round((i * m) / n);
    return small ? [0, m] : [Math.max(0, centre - band), Math.min(m, centre + band)];
  };
  return trace(gap, steps({ a: bags(old), b: bags(now), width, least: threshold }), m);
}

function pick(indexes: readonly number[], segments: readonly Segment[]): Segment[] {
  return indexes.flatMap((k) => segments[k] ?? []);
}

/** Alone between unchanged neighbours: the title stays the title; others need only a little likeness. */
function areVersions(old: Segment | undefined, now: Segment | undefined): boolean {
  if (!old || !now) return false;
  if (old.block === 'title' && now.block === 'title') return true;
  return likeness(characterPairs(old.text), characterPairs(now.text)) >= loneThreshold;
}

function loneOnes(indexes: readonly number[], side: 'before' | 'after'): GapPair[] {
  return indexes.map((k) =>
    side === 'before' ? { before: [k], after: [] } : { before: [], after: [k] },
  );
}

const moves = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, 2],
  [2, 1],
] as const;

/** For every place the best move that leads there, as an index into {@link moves}. */
function steps(search: Search): Uint8Array[] {
  const { a, b, width } = search;
  const m = b.length;
  const best: Float64Array[] = [];
  const chosen: Uint8Array[] = [];
  const gain = gains(search);
  for (let i = 0; i <= a.length; i += 1) {
    const row = new Float64Array(m + 1).fill(-1);
    const choice = new Uint8Array(m + 1);
    const [from, to] = width(i);
    for (let j = 0; j <= m; j += 1) {
      const near = j >= from && j <= to;
      for (let k = 0; k < (near ? moves.length : 2); k += 1) {
        const [di, dj] = moves[k] ?? [1, 0];
        if (i < di || j < dj) continue;
        const before = (di === 0 ? row : best[i - di])?.[j - dj] ?? -1;
        const score = before + (k < 2 ? 0 : gain(i, j, k));
        if (score > (row[j] ?? -1)) {
          row[j] = score;
          choice[j] = k;
        }
      }
      if (i === 0 && j === 0) row[0] = 0;
    }
    best.push(row);
    chosen.push(choice);
    if (i > 2) best[i - 3] = new Float64Array(0);
  }
  return chosen;
}

const never = -9;

/** What pairing gains, by the place it ends at and the index of the move. Likeness is counted once a pair. */
function gains({ a, b, least }: Search): (i: number, j: number, k: number) => number {
  const [sizesA, sizesB] = [a.map(bagSize), b.map(bagSize)];
  const places = placesIn(b);
  const rows = new Map<number, Float32Array>();
  const shared = (x: number, y: number) => {
    let row = rows.get(x);
    if (!row) {
      rows.delete(x - 2);
      rows.set(x, (row = sharedWith(a[x] ?? none, places, b.length)));
    }
    return row[y] ?? 0;
  };
  const like = (x: number, y: number) => {
    const total = (sizesA[x] ?? 0) + (sizesB[y] ?? 0);
    return total === 0 ? 1 : (2 * shared(x, y)) / total;
  };
  return (i, j, k) => {
    const [x, y] = [i - 1, j - 1];
    if (k === 2) {
      const score = like(x, y);
      return score < least ? never : score - least / 2;
    }
    const other = k === 4 ? ([x - 1, y] as const) : ([x, y - 1] as const);
    const [one, two] = [like(...other), like(x, y)];
    if ((one < two ? one : two) < 0.15) return never;
    const parts =
      k === 4 ? (sizesA[x - 1] ?? 0) + (sizesA[x] ?? 0) : (sizesB[y - 1] ?? 0) + (sizesB[y] ?? 0);
    const whole = (k === 4 ? sizesB[y] : sizesA[x]) ?? 0;
    const wanted = (one > two ? one : two) + 0.1;
    const most = (2 * (shared(...other) + shared(x, y))) / (parts + whole);
    if (most < wanted || most < 0.6) return never;
    const joined =
      k === 4
        ? likeness(union(a[x - 1] ?? none, a[x] ?? none), b[y] ?? none)
        : likeness(union(b[y - 1] ?? none, b[y] ?? none), a[x] ?? none);
    return joined < wanted || joined < 0.6 ? never : 1.4 * joined - least / 2;
  };
}

type Places = ReadonlyMap<string, readonly (readonly [at: number, count: number])[]>;

/** In which bags each item lies, and how often. */
function placesIn(bags: readonly Bag[]): Places {
  const places = new Map<string, (readonly [number, number])[]>();
  bags.forEach((bag, at) => {
    for (const [item, count] of bag) {
      const list = places.get(item);
      if (list) list.push([at, count]);
      else places.set(item, [[at, count]]);
    }
  });
  return places;
}

/**
 * What a bag shares with each of many, over the places of its items: of a page rewritten throughout, most
 * pairs share nothing, and are never looked at.
 */
function sharedWith(bag: Bag, places: Places, bags: number): Float32Array {
  const row = new Float32Array(bags);
  for (const [item, count] of bag) {
    for (const [at, other] of places.get(item) ?? []) row[at] = (row[at] ?? 0) + min(count, other);
  }
  return row;
}

function union(a: Bag, b: Bag): Bag {
  if (bagSize(a) === 0) return b;
  const both = new Map(a);
  for (const [item, count] of b) both.set(item, (both.get(item) ?? 0) + count);
  return both;
}

function trace(gap: Gap, chosen: readonly Uint8Array[], m: number): GapPair[] {
  const pairs: GapPair[] = [];
  let [i, j] = [gap.before.length, m];
  while (i > 0 || j > 0) {
    const [di, dj] = moves[chosen[i]?.[j] ?? 0] ?? [1, 0];
    const [stepI, stepJ] = i < di || j < dj ? [i > 0 ? 1 : 0, i > 0 ? 0 : 1] : [di, dj];
    pairs.push({ before: gap.before.slice(i - stepI, i), after: gap.after.slice(j - stepJ, j) });
    i -= stepI;
    j -= stepJ;
  }
  return pairs.reverse();
}
