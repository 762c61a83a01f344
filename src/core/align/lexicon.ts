/** What is known of words beforehand. Both questions may be answered in part or not at all. */
export interface Lexicon {
  /**
   * Chinese words that can render an English one, the likeliest first, in simplified characters.
   * @param word in small letters, inflected or not
   */
  translations(word: string): readonly string[];
  /** Characters read as a syllable of pinyin, tone left out and ü written v; empty when it is none. */
  charactersOf?(syllable: string): string;
}
