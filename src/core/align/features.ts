import { type Fact, extractFacts } from '../facts/extract.ts';
import { looseKeys } from '../facts/same.ts';
import type { Language } from '../language.ts';

/** What alignment knows of a stretch of text. */
export interface Features {
  /** Length in characters of English: a Han character counts for several. */
  readonly length: number;
  /** Han characters. */
  readonly han: number;
  /** Anchors that may stand on the other side too, each with its weight. */
  readonly anchors: ReadonlyMap<string, number>;
  /** Weight of what should stand on the other side: numbers, dates, codes, addresses. */
  readonly expected: number;
  /** What makes up `expected`: one of the keys should be an anchor there too. */
  readonly wanted: readonly Wanted[];
  readonly kind: string;
  readonly text: string;
}

export interface Wanted {
  readonly keys: readonly string[];
  readonly weight: number;
}

/** English characters that answer one Han character. Measured 4.4 on documentation, 5.4 on notices, Latin parts aside. */
const perHan = 3.6;

const weights = { strong: 2.5, medium: 1.2, weak: 0.4 } as const;
const latinWeight = 1.6;

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
  const anchors = new Map<string, number>();
  const head = text.slice(0, readLimit);
  const wanted: Wanted[] = [];
  for (const fact of known ?? extractFacts(head, language)) {
    const weight = fact.type === 'name' ? latinWeight : weights[fact.strength];
    const keys = anchorKeys(fact);
    for (const key of keys) anchors.set(key, Math.max(weight, anchors.get(key) ?? 0));
    if (fact.strength === 'strong') wanted.push({ keys, weight });
  }
  for (const word of head.toLowerCase().match(/[a-z][a-z0-9]+/g) ?? []) {
    if (!anchors.has(`word:${word}`)) anchors.set(`word:${word}`, latinWeight);
  }
  const han = text.match(/[\u3400-\u9FFF]/g)?.length ?? 0;
  const length = text.length - han + han * perHan;
  return { length, han, anchors, expected: weightOf(wanted), wanted, kind, text: head };
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

/** Several stretches taken as one. */
export function mergeFeatures(parts: readonly Features[]): Features {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const anchors = new Map<string, number>();
  let length = 0;
  let han = 0;
  let expected = 0;
  for (const part of parts) {
    length += part.length;
    han += part.han;
    expected += part.expected;
    for (const [key, weight] of part.anchors)
      anchors.set(key, Math.max(weight, anchors.get(key) ?? 0));
  }
  return {
    length,
    han,
    anchors,
    expected,
    wanted: parts.flatMap((part) => part.wanted),
    kind: first?.kind ?? '',
    text: parts.map((part) => part.text).join('\n'),
  };
}
