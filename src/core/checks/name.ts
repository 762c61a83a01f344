import type { Fact } from '../facts/extract.ts';
import type { Language, Pair } from '../language.ts';
import { otherLanguage } from '../language.ts';
import { editDistance } from '../similarity.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { type Counterpart, counterparts, segmentsWith } from './counterparts.ts';
import { knownRenderings, nameKey } from './known-names.ts';
import { definedRenderings } from './name-definitions.ts';

/** Acronyms and names in Latin letters that one side writes otherwise, or not at all. */
export const name: Check = {
  name: 'name',
  run(input) {
    const page: Page = { input, renderings: definedRenderings(input), count: countNames(input) };
    return counterparts(input).flatMap((counterpart) => compareNames(page, counterpart));
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

/** Whether the English writes an acronym out: its letters begin words that follow each other. */
function isSpelledOut(value: string, english: string): boolean {
  const letters = value.replace(/[^A-Za-z]/g, '').toLowerCase();
  if (letters.length < 2) return false;
  const pattern = letters.length === 2 ? /[A-Z][a-z][A-Za-z'’]*/g : /[A-Za-z][A-Za-z'’]*/g;
  const words = english.match(pattern) ?? [];
  const initials = (list: readonly string[]) =>
    list
      .map((word) => word[0] ?? '')
      .join('')
      .toLowerCase();
  const content = words.filter((word) => !/^(?:of|and|the|for|in|on|to|a|an)$/i.test(word));
  return initials(content).includes(letters) || initials(words).includes(letters);
}

/** Names left over on both sides that look like one another, the likest first. */
function nearest(left: Pair<readonly Fact[]>, counterpart: Counterpart): Pair<Fact>[] {
  const candidates = {
    en: [...left.en, ...surplus(counterpart, 'en')],
    zh: [...left.zh, ...surplus(counterpart, 'zh')],
  };
  const pairs = candidates.en.flatMap((en) =>
    candidates.zh.map((zh) => {
      const both = left.en.includes(en) && left.zh.includes(zh);
      const limit = both
        ? Math.max(1, Math.floor(Math.min(en.value.length, zh.value.length) / 2))
        : 1;
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
    })
    .map(({ en, zh }) => ({ en, zh }));
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

/** Share of the other beads with a name in which both sides keep it, from which a lost one is no choice. */
const keptShare = 0.85;

/**
 * A name in Latin letters within Chinese that the English page does not have is a warning: it must have
 * come from somewhere. The other way round the Chinese may well say it in Chinese: a warning only where
 * the page otherwise keeps the name.
 */
function aloneFinding(
  { input, count }: Page,
  { bead }: Counterpart,
  { fact, side }: { fact: Fact; side: Language },
): RawFinding {
  const key = nameKey(fact.value);
  const others = (count[side].get(key) ?? 0) - 1;
  const kept = others >= 2 && (count.both.get(key) ?? 0) / others >= keptShare;
  const foreign = side === 'zh' && (count.en.get(key) ?? 0) === 0;
  return {
    check: 'name',
    severity: kept || foreign ? 'warning' : 'hint',
    en: side === 'en' ? segmentsWith(input.en, bead.en, fact) : bead.en,
    zh: side === 'zh' ? segmentsWith(input.zh, bead.zh, fact) : bead.zh,
    message: { key: `findings:name.only_${side}`, values: { name: fact.text } },
    evidence: { [side]: fact.text },
  };
}
