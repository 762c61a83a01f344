import type { Relations, Surroundings } from './relation.ts';

type Names = readonly (readonly [string, RegExp])[];

const englishUnits: Names = [
  ['workday', /^[\s-]?(?:working|business|work)[\s-]?days?\b/i],
  ['day', /^[\s-]?(?:calendar |consecutive |natural )?days?\b/i],
  ['week', /^[\s-]?weeks?\b/i],
  ['month', /^[\s-]?(?:calendar )?months?\b/i],
  ['quarter', /^[\s-]?quarters?\b/i],
  ['year', /^[\s-]?years?\b/i],
  ['hour', /^[\s-]?hours?\b/i],
  ['minute', /^[\s-]?minutes?\b/i],
  ['second', /^[\s-]?seconds?\b/i],
  ['m2', /^[\s-]?(?:square met(?:re|er)s?|sq\.? ?m\b|m²|sqm\b)/i],
  ['km2', /^[\s-]?(?:square kilomet(?:re|er)s?\b|sq\.? ?km\b|km²)/i],
  ['m3', /^[\s-]?(?:cubic met(?:re|er)s?\b|m³)/i],
  ['km', /^[\s-]?(?:kilomet(?:re|er)s?|km)\b/i],
  ['cm', /^[\s-]?(?:centimet(?:re|er)s?|cm)\b/i],
  ['mm', /^[\s-]?(?:millimet(?:re|er)s?|mm)\b/i],
  ['m', /^[\s-]?met(?:re|er)s?\b/i],
  ['kg', /^[\s-]?(?:kilograms?|kilos?|kg)\b/i],
  ['mg', /^[\s-]?(?:milligrams?|mg)\b/i],
  ['g', /^[\s-]?grams?\b/i],
  ['ml', /^[\s-]?(?:millilit(?:re|er)s?|ml)\b/i],
  ['l', /^[\s-]?lit(?:re|er)s?\b/i],
  ['kwh', /^[\s-]?(?:kilowatt[\s-]hours?|kWh)\b/i],
  ['mwh', /^[\s-]?(?:megawatt[\s-]hours?\b|MWh\b)/],
  ['kw', /^[\s-]?(?:kilowatts?|kW)\b/i],
  ['mw', /^[\s-]?(?:megawatts?\b|MW\b)/],
  ['gw', /^[\s-]?(?:gigawatts?|GW)\b/i],
  ['kv', /^[\s-]?(?:kilovolts?|kV)\b/i],
  ['v', /^[\s-]?(?:volts?\b|V\b)/],
  ['t', /^[\s-]?(?:metric )?tons?(?:nes?)?\b/i],
  ['ha', /^[\s-]?hectares?\b/i],
  ['mu', /^[\s-]?mu\b/i],
];
const chineseUnits: Names = [
  ['workday', /^个?工作日/],
  ['week', /^个?(?:星期|周(?!年|岁|边|期|刊|报))/],
  ['month', /^个月/],
  ['quarter', /^个?季度/],
  ['hour', /^个?(?:半)?小时/],
  ['minute', /^分钟/],
  ['second', /^秒/],
  ['year', /^年(?!级|代|第|度|月)|^周年/],
  ['day', /^(?:个)?(?:日历日|自然日|天(?!津)|日(?!本|元))/],
  ['m2', /^(?:平方米|平米|m²)/],
  ['km2', /^(?:平方公里|平方千米|km²)/],
  ['m3', /^(?:立方米|m³)/],
  ['km', /^(?:公里|千米|km(?![a-z²]))/],
  ['cm', /^(?:厘米|cm(?![a-z]))/],
  ['mm', /^(?:毫米|mm(?![a-z]))/],
  ['m', /^米/],
  ['kg', /^(?:公斤|千克|kg(?![a-z]))/],
  ['mg', /^(?:毫克|mg(?![a-z]))/],
  ['g', /^克/],
  ['ml', /^(?:毫升|ml(?![a-z]))/i],
  ['l', /^升(?![级学值至到任降格])/],
  ['kwh', /^(?:千瓦时|kWh|度电)/],
  ['mwh', /^(?:兆瓦时|MWh)/],
  ['kw', /^(?:千瓦|kW(?![a-z]))/],
  ['mw', /^(?:兆瓦|MW(?![a-z]))/],
  ['gw', /^(?:吉瓦|GW(?![a-z]))/],
  ['kv', /^(?:千伏|kV(?![a-z]))/],
  ['v', /^(?:伏(?!特?[加天])|V(?![A-Za-z]))/],
  ['t', /^吨/],
  ['ha', /^公顷/],
  ['mu', /^亩/],
];

/** Kilowatts of a megawatt and a gigawatt: English counts in these, Chinese in 万千瓦. */
const kilowatts: Readonly<Record<string, number>> = { kw: 1, mw: 1e3, gw: 1e6 };

/** Whether two amounts of power are the same in different units: 1,200 MW, 120万千瓦. */
export function samePower(a: Measured, b: Measured): boolean {
  const [one, other] = [a, b].map(
    ({ value, unit = '' }) => Number(value) * (kilowatts[unit] ?? Number.NaN),
  );
  return one !== undefined && one === other;
}

interface Measured {
  readonly value: string;
  readonly unit: string | undefined;
}

/** The unit of a number, where it is one that is easily mistaken. */
export function unitOf({ fact, tail, language }: Surroundings): Relations {
  if (fact.type === 'date') return fact.value.startsWith('---') ? { unit: 'day' } : {};
  const units = language === 'en' ? englishUnits : chineseUnits;
  const rest = language === 'en' ? tail : tail.replace(/^\s?[多余]?\s?/, '');
  const unit = units.find(([, pattern]) => pattern.test(rest))?.[0];
  return unit === undefined ? {} : { unit };
}

const offset = '(?:UTC|GMT)\\s?(?<sign>[+-])\\s?(?<hours>\\d{1,2})(?::?(?<minutes>\\d{2}))?';
const zones: readonly (readonly [string, string])[] = [
  ['480', 'Beijing time|China Standard Time|北京时间'],
  ['0', 'GMT|UTC|Greenwich (?:mean )?time|格林尼治(?:标准)?时间|世界(?:协调)?时|协调世界时'],
  ['local', 'local time|当地时间'],
  ['london', 'London time|British (?:Summer |Standard )?Time|BST|伦敦时间|英国时间'],
  [
    'new-york',
    '(?:US |U\\.S\\. )?Eastern (?:Standard |Daylight )?Time|New York time|EST|EDT|(?:美国)?东部时间|美东时间|纽约时间',
  ],
  ['60', 'CET|Central European Time|欧洲中部时间'],
  ['540', 'Japan (?:Standard )?Time|JST|东京时间|日本时间'],
];
const after = /^\s?[(（,，]?\s?/.source;
const before = /[,:：，]?\s?(?:[\d年月日号时点（(）)星期周一二三四五六上下午晚早中]{0,24})$/.source;

const offsets = placed(offset);
const named = zones.map(([zone, name]) => [zone, placed(name)] as const);

function placed(name: string): { readonly tail: RegExp; readonly head: RegExp } {
  return {
    tail: new RegExp(`${after}(?:${name})`, 'i'),
    head: new RegExp(`(?:${name})${before}`, 'i'),
  };
}

/** Minutes east of Greenwich, or `local`, or the city whose clock changes in summer. */
export function zoneOf({ head, tail }: Surroundings): Relations {
  const zone = zoneIn(tail, 'tail') ?? zoneIn(head, 'head');
  return zone === null ? {} : { zone };
}

function zoneIn(text: string, side: 'head' | 'tail'): string | null {
  if (!/time|UTC|GMT|CET|JST|BST|E[SD]T|时/i.test(text)) return null;
  const groups = offsets[side].exec(text)?.groups;
  if (groups) {
    const minutes = Number(groups['hours']) * 60 + Number(groups['minutes'] ?? 0);
    return String(groups['sign'] === '-' ? -minutes : minutes);
  }
  return named.find(([, place]) => place[side].test(text))?.[0] ?? null;
}
