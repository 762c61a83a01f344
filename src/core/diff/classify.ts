import { type Fact, extractFacts, factKey } from '../facts/extract.ts';
import type { Language } from '../language.ts';
import { bagOf, commonPairs, sameBag } from '../similarity.ts';
import type { ChangeClass } from './change-class.ts';
import { foldText, writtenNumbers } from './fold.ts';
import { type Word, guardOf, isFunctional, isTypo, wordsOf } from './english.ts';
import { onlyFunctionCharacters } from './chinese.ts';
import { numberChanged } from './number.ts';

/** The class of the change from one text of a language to another; markup apart. */
export function classifyText(language: Language, before: string, after: string): ChangeClass {
  if (before === after) return 'unchanged';
  const old = extractFacts(before, language);
  const now = extractFacts(after, language);
  if (factsChanged(old, now, { before, after })) return 'facts';
  if (writtenChanged({ text: before, facts: old }, { text: after, facts: now })) return 'facts';
  const folded = foldText(before) === foldText(after);
  if (folded && caseChanged(before, after)) return 'facts';
  if (language === 'zh') {
    if (folded) return 'cosmetic';
    return onlyFunctionCharacters(foldText(before), foldText(after)) ? 'minor' : 'wording';
  }
  const [x, y] = [wordsOf(withKeys(before, old)), wordsOf(withKeys(after, now))];
  if (!sameBag(guards(x), guards(y))) return 'wording';
  if (folded) return 'cosmetic';
  return sameContent(x, y) ? 'minor' : 'wording';
}

/** Strong or medium facts that differ, or a weak one (one, first) that became another. */
function factsChanged(
  old: readonly Fact[],
  now: readonly Fact[],
  texts: { before: string; after: string },
): boolean {
  const loud = isShouting(texts.before) !== isShouting(texts.after);
  const firm = (facts: readonly Fact[]) =>
    bagOf(
      facts
        .filter((fact) => fact.strength !== 'weak' && !(loud && fact.type === 'name'))
        .map(factKey),
    );
  const [a, b] = [firm(old), firm(now)];
  const weakOnly = (facts: readonly Fact[], other: readonly Fact[]) => {
    const keys = new Set(other.map(factKey));
    return facts.filter((fact) => fact.strength === 'weak' && !keys.has(factKey(fact)));
  };
  if (!sameBag(a, b) && !sameBag(looseBag(old, loud), looseBag(now, loud))) return true;
  const [gone, come] = [weakOnly(old, now), weakOnly(now, old)];
  return gone.some((fact) => come.some((other) => other.type === fact.type));
}

/** Firm facts, with weak ones of the same value as some firm one counted in ("one" becoming "1"). */
function looseBag(facts: readonly Fact[], loud: boolean) {
  return bagOf(facts.filter((fact) => !(loud && fact.type === 'name')).map(factKey));
}

/** Mostly in capitals: a heading set in capitals, where no word is an acronym for being so written. */
function isShouting(text: string): boolean {
  const words = text.match(/[A-Za-z]{2,}/g) ?? [];
  return (
    words.length >= 2 &&
    words.filter((word) => word === word.toUpperCase()).length > words.length * 0.6
  );
}

interface Read {
  readonly text: string;
  readonly facts: readonly Fact[];
}

/** The same value written another way (3.10 and 3.1, 007 and 7, 10² and 102) is another fact. */
function writtenChanged(before: Read, after: Read): boolean {
  const a = writtenNumbers(withoutDates(before));
  const b = writtenNumbers(withoutDates(after));
  const [gone, come] = [rest(a, b), rest(b, a)];
  if (gone.length === 0 && come.length === 0) return false;
  if (/[^\d.,-]/.test(gone.join('') + come.join(''))) return true;
  const values = new Set(gone.map(Number));
  if (come.some((digits) => values.has(Number(digits)))) return true;
  return gone.length + come.length > 0 && before.facts.length === 0 && after.facts.length === 0;
}

function rest(items: readonly string[], minus: readonly string[]): string[] {
  const left = new Map(bagOf(minus));
  return items.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}

function withoutDates({ text, facts }: Read): string {
  return replaceFacts(text, facts, (fact) =>
    fact.type === 'date' || fact.type === 'time' ? ' ' : null,
  );
}

/** The text with every amount and date written as its key, so that "five" and "5" are the same word. */
function withKeys(text: string, facts: readonly Fact[]): string {
  return replaceFacts(text, facts, (fact) =>
    fact.type === 'name' || fact.type === 'weekday'
      ? null
      : ` \uE001${[...factKey(fact)].map(letter).join('')} `,
  );
}

/** Keys as one word without digits or signs. */
function letter(character: string): string {
  return /[\p{L}]/u.test(character)
    ? character
    : String.fromCharCode(0x3400 + character.charCodeAt(0));
}

function replaceFacts(
  text: string,
  facts: readonly Fact[],
  write: (fact: Fact) => string | null,
): string {
  const pieces: string[] = [];
  let done = 0;
  for (const fact of facts) {
    const words = write(fact);
    if (words === null || fact.from < done) continue;
    pieces.push(text.slice(done, fact.from), words);
    done = fact.to;
  }
  return pieces.join('') + text.slice(done);
}

/** An acronym or a unit whose letters changed case. Headings set in capitals are let pass. */
function caseChanged(before: string, after: string): boolean {
  if (isShouting(before) !== isShouting(after)) return false;
  const tokens = (text: string) => text.normalize('NFKC').match(/[A-Za-z]+|\d+/g) ?? [];
  const [a, b] = [tokens(before), tokens(after)];
  if (a.length !== b.length) return false;
  return a.some((word, k) => {
    const other = b[k] ?? '';
    if (word === other) return false;
    if (word.length === 1) return /^\d+$/.test(a[k - 1] ?? '');
    return (
      (capitals(word) > 1 || capitals(other) > 1) && word.toLowerCase() === other.toLowerCase()
    );
  });
}

function capitals(word: string): number {
  return word.replace(/[^A-Z]/g, '').length;
}

function guards(words: readonly Word[]) {
  return bagOf([...words.flatMap((word) => guardOf(word) ?? []), ...passives(words)]);
}

/** Who does what turns about between "may inspect" and "may be inspected". */
function passives(words: readonly Word[]): string[] {
  return words
    .filter(({ written }, k) => {
      const next = words[k + 1]?.written ?? '';
      const verb = /ly$|^not$/.test(next) ? (words[k + 2]?.written ?? '') : next;
      return (
        /^(?:be|been|being|is|are|was|were)$/.test(written) && /[a-z]{2}(?:ed|en|wn)$/.test(verb)
      );
    })
    .map(() => 'passive');
}

/** The same content words in the same order, apart from slips of the pen and words torn or joined. */
function sameContent(before: readonly Word[], after: readonly Word[]): boolean {
  const a = before.filter((word) => !isFunctional(word));
  const b = after.filter((word) => !isFunctional(word));
  const stems = (words: readonly Word[]) => words.map((word) => word.stem);
  const pairs = [...commonPairs(stems(a), stems(b)), [a.length, b.length] as const];
  let [i, j] = [0, 0];
  for (const [x, y] of pairs) {
    if (!sameRun(a.slice(i, x), b.slice(j, y))) return false;
    if (numberChanged([before, a[x]], [after, b[y]])) return false;
    i = x + 1;
    j = y + 1;
  }
  return true;
}

function sameRun(a: readonly Word[], b: readonly Word[]): boolean {
  if (a.length === 0 && b.length === 0) return true;
  const joined = (words: readonly Word[]) => words.map((word) => word.written).join('');
  if (joined(a) === joined(b)) return true;
  if (a.length !== b.length) return false;
  return a.every((word, k) => {
    const other = b[k];
    return other !== undefined && isTypo(word, other);
  });
}
