import type { Features } from './features.ts';
import type { Lexicon } from './lexicon.ts';
import { contentWords } from './words.ts';

/** Units of both sides taken to answer each other. */
export interface Answering {
  readonly en: readonly Features[];
  readonly zh: readonly Features[];
}

/** Fewer pairs teach nothing; more need no lesson, and would cost too much. */
const enough = { least: 4, most: 400 } as const;
/** How often two must go together, of all times that either stands (Dice). */
const least = { together: 2, dice: 0.75 } as const;
/** Text of a unit beyond this many characters is not read. */
const readLimit = 600;

/**
 * The lexicon with what this very text teaches: English words and pairs of Han characters that stand in
 * units that answer each other, and hardly anywhere else. Knows the names and terms of the day.
 */
export function withLearned(lexicon: Lexicon, pairs: readonly Answering[]): Lexicon {
  if (pairs.length < enough.least || pairs.length > enough.most) return lexicon;
  const learned = learn(pairs);
  if (learned.size === 0) return lexicon;
  const { charactersOf } = lexicon;
  return {
    translations: (word) => [...(learned.get(word) ?? []), ...lexicon.translations(word)],
    ...(charactersOf ? { charactersOf: (syllable: string) => charactersOf(syllable) } : {}),
  };
}

function learn(pairs: readonly Answering[]): Map<string, string[]> {
  const words = pairs.map(
    ({ en }) => new Set(en.flatMap((unit) => [...contentWords(unit.text.slice(0, readLimit))])),
  );
  const grams = pairs.map(
    ({ zh }) => new Set(zh.flatMap((unit) => hanPairs(unit.text.slice(0, readLimit)))),
  );
  const [wordCount, gramCount] = [countsOf(words), countsOf(grams)];
  const together = new Map<string, number>();
  pairs.forEach((_, k) => {
    const often = [...(grams[k] ?? [])].filter((gram) => (gramCount.get(gram) ?? 0) > 1);
    for (const word of words[k] ?? []) {
      if ((wordCount.get(word) ?? 0) < 2) continue;
      for (const gram of often)
        together.set(`${word} ${gram}`, (together.get(`${word} ${gram}`) ?? 0) + 1);
    }
  });
  const learned = new Map<string, string[]>();
  for (const [key, count] of together) {
    if (count < least.together) continue;
    const [word = '', gram = ''] = key.split(' ');
    const dice = (2 * count) / ((wordCount.get(word) ?? 0) + (gramCount.get(gram) ?? 0));
    if (dice >= least.dice) learned.set(word, [...(learned.get(word) ?? []), gram]);
  }
  return learned;
}

function hanPairs(text: string): string[] {
  const pairs: string[] = [];
  for (const [run] of text.matchAll(/[\u3400-\u9FFF]{2,}/g)) {
    for (let k = 0; k + 1 < run.length; k += 1) pairs.push(run.slice(k, k + 2));
  }
  return pairs;
}

function countsOf(sets: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const set of sets) for (const item of set) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
