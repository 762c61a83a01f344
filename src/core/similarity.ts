/** Cells up to which a full table is filled; above it, anchors first. 1M cells of 4 bytes, about 5 ms. */
const tableLimit = 1_000_000;

/** Looked up once: in the innermost loops even a global's name costs. */
const { max, min } = Math;

/** A pair of positions, one in each of two sequences. */
export type Match = readonly [number, number];

/**
 * A common subsequence of two sequences, as rising pairs of positions. The longest one while the middle
 * that differs is small; above that, built on a rising run of equal elements, in O(n log n).
 */
export function commonPairs(a: readonly string[], b: readonly string[]): Match[] {
  const pairs: Match[] = [];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) {
    pairs.push([from, from]);
    from += 1;
  }
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const middle = middlePairs(a.slice(from, endA), b.slice(from, endB));
  for (const [i, j] of middle) pairs.push([i + from, j + from]);
  for (let k = 0; endA + k < a.length; k += 1) pairs.push([endA + k, endB + k]);
  return pairs;
}

function middlePairs(a: readonly string[], b: readonly string[]): Match[] {
  if (a.length === 0 || b.length === 0) return [];
  if (a.length * b.length <= tableLimit) return tablePairs(a, b);
  const anchors = risingPairs(a, b);
  if (anchors.length === 0) return [];
  const pairs: Match[] = [];
  let last: Match = [-1, -1];
  for (const next of [...anchors, [a.length, b.length] as const]) {
    const gapA = a.slice(last[0] + 1, next[0]);
    const gapB = b.slice(last[1] + 1, next[1]);
    if (gapA.length * gapB.length <= tableLimit) {
      for (const [i, j] of tablePairs(gapA, gapB)) pairs.push([last[0] + 1 + i, last[1] + 1 + j]);
    }
    if (next[0] < a.length) pairs.push(next);
    last = next;
  }
  return pairs;
}

function tablePairs(a: readonly string[], b: readonly string[]): Match[] {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: Match[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Equal elements paired by order of occurrence: the k-th of one with the k-th of the other. */
export function occurrencePairs(a: readonly string[], b: readonly string[]): Match[] {
  const places = new Map<string, number[]>();
  b.forEach((value, j) => {
    const list = places.get(value);
    if (list) list.push(j);
    else places.set(value, [j]);
  });
  const used = new Map<string, number>();
  const pairs: Match[] = [];
  a.forEach((value, i) => {
    const count = used.get(value) ?? 0;
    const j = places.get(value)?.[count];
    if (j === undefined) return;
    used.set(value, count + 1);
    pairs.push([i, j]);
  });
  return pairs;
}

/** The longest rising selection of {@link occurrencePairs}. */
export function risingPairs(a: readonly string[], b: readonly string[]): Match[] {
  const pairs = occurrencePairs(a, b);
  const kept = longestRising(pairs.map((pair) => pair[1]));
  const chosen = new Set(kept);
  return pairs.filter((_, k) => chosen.has(k));
}

/** Positions of a longest strictly rising subsequence, in O(n log n). */
export function longestRising(values: readonly number[]): number[] {
  const tails: number[] = [];
  const previous = new Int32Array(values.length).fill(-1);
  values.forEach((value, k) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((values[tails[mid] ?? 0] ?? 0) < value) low = mid + 1;
      else high = mid;
    }
    previous[k] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = k;
  });
  const result: number[] = [];
  let k = tails.at(-1) ?? -1;
  while (k >= 0) {
    result.push(k);
    k = previous[k] ?? -1;
  }
  return result.reverse();
}

/**
 * Edits (insertion, deletion, replacement, swap of two neighbours) that turn one word into another, or
 * `limit + 1` when there are more than `limit`. Words above 64 characters that differ count as more.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit || a.length > 64 || b.length > 64) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = min(best, (before[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    before = above;
    above = row;
  }
  return min(above[b.length] ?? 0, limit + 1);
}

/** A multiset of strings. */
export type Bag = ReadonlyMap<string, number>;

export function bagOf(items: Iterable<string>): Bag {
  const bag = new Map<string, number>();
  for (const item of items) bag.set(item, (bag.get(item) ?? 0) + 1);
  return bag;
}

/** Whether two multisets are equal. */
export function sameBag(a: Bag, b: Bag): boolean {
  if (a.size !== b.size) return false;
  for (const [item, count] of a) if (b.get(item) !== count) return false;
  return true;
}

export function bagSize(bag: Bag): number {
  let size = 0;
  for (const count of bag.values()) size += count;
  return size;
}

/** How many elements two multisets share. */
export function sharedCount(a: Bag, b: Bag): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [item, count] of small) shared += min(count, large.get(item) ?? 0);
  return shared;
}
