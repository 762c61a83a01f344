/** Translations known beforehand; the words are in small letters, the answers in simplified characters. */
export interface Lexicon {
  translations(word: string): readonly string[];
}
