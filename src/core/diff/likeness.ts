import type { Language } from '../language.ts';
import { type Bag, bagOf, bagSize, sharedCount } from '../similarity.ts';
import { stemOf } from './english.ts';

/** Content of a segment as a multiset: words in English, characters in Chinese. Long ones by their beginning. */
export function contentBag(text: string, language: Language): Bag {
  const head = text.slice(0, 4000).toLowerCase();
  if (language === 'zh') return bagOf(head.match(/[\p{L}\p{N}]/gu) ?? []);
  return bagOf((head.match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf));
}

/** Pairs of neighbouring characters, spaces and punctuation aside: sees likeness within words. */
export function characterPairs(text: string): Bag {
  const plain = text
    .slice(0, 2000)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return bagOf(
    Array.from({ length: Math.max(0, plain.length - 1) }, (_, k) => plain.slice(k, k + 2)),
  );
}

/** Likeness of two multisets, 0 to 1 (Dice). */
export function likeness(a: Bag, b: Bag): number {
  const total = bagSize(a) + bagSize(b);
  return total === 0 ? 1 : (2 * sharedCount(a, b)) / total;
}
