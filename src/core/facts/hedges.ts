import type { Language } from '../language.ts';
import type { Fact, Hedge } from './fact.ts';

type HedgeRule = readonly [Hedge, RegExp];

const englishBefore: readonly HedgeRule[] = [
  [
    'least',
    /\b(?:at least|no (?:less|fewer|lower|later) than|not (?:be )?(?:less|fewer|lower) than|a minimum of)$/i,
  ],
  [
    'most',
    /\b(?:at most|no (?:more|higher|greater) than|not (?:be )?(?:more|higher|greater) than|not (?:to )?exceed(?:ing)?|up to|a maximum of|within)$/i,
  ],
  [
    'over',
    /\b(?:over|more than|above|exceed(?:ed|s|ing)?|upwards of|in excess of|surpass(?:ed|es|ing)?)$/i,
  ],
  ['near', /\b(?:nearly|almost|close to|approaching|just under)$/i],
  ['under', /\b(?:under|below|less than|fewer than)$/i],
  ['about', /\b(?:about|around|approximately|some|roughly|circa|an estimated)$/i],
];
const englishAfter: readonly HedgeRule[] = [
  [
    'least',
    /^\s?(?:[a-z]+\s)?(?:or (?:more|above|over|higher|older)|and (?:above|over)|\+)(?![\w])/i,
  ],
  [
    'most',
    /^\s?(?:[a-z]+\s)?(?:or (?:less|fewer|below|under|lower|younger)|and (?:below|under))\b/i,
  ],
];
const chineseBefore: readonly HedgeRule[] = [
  ['least', /(?:不得?(?:少于|低于|小于)|至少|最少|起码|(?<![未不])满)$/],
  ['most', /(?:不得?(?:超过|超出|多于|高于|大于)|至多|最多|高达|可达)$/],
  ['under', /(?:不到|不足|低于|少于|小于|[未不]满)$/],
  ['over', /(?:超过|超出|超|逾|突破|高于|多于|大于)了?$/],
  ['near', /(?:将近|接近|近)$/],
  ['about', /(?:大约|约|大概|左右)$/],
];
const chineseAfter: readonly HedgeRule[] = [
  ['least', /^[\u4E00-\u9FFF]{0,6}?(?:及以上|以上)/],
  ['over', /^(?:多|余)/],
  ['most', /^[\u4E00-\u9FFF]{0,6}?(?:以内|及以下|以下)/],
  ['about', /^[\u4E00-\u9FFF]{0,4}?(?:左右|上下)/],
];

const amounts = new Set(['number', 'percent', 'money']);

/** Last words, or last characters, of what stands before an amount: without one of them there is no bound. */
const englishEnds =
  /(?:least|than|of|most|exceeding|exceed|to|within|over|above|exceeds|exceeded|surpass|surpasses|surpassed|nearly|almost|approaching|under|below|about|around|approximately|some|roughly|circa|estimated|maximum|minimum)$/i;
const chineseEnds = /[少低小多高大过出于到足满逾破近约概右了达码]$/;
const englishTails = /^\s?(?:[a-z]+\s)?(?:or\s|and\s|\+)/i;

/** 最多可容纳50人: the bound stands before the verb. */
const chineseApart: readonly HedgeRule[] = [
  ['least', /(?:至少|最少|起码)[\u4E00-\u9FFF]{1,5}$/],
  ['most', /(?:至多|最多)[\u4E00-\u9FFF]{1,5}$/],
];
const chineseBounds = /至少|最少|起码|至多|最多/;

/** Adds to amounts what the words around them say of their bounds. */
export function withHedges(facts: readonly Fact[], text: string, language: Language): Fact[] {
  const find = language === 'en' ? englishHedge : chineseHedge;
  return facts.map((fact) => {
    if (!amounts.has(fact.type) || fact.hedge) return fact;
    const head = text.slice(Math.max(0, fact.from - 24), fact.from);
    const hedge = find(head, text.slice(fact.to, fact.to + 24));
    return hedge ? { ...fact, hedge } : fact;
  });
}

function englishHedge(head: string, tail: string): Hedge | undefined {
  const before = head
    .trimEnd()
    .replace(/\b(?:RMB|USD|a|the)$/, '')
    .trimEnd();
  return (
    (englishEnds.test(before) ? firstOf(englishBefore, before) : undefined) ??
    (englishTails.test(tail) ? firstOf(englishAfter, tail) : undefined)
  );
}

function chineseHedge(head: string, tail: string): Hedge | undefined {
  const before = head.trimEnd();
  return (
    (chineseEnds.test(before) ? firstOf(chineseBefore, before) : undefined) ??
    (chineseBounds.test(before) ? firstOf(chineseApart, before) : undefined) ??
    (tail === '' ? undefined : firstOf(chineseAfter, tail))
  );
}

function firstOf(rules: readonly HedgeRule[], text: string): Hedge | undefined {
  return rules.find(([, pattern]) => pattern.test(text))?.[0];
}
