import type { CheckName } from '../../src/core/checks/check.ts';
import type { Pair } from '../../src/core/language.ts';
import { Chance } from './chance.ts';
import { factSeeds } from './seeds-facts.ts';
import { pageSeeds } from './seeds-page.ts';
import { styleSeeds } from './seeds-style.ts';
import { wordSeeds } from './seeds-words.ts';

/** Makes one error in a pair that says the same; null where the pair offers no place for it. */
export type PairSeed = (pair: Pair<string>, chance: Chance) => Pair<string> | null;

export interface PageBlock extends Pair<string> {
  readonly tag: 'p' | 'h2' | 'li';
}
/** The tag of a block, by its kind in a corpus. */
export function tagOf(kind: string): PageBlock['tag'] {
  return kind === 'heading' ? 'h2' : kind === 'item' ? 'li' : 'p';
}

/** A page on which the k-th block of both languages say the same. */
export interface SeedPage {
  readonly title: Pair<string>;
  readonly blocks: readonly PageBlock[];
}
/** One side of a page as HTML, with its title. */
export interface PageText {
  readonly title: string;
  readonly body: string;
}
export interface SeededPage {
  readonly texts: Pair<PageText>;
  /** What only one side says now, or says otherwise: some finding has to name a segment with this text. */
  readonly mark: Partial<Pair<string>>;
}
export type PageSeed = (page: SeedPage, chance: Chance) => SeededPage | null;

/** An error of a kind, and the checks of which one has to find it. */
export interface SeedKind<S> {
  readonly name: string;
  readonly checks: readonly CheckName[];
  readonly seed: S;
}

/** Errors within a pair of sentences or paragraphs. */
export const pairKinds: readonly SeedKind<PairSeed>[] = [...factSeeds, ...wordSeeds, ...styleSeeds];

/** Errors that only a whole page shows. */
export const pageKinds: readonly SeedKind<PageSeed>[] = pageSeeds;

export interface SeededPair {
  /** Position among the pairs given. */
  readonly at: number;
  readonly before: Pair<string>;
  readonly after: Pair<string>;
}

/** Up to `count` errors of a kind, each in another pair; the same seed gives the same errors. */
export function seedPairs(
  kind: SeedKind<PairSeed>,
  pairs: readonly Pair<string>[],
  { count, seed }: { count: number; seed: number },
): SeededPair[] {
  const chance = new Chance(
    seed + [...kind.name].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7),
  );
  const order = pairs.map((_, k) => k);
  for (let k = order.length - 1; k > 0; k -= 1) {
    const other = chance.between(0, k);
    [order[k], order[other]] = [order[other] ?? 0, order[k] ?? 0];
  }
  const seeded: SeededPair[] = [];
  for (const at of order) {
    if (seeded.length >= count) break;
    const before = pairs[at];
    const after = before && kind.seed(before, chance);
    if (!before || !after) continue;
    if (after.en !== before.en || after.zh !== before.zh) seeded.push({ at, before, after });
  }
  return seeded;
}
