import type { Language } from '../language.ts';
import { languages, otherLanguage } from '../language.ts';
import { bagOf, sharedCount } from '../similarity.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { counterparts } from './counterparts.ts';
import { definitionsIn } from './name-definitions.ts';

/** One thing said in two ways within a page. */
export const inconsistent: Check = {
  name: 'inconsistent',
  run: (input) => [
    ...languages.flatMap((side) => renderedTwice(input, side)),
    ...definedTwice(input),
  ],
};

const shortest: Readonly<Record<Language, number>> = { en: 40, zh: 14 };

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '');
}

/** The same sentence with two different counterparts. */
function renderedTwice(input: CheckInput, side: Language): RawFinding[] {
  const other = otherLanguage(side);
  const first = new Map<string, { text: string; folded: string; segments: readonly number[] }>();
  return counterparts(input).flatMap(({ bead, text }): RawFinding[] => {
    if (text[side].length < shortest[side]) return [];
    const key = fold(text[side]);
    const folded = fold(text[other]);
    const known = first.get(key);
    if (!known) {
      first.set(key, { text: text[other], folded, segments: bead[other] });
      return [];
    }
    if (known.folded === folded) return [];
    return [
      {
        check: 'inconsistent',
        severity: likeness(known.folded, folded) < alike ? 'warning' : 'hint',
        en: bead.en,
        zh: bead.zh,
        message: {
          key: `findings:inconsistent.sentence_${other}`,
          values: { one: short(known.text), two: short(text[other]) },
        },
        evidence: { [side]: text[side], [other]: text[other] },
      },
    ];
  });
}

/** Above this, two renderings differ in a word or two: no reader will mind. */
const alike = 0.6;

/** Share of pairs of characters that two texts have in common (Dice), from 0 to 1. */
function likeness(one: string, two: string): number {
  const pairs = (text: string) =>
    bagOf(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
  const [a, b] = [pairs(one), pairs(two)];
  return (2 * sharedCount(a, b)) / Math.max(1, one.length + two.length - 2);
}

function short(text: string): string {
  return text.slice(0, 80).toWellFormed();
}

/** An acronym that is put behind two different Chinese names: both are told in full by their last four characters. */
function definedTwice(input: CheckInput): RawFinding[] {
  const first = new Map<string, string>();
  return definitionsIn(input).flatMap(({ key, chinese, segment }): RawFinding[] => {
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, chinese);
      return [];
    }
    if (known.slice(-3) === chinese.slice(-3)) return [];
    return [
      {
        check: 'inconsistent',
        severity: 'warning',
        en: [],
        zh: [segment],
        message: {
          key: 'findings:inconsistent.name',
          values: { name: key.toUpperCase(), one: known.slice(-12), two: chinese.slice(-12) },
        },
        evidence: { zh: chinese },
      },
    ];
  });
}
