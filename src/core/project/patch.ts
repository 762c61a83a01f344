import { foldText } from '../diff/fold.ts';
import { type Fact, extractFacts, renderFact, sameFact } from '../facts/extract.ts';
import { type Language, otherLanguage } from '../language.ts';

/** A fact that became another of the same kind in the same place. */
export interface FactChange {
  readonly before: Fact;
  readonly after: Fact;
}

export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Texts longer than this get no patch. */
const limit = 5000;

/**
 * The facts that changed between two texts of one language; null when anything else changed too, when a
 * bound changed (over 30 → nearly 30), or when nothing did.
 */
export function changedFacts(
  before: string,
  after: string,
  language: Language,
): FactChange[] | null {
  if (before.length > limit || after.length > limit) return null;
  const [old, now] = [facts(before, language), facts(after, language)];
  if (old.length !== now.length || frame(before, old) !== frame(after, now)) return null;
  const changes: FactChange[] = [];
  for (const [k, fact] of old.entries()) {
    const other = now[k];
    if (!other || other.type !== fact.type || other.hedge !== fact.hedge) return null;
    if (other.value !== fact.value) changes.push({ before: fact, after: other });
  }
  return changes.length > 0 ? changes : null;
}

/** Facts that do not overlap, in order. */
function facts(text: string, language: Language): Fact[] {
  let end = 0;
  return extractFacts(text, language).filter((fact) => {
    if (fact.from < end) return false;
    end = fact.to;
    return true;
  });
}

/** The text around its facts, folded. */
function frame(text: string, list: readonly Fact[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const fact of list) {
    pieces.push(foldText(text.slice(done, fact.from)));
    done = fact.to;
  }
  return [...pieces, foldText(text.slice(done))].join('\u0000');
}

/**
 * Where the other language says the changed facts, and what it shall say instead. Null unless every one is
 * found exactly once and can be said in the form it has there.
 */
export function replacementsFor(
  changes: readonly FactChange[],
  { old, target, side }: { old: string; target: string; side: Language },
): Replacement[] | null {
  if (target.length > limit) return null;
  const language = otherLanguage(side);
  const stated = facts(target, language);
  const known = facts(old, side);
  const replacements: Replacement[] = [];
  for (const { before, after } of distinct(changes)) {
    if (known.filter((fact) => sameFact(fact, before)).length !== 1) return null;
    const places = stated.filter((fact) => agrees(before, fact));
    const [place] = places;
    if (!place || places.length !== 1) return null;
    const text = renderFact(readingFor(place, after), language, place.text);
    if (text === null || !saysNow(text, place, { after, language })) return null;
    replacements.push({ from: place.from, to: place.to, text });
  }
  return replacements;
}

function distinct(changes: readonly FactChange[]): FactChange[] {
  return [
    ...new Map(
      changes.map((change) => [`${change.before.value} ${change.after.value}`, change]),
    ).values(),
  ];
}

/** Of the same kind, or one that stands for it (a year for a number). */
function agrees(fact: Fact, other: Fact): boolean {
  if (!sameFact(fact, other)) return false;
  return fact.type === other.type || !['name', 'code', 'url', 'email', 'phone'].includes(fact.type);
}

/** The new value as the kind that the other language uses (Chapter 3 → 第三章). */
function readingFor(place: Fact, after: Fact): Fact {
  if (place.type === after.type) return after;
  const plain = after.value.replace(/^[A-Z]{3} /, '').replace(/^---0?/, '');
  if (place.type === 'money')
    return { ...after, type: 'money', value: `${place.value.slice(0, 3)} ${plain}` };
  return { ...after, type: place.type, value: plain };
}

/** Reads the patch again: it must state what the changed text states, and no other kind of fact. */
function saysNow(
  text: string,
  place: Fact,
  { after, language }: { after: Fact; language: Language },
): boolean {
  if (text === place.text) return false;
  const again = extractFacts(text, language);
  if (place.type === 'date' && again.length === 0) return /^\D*\d{1,2}\D*$/.test(text);
  return again.length === 0 || again.some((fact) => sameFact(fact, after));
}

/** The text with its replacements; null when two of them overlap. */
export function applyReplacements(
  text: string,
  replacements: readonly Replacement[],
): string | null {
  const sorted = [...replacements].sort((a, b) => a.from - b.from);
  const pieces: string[] = [];
  let done = 0;
  for (const { from, to, text: words } of sorted) {
    if (from < done) return null;
    pieces.push(text.slice(done, from), words);
    done = to;
  }
  return pieces.join('') + text.slice(done);
}
