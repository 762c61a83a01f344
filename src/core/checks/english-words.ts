import type { CheckInput } from './check.ts';

/** What is an English word, as far as a page lets us know. */
export interface EnglishWords {
  /** In the word list, or used on the page as if it were. */
  isWord(word: string): boolean;
  /** In the word list, and frequent. */
  isCommon(word: string): boolean;
}

/**
 * The words of the tools' list and the page's own: those that it writes several times, and those that its
 * Chinese side writes too. Null without a list.
 */
export function wordsOnPage({ en, zh, tools }: CheckInput): EnglishWords | null {
  const { isEnglishWord, isCommonWord = isEnglishWord } = tools;
  if (!isEnglishWord || !isCommonWord) return null;
  const used = new Map<string, number>();
  for (const { text } of en.segments) {
    for (const word of new Set(text.toLowerCase().match(/[a-z]+/g) ?? [])) {
      used.set(word, (used.get(word) ?? 0) + 1);
    }
  }
  const inChinese = new Set<string>();
  for (const { text } of zh.segments) {
    for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) inChinese.add(word);
  }
  return {
    isWord: (word) => {
      const lower = word.toLowerCase();
      return isEnglishWord(lower) || inChinese.has(lower) || (used.get(lower) ?? 0) >= 3;
    },
    isCommon: (word) => isCommonWord(word.toLowerCase()),
  };
}
