import type { Language } from '../language.ts';
import type { Segment } from '../segment.ts';
import { bagSize, longestRising, occurrencePairs } from '../similarity.ts';
import { type GapPair, alignGap } from './gap.ts';
import { contentBag, likeness } from './likeness.ts';

/** Segments of two versions of a text that answer each other; one side is empty where one came or went. */
export interface Pairing {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** It stands elsewhere than the rest of the order says. */
  readonly moved: boolean;
}

/** Pairs the segments of two versions: equal ones first, then like ones between them, then moved ones. */
export function pairSegments(
  language: Language,
  before: readonly Segment[],
  after: readonly Segment[],
): Pairing[] {
  const equal = occurrencePairs(textsOf(before), textsOf(after));
  const kept = new Set(longestRising(equal.map((pair) => pair[1])));
  const fixed = equal.filter((_, k) => kept.has(k));
  const strays = equal.filter((_, k) => !kept.has(k));
  const pairings: Pairing[] = [
    ...fixed.map(([i, j]) => ({ before: [i], after: [j], moved: false })),
    ...strays.map(([i, j]) => ({ before: [i], after: [j], moved: true })),
  ];
  const busy = {
    before: new Set(strays.map(([i]) => i)),
    after: new Set(strays.map(([, j]) => j)),
  };
  let [i, j] = [0, 0];
  const lone: GapPair[] = [];
  for (const [x, y] of [...fixed, [before.length, after.length] as const]) {
    const gap = {
      before: range(i, x).filter((k) => !busy.before.has(k)),
      after: range(j, y).filter((k) => !busy.after.has(k)),
    };
    for (const pair of alignGap(language, gap, { before, after })) {
      if (pair.before.length > 0 && pair.after.length > 0) pairings.push({ ...pair, moved: false });
      else lone.push(pair);
    }
    i = x + 1;
    j = y + 1;
  }
  return inOrder([...pairings, ...reunite(language, lone, { before, after })]);
}

function textsOf(segments: readonly Segment[]): string[] {
  return segments.map((segment) => segment.text);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);
}

interface Versions {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
}

/** Above this many segments that came and went, no edited ones are looked for in other places. */
const reuniteLimit = 200;

/** A segment that went here and came there, edited on the way. */
function reunite(language: Language, lone: readonly GapPair[], versions: Versions): Pairing[] {
  const gone = lone.filter((pair) => pair.after.length === 0);
  const come = lone.filter((pair) => pair.before.length === 0);
  const as = (pair: GapPair): Pairing => ({ ...pair, moved: false });
  if (gone.length === 0 || come.length === 0 || gone.length + come.length > reuniteLimit)
    return lone.map(as);
  const bags = come.map((pair) =>
    contentBag(versions.after[pair.after[0] ?? 0]?.text ?? '', language),
  );
  const used = new Set<number>();
  const pairings: Pairing[] = [];
  for (const pair of gone) {
    const bag = contentBag(versions.before[pair.before[0] ?? 0]?.text ?? '', language);
    let best = { k: -1, score: 0.75 };
    bags.forEach((other, k) => {
      const score = used.has(k) || bagSize(other) < 4 ? 0 : likeness(bag, other);
      if (score > best.score) best = { k, score };
    });
    used.add(best.k);
    pairings.push({ before: pair.before, after: come[best.k]?.after ?? [], moved: best.k >= 0 });
  }
  return [...pairings, ...come.filter((_, k) => !used.has(k)).map(as)];
}

/** In order of reading of the new text; what went stands after what it followed. */
function inOrder(pairings: readonly Pairing[]): Pairing[] {
  const places = new Map<number, number>();
  for (const pairing of pairings) {
    const last = pairing.after.at(-1);
    if (last === undefined || pairing.moved) continue;
    for (const k of pairing.before) places.set(k, last);
  }
  const gone = pairings.filter((pairing) => pairing.after.length === 0);
  gone.sort((a, b) => (a.before[0] ?? 0) - (b.before[0] ?? 0));
  const sorted = [...places].sort((a, b) => a[0] - b[0]);
  const keys = new Map<Pairing, number>();
  let at = 0;
  let place = -1;
  for (const pairing of gone) {
    for (; at < sorted.length && (sorted[at]?.[0] ?? 0) < (pairing.before[0] ?? 0); at += 1)
      place = sorted[at]?.[1] ?? place;
    keys.set(pairing, place + 0.5);
  }
  const key = (pairing: Pairing) => pairing.after[0] ?? keys.get(pairing) ?? -1;
  return [...pairings].sort((a, b) => key(a) - key(b) || (a.before[0] ?? 0) - (b.before[0] ?? 0));
}
