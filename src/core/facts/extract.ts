import type { Language } from '../language.ts';
import { cutRules } from './cut.ts';
import { chineseDates } from './dates-zh.ts';
import { englishDates, fullEnglishDates } from './dates-en.ts';
import type { Fact } from './fact.ts';
import { withHedges } from './hedges.ts';
import { nameRules } from './names.ts';
import { chineseRatios, englishRatios } from './ratios.ts';
import { noteRelations } from './relations.ts';
import { chineseNumbers } from './numbers-zh.ts';
import { englishNumbers } from './numbers-en.ts';
import { type Rule, Sheet } from './sheet.ts';
import { chineseTimes, englishTimes } from './times.ts';

export { type Difference, type FactDifference, compareFacts, sameFact } from './compare.ts';
export { type Fact, type FactType, type Hedge, type Strength, factKey, factTypes } from './fact.ts';
export { type Axis, type Relations, clashes, relationsOf } from './relations.ts';
export { renderFact } from './render.ts';

const english: readonly Rule[] = [
  ...cutRules,
  ...englishRatios,
  ...englishTimes,
  ...englishDates,
  ...englishNumbers,
  ...nameRules,
];
const chinese: readonly Rule[] = [
  ...cutRules,
  ...chineseRatios,
  ...chineseTimes,
  ...fullEnglishDates,
  ...chineseDates,
  ...chineseNumbers,
  ...nameRules,
];

/**
 * Typed values stated in a text, in order of their places. What one rule has read, no later one reads
 * again: addresses and codes first, then times, dates, amounts and names.
 */
export function extractFacts(text: string, language: Language): Fact[] {
  if (text === '') return [];
  const sheet = new Sheet(text);
  sheet.apply(language === 'en' ? english : chinese);
  const facts = withHedges(sheet.facts, text, language);
  noteRelations(facts, text, language);
  return facts.sort((a, b) => a.from - b.from || a.to - b.to);
}
