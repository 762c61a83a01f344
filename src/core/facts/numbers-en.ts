import { currencyOf, decimal, digitsPattern, scaled } from './amount.ts';
import {
  englishScale,
  numeralPattern,
  ordinalPattern,
  readNumeral,
  romanNumeral,
  readOrdinal,
  scalePattern,
} from './english-numerals.ts';
import { type Found, type Strength, timesKey } from './fact.ts';
import type { Rule } from './sheet.ts';
import { versionRule } from './cut.ts';

const sign = '(?<![\\w.,])(?:(?<![\\d)\\uE000]\\s?)[-−])?';
const digits = `${sign}(?:${digitsPattern})`;
const scale = `(?:[\\s-]?(${scalePattern})(?![A-Za-z]))?`;
const currency = 'RMB|CNY|USD|US\\$|HK\\$|EUR|GBP|JPY|HKD|[$€£¥]';
const currencyAfter =
  'RMB yuan|Chinese yuan|yuan|RMB|CNY|renminbi|U\\.?S\\.? dollars?|Hong Kong dollars|dollars?|USD|euros?|EUR|pounds sterling|pounds|yen|HKD';
const percent =
  '(?:\\s?%|\\s(?:percent|per\\s?cent)(?:age points?)?|\\s?percentage[- ]points?|-percent|\\spp\\b)';
const any = `(?:${digits}|\\b${numeralPattern})`;
const range = '\\s?(?:-|–|—|~|to|and)\\s?';

/** Amounts as English writes them: money, percentages, fractions, multiples, ordinals, plain numbers. */
export const englishNumbers: readonly Rule[] = [
  {
    pattern:
      /(?<![\w-])(?:one-stop|one-on-one|one another|no one|one by one|at one|one of|on (?:the )?one hand|one['’]s|(?:third|3rd)[- ]part(?:y|ies)|first[- ](?:class|hand|rate|aid|of all|ever)|second[- ](?:hand|class)|second to none|second only|at first|in the first place|zero[- ][a-z]+|two-way|one-way|three-dimensional|four-season|(?:per|a|each) second|seconds?['’]? ago|just one|the one|this one|that one|which one|any one|every one|each one|one that|one who|one day|more than one|only one|five-star|once|First Lady|Second World War|third world|first name|Four Seasons|ten-fold of)(?![\w])/gi,
    read: () => [],
  },
  {
    pattern: new RegExp(`(?<![A-Za-z])(${currency})\\s?(${digitsPattern})${scale}`, 'g'),
    read: (m) => money(m[2], m[3], m[1]),
  },
  {
    pattern: new RegExp(`(${digits})${scale}[\\s-](?:${currencyAfter})(?![A-Za-z])`, 'gi'),
    read: (m) => money(m[1], m[2], m[0]),
  },
  {
    pattern: new RegExp(`\\b(${numeralPattern})\\s(?:${currencyAfter})(?![A-Za-z])`, 'gi'),
    read: readWordMoney,
  },
  { pattern: new RegExp(`(${any})(?:${range}(${any}))?${percent}`, 'gi'), read: readPercents },
  {
    pattern: new RegExp(`(${digits})(?:\\s?‰|\\sper (?:mille|mil|thousand)\\b)`, 'gi'),
    read: (m) => [item('percent', decimal(Number(scaled(m[1] ?? '', 1)) / 10), 'strong')],
  },
  {
    pattern:
      /\b(one|two|three|four|five|six|seven|eight|nine|[1-9]) out of (?:every )?(?:ten|10)\b/gi,
    read: (m) => [
      item('percent', decimal(10 * (readNumeral(m[1] ?? '') ?? Number(m[1]))), 'medium'),
    ],
  },
  {
    pattern: /(?<=\b(?:chapter|part|section|title|volume|book|article)\s)[IVX]{1,5}\b/gi,
    read: (m) => [item('ordinal', decimal(romanNumeral(m[0])), 'medium')],
  },
  {
    pattern: /\b(half|(?:a|one)[- ]quarter|three[- ]quarters) of a (million|billion|trillion)\b/gi,
    read: readPartOf,
  },
  {
    pattern:
      /(?<!and )\b(one|a|two|three|four|five|six|seven|eight|nine|ten)[\s-](half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b(?!\s(?:of the )?(?:time|place|quarter|party|anniversary|edition|batch|day|year|session))/gi,
    read: readFraction,
  },
  {
    pattern: /\b(?:a|one) (?:year|month|week|day|hour) and a half\b/gi,
    read: () => [item('number', '1.5', 'medium')],
  },
  {
    pattern: /(?<!and a )\bhalf\b(?![- ]a\s(?:million|billion|dozen))(?:\s+(?:of|an?)\b)?/gi,
    read: () => [item('number', '1/2', 'weak')],
  },
  {
    pattern: new RegExp(`\\b(?:(${numeralPattern}|\\d{1,4})[\\s-]?|([a-z]{3,8}))fold\\b`, 'gi'),
    read: readFold,
  },
  {
    pattern: /\b(?:doubl|tripl|quadrupl)(?:es?|ed|ing)\b(?![- ](?:check|click|room|quot|side))/gi,
    read: readMultiple,
  },
  {
    pattern:
      /\b(?:(tens|hundreds) of )?(dozens|tens|hundreds|thousands|millions|billions)(?: of (thousands|millions|billions))?\b/gi,
    read: readVague,
  },
  {
    pattern: /\bseveral (dozen|hundred|thousand|million|billion)\b/gi,
    read: (m) => [
      item('vague', decimal(englishScale(m[1]) === 12 ? 10 : englishScale(m[1])), 'weak'),
    ],
  },
  {
    pattern: /(?<![\w.,])(\d{1,6})(?:st|nd|rd|th)\b/gi,
    read: (m) => [item('ordinal', decimal(Number(m[1])), 'strong')],
  },
  { pattern: new RegExp(`\\b${ordinalPattern}\\b`, 'gi'), read: readOrdinalWord },
  { pattern: /\binaugural\b/gi, read: () => [item('ordinal', '1', 'weak')] },
  versionRule,
  {
    pattern:
      /\bminus (\d{1,9}(?:\.\d{1,9})?)|(?<![\w.,-])(\d{1,9}(?:\.\d{1,9})?)(?=\s?(?:°C?|degrees(?: Celsius| centigrade)?) below (?:zero|freezing))/gi,
    read: (m) => [item('number', scaled(`-${m[1] ?? m[2] ?? ''}`, 1), 'strong')],
  },
  { pattern: new RegExp(`(${digits})${scale}`, 'g'), read: readDigits },
  {
    pattern: new RegExp(
      `\\b(${numeralPattern})( and a half)?(?:\\s(million|billion|trillion))?\\b`,
      'gi',
    ),
    read: readWords,
  },
  { pattern: /\b(?:both|twice|twin|pair)\b/gi, read: () => [item('number', '2', 'weak')] },
];

function item(type: Found['type'], value: string, strength: Strength): Found {
  return { type, value, strength };
}

function wordStrength(value: number): Strength {
  return value >= 3 ? 'medium' : 'weak';
}

function money(
  digits: string | undefined,
  scale: string | undefined,
  sign: string | undefined,
): Found[] | null {
  const word = sign ?? '';
  const tail =
    /(?:^|[\s\d-])((?:RMB |Chinese )?[A-Za-z.$€£¥]+(?: (?:dollars?|sterling|Kong dollars))?)$/i.exec(
      word,
    )?.[1] ?? word;
  const code = currencyOf(tail) ?? currencyOf(tail.split(' ').at(-1) ?? '');
  if (!digits || code === null) return null;
  return [item('money', `${code} ${scaled(digits, englishScale(scale))}`, 'strong')];
}

function readWordMoney(match: RegExpExecArray): Found[] | null {
  const value = readNumeral(match[1] ?? '');
  const rest = match[0].slice((match[1] ?? '').length).trim();
  const code = currencyOf(rest) ?? currencyOf(rest.split(' ').at(-1) ?? '');
  return value === null || code === null
    ? null
    : [item('money', `${code} ${decimal(value)}`, 'medium')];
}

function readPercents(match: RegExpExecArray): Found[] | null {
  const [whole, first = '', second] = match;
  const value = amount(first);
  if (value === null) return null;
  const strength = /\d/.test(first) ? 'strong' : 'medium';
  if (second === undefined) return [item('percent', value, strength)];
  const other = amount(second);
  const from = whole.lastIndexOf(second);
  if (other === null) return null;
  return [
    { ...item('percent', value, strength), at: [0, first.length] },
    { ...item('percent', other, strength), at: [from, whole.length] },
  ];
}

function amount(text: string): string | null {
  if (/\d/.test(text)) return scaled(text.replace('−', '-'), 1);
  const value = readNumeral(text);
  return value === null ? null : decimal(value);
}

const parts = ['half', 'third', 'quarter', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

function readFraction(match: RegExpExecArray): Found[] | null {
  const top = (match[1] ?? '').toLowerCase() === 'a' ? 1 : (readNumeral(match[1] ?? '') ?? 1);
  const name = (match[2] ?? '').toLowerCase().replace('fourth', 'quarter');
  const bottom = parts.indexOf(name) + 2;
  if (/^a third$/i.test(match[0])) return [item('number', '1/3', 'weak')];
  if (bottom === 10) return [item('percent', decimal(10 * top), 'medium')];
  return [item('number', `${top}/${bottom}`, bottom === 2 ? 'weak' : 'medium')];
}

function readFold(match: RegExpExecArray): Found[] | null {
  const value = amount(match[1] ?? match[2] ?? '');
  return value === null
    ? null
    : [{ ...item('multiple', value, 'medium'), also: [timesKey(value)] }];
}

function readMultiple(match: RegExpExecArray): Found[] {
  const value = { d: '2', t: '3', q: '4' }[(match[0][0] ?? 'd').toLowerCase()] ?? '2';
  return [item('multiple', value, 'medium')];
}

function readPartOf(match: RegExpExecArray): Found[] {
  const part = /^half/i.test(match[1] ?? '') ? 0.5 : /^three/i.test(match[1] ?? '') ? 0.75 : 0.25;
  return [item('number', decimal(part * englishScale(match[2])), 'medium')];
}

/**
 * "Four times" may be what something grew to or by: the key of the second, see `timesKey`. Not where it
 * is compared with something: "four times those of last year", "four times as many".
 */
function times(value: string, rest: string): string[] {
  return /^[\s-](?:times?|fold)\b(?! (?:a|per|each|in|every|zone|as|the|those|that|what|its|their|last)\b)/i.test(
    rest,
  )
    ? [timesKey(value)]
    : [];
}

function readVague(match: RegExpExecArray): Found[] {
  const plain = (word: string | undefined) => englishScale(word?.replace(/s$/, ''));
  const base = /^tens/i.test(match[2] ?? '') ? 10 : plain(match[2]);
  const head = match[1] ? (/^tens/i.test(match[1]) ? 10 : 100) : 1;
  const value = (base === 12 ? 10 : base) * head * plain(match[3]);
  return [item('vague', decimal(value), 'medium')];
}

function readOrdinalWord(match: RegExpExecArray, text: string): Found[] | null {
  const value = readOrdinal(match[0]);
  if (value === null) return null;
  if (value === 2 && /\d\s$/.test(text.slice(Math.max(0, match.index - 2), match.index))) return [];
  if (/^[A-Z]/.test(match[0]) && text.startsWith(',', match.index + match[0].length))
    return [item('ordinal', decimal(value), 'weak')];
  return [item('ordinal', decimal(value), value === 1 ? 'weak' : 'medium')];
}

/** "12.5m" may be millions or metres: both are kept. */
function readDigits(match: RegExpExecArray, text: string): Found[] {
  const [, digits = '', scale] = match;
  const signed = digits.replace('−', '-');
  const value = scaled(signed, englishScale(scale));
  const also = /^[mk]$/i.test(scale ?? '') ? [scaled(signed, 1)] : [];
  const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 16);
  const literal = /\.\d*0$/.test(digits) && !scale ? [digits] : [];
  return [
    { ...item('number', value, 'strong'), also: [...also, ...literal, ...times(value, rest)] },
  ];
}

/** "More than a dozen" is what Chinese calls 十多. */
function readWords(match: RegExpExecArray, text: string): Found[] | null {
  const value = readNumeral(match[1] ?? '');
  if (value === null) return null;
  const scale = englishScale(match[3]);
  const unit = match[2] && value >= 1000 ? value : 1;
  const total = (value + (match[2] ? 0.5 * unit : 0)) * scale;
  const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 16);
  const dozen =
    value === 12 &&
    /dozen/i.test(match[0]) &&
    /(?:than|over|about) $/.test(text.slice(0, match.index).slice(-6));
  return [
    {
      ...item('number', decimal(total), wordStrength(total)),
      also: [...(dozen ? ['10'] : []), ...times(decimal(total), rest)],
    },
  ];
}
