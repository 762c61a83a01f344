import { longestRising } from '../similarity.ts';

/** Segments said by hand to answer each other; an empty side says that there is no answer. */
export interface Constraint {
  readonly en: readonly number[];
  readonly zh: readonly number[];
}

/** A stretch of both texts: `[first, end)` of each, either one bead by constraint or still to be aligned. */
export interface Region {
  readonly en: readonly [number, number];
  readonly zh: readonly [number, number];
  readonly fixed: boolean;
}

type Size = Readonly<Record<'en' | 'zh', number>>;

/** Segments that have no answer by constraint. */
export function loneOf(
  constraints: readonly Constraint[],
): Readonly<Record<'en' | 'zh', ReadonlySet<number>>> {
  return {
    en: new Set(constraints.flatMap(({ en, zh }) => (zh.length === 0 ? en : []))),
    zh: new Set(constraints.flatMap(({ en, zh }) => (en.length === 0 ? zh : []))),
  };
}

/** Divides two texts at the constraints that hold together; the others are left out. */
export function regionsOf(size: Size, constraints: readonly Constraint[]): Region[] {
  const usable = constraints
    .flatMap((constraint) => regionOf(constraint, size) ?? [])
    .sort((a, b) => a.en[0] - b.en[0] || a.zh[0] - b.zh[0]);
  const rising = longestRising(usable.map((region) => region.zh[0])).flatMap(
    (k) => usable[k] ?? [],
  );
  const regions: Region[] = [];
  let [i, j] = [0, 0];
  for (const region of rising) {
    if (region.en[0] < i || region.zh[0] < j) continue;
    regions.push(...between([i, region.en[0]], [j, region.zh[0]]), region);
    [i, j] = [region.en[1], region.zh[1]];
  }
  return [...regions, ...between([i, size.en], [j, size.zh])];
}

function between(en: readonly [number, number], zh: readonly [number, number]): Region[] {
  return en[1] > en[0] || zh[1] > zh[0] ? [{ en, zh, fixed: false }] : [];
}

/** Null when an index is out of the text, or the segments of a side do not stand together. */
function regionOf(constraint: Constraint, size: Size): Region | null {
  const en = spanOf(constraint.en, size.en);
  const zh = spanOf(constraint.zh, size.zh);
  return en && zh ? { en, zh, fixed: true } : null;
}

function spanOf(indexes: readonly number[], size: number): readonly [number, number] | null {
  const sorted = [...new Set(indexes)].sort((a, b) => a - b);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return null;
  if (first < 0 || last >= size || last - first !== sorted.length - 1) return null;
  return sorted.every((index) => Number.isInteger(index)) ? [first, last + 1] : null;
}
