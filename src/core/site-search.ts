import type { Content } from './document.ts';
import type { SearchText } from './search.ts';
import { foldForSearch, gramsOfTerm, searchTerms, searchTextOf } from './search.ts';

/** A published text as search keeps it: readers find short words as well. */
export function siteSearchTextOf(content: Content): SearchText {
  const { folded, grams } = searchTextOf(content);
  return { folded, grams: [...new Set([...grams, ...shortWords(folded)])] };
}

/** One way to find a term: the text holds it, and has these of its grams. */
export interface TermReading {
  readonly term: string;
  readonly grams: readonly string[];
}

/**
 * What a reader looks for: every term has to be found, in one of its readings. Terms without letter or
 * digit find nothing and are left out.
 *
 * @param readings what may stand in the text where a reader types this
 */
export function searchFor(
  query: string,
  readings: (term: string) => readonly string[],
): TermReading[][] {
  return searchTerms(query)
    .map((term) => readings(term).flatMap((reading) => readingOf(foldForSearch(reading))))
    .filter((found) => found.length > 0);
}

function readingOf(term: string): TermReading[] {
  const own = gramsOfTerm(term);
  const grams = own.length > 0 ? own : shortWords(term);
  return grams.length > 0 ? [{ term, grams: someOf(grams) }] : [];
}

const enough = 4;

/** A few grams from all over a term: each costs a look-up, and the text itself confirms what they find. */
function someOf(grams: readonly string[]): string[] {
  if (grams.length <= enough) return [...grams];
  const step = (grams.length - 1) / (enough - 1);
  return Array.from({ length: enough }, (_, i) => grams[Math.round(i * step)] ?? '');
}

/**
 * Words of one or two letters or digits, in which no three stand together: “EU” is found as a word, where
 * any text with the letters would have to be read through otherwise.
 */
function shortWords(folded: string): string[] {
  return (
    folded.match(/(?<![\p{L}\p{N}])(?!\p{Script=Han})[\p{L}\p{N}]{1,2}(?![\p{L}\p{N}])/gu) ?? []
  );
}

/** A stretch of a text around what was found in it. */
export interface Excerpt {
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

const shownBefore = 40;
const shownAfter = 100;

/** The surroundings of the first of the terms that stands in a text; null: none does. */
export function excerptOf(text: string, terms: readonly string[]): Excerpt | null {
  const { folded, places } = foldedInPlace(text);
  for (const term of terms) {
    const found = folded.indexOf(term);
    const from = places[found];
    if (found === -1 || from === undefined) continue;
    const to = places[found + term.length] ?? text.length;
    return {
      before: lastWords(text.slice(0, from)),
      hit: text.slice(from, to),
      after: firstWords(text.slice(to)),
    };
  }
  return null;
}

/** A text folded character by character, and where in the text each folded one comes from. */
function foldedInPlace(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const form = character.normalize('NFKC').toLowerCase();
    folded += form;
    for (let i = 0; i < form.length; i += 1) places.push(at);
    at += character.length;
  }
  return { folded, places };
}

function lastWords(text: string): string {
  if (text.length <= shownBefore) return text;
  return `…${text.slice(-shownBefore).replace(/^\p{Surrogate}|^[\p{Script=Latin}\p{N}]+(?=\s)/u, '')}`;
}

function firstWords(text: string): string {
  if (text.length <= shownAfter) return text;
  return `${text.slice(0, shownAfter).replace(/\p{Surrogate}$|(?<=\s)[\p{Script=Latin}\p{N}]+$/u, '')}…`;
}
