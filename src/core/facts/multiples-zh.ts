import { decimal } from './amount.ts';
import { type Found, type Strength, timesKey } from './fact.ts';
import { readHanNumeral } from './han-numerals.ts';
import type { Rule } from './sheet.ts';

/** 翻番, 折, 半价: read before the idioms, which contain 一番. */
export const chineseMultiples: readonly Rule[] = [
  {
    pattern: /翻了?([一两二三四五])?(?:番|倍)/g,
    read: readDoubling,
  },
  {
    pattern:
      /(?<![百波几])(?:打)?([一二三四五六七八九])(?:点?([一二三四五六七八九]))?折(?![叠射页合算旧腾磨扇])|(\d(?:\.\d)?)折(?![叠射])/g,
    read: readDiscount,
  },
  { pattern: /半价/g, read: () => [item('percent', '50', 'medium')] },
];

/** 三成五, 增长两倍. */
export const chineseTenths: readonly Rule[] = [
  {
    pattern: new RegExp(
      `([一二三四五六七八九两])成(半|[一二三四五六七八九](?![一-龥]{0,2}[批年月日个家名]))?(?:(?<=[近约超逾过达].成半?)|(?![为果功员立就分本都长品绩效交套熟人年语份]))`,
      'g',
    ),
    read: readTenths,
  },
  {
    pattern:
      /(?:增长|增加|提高|提升|扩大|上升|多)了?(\d{1,4}(?:\.\d{1,4})?|[一两二三四五六七八九十]{1,2})倍/g,
    read: readTimesMore,
  },
];

function item(type: Found['type'], value: string, strength: Strength): Found {
  return { type, value, strength };
}

function either(text: string): number {
  return /\d/.test(text) ? Number(text) : (readHanNumeral(text) ?? 0);
}

function readTenths(match: RegExpExecArray): Found[] {
  const value =
    (readHanNumeral(match[1] ?? '') ?? 0) * 10 +
    (match[2] === '半' ? 5 : (readHanNumeral(match[2] ?? '') ?? 0));
  return [item('percent', decimal(value), 'medium')];
}

function readDoubling(match: RegExpExecArray): Found[] {
  const times = readHanNumeral(match[1] ?? '一') ?? 1;
  const value = match[0].endsWith('倍') ? Math.max(2, times) : 2 ** times;
  return [item('multiple', decimal(value), 'medium')];
}

/** 增长两倍 is threefold: "tripled", or "grew two times" by a reading that English leaves open. */
function readTimesMore(match: RegExpExecArray): Found[] {
  const value = either(match[1] ?? '');
  return [{ ...item('multiple', decimal(value + 1), 'medium'), also: [timesKey(decimal(value))] }];
}

/** 八折: a fifth off. */
function readDiscount(match: RegExpExecArray): Found[] {
  const [, tens, ones, digits] = match;
  const paid = digits
    ? Number(digits) * 10
    : (readHanNumeral(tens ?? '') ?? 0) * 10 + (readHanNumeral(ones ?? '') ?? 0);
  return [item('percent', decimal(100 - paid), 'medium')];
}
