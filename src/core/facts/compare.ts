import type { Fact, Hedge } from './fact.ts';
import { weekdayOf } from './calendar.ts';
import { type Axis, clashes } from './relations.ts';
import { groupOf, isSamePower, looseKeys, sameFact } from './same.ts';

export { sameFact } from './same.ts';

/**
 * How surely the two sides differ. Error: a strong fact is missing or another. Warning: number words,
 * names or bounds differ. Hint: a number word, a name or a bound is on one side only.
 */
export type Difference = 'error' | 'warning' | 'hint';

export interface FactDifference {
  readonly severity: Difference;
  /**
   * `missing`: one side does not say it. `unit`: same amount, other currency. `hedge`: other bound.
   * `relation`: same figure in another sense, see `Relations`.
   */
  readonly reason: 'value' | 'missing' | 'unit' | 'hedge' | 'relation';
  readonly en: Fact | null;
  readonly zh: Fact | null;
}

/** A fact of each side that say the same. */
export interface FactMatch {
  readonly en: Fact;
  readonly zh: Fact;
}

interface Sides {
  readonly en: readonly Fact[];
  readonly zh: readonly Fact[];
}

/** Above this many facts left over on both sides, dates and phones are matched by equal values only. */
const pairwiseLimit = 300;

/**
 * Where an English and a Chinese text state different facts. A strong fact wants a partner of any strength;
 * medium ones alone give a hint, weak ones alone nothing; two medium ones that differ give a warning.
 */
export function compareFacts(en: readonly Fact[], zh: readonly Fact[]): FactDifference[] {
  const { matches, left } = matchFacts(en, zh);
  const spare = { en: left.en, zh: left.zh };
  if (left.en.length + left.zh.length <= pairwiseLimit) {
    spare.en = left.en.filter((fact) => !zh.some((other) => sameFact(fact, other)));
    spare.zh = left.zh.filter((fact) => !en.some((other) => sameFact(other, fact)));
  }
  dropSpelledFractions(spare.en, spare.zh);
  dropSpelledFractions(spare.zh, spare.en);
  return [
    ...matches.flatMap((match) => hedgeDifference(match) ?? []),
    ...relationDifferences(matches),
    ...unmatched(spare.en, spare.zh),
    ...falseWeekdays(spare, { en, zh }),
  ];
}

/** Pairs up the facts of two texts that say the same, exact ones first. */
export function matchFacts(
  en: readonly Fact[],
  zh: readonly Fact[],
): { matches: FactMatch[]; left: { en: Fact[]; zh: Fact[] } } {
  const exact = (fact: Fact) => [`${fact.type}:${fact.value}`];
  const first = matchByKeys(en, zh, exact);
  const second = matchByKeys(first.left.en, first.left.zh, looseKeys);
  const third = pairwise(second.left);
  return { matches: [...first.matches, ...second.matches, ...third], left: second.left };
}

function matchByKeys(en: readonly Fact[], zh: readonly Fact[], keys: (fact: Fact) => string[]) {
  const open = new Map<string, Fact[]>();
  for (const fact of zh.toReversed()) {
    for (const key of keys(fact)) {
      const list = open.get(key);
      if (list) list.push(fact);
      else open.set(key, [fact]);
    }
  }
  const used = new Set<Fact>();
  const matches: FactMatch[] = [];
  const left: Fact[] = [];
  for (const fact of en) {
    const partner = firstOpen(fact, { open, used, keys });
    if (partner) {
      used.add(partner);
      matches.push({ en: fact, zh: partner });
    } else left.push(fact);
  }
  return { matches, left: { en: left, zh: zh.filter((fact) => !used.has(fact)) } };
}

interface Search {
  /** Open facts by key, the first of the text last. */
  readonly open: ReadonlyMap<string, Fact[]>;
  readonly used: ReadonlySet<Fact>;
  readonly keys: (fact: Fact) => string[];
}

function firstOpen(fact: Fact, { open, used, keys }: Search): Fact | undefined {
  for (const key of keys(fact)) {
    const list = open.get(key) ?? [];
    while (list.length > 0) {
      const next = list.at(-1);
      if (next && !used.has(next)) {
        if (sameFact(fact, next)) return next;
        break;
      }
      list.pop();
    }
  }
  return undefined;
}

/** Dates with other fields left out, phones with other prefixes. Removes what it pairs from `left`. */
function pairwise(left: { en: Fact[]; zh: Fact[] }): FactMatch[] {
  if (left.en.length + left.zh.length > pairwiseLimit) return [];
  const matches: FactMatch[] = [];
  const open = left.en.splice(0);
  for (const fact of open) {
    const k = left.zh.findIndex((other) => sameFact(fact, other));
    const partner = left.zh[k];
    if (partner) {
      matches.push({ en: fact, zh: partner });
      left.zh.splice(k, 1);
    } else left.en.push(fact);
  }
  return matches;
}

const upward = new Set<Hedge>(['over', 'least']);
const downward = new Set<Hedge>(['near', 'under', 'most']);

function hedgeDifference({ en, zh }: FactMatch): FactDifference | null {
  const [a, b] = [en.hedge, zh.hedge];
  if (a === b || a === 'about' || b === 'about') return null;
  if (a === undefined || b === undefined) return { severity: 'hint', reason: 'hedge', en, zh };
  const opposed = (upward.has(a) && downward.has(b)) || (downward.has(a) && upward.has(b));
  return opposed ? { severity: 'warning', reason: 'hedge', en, zh } : null;
}

/**
 * Facts of the same value of which the words around say different things (by 20%, to 20%). Values stated
 * more than once are left aside: which answers which is not known.
 */
function relationDifferences(matches: readonly FactMatch[]): FactDifference[] {
  const counts = new Map<string, number>();
  for (const { en } of matches) counts.set(en.value, (counts.get(en.value) ?? 0) + 1);
  return matches
    .filter(
      ({ en, zh }) =>
        counts.get(en.value) === 1 && clashes(en, zh).some((axis) => differs(axis, en, zh)),
    )
    .map(({ en, zh }) => ({ severity: 'warning', reason: 'relation', en, zh }));
}

/** Two clocks that show the same moment differ in nothing, nor do 2 MW and 2,000 kW. */
function differs(axis: Axis, en: Fact, zh: Fact): boolean {
  if (axis === 'unit') return !isSamePower(en, zh);
  return axis !== 'zone' || en.value === zh.value;
}

/** A day of the week, on one side alone, that is not that of the only date. */
function falseWeekdays(spare: Sides, all: Sides): FactDifference[] {
  return (['en', 'zh'] as const).flatMap((side) => {
    const others = side === 'en' ? spare.zh : spare.en;
    const [day, more] = spare[side].filter((fact) => fact.type === 'weekday');
    if (!day || more || others.some((fact) => fact.type === 'weekday')) return [];
    const dates = new Set(
      [...all.en, ...all.zh].filter((fact) => fact.type === 'date').map((fact) => fact.value),
    );
    const [date = ''] = dates;
    const wanted = dates.size === 1 ? weekdayOf(date) : null;
    if (wanted === null || String(wanted) === day.value) return [];
    const sides = side === 'en' ? { en: day, zh: null } : { en: null, zh: day };
    return [{ severity: 'warning' as const, reason: 'value' as const, ...sides }];
  });
}

/** "Four out of five" is 五分之四: takes a fraction and its two parts out of what is left over. */
function dropSpelledFractions(own: Fact[], other: Fact[]): void {
  for (const fraction of own.filter(({ value }) => /^\d{1,4}\/\d{1,4}$/.test(value))) {
    const [top = '', bottom = ''] = fraction.value.split('/');
    const at = other.findIndex(({ value }, k) => value === top && other[k + 1]?.value === bottom);
    if (at < 0) continue;
    other.splice(at, 2);
    own.splice(own.indexOf(fraction), 1);
  }
}

function unmatched(en: readonly Fact[], zh: readonly Fact[]): FactDifference[] {
  const differences: FactDifference[] = [];
  const open = new Map<string, Fact[]>();
  for (const fact of zh.toReversed()) {
    const list = open.get(groupOf(fact));
    if (list) list.push(fact);
    else open.set(groupOf(fact), [fact]);
  }
  for (const fact of en) {
    const partner = takePartner(fact, open.get(groupOf(fact)));
    if (!partner) {
      differences.push(...aloneDifference(fact, { en: fact, zh: null }));
      continue;
    }
    const severity = pairSeverity(fact, partner, en.length === 1 && zh.length === 1);
    if (severity)
      differences.push({ severity, reason: reasonOf(fact, partner), en: fact, zh: partner });
  }
  const rest = [...open.values()].flat().sort((a, b) => a.from - b.from);
  for (const fact of rest) differences.push(...aloneDifference(fact, { en: null, zh: fact }));
  return differences;
}

/** The next one of the same type, or of the same group; the list's last is the text's first. */
function takePartner({ type }: Fact, list: Fact[] | undefined): Fact | undefined {
  if (!list) return undefined;
  const same = list.findLastIndex((other) => other.type === type);
  return same < 0 ? list.pop() : list.splice(same, 1)[0];
}

function reasonOf(en: Fact, zh: Fact): 'value' | 'unit' {
  return en.type === 'money' && zh.type === 'money' && en.value.slice(4) === zh.value.slice(4)
    ? 'unit'
    : 'value';
}

function pairSeverity(en: Fact, zh: Fact, only: boolean): Difference | null {
  if (en.strength === 'strong' || zh.strength === 'strong') return 'error';
  if (en.strength === 'medium' && zh.strength === 'medium') return 'warning';
  if (en.strength === 'weak' && zh.strength === 'weak') return null;
  return only ? 'warning' : 'hint';
}

function aloneDifference(fact: Fact, sides: Pick<FactDifference, 'en' | 'zh'>): FactDifference[] {
  if (fact.strength === 'weak' || fact.type === 'weekday') return [];
  return [{ severity: fact.strength === 'strong' ? 'error' : 'hint', reason: 'missing', ...sides }];
}
