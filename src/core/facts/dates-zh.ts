import { type DateFields, dateValue } from './calendar.ts';
import type { Found } from './fact.ts';
import { readHanNumeral } from './han-numerals.ts';
import type { Rule } from './sheet.ts';

const year = '(?:\\d{4}|[一二][〇零○一二三四五六七八九]{3})';
const small = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const dayEnd = '(?:日|号(?![码线楼院门店文]))';
const join = '\\s?(?:至|到|-|–|—{1,2}|~|～|、|,|和|及|与)\\s?';

const full = `(?<![\\d.])(?:(${year})\\s?年\\s?)?(${small})\\s?月\\s?(?:份)?(${small})\\s?(?:${dayEnd})?((?:${join}${small}\\s?${dayEnd}){0,6})`;

/** Dates as Chinese writes them. */
export const chineseDates: readonly Rule[] = [
  { pattern: /(?<![\d.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.-]*\d)/g, read: readNumeric },
  { pattern: new RegExp(full, 'g'), read: readDays },
  {
    pattern: new RegExp(
      `(?<![\\d.])(?:(${year})\\s?年\\s?)(${small})\\s?月份?(?:${join}(${small})\\s?月份?(?!${small}))?`,
      'g',
    ),
    read: readMonths,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.个几数十])(${small})(?:${join}(${small}))?\\s?月份?(?![\\d球饼亮光台])`,
      'g',
    ),
    read: readBareMonths,
  },
  {
    pattern: new RegExp(
      `(?:(${year})\\s?年\\s?)?(?:的)?(?:第?\\s?([一二三四1-4])\\s?季度|前([二两三])(?:个)?季度|([上下])半年)`,
      'g',
    ),
    read: readPart,
  },
  {
    pattern: /(?:(二十一|二十|十九|21|20|19)世纪)?([二三四五六七八九]?十|[1-9]0)年代/g,
    read: readDecade,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.])(${year})\\s?年?\\s?(?:[至到~～/–-]|—{1,2})\\s?(${year}|\\d{2})\\s?(?:学年|财年|财政年度|年度)`,
      'g',
    ),
    read: readSchoolYear,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.])(${year})(?:\\s?年)?\\s?(?:至|到|-|–|—{1,2}|~|～)\\s?(${year})\\s?年`,
      'g',
    ),
    read: readYearRange,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.])((?:19|20)\\d{2}|[一二][〇零○一二三四五六七八九]{3})\\s?年(?!来)`,
      'g',
    ),
    read: readYear,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.第])(${small})日(?:(?:至|到|-|–|—{1,2}|、)(${small})日)?(?![本元均常]|以[上内下]|之?内|左右)`,
      'g',
    ),
    read: readBareDays,
  },
  {
    pattern: /(?:星期|周|礼拜)([一二三四五六日天])(?![\u4E00-\u9FFF]?[个次届年期])/g,
    read: readWeekday,
  },
];

function value(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  return readHanNumeral(text.replace(/○/g, '〇')) ?? undefined;
}

function dated(fields: DateFields, at?: readonly [number, number]): Found | null {
  const canonical = dateValue(fields);
  if (canonical === null) return null;
  return { type: 'date', value: canonical, strength: 'strong', ...(at ? { at } : {}) };
}

function all(items: readonly (Found | null)[]): Found[] | null {
  const found = items.flatMap((item) => item ?? []);
  return found.length > 0 && found.length === items.length ? found : null;
}

function readNumeric(match: RegExpExecArray): Found[] | null {
  return all([dated({ year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) })]);
}

function readDays(match: RegExpExecArray): Found[] | null {
  const [whole, , , first = '', rest = ''] = match;
  if (rest === '' && !/(?:日|号)$/.test(whole)) return null;
  const fields = { year: value(match[1]), month: value(match[2]) };
  const split = whole.length - rest.length;
  const items = [dated({ ...fields, day: value(first) }, [0, split])];
  for (const item of rest.matchAll(new RegExp(`(${small})\\s?${dayEnd}`, 'g'))) {
    const from = split + item.index;
    items.push(dated({ ...fields, day: value(item[1]) }, [from, from + item[0].length]));
  }
  return all(items);
}

function readMonths(match: RegExpExecArray): Found[] | null {
  const fields = { year: value(match[1]) };
  return pairOfFields(match, (text) => ({ ...fields, month: value(text) }), [2, 3]);
}

function readBareMonths(match: RegExpExecArray): Found[] | null {
  return pairOfFields(match, (text) => ({ month: value(text) }), [1, 2]);
}

function readBareDays(match: RegExpExecArray): Found[] | null {
  return pairOfFields(match, (text) => ({ day: value(text) }), [1, 2]);
}

function readYearRange(match: RegExpExecArray): Found[] | null {
  return pairOfFields(match, (text) => ({ year: value(text) }), [1, 2]);
}

/** 2023—2024学年, 2023/24财年: two years that follow each other. */
function readSchoolYear(match: RegExpExecArray): Found[] | null {
  const [first, second] = [value(match[1]) ?? 0, value(match[2]) ?? 0];
  if (second % 100 !== (first + 1) % 100) return null;
  const at = match[0].lastIndexOf(match[2] ?? '');
  return all([dated({ year: first }, [0, 4]), dated({ year: first + 1 }, [at, match[0].length])]);
}

function readYear(match: RegExpExecArray): Found[] | null {
  return all([dated({ year: value(match[1]) })]);
}

/** One date, or the two ends of a range, each over its own part of the match. */
function pairOfFields(
  match: RegExpExecArray,
  fields: (text: string | undefined) => DateFields,
  [first, second]: readonly [number, number],
): Found[] | null {
  const whole = match[0];
  const end = match[second];
  if (end === undefined) return all([dated(fields(match[first]))]);
  const from = whole.lastIndexOf(end);
  const stop = whole.slice(0, from).search(/\s?(?:至|到|-|–|—|~|～|、|,|和|及|与)\s?$|\s?——\s?$/);
  return all([
    dated(fields(match[first]), [0, stop > 0 ? stop : from]),
    dated(fields(end), [from, whole.length]),
  ]);
}

function readPart(match: RegExpExecArray): Found[] {
  const year = match[1] ? `${value(match[1]) ?? ''}-` : '';
  let part = `H${match[4] === '上' ? 1 : 2}`;
  if (match[2]) part = `Q${value(match[2]) ?? 1}`;
  if (match[3]) part = `Q1-${value(match[3]) ?? 3}`;
  return [{ type: 'date', value: `${year}${part}`, strength: 'strong' }];
}

function readDecade(match: RegExpExecArray): Found[] {
  const century = /21|二十一/.test(match[1] ?? '') ? 20 : /19|十九/.test(match[1] ?? '') ? 18 : 19;
  return [{ type: 'date', value: `${century}${value(match[2]) ?? 90}s`, strength: 'strong' }];
}

function readWeekday(match: RegExpExecArray): Found[] {
  const n = '一二三四五六日天'.indexOf(match[1] ?? '一') + 1;
  return [{ type: 'weekday', value: String(Math.min(n, 7)), strength: 'medium' }];
}
