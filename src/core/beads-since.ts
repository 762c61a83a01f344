import type { Bead, Constraint } from './align.ts';
import type { Language, Pair } from './language.ts';
import { languages, otherLanguage } from './language.ts';
import type { TaskChange } from './task-changes.ts';
import { segmentId, segmentNumber } from './task-changes.ts';

interface Since {
  /** The alignment of the pair that both agreed on. */
  readonly agreed: readonly Bead[];
  /** Every change of either side since. */
  readonly changes: readonly Pick<TaskChange, 'side' | 'before' | 'after'>[];
  /** What somebody put right in the alignment of the texts of now. */
  readonly corrections: readonly Constraint[];
  /** How many segments the texts of now have. */
  readonly counts: Pair<number>;
  /** In whose order of reading the beads come. */
  readonly order: Language;
}

/**
 * Which segments of the texts of now answer each other, by what both agreed on: what nothing happened to, what was
 * reworded and what was moved is answered by what answered it then, however the texts look beside each other now, and
 * what was added by nothing. Every segment of both is in one bead; they cross where something moved.
 */
export function beadsSince({ agreed, changes, corrections, counts, order }: Since): Bead[] {
  const now = {
    en: present('en', { agreed, changes, counts }),
    zh: present('zh', { agreed, changes, counts }),
  };
  const carried = joinedWhereShared(
    agreed.map((bead) => ({
      ...bead,
      en: bead.en.flatMap((index) => now.en(index)),
      zh: bead.zh.flatMap((index) => now.zh(index)),
    })),
  );
  const there = corrected(carried, corrections).filter(
    ({ en, zh }) => en.length > 0 || zh.length > 0,
  );
  const added = languages.flatMap((side) => {
    const known = new Set(there.flatMap((bead) => bead[side]));
    return range(counts[side])
      .filter((index) => !known.has(index))
      .map((index): Bead => ({ en: [], zh: [], confidence: 0, [side]: [index] }));
  });
  return inOrderOf(order, [...there, ...added]);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** Where a segment of the agreed text is now. What no change names kept its place among its like. */
function present(
  side: Language,
  { agreed, changes, counts }: Pick<Since, 'agreed' | 'changes' | 'counts'>,
): (index: number) => readonly number[] {
  const own = changes.filter((change) => change.side === side);
  const named = new Map(
    own.flatMap(({ before, after }) =>
      before.map((id) => [segmentNumber(id), after.map(segmentNumber)] as const),
    ),
  );
  const taken = new Set(own.flatMap(({ after }) => after.map(segmentNumber)));
  const left = range(counts[side]).filter((index) => !taken.has(index));
  const kept = agreed
    .flatMap((bead) => bead[side])
    .filter((index) => !named.has(index))
    .sort((a, b) => a - b);
  kept.forEach((index, at) => named.set(index, left.slice(at, at + 1)));
  return (index) => named.get(index) ?? [];
}

/**
 * An alignment of texts that say the same, as somebody has certified: where it left as many segments of both sides
 * without an answer between two beads, they answer each other in their order.
 */
export function agreedBeads(agreed: readonly Bead[]): readonly Bead[] {
  const made: Bead[] = [];
  let run: Bead[] = [];
  const close = (): void => {
    const [en, zh] = languages.map((side) => run.filter((bead) => bead[side].length > 0));
    if (en === undefined || zh === undefined || en.length !== zh.length) made.push(...run);
    else {
      made.push(...en.map((bead, at) => ({ ...bead, zh: zh[at]?.zh ?? [] })));
    }
    run = [];
  };
  for (const bead of agreed) {
    if (bead.en.length === 0 || bead.zh.length === 0) {
      run.push(bead);
      continue;
    }
    close();
    made.push(bead);
  }
  close();
  return made;
}

function corrected(beads: readonly Bead[], corrections: readonly Constraint[]): readonly Bead[] {
  if (corrections.length === 0) return beads;
  const named = (side: Language) => new Set(corrections.flatMap((each) => each[side]));
  const [en, zh] = [named('en'), named('zh')];
  const left = beads.map((bead) => ({
    ...bead,
    en: bead.en.filter((index) => !en.has(index)),
    zh: bead.zh.filter((index) => !zh.has(index)),
  }));
  return [...left, ...corrections.map((each) => ({ ...each, confidence: 1 }))];
}

/** Beads that came to share a segment are one: two sentences that became one have both their answers. */
function joinedWhereShared(beads: readonly Bead[]): Bead[] {
  const holders = new Map<string, Bead>();
  const made = new Set<Bead>();
  for (const bead of beads) {
    const names = languages.flatMap((side) => bead[side].map((index) => segmentId(side, index)));
    const shared = new Set(names.flatMap((name) => holders.get(name) ?? []));
    const whole = [...shared].reduce(joined, bead);
    for (const other of shared) made.delete(other);
    made.add(whole);
    for (const side of languages) {
      for (const index of whole[side]) holders.set(segmentId(side, index), whole);
    }
  }
  return [...made];
}

function joined(one: Bead, other: Bead): Bead {
  const both = (side: Language): number[] =>
    [...new Set([...one[side], ...other[side]])].sort((a, b) => a - b);
  return { en: both('en'), zh: both('zh'), confidence: Math.min(one.confidence, other.confidence) };
}

/** In order of reading of one side; what that side has not stands behind what it follows on its own. */
export function inOrderOf(order: Language, beads: readonly Bead[]): Bead[] {
  const other = otherLanguage(order);
  const first = (bead: Bead, side: Language): number => Math.min(...bead[side]);
  const main = beads.filter((bead) => bead[order].length > 0);
  const rest = beads.filter((bead) => bead[order].length === 0);
  main.sort((a, b) => first(a, order) - first(b, order));
  rest.sort((a, b) => first(a, other) - first(b, other));
  const holders = new Map(beads.flatMap((bead) => bead[other].map((index) => [index, bead])));
  const hosts = new Map<Bead, Bead | undefined>();
  const followers = new Map<Bead | undefined, Bead[]>();
  for (const bead of rest) {
    const before = holders.get(first(bead, other) - 1);
    const host = before !== undefined && hosts.has(before) ? hosts.get(before) : before;
    hosts.set(bead, host);
    const own = followers.get(host);
    if (own === undefined) followers.set(host, [bead]);
    else own.push(bead);
  }
  return [
    ...(followers.get(undefined) ?? []),
    ...main.flatMap((bead) => [bead, ...(followers.get(bead) ?? [])]),
  ];
}
