import type { Features } from './features.ts';

/** For every unit of one side, what it shares with units of the other: index → weight. */
export type Evidence = readonly ReadonlyMap<number, number>[];

/** Anchors that stand in more units than this on either side say nothing. */
const commonLimit = 40;

/** Anchors in common between the units of two sides, the rarer the heavier. */
export function sharedAnchors(en: readonly Features[], zh: readonly Features[]): Evidence {
  const places = new Map<string, number[]>();
  zh.forEach((unit, j) => {
    for (const key of unit.anchors.keys()) {
      const list = places.get(key);
      if (list) list.push(j);
      else places.set(key, [j]);
    }
  });
  const counts = new Map<string, number>();
  for (const unit of en)
    for (const key of unit.anchors.keys())
      if (places.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return en.map((unit) => {
    const row = new Map<number, number>();
    for (const [key, weight] of unit.anchors) {
      const list = places.get(key);
      const count = counts.get(key) ?? 0;
      if (!list || list.length > commonLimit || count > commonLimit) continue;
      const share = weight / Math.sqrt(Math.max(list.length, count));
      for (const j of list) row.set(j, (row.get(j) ?? 0) + share);
    }
    return row;
  });
}
