import { type Fact, extractFacts } from '../facts/extract.ts';
import { looseKeys } from '../facts/same.ts';
import type { Language } from '../language.ts';

/** Where in a text something stands, in characters: where it begins first, and where it ends last. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

export interface Anchor extends Span {
  readonly weight: number;
}

/** What alignment knows of a stretch of text. */
export interface Features {
  /** Length in characters of English: a Han character counts for several. */
  readonly length: number;
  /** Han characters. */
  readonly han: number;
  /** Anchors that may stand on the other side too. */
  readonly anchors: ReadonlyMap<string, Anchor>;
  /** Weight of what should stand on the other side: numbers, dates, codes, addresses. */
  readonly expected: number;
  /** What makes up `expected`: one of the keys should be an anchor there too. */
  readonly wanted: readonly Wanted[];
  /** About how many sentences it has, and the kind of mark that ends it. */
  readonly sentences: number;
  readonly ending: Ending;
  readonly kind: string;
  readonly text: string;
}

/** None: as headings and cells end. */
export type Ending = 'stop' | 'question' | 'colon' | 'none';

export interface Wanted {
  readonly keys: readonly string[];
  readonly weight: number;
}

/** English characters that answer one Han character. Measured 4.4 on documentation, 5.4 on notices, Latin parts aside. */
const perHan = 3.6;

const weights = { strong: 2.5, medium: 1.2, weak: 0.4 } as const;
const latinWeight = 1.6;
const signWeight = 1;

/** Rules and pictures, which are the same in both languages. */
const signs = /[-=*_~]{3,}|\p{Extended_Pictographic}/gu;

/** Text beyond this many characters is read for its length only. */
const readLimit = 20_000;

/** What alignment knows of a text; its facts are read unless they are given. */
export function featuresOf(
  text: string,
  {
    language,
    kind,
    facts: known,
  }: { language: Language; kind: string; facts: readonly Fact[] | null },
): Features {
  const anchors = new Map<string, Anchor>();
  const head = text.slice(0, readLimit);
  const wanted: Wanted[] = [];
  for (const fact of known ?? extractFacts(head, language)) {
    const weight = fact.type === 'name' ? latinWeight : weights[fact.strength];
    const keys = anchorKeys(fact);
    for (const key of keys) addAnchor(anchors, key, { weight, first: fact.from, last: fact.to });
    if (fact.strength === 'strong') wanted.push({ keys, weight });
  }
  for (const { 0: word, index: first } of head.toLowerCase().matchAll(/[a-z][a-z0-9]+/g)) {
    const found = { weight: latinWeight, first, last: first + word.length };
    addAnchor(anchors, `word:${word}`, found);
  }
  for (const { 0: sign, index: first } of head.matchAll(signs)) {
    addAnchor(anchors, `sign:${sign}`, { weight: signWeight, first, last: first + sign.length });
  }
  const han = text.match(/[\u3400-\u9FFF]/g)?.length ?? 0;
  const length = text.length - han + han * perHan;
  const ending = endingOf(text);
  return {
    length,
    han,
    anchors,
    expected: weightOf(wanted),
    wanted,
    sentences: sentencesIn(head) + (ending === 'none' ? 1 : 0),
    ending,
    kind,
    text: head,
  };
}

export function weightOf(wanted: readonly Wanted[]): number {
  return wanted.reduce((sum, { weight }) => sum + weight, 0);
}

/** Digits alone: what is read of texts so long that reading all facts would take seconds. */
export function plainFacts(text: string): Fact[] {
  return [...text.matchAll(/\d+(?:\.\d+)?/g)].map(({ 0: value, index }) => ({
    type: 'number',
    value,
    strength: 'strong',
    from: index,
    to: index + value.length,
    text: value,
  }));
}

/** Dates also by their parts, since one side may leave some out. */
function anchorKeys(fact: Fact): string[] {
  const keys = looseKeys(fact);
  if (fact.type === 'name') return [`word:${fact.value.toLowerCase()}`];
  if (fact.type !== 'date') return keys;
  const match = /^(\d{4}|-)(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(fact.value);
  if (!match) return keys;
  const [, year, month, day] = match;
  if (month && day) keys.push(`day:${month}-${day}`);
  else if (month) keys.push(`month:${month}`);
  if (year && year !== '-') keys.push(`amount:${year}`);
  return keys;
}

function endingOf(text: string): Ending {
  const last = /[^\s"'”’」』)）\]】*_`]/.exec([...text.slice(-12)].reverse().join(''))?.[0] ?? '';
  if (/[.。!！…;；]/.test(last)) return 'stop';
  if (/[?？]/.test(last)) return 'question';
  return /[:：]/.test(last) ? 'colon' : 'none';
}

function sentencesIn(text: string): number {
  return text.match(/[。！？：；]|[.!?:;](?=["')\]”’]*(?:\s|$))/g)?.length ?? 0;
}

function addAnchor(anchors: Map<string, Anchor>, key: string, anchor: Anchor): void {
  const known = anchors.get(key);
  anchors.set(
    key,
    known ? { ...united(known, anchor), weight: Math.max(known.weight, anchor.weight) } : anchor,
  );
}

/** From where the one begins to where the other ends. */
export function united(a: Span, b: Span): Span {
  return { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) };
}

/** Several stretches taken as one. */
export function mergeFeatures(parts: readonly Features[]): Features {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const anchors = new Map<string, Anchor>();
  let start = 0;
  let length = 0;
  let han = 0;
  let expected = 0;
  for (const part of parts) {
    length += part.length;
    han += part.han;
    expected += part.expected;
    for (const [key, { weight, first, last }] of part.anchors)
      addAnchor(anchors, key, { weight, first: first + start, last: last + start });
    start += part.text.length + 1;
  }
  return {
    length,
    han,
    anchors,
    expected,
    wanted: parts.flatMap((part) => part.wanted),
    sentences: parts.reduce((sum, part) => sum + part.sentences, 0),
    ending: parts.at(-1)?.ending ?? 'none',
    kind: first?.kind ?? '',
    text: parts.map((part) => part.text).join('\n'),
  };
}
