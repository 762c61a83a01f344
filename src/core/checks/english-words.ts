import type { CheckInput } from './check.ts';
import { recentWords } from './recent-words.ts';
import type { LanguageTools } from './tools.ts';

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

/** Words and forms of words that no dictionary of Chinese explains. */
const grammatical = new Set(
  `a i am an and are as at be been but by did do does for from had has have he her him his how if in into is it its let me my
  nor not of off on or our ours per she so than that the their theirs them then there these they this those to too up upon us
  via vs was we were what when where which while who whom whose why with would you your yours could should might must shall
  will may can cannot each both such any all some none every either neither ids id ie eg etc faq app apps api apis url urls html
  css onto itself himself herself themselves yourself ourselves myself anything something nothing everything online offline
  email website readonly am did done gone been became began begun broke broken brought built bought came caught chose chosen drawn
  drew driven drove fallen fell felt fought found gave given got grew grown heard held hidden kept knew known laid led left lent
  lost made meant met overseen paid ran risen rose said sat saw seen sent shown sold sought spent spoke spoken stood struck sung
  taken taught thought threw thrown told took understood undertaken undertook upheld went withdrawn withdrew withheld woken won
  wore worn written wrote upcoming forthcoming reinstatement inconsistent inconsistency toward towards afterwards therefore
  thereof thereby whereas whereby hereby herein hereinafter therein moreover furthermore nevertheless meanwhile likewise
  otherwise sometimes somewhere everyone someone anyone whatever whichever whenever`.split(/\s+/),
);

interface WordLists {
  readonly isEnglishWord: (word: string) => boolean;
  readonly isCommonWord: (word: string) => boolean;
}

/**
 * Without lists of words, those that the lexicon can translate. It knows them by their stems, names and
 * rare words among them: what is to be common has to render several Chinese words, a short one more.
 */
function listsOf({ isEnglishWord, isCommonWord, lexicon }: LanguageTools): WordLists | null {
  if (isEnglishWord) return { isEnglishWord, isCommonWord: isCommonWord ?? isEnglishWord };
  if (!lexicon) return null;
  return {
    isEnglishWord: (word) => grammatical.has(word) || lexicon.translations(word).length > 0,
    isCommonWord: (word) =>
      grammatical.has(word) || lexicon.translations(word).length >= (word.length < 6 ? 4 : 2),
  };
}

/**
 * The words of the tools' list and the page's own: those that it writes several times, and those that its
 * Chinese side writes too. Null without a list.
 */
export function wordsOnPage({ en, zh, tools }: CheckInput): EnglishWords | null {
  const lists = listsOf(tools);
  if (!lists) return null;
  const { isEnglishWord, isCommonWord } = lists;
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
