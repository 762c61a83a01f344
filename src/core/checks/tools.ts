import type { Lexicon } from '../align.ts';

/**
 * Knowledge of the languages that is too large for the core, or native. Whatever is left out makes some
 * checks see less; none of them fails.
 */
export interface LanguageTools {
  /** Words of a Chinese text, in order; joined they give the text again. */
  splitChinese(text: string): string[];
  /** Whether a word in small letters is English, rare words and inflections included. */
  isEnglishWord?(word: string): boolean;
  /** Whether everybody knows the word: about the 50,000 most frequent ones, inflections included. */
  isCommonWord?(word: string): boolean;
  /** The text in simplified characters. */
  toSimplified?(text: string): string;
  lexicon?: Lexicon;
}

const splitter = new Intl.Segmenter('zh', { granularity: 'word' });

/** What the platform brings: a word splitter, nothing else. */
export const plainTools: LanguageTools = {
  splitChinese: (text) => Array.from(splitter.segment(text), ({ segment }) => segment),
};
