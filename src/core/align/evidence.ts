import type { Features } from './features.ts';
import type { Lexicon } from './lexicon.ts';

/** For every unit of one side, what it shares with units of the other: index → weight. */
export type Evidence = readonly ReadonlyMap<number, number>[];

/** Anchors that stand in more units than this on either side say nothing. */
const commonLimit = 40;
const lexiconWeight = 1;

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

/** Words of the English side whose translation stands in a unit of the Chinese side. */
export function sharedWords(
  en: readonly Features[],
  zh: readonly Features[],
  lexicon: Lexicon,
): Evidence {
  const grams = new Map<string, number[]>();
  zh.forEach((unit, j) => {
    const seen = new Set<string>();
    for (let k = 0; k + 1 < unit.text.length; k += 1) seen.add(unit.text.slice(k, k + 2));
    for (const gram of seen) {
      const list = grams.get(gram);
      if (list) list.push(j);
      else grams.set(gram, [j]);
    }
  });
  const known = new Map<string, ReadonlySet<number>>();
  return en.map((unit) => {
    const row = new Map<number, number>();
    for (const word of new Set(unit.text.toLowerCase().match(/[a-z]{3,}/g) ?? [])) {
      const units = known.get(word) ?? unitsWith(lexicon.translations(word), { zh, grams });
      known.set(word, units);
      for (const j of units) row.set(j, (row.get(j) ?? 0) + lexiconWeight / Math.sqrt(units.size));
    }
    return row;
  });
}

function unitsWith(
  translations: readonly string[],
  { zh, grams }: { zh: readonly Features[]; grams: ReadonlyMap<string, number[]> },
): ReadonlySet<number> {
  const units = new Set<number>();
  for (const translation of translations.slice(0, 24)) {
    if (translation.length < 2) continue;
    for (const j of grams.get(translation.slice(0, 2)) ?? []) {
      if (zh[j]?.text.includes(translation)) units.add(j);
    }
  }
  return units.size > commonLimit ? new Set() : units;
}

/** The sum of two kinds of evidence. */
export function addEvidence(a: Evidence, b: Evidence): Evidence {
  return a.map((row, i) => {
    const sum = new Map(row);
    for (const [j, weight] of b[i] ?? []) sum.set(j, (sum.get(j) ?? 0) + weight);
    return sum;
  });
}
