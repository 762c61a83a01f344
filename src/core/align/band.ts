import { longestRising } from '../similarity.ts';
import type { Evidence } from './evidence.ts';

/** The columns of every row that are looked at: from the first to the last, both included. */
export interface Band {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Tables up to this many cells are filled entirely: a thousand cost about a millisecond and a half. */
const fullLimit = 40_000;
/** Cells of a banded table; the band is as wide as they allow, within these bounds. */
const cellBudget = 60_000;
const halfWidths = { least: 12, most: 200 } as const;

/**
 * Where the way through a table of n × m units can run: everywhere in a small one; in a large one near a
 * line through the places that share the most.
 */
export function bandOf(n: number, m: number, evidence: Evidence): Band {
  const from = new Int32Array(n + 1);
  const to = new Int32Array(n + 1).fill(m);
  if ((n + 1) * (m + 1) <= fullLimit) return { from, to };
  const half = Math.round(
    Math.min(halfWidths.most, Math.max(halfWidths.least, cellBudget / (2 * (n + 1)))) +
      Math.ceil(m / Math.max(n, 1)),
  );
  const points = [[0, 0], ...surePlaces(evidence), [n, m]];
  for (let k = 0; k + 1 < points.length; k += 1) {
    const [i0 = 0, j0 = 0] = points[k] ?? [];
    const [i1 = n, j1 = m] = points[k + 1] ?? [];
    for (let i = i0; i <= i1; i += 1) {
      const centre = i1 === i0 ? j1 : j0 + ((j1 - j0) * (i - i0)) / (i1 - i0);
      const slack = half + (i1 === i0 ? 0 : (j1 - j0) / (i1 - i0));
      from[i] = Math.max(0, Math.floor(centre - slack));
      to[i] = Math.min(m, Math.ceil(centre + slack));
    }
  }
  return connected({ from, to }, m);
}

/** Units that share much more with one unit than with any other, as a rising line. */
function surePlaces(evidence: Evidence): number[][] {
  const places: number[][] = [];
  evidence.forEach((row, i) => {
    let [best, second, place] = [0, 0, -1];
    for (const [j, weight] of row) {
      if (weight > best) [best, second, place] = [weight, best, j];
      else if (weight > second) second = weight;
    }
    if (best >= 1.5 && best > 1.5 * second) places.push([i, place]);
  });
  return longestRising(places.map((place) => place[1] ?? 0)).map((k) => places[k] ?? [0, 0]);
}

/** Rows must rise and touch, begin at the first column and end at the last. */
function connected({ from, to }: Band, m: number): Band {
  const n = from.length - 1;
  from[0] = 0;
  to[n] = m;
  for (let i = 1; i <= n; i += 1) to[i] = Math.max(to[i] ?? 0, to[i - 1] ?? 0);
  for (let i = n - 1; i >= 0; i -= 1) from[i] = Math.min(from[i] ?? 0, from[i + 1] ?? 0);
  for (let i = 1; i <= n; i += 1) from[i] = Math.min(from[i] ?? 0, to[i - 1] ?? 0);
  return { from, to };
}
