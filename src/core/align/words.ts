import { stemOf } from '../diff/english.ts';
import { type EdgeRow, addEdges, emptyEdges } from './edges.ts';
import { type Features, type Span, united } from './features.ts';
import type { Lexicon } from './lexicon.ts';
import { type Place, pinyinNames, unitsNaming } from './names.ts';

/** What one unit of English has in common with units of Chinese, by their index. */
export interface WordRow extends EdgeRow {
  /** Weight of the words that are answered; of those, the ones that the next unit answers too. */
  readonly hit: Map<number, number>;
  readonly again: Map<number, number>;
  /** Han characters that answer. */
  readonly covered: Map<number, number>;
  /** Weight of all words that could be answered. */
  known: number;
}

const common = new Set(
  `the and for with from that this these those which who whom whose what when where while will would shall should can
  could may might must not are was were been being has have had having does did its his her our your their they them
  she him you but nor all any each both such than then there here also only very more most other some into onto upon
  about per via etc one two how why well use used using get got let`.split(/\s+/),
);

/** Words that stand in more units than this tell nothing of their place; in long texts, fewer, for time. */
const spread = { share: 0.35, budget: 300_000, least: 6, small: 40 } as const;
const singleWeight = 0.35;
const nameWeight = 1.6;

interface Places {
  readonly zh: readonly Features[];
  readonly lexicon: Lexicon;
  /** Units in which a character, or two characters in a row, stand. */
  readonly grams: ReadonlyMap<string, Place[]>;
  /** See {@link spread}. */
  readonly limit: number;
}

interface Rendering extends Span {
  readonly length: number;
}

interface Answer {
  readonly weight: number;
  /** Longest rendering found, by unit. */
  readonly units: ReadonlyMap<number, Rendering>;
}

/** Words and names of every English unit that units of the Chinese side answer. */
export function wordRows(
  en: readonly Features[],
  zh: readonly Features[],
  lexicon: Lexicon,
): WordRow[] {
  const limit = Math.min(
    Math.max(spread.small, zh.length * spread.share),
    Math.max(spread.least, spread.budget / en.length),
  );
  const places = { zh, lexicon, grams: kept(gramsKept, zh, gramsOf), limit };
  const known = new Map<string, Answer | null>();
  return en.map((unit) => {
    const row = { hit: new Map(), again: new Map(), covered: new Map(), known: 0, ...emptyEdges() };
    const add = (answer: Answer, span: Span) => addAnswer(row, answer, { en: unit, zh, span });
    for (const { word, ...span } of kept(wordsKept, unit, ({ text }) => placedWords(text))) {
      const stored = known.get(word);
      const answer = stored === undefined ? answerTo(word, places) : stored;
      known.set(word, answer);
      if (answer) add(answer, span);
    }
    for (const name of kept(namesKept, unit, ({ text }) => pinyinNames(text, lexicon))) {
      const units = unitsNaming(name, places.grams, places);
      if (units.length > 0) add(named(name, units, zh), { first: 0, last: unit.text.length });
    }
    return row;
  });
}

/** What a text is divided into is asked for anew after every lesson, and does not change by it. */
const wordsKept = new WeakMap<Features, readonly PlacedWord[]>();
const namesKept = new WeakMap<Features, readonly string[][]>();
const gramsKept = new WeakMap<readonly Features[], Map<string, Place[]>>();

function kept<K extends object, V>(known: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  const stored = known.get(key);
  if (stored !== undefined) return stored;
  const made = make(key);
  known.set(key, made);
  return made;
}

interface PlacedWord extends Span {
  readonly word: string;
}

/** Words of a text in small letters, inflections of one word once. */
export function contentWords(text: string): string[] {
  return placedWords(text).map(({ word }) => word);
}

function placedWords(text: string): PlacedWord[] {
  const words = new Map<string, PlacedWord>();
  for (const { 0: word, index: first } of text.toLowerCase().matchAll(/[a-z]{3,24}/g)) {
    if (common.has(word)) continue;
    const stem = stemFor(word);
    const span = { first, last: first + word.length };
    const known = words.get(stem);
    words.set(stem, { word, ...(known ? united(known, span) : span) });
  }
  return [...words.values()];
}

const stems = new Map<string, string>();
const stemsKept = 20_000;

function stemFor(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemOf(word);
  if (stems.size < stemsKept) stems.set(word, stem);
  return stem;
}

function gramsOf(zh: readonly Features[]): Map<string, Place[]> {
  const grams = new Map<string, { j: number; first: number; last: number }[]>();
  const add = (gram: string, j: number, first: number) => {
    const list = grams.get(gram);
    const known = list?.at(-1);
    if (known?.j === j) known.last = first + gram.length;
    else if (list) list.push({ j, first, last: first + gram.length });
    else grams.set(gram, [{ j, first, last: first + gram.length }]);
  };
  zh.forEach(({ text }, j) => {
    for (let k = 0; k < text.length; k += 1) {
      add(text.charAt(k), j, k);
      if (k + 1 < text.length) add(text.slice(k, k + 2), j, k);
    }
  });
  return grams;
}

/** Null for a word that the lexicon does not know or that is answered everywhere. */
function answerTo(word: string, { zh, lexicon, grams, limit }: Places): Answer | null {
  const translations = lexicon.translations(word);
  if (translations.length === 0) return null;
  const units = new Map<number, Rendering>();
  const single = new Map<number, Rendering>();
  for (const translation of translations) {
    const { length } = translation;
    for (const { j, first, last } of grams.get(translation.slice(0, 2)) ?? []) {
      if (length === 1) single.set(j, { length, first, last });
      else if ((units.get(j)?.length ?? 0) >= length) continue;
      else if (length === 2 || zh[j]?.text.includes(translation))
        units.set(j, { length, first, last });
    }
  }
  const alone = units.size === 0;
  if (alone) for (const [j, rendering] of single) units.set(j, rendering);
  if (units.size > limit) return null;
  return {
    weight: rarity(units.size, zh.length) * (alone && units.size > 0 ? singleWeight : 1),
    units,
  };
}

function rarity(count: number, total: number): number {
  return Math.log((total + 2) / (count + 0.5)) / Math.log(total + 2);
}

function named(name: readonly string[], units: readonly number[], zh: readonly Features[]): Answer {
  const { length } = name;
  const whole = (j: number) => ({ length, first: 0, last: zh[j]?.text.length ?? 0 });
  return {
    weight: nameWeight * rarity(units.length, zh.length) * (length > 2 ? 1.5 : 1),
    units: new Map(units.map((j) => [j, whole(j)])),
  };
}

interface Said {
  readonly en: Features;
  readonly zh: readonly Features[];
  /** Where the English says it. */
  readonly span: Span;
}

function addAnswer(row: WordRow, { weight, units }: Answer, { en, zh, span }: Said): void {
  row.known += weight;
  for (const [j, rendering] of units) {
    row.hit.set(j, (row.hit.get(j) ?? 0) + weight);
    row.covered.set(j, (row.covered.get(j) ?? 0) + rendering.length);
    if (units.has(j + 1)) row.again.set(j, (row.again.get(j) ?? 0) + weight);
    const unit = zh[j];
    const at = { en: span, zh: rendering };
    if (unit) addEdges(row, j, { en, zh: unit, at, hit: weight, covered: rendering.length });
  }
}
