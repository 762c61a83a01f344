import { contentWords } from '../align/words.ts';
import type { Lexicon } from '../align/lexicon.ts';
import { stemOf } from '../diff/english.ts';
import type { Pair } from '../language.ts';

/** A word and a rendering of it that certified pairs teach. */
export interface LearnedWord {
  /** The English word's stem, as `stemOf` has it. */
  readonly en: string;
  /** A Chinese word of two characters or more. */
  readonly zh: string;
  /** Beads in which both stand. */
  readonly together: number;
  /** Log-likelihood ratio of their standing together, rounded. */
  readonly association: number;
}

/**
 * What it takes to be learned. Measured on 14,148 beads of bilingual documentation: 1,314 renderings, of
 * which CC-CEDICT has 853; of 130 of the others, drawn at random, 4 were wrong. With 3 beads of a pair
 * instead of 4 there are 13 % more, and of these one in four is wrong.
 */
export const lesson = {
  /** Beads that are read at most, the newest; time and memory grow with them. */
  mostBeads: 20_000,
  /** Words of a side of a bead that are read at most. */
  mostWords: 60,
  /** Beads in which two words have to stand together. */
  leastTogether: 4,
  /** Log-likelihood ratio: 15.1 has a chance of 1 in 10,000, and many thousands of pairs are tried. */
  leastAssociation: 20,
  /** Of the beads with both, the share in which no other word fits either of them better. */
  leastLinked: 0.6,
  /** Dice: twice the beads with both, of the beads with either. */
  leastDice: 0.35,
  /** Renderings of a word that are weighed against each other, and that are kept. */
  mostCandidates: 8,
  mostRenderings: 3,
  /** Words that are kept in all, the surest. */
  mostLearned: 20_000,
} as const;

/**
 * Learns renderings from texts that answer each other: words that stand together far more often than
 * chance has it (log-likelihood ratio, Dunning 1993), and that in most of these places fit each other
 * better than any other word fits either (competitive linking, Melamed 2000), which keeps out words that
 * merely accompany the right one. The same beads in any order teach the same. Texts that are repeated
 * count once. 14,148 beads take 0.9 s of computing and 30 MB.
 *
 * @param split words of a Chinese text
 */
export function learnWords(
  beads: readonly Pair<string>[],
  split: (text: string) => string[],
): LearnedWord[] {
  const known = new Map(beads.slice(0, lesson.mostBeads).map((bead) => [keyOf(bead), bead]));
  const read = [...known.values()].map((bead) => ({
    en: firstOf([...contentWords(bead.en)].map(stemOf)),
    zh: firstOf(split(bead.zh).filter((word) => chineseWord.test(word))),
  }));
  const sides = { en: placesOf(read.map(({ en }) => en)), zh: placesOf(read.map(({ zh }) => zh)) };
  const candidates = candidatesOf(sides, read);
  const links = countLinks(candidates, read.length);
  return candidates
    .filter((each) => isSure(each, links.get(each) ?? 0))
    .map(({ en, zh, together, association }) => ({
      en,
      zh,
      together: together.length,
      association: Math.round(association),
    }))
    .filter(notMoreThan(lesson.mostRenderings))
    .slice(0, lesson.mostLearned);
}

const chineseWord = /^[\u3400-\u9FFF]{2,8}$/;

function keyOf({ en, zh }: Pair<string>): string {
  return `${en}\n${zh}`;
}

function firstOf(words: readonly string[]): Set<string> {
  return new Set([...new Set(words)].slice(0, lesson.mostWords));
}

type Places = ReadonlyMap<string, readonly number[]>;

/** Beads in which each word stands; rare words are left out. */
function placesOf(texts: readonly ReadonlySet<string>[]): Places {
  const places = new Map<string, number[]>();
  texts.forEach((words, k) => {
    for (const word of words) {
      const list = places.get(word);
      if (list) list.push(k);
      else places.set(word, [k]);
    }
  });
  return new Map([...places].filter(([, list]) => list.length >= lesson.leastTogether));
}

interface Candidate {
  readonly en: string;
  readonly zh: string;
  /** The beads that have both. */
  readonly together: readonly number[];
  readonly association: number;
  readonly dice: number;
}

/** Pairs of words beyond chance, the surest first. */
function candidatesOf(sides: Pair<Places>, beads: readonly Pair<Set<string>>[]): Candidate[] {
  const all: Candidate[] = [];
  for (const [en, places] of sides.en) {
    const shared = new Map<string, number[]>();
    for (const k of places) {
      for (const zh of beads[k]?.zh ?? []) {
        const list = shared.get(zh);
        if (list) list.push(k);
        else shared.set(zh, [k]);
      }
    }
    const own: Candidate[] = [];
    for (const [zh, together] of shared) {
      if (together.length < lesson.leastTogether) continue;
      const counts = {
        both: together.length,
        one: places.length,
        other: sides.zh.get(zh)?.length ?? 0,
        all: beads.length,
      };
      const association = associationOf(counts);
      if (association < lesson.leastAssociation) continue;
      const dice = (2 * counts.both) / (counts.one + counts.other);
      own.push({ en, zh, together, association, dice });
    }
    all.push(...own.sort(surestFirst).slice(0, lesson.mostCandidates));
  }
  return all.sort(surestFirst);
}

function surestFirst(a: Candidate, b: Candidate): number {
  return (
    b.association - a.association || b.dice - a.dice || compare(a.en, b.en) || compare(a.zh, b.zh)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** How often things stand: both of two, the one, the other, of so many places. */
export interface Counts {
  readonly both: number;
  readonly one: number;
  readonly other: number;
  readonly all: number;
}

/**
 * How far two things are from standing together by chance: Dunning's log-likelihood ratio (-2 log λ) of
 * the table of their places, distributed as χ² with one degree of freedom. 0 where they meet less often
 * than chance has it.
 */
export function associationOf({ both, one, other, all }: Counts): number {
  if (both * all <= one * other) return 0;
  const cells: readonly (readonly [number, number, number])[] = [
    [both, one, other],
    [one - both, one, all - other],
    [other - both, all - one, other],
    [all - one - other + both, all - one, all - other],
  ];
  const sum = cells.reduce(
    (total, [seen, row, column]) =>
      seen === 0 ? total : total + seen * Math.log((seen * all) / (row * column)),
    0,
  );
  return Math.max(0, 2 * sum);
}

/** In every bead, the surest pairs whose words are both still free are linked: how often each was. */
function countLinks(candidates: readonly Candidate[], beads: number): Map<Candidate, number> {
  const taken = Array.from({ length: beads }, () => new Set<string>());
  const links = new Map<Candidate, number>();
  for (const candidate of candidates) {
    const { en, zh, together } = candidate;
    for (const k of together) {
      const words = taken[k];
      if (words === undefined || words.has(en) || words.has(zh)) continue;
      words.add(en).add(zh);
      links.set(candidate, (links.get(candidate) ?? 0) + 1);
    }
  }
  return links;
}

function isSure({ together, dice }: Candidate, linked: number): boolean {
  return (
    linked >= lesson.leastTogether &&
    linked >= lesson.leastLinked * together.length &&
    dice >= lesson.leastDice
  );
}

function notMoreThan(most: number): (word: LearnedWord) => boolean {
  const seen = new Map<string, number>();
  return ({ en }) => {
    const count = (seen.get(en) ?? 0) + 1;
    seen.set(en, count);
    return count <= most;
  };
}

/** The lexicon with what was learned, which comes first: it is how this house puts it. */
export function withLearnedWords(lexicon: Lexicon, words: readonly LearnedWord[]): Lexicon {
  if (words.length === 0) return lexicon;
  const learned = new Map<string, string[]>();
  for (const { en, zh } of words) learned.set(en, [...(learned.get(en) ?? []), zh]);
  const { charactersOf } = lexicon;
  return {
    translations: (word) => {
      const own = learned.get(stemOf(word));
      const known = lexicon.translations(word);
      return own === undefined ? known : [...new Set([...own, ...known])];
    },
    ...(charactersOf ? { charactersOf: (syllable: string) => charactersOf(syllable) } : {}),
  };
}
