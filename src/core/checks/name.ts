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
  /** How often each side of the page writes a name, by its key. */
  readonly count: Pair<ReadonlyMap<string, number>>;
}

function compareNames(page: Page, counterpart: Counterpart): RawFinding[] {
  const left = {
    en: unpaired(counterpart, 'en', page),
    zh: unpaired(counterpart, 'zh', page),
  };
  const changed = nearest(left);
  const told = new Set(changed.flatMap(({ en, zh }) => [en, zh]));
  const alone = (language: Language) => left[language].filter((fact) => !told.has(fact));
  return [
    ...changed.map(({ en, zh }) => changedFinding(page, counterpart, { en, zh })),
    ...alone('en').map((fact) => aloneFinding(page, counterpart, { fact, side: 'en' })),
    ...alone('zh').map((fact) => aloneFinding(page, counterpart, { fact, side: 'zh' })),
  ];
}

/** Names of one side, each once, that the other side neither writes nor renders. */
function unpaired({ facts, text }: Counterpart, side: Language, page: Page): Fact[] {
  const other = otherLanguage(side);
  const seen = new Set<string>();
  const written = new Set(latinKeys(text[other]));
  return facts[side].filter((fact) => {
    const key = nameKey(fact.value);
    if (fact.type !== 'name' || seen.has(key)) return false;
    seen.add(key);
    if (written.has(key) || isWithin(key, text[other])) return false;
    return side === 'en'
      ? !isRendered(fact.value, text.zh, page)
      : !isSpelledOut(fact.value, text.en);
  });
}

/** Latin words, and runs of them written together: "Wi-Fi 6" and WiFi6. */
function latinKeys(text: string): string[] {
  return (text.match(/[A-Za-z][A-Za-z0-9&/-]*/g) ?? []).flatMap((token) => [
    nameKey(token),
    ...token.split(/[-/&]/).map(nameKey),
  ]);
}

/** CCC in "CCC-certified", vNPU in vNPUs, or within a longer code. */
function isWithin(key: string, text: string): boolean {
  return key.length >= 3 && text.toLowerCase().replace(/[-&/.\s]/g, '').includes(key);
}

function isRendered(value: string, chinese: string, { renderings }: Page): boolean {
  const parts = value.split(/[/-]/).filter((part) => part.length > 1);
  const says = (part: string): boolean =>
    [...knownRenderings(part), ...(renderings.get(nameKey(part)) ?? [])].some((rendering) =>
      chinese.includes(rendering),
    );
  return says(value) || (parts.length > 1 && parts.every((part) => says(part) || chinese.includes(part)));
}

/** Whether the English writes an acronym out: its letters begin words that follow each other. */
function isSpelledOut(value: string, english: string): boolean {
  const letters = value.replace(/[^A-Za-z]/g, '').toLowerCase();
  if (letters.length < 2) return false;
  const words = english.match(/[A-Za-z][A-Za-z'’]*/g) ?? [];
  const initials = (list: readonly string[]) => list.map((word) => word[0] ?? '').join('').toLowerCase();
  const content = words.filter((word) => !/^(?:of|and|the|for|in|on|to|a|an)$/i.test(word));
  return initials(content).includes(letters) || initials(words).includes(letters);
}

/** Names left over on both sides that look like one another, the likest first. */
function nearest(left: Pair<readonly Fact[]>): Pair<Fact>[] {
  const pairs = left.en.flatMap((en) =>
    left.zh.map((zh) => {
      const limit = Math.max(1, Math.floor(Math.min(en.value.length, zh.value.length) / 2));
      return { en, zh, limit, edits: editDistance(nameKey(en.value), nameKey(zh.value), limit) };
    }),
  );
  const used = new Set<Fact>();
  return pairs
    .filter(({ edits, limit }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits)
    .filter(({ en, zh }) => {
      if (used.has(en) || used.has(zh)) return false;
      used.add(en).add(zh);
      return true;
    })
    .map(({ en, zh }) => ({ en, zh }));
}

function countNames(input: CheckInput): Pair<ReadonlyMap<string, number>> {
  const count = (language: Language): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const segment of input[language].segments) {
      for (const key of latinKeys(segment.text)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  };
  return { en: count('en'), zh: count('zh') };
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
 * A name in Latin letters within Chinese that the English does not have is a warning: it must have come
 * from somewhere. The other way round the Chinese may well say it in Chinese: a warning only where the
 * page otherwise keeps the name.
 */
function aloneFinding(
  { input, count }: Page,
  { bead }: Counterpart,
  { fact, side }: { fact: Fact; side: Language },
): RawFinding {
  const other = otherLanguage(side);
  const elsewhere = count[other].get(nameKey(fact.value)) ?? 0;
  const own = count[side].get(nameKey(fact.value)) ?? 0;
  const sure = side === 'zh' ? elsewhere === 0 : elsewhere > 0 && elsewhere >= own - 1;
  return {
    check: 'name',
    severity: sure ? 'warning' : 'hint',
    en: side === 'en' ? segmentsWith(input.en, bead.en, fact) : bead.en,
    zh: side === 'zh' ? segmentsWith(input.zh, bead.zh, fact) : bead.zh,
    message: { key: `findings:name.only_${side}`, values: { name: fact.text } },
    evidence: { [side]: fact.text },
  };
}
