import type { Content } from './document.ts';
import { blocksOf } from './document.ts';

/**
 * Grams for full-text search that works for both languages without a word splitter: Han text by single
 * characters and pairs (so that one or two characters are found), everything else by trigrams of words
 * (so that parts of words are found). Candidates found by grams are confirmed by substring.
 */

const han = /\p{Script=Han}/u;
const word = /[\p{L}\p{N}]/u;

/** Text folded for search: NFKC, lower case, white space collapsed. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The terms of a query: split at white space, folded, at most 16. */
export function searchTerms(query: string): string[] {
  return foldForSearch(query).split(' ').filter(Boolean).slice(0, 16);
}

/** A text as search keeps it: folded, and the grams that find it. */
export interface SearchText {
  readonly folded: string;
  readonly grams: readonly string[];
}

/** Title, summary and body as search keeps them. */
export function searchTextOf(content: Content): SearchText {
  const plain = blocksOf(content)
    .map((block) => block.text)
    .join('\n');
  const folded = foldForSearch(plain);
  return { folded, grams: searchGrams(folded) };
}

/** All grams of a text, each once. */
export function searchGrams(text: string): string[] {
  const grams = new Set<string>();
  for (const run of runsOf(foldForSearch(text))) addGrams(run, grams);
  return [...grams];
}

/**
 * Grams that every text holding the term as a substring must have, as few as say so: pairs of Han characters speak
 * for their single ones. A Latin term of one or two letters has none: it is confirmed by substring alone.
 */
export function gramsOfTerm(term: string): string[] {
  const grams = new Set<string>();
  for (const run of runsOf(foldForSearch(term))) {
    if (run.han && run.characters.length > 1) addPairs(run.characters, grams);
    else if (run.han) addGrams(run, grams);
    else addTrigrams(run.characters, grams);
  }
  return [...grams];
}

interface Run {
  readonly han: boolean;
  readonly characters: readonly string[];
}

function runsOf(text: string): Run[] {
  const runs: { han: boolean; characters: string[] }[] = [];
  let open: { han: boolean; characters: string[] } | null = null;
  for (const character of text) {
    if (!word.test(character)) {
      open = null;
      continue;
    }
    const isHan = han.test(character);
    if (open === null || open.han !== isHan) {
      open = { han: isHan, characters: [] };
      runs.push(open);
    }
    open.characters.push(character);
  }
  return runs;
}

function addGrams(run: Run, grams: Set<string>): void {
  if (!run.han) return addTrigrams(run.characters, grams);
  for (const character of run.characters) grams.add(character);
  addPairs(run.characters, grams);
}

function addPairs(characters: readonly string[], grams: Set<string>): void {
  for (let i = 0; i + 2 <= characters.length; i += 1)
    grams.add(characters.slice(i, i + 2).join(''));
}

function addTrigrams(characters: readonly string[], grams: Set<string>): void {
  for (let i = 0; i + 3 <= characters.length; i += 1) {
    grams.add(characters.slice(i, i + 3).join(''));
  }
}
