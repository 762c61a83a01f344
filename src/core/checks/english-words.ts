import type { CheckInput } from './check.ts';
import { recentWords } from './recent-words.ts';

/** What is an English word, as far as a page lets us know. */
export interface EnglishWords {
  /** In the word list, or used on the page as if it were. */
  isWord(word: string): boolean;
  /** In the word list, and frequent. */
  isCommon(word: string): boolean;
  /** Written by itself somewhere on the page. */
  isUsed(word: string): boolean;
  /** Written one after the other somewhere on the page. */
  areNeighbours(one: string, two: string): boolean;
}

/**
 * The words of the tools' list and the page's own: those that it writes several times, and those that its
 * Chinese side writes too. Null without a list.
 */
export function wordsOnPage({ en, zh, tools }: CheckInput): EnglishWords | null {
  const { isEnglishWord, isCommonWord = isEnglishWord } = tools;
  if (!isEnglishWord || !isCommonWord) return null;
  const used = new Map<string, number>();
  const neighbours = new Set<string>();
  for (const { text } of en.segments) {
    const list = text.toLowerCase().match(/[a-z]+/g) ?? [];
    for (const word of new Set(list)) used.set(word, (used.get(word) ?? 0) + 1);
    list.forEach((word, k) => neighbours.add(`${list[k - 1] ?? ''} ${word}`));
  }
  const inChinese = new Set<string>();
  for (const { text } of zh.segments) {
    for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) inChinese.add(word);
  }
  return {
    isWord: (word) => {
      const lower = word.toLowerCase();
      return (
        isEnglishWord(lower) ||
        recentWords.has(lower) ||
        inChinese.has(lower) ||
        (used.get(lower) ?? 0) >= 3
      );
    },
    isUsed: (word) => used.has(word.toLowerCase()),
    areNeighbours: (one, two) => neighbours.has(`${one} ${two}`.toLowerCase()),
    isCommon: (word) => isCommonWord(word.toLowerCase()) || recentWords.has(word.toLowerCase()),
  };
}
