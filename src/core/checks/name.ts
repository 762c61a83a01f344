import type { Fact } from '../facts/extract.ts';
import type { Language, Pair } from '../language.ts';
import { otherLanguage } from '../language.ts';
import { editDistance } from '../similarity.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { type Counterpart, counterparts, segmentsWith } from './counterparts.ts';
import { knownRenderings, nameKey } from './known-names.ts';
import { personFindings } from './person-names.ts';
import { definedRenderings } from './name-definitions.ts';

/** Acronyms and names in Latin letters that one side writes otherwise, or not at all. */
export const name: Check = {
  name: 'name',
  run(input) {
    const page: Page = { input, renderings: definedRenderings(input), count: countNames(input) };
    return counterparts(input).flatMap((counterpart) => [
      ...compareNames(page, counterpart),
      ...personFindings(input, counterpart),
    ]);
  },
};

interface Page {
  readonly input: CheckInput;
  /** Chinese names by the key of the acronym that the page itself puts behind them. */
  readonly renderings: ReadonlyMap<string, readonly string[]>;
  /** In how many beads each side of the page writes a name, by its key; and both sides. */
  readonly count: Readonly<Record<Language | 'both', ReadonlyMap<string, number>>>;
}

function compareNames(page: Page, counterpart: Counterpart): RawFinding[] {
  const left = { en: unwritten(counterpart, 'en'), zh: unwritten(counterpart, 'zh') };
  const changed = nearest(left, counterpart);
  const told = new Set(changed.flatMap(({ en, zh }) => [en, zh]));
  const { text } = counterpart;
  const alone = {
    en: left.en.filter((fact) => !told.has(fact) && !isRendered(fact.value, text.zh, page)),
    zh: left.zh.filter((fact) => !told.has(fact) && !isSpelledOut(fact.value, text.en)),
  };
  return [
    ...changed.map(({ en, zh }) => changedFinding(page, counterpart, { en, zh })),
    ...alone.en.map((fact) => aloneFinding(page, counterpart, { fact, side: 'en' })),
    ...alone.zh.map((fact) => aloneFinding(page, counterpart, { fact, side: 'zh' })),
  ];
}

/** Names of one side, each once, that the other side does not write. */
function unwritten({ facts, text }: Counterpart, side: Language): Fact[] {
  const other = text[otherLanguage(side)];
  const seen = new Set<string>();
  const written = new Set(latinKeys(other));
  return facts[side].filter((fact) => {
    const key = nameKey(fact.value);
    if (fact.type !== 'name' || seen.has(key)) return false;
    seen.add(key);
    return !written.has(key) && !isWithin(key, other);
  });
}

/** Latin words, and runs of them written together: "Wi-Fi 6" and WiFi6. */
function latinKeys(text: string): string[] {
  return (text.match(/[A-Za-z][A-Za-z0-9&/-]*/g) ?? []).flatMap((token) => [
    nameKey(token),
    ...token.split(/[-/&]/).map(nameKey),
  ]);
}

/** CCC in "CCC-certified", vNPU in vNPUs: within a longer name. */
function isWithin(key: string, text: string): boolean {
  if (key.length < 3) return false;
  const names = text.match(/[A-Za-z0-9&/.-]*[A-Z][A-Za-z0-9&/.-]*/g) ?? [];
  return names.some((found) => nameKey(found).includes(key));
}

function isRendered(value: string, chinese: string, { renderings }: Page): boolean {
  const parts = value.split(/[/-]/).filter((part) => part.length > 1);
  const says = (part: string): boolean =>
    [...knownRenderings(part), ...(renderings.get(nameKey(part)) ?? [])].some((rendering) =>
      chinese.includes(rendering),
    );
  return (
    says(value) || (parts.length > 1 && parts.every((part) => says(part) || chinese.includes(part)))
  );
}

/**
 * Whether the English writes a name out: its letters begin words that follow each other (CQC), it is put
 * together from words (NodeIP), or grown from one (NuxtJS).
 */
function isSpelledOut(value: string, english: string): boolean {
  const letters = value.replace(/[^A-Za-z]/g, '').toLowerCase();
  const words = english.match(/[A-Za-z][A-Za-z'’]*/g) ?? [];
  const content = words.filter(
    (word) => !/^(?:of|and|the|for|in|on|to|a|an|is|it|by|or)$/i.test(word),
  );
  const initials = (list: readonly string[]): string =>
    list
      .map((word) => word[0] ?? '')
      .join('')
      .toLowerCase();
  if (letters.length >= 2 && initials(content).includes(letters)) return true;
  if (letters.length >= 3 && initials(words).includes(letters)) return true;
  const lower = new Set(words.map((word) => word.toLowerCase()));
  const parts = value.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  if (parts.length > 1 && parts.every((part) => lower.has(part.toLowerCase()))) return true;
  return words.some((word) => word.length >= 4 && letters.startsWith(word.toLowerCase()));
}

/** Names left over on both sides that look like one another, the likest first. */
function nearest(left: Pair<readonly Fact[]>, counterpart: Counterpart): Pair<Fact>[] {
  const candidates = {
    en: [...left.en, ...surplus(counterpart, 'en'), ...otherTokens(counterpart, 'en')],
    zh: [...left.zh, ...surplus(counterpart, 'zh'), ...otherTokens(counterpart, 'zh')],
  };
  const pairs = candidates.en.flatMap((en) =>
    candidates.zh.map((zh) => {
      const both = left.en.includes(en) && left.zh.includes(zh);
      const shorter = Math.min(en.value.length, zh.value.length);
      const limit = both ? Math.max(1, Math.floor(shorter / 2)) : 1;
      return { en, zh, limit, edits: editDistance(nameKey(en.value), nameKey(zh.value), limit) };
    }),
  );
  const used = new Set<Fact>();
  return pairs
    .filter(({ edits, limit }) => edits > 0 && edits <= limit)
    .filter(({ en, zh }) => left.en.includes(en) || left.zh.includes(zh))
    .sort((a, b) => a.edits - b.edits)
    .filter(({ en, zh }) => {
      if (used.has(en) || used.has(zh)) return false;
      used.add(en).add(zh);
      return true;
    });
}

/** Capitals, and within Chinese small letters too ("yaml"), that are no facts but may be what a name was. */
const tokens: Pair<RegExp> = {
  en: /(?<![\w./-])[A-Z]{2,12}(?![\w./-])/g,
  zh: /(?<![\w./-])(?:[A-Z]{2,12}|[a-z]{3,12})(?![\w./-])/g,
};

/** Such tokens of one side that the other does not write. */
function otherTokens({ text }: Counterpart, side: Language): Fact[] {
  const known = new Set(text[otherLanguage(side)].toLowerCase().match(/[a-z]+/g) ?? []);
  return [...text[side].matchAll(tokens[side])]
    .filter(({ 0: found }) => !known.has(found.toLowerCase()))
    .map(({ 0: found, index }) => ({
      type: 'name',
      value: found,
      text: found,
      strength: 'weak',
      from: index,
      to: index + found.length,
    }));
}

/** Names that one side writes more often than the other: one of them may be the other's changed name. */
function surplus({ facts }: Counterpart, side: Language): Fact[] {
  const count = (language: Language, key: string): number =>
    facts[language].filter((fact) => fact.type === 'name' && nameKey(fact.value) === key).length;
  const seen = new Set<string>();
  return facts[side].filter((fact) => {
    const key = nameKey(fact.value);
    if (fact.type !== 'name' || seen.has(key)) return false;
    seen.add(key);
    const elsewhere = count(otherLanguage(side), key);
    return elsewhere > 0 && count(side, key) > elsewhere;
  });
}

function countNames(input: CheckInput): Page['count'] {
  const count = {
    en: new Map<string, number>(),
    zh: new Map<string, number>(),
    both: new Map<string, number>(),
  };
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const { text } of counterparts(input)) {
    const [en, zh] = [new Set(latinKeys(text.en)), new Set(latinKeys(text.zh))];
    for (const key of en) add(count.en, key);
    for (const key of zh) add(count.zh, key);
    for (const key of en) if (zh.has(key)) add(count.both, key);
  }
  return count;
}

function changedFinding(
  { input }: Page,
  { bead }: Counterpart,
  { en, zh }: Pair<Fact>,
): RawFinding {
  return {
    check: 'name',
    severity: 'error',
    en: segmentsWith(input.en, bead.en, en),
    zh: segmentsWith(input.zh, bead.zh, zh),
    message: { key: 'findings:name.changed', values: { en: en.text, zh: zh.text } },
    evidence: { en: en.text, zh: zh.text },
  };
}

/**
 * A name in Latin letters within Chinese that the English page does not have is a warning: it must have
 * come from somewhere. The other way round the Chinese may well say it in Chinese, or leave it out; a
 * warning only where it looks like a slip of a name that the page has more often.
 */
function aloneFinding(
  page: Page,
  { bead }: Counterpart,
  { fact, side }: { fact: Fact; side: Language },
): RawFinding {
  const { input, count } = page;
  const known = knownRenderings(fact.value).length > 0;
  const foreign = side === 'zh' && !known && (count.en.get(nameKey(fact.value)) ?? 0) === 0;
  return {
    check: 'name',
    severity: foreign || isSlip(fact.value, page) ? 'warning' : 'hint',
    en: side === 'en' ? segmentsWith(input.en, bead.en, fact) : bead.en,
    zh: side === 'zh' ? segmentsWith(input.zh, bead.zh, fact) : bead.zh,
    message: { key: `findings:name.only_${side}`, values: { name: fact.text } },
    evidence: { [side]: fact.text },
  };
}

/** One letter away from an acronym of as many letters that both sides of the page write; itself nowhere else. */
function isSlip(value: string, { count }: Page): boolean {
  const key = nameKey(value);
  if (!/^[A-Z]{3,8}$/.test(value) || (count.en.get(key) ?? 0) + (count.zh.get(key) ?? 0) > 1)
    return false;
  for (const [other, times] of count.both) {
    if (times > 0 && other.length === key.length && editDistance(key, other, 1) === 1) return true;
  }
  return false;
}
