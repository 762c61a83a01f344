import type { Pair } from '../language.ts';
import { type EdgeRow, addEdges, emptyEdges } from './edges.ts';
import { type Features, weightOf } from './features.ts';

/** For every unit of one side, what it shares with units of the other: index → weight. */
export type Evidence = readonly ReadonlyMap<number, number>[];

/** Anchors that stand in more units than this on either side say nothing. */
const commonLimit = 40;

/** What one unit of English shares with units of the other side, by their index. */
export interface AnchorRow extends EdgeRow {
  readonly shared: Map<number, number>;
}

/** Anchors in common between the units of two sides, the rarer the heavier. */
export function sharedAnchors(en: readonly Features[], zh: readonly Features[]): AnchorRow[] {
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
    const row: AnchorRow = { shared: new Map(), ...emptyEdges() };
    for (const [key, anchor] of unit.anchors) {
      const list = places.get(key);
      const count = counts.get(key) ?? 0;
      if (!list || list.length > commonLimit || count > commonLimit) continue;
      const weight = anchor.weight / Math.sqrt(Math.max(list.length, count));
      for (const j of list) {
        row.shared.set(j, (row.shared.get(j) ?? 0) + weight);
        const [one, other] = [zh[j], zh[j]?.anchors.get(key)];
        if (one && other)
          addEdges(row, j, {
            en: unit,
            zh: one,
            at: { en: anchor, zh: other },
            hit: weight,
            covered: 2 * weight,
          });
      }
    }
    return row;
  });
}

/**
 * The units without what stands in too many of them to tell its place: it is no evidence, so that nothing
 * may be expected of it either. Else every bead of a list of like lines would look unanswered.
 */
export function withoutCommon({ en, zh }: Pair<readonly Features[]>): Pair<readonly Features[]> {
  if (en.length <= commonLimit && zh.length <= commonLimit) return { en, zh };
  const counts = [countsOf(en), countsOf(zh)];
  const isCommon = (key: string) => counts.some((count) => (count.get(key) ?? 0) > commonLimit);
  const without = (unit: Features): Features => {
    const wanted = unit.wanted.filter(({ keys }) => !keys.every(isCommon));
    return wanted.length === unit.wanted.length
      ? unit
      : { ...unit, wanted, expected: weightOf(wanted) };
  };
  return { en: en.map(without), zh: zh.map(without) };
}

function countsOf(units: readonly Features[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const unit of units)
    for (const key of unit.anchors.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
