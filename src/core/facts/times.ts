import { monthNames } from './calendar.ts';
import type { Found } from './fact.ts';
import { readHanNumeral } from './han-numerals.ts';
import type { Rule } from './sheet.ts';

const half = '(?:a\\.?m\\.?|p\\.?m\\.?|noon)(?![A-Za-z])';

const hourWords = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const hours = `${hourWords.join('|')}|1[0-2]|[1-9]`;

/** Before the day of a date, which is no hour: “on September 5 to 6:00 a.m.” */
const months = monthNames.map((name) => `${name}|${name.slice(0, 3)}\\.?`);
const behindMonth = `(?<!\\b(?:${months.join('|')}|Sept\\.?)\\s)`;

export const englishTimes: readonly Rule[] = [
  {
    pattern: new RegExp(
      `${behindMonth}(?<![\\w.,:$])(\\d{1,2})(?:[:.](\\d{2}))?\\s?(${half})?\\s?(?:-|–|—|to|until|and)\\s?(\\d{1,2})(?:[:.](\\d{2}))?\\s?(${half})`,
      'gi',
    ),
    read: readEnglishRange,
  },
  {
    pattern: new RegExp(`(?<![\\w.,:$])(\\d{1,2})(?:[:.](\\d{2}))?\\s?(${half})`, 'gi'),
    read: readEnglish,
  },
  {
    pattern: /(?<![\w.,:])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\w:]*\d)/g,
    read: readClock,
  },
  {
    pattern: new RegExp(
      `\\b(?:(half|quarter) (past|to) )(${hours})\\b(?: in the (morning|afternoon|evening))?`,
      'gi',
    ),
    read: readSpoken,
  },
  {
    pattern: new RegExp(
      `\\b()()(${hours})(?: o['’]clock(?: in the (morning|afternoon|evening))?| in the (morning|afternoon|evening)\\b)`,
      'gi',
    ),
    read: readSpoken,
  },
  { pattern: /\b(?:noon|midday)\b/gi, read: () => [time('12:00')] },
  { pattern: /\bmidnight\b/gi, read: () => [{ ...time('00:00'), also: ['24:00'] }] },
];

const period = '(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚|夜间)';
const clock =
  '(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:(?::|：)(\\d{2})|[点时](?!间|候|期|代|分之)(?:(\\d{1,2}|[一二三四五六七八九十]{1,3})分|(半)|整)?)';

/** Hours that no points are counted by, and such as are; and what follows an hour. */
const tens = '二?十[一二三四五六七八九]?';
const ones = '[两三四五六七八九]';
const afterHour = '(?:[开举召至到—~～-]|之?[前后]|准时|结束|出发|闭[馆门]|集合)';

export const chineseTimes: readonly Rule[] = [
  {
    pattern: /午夜|子夜|零[点时](?=[至到前后整，。]|$)/g,
    read: () => [{ ...time('00:00'), also: ['24:00'] }],
  },
  {
    pattern: new RegExp(
      `(${period})\\s?${clock}(?:\\s?(?:至|到|-|–|—{1,2}|~|～)\\s?(${period})?\\s?${clock})?`,
      'g',
    ),
    read: readChinese,
  },
  {
    pattern: /(?<![\w.,:])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\w:]*\d)/g,
    read: readClock,
  },
  {
    pattern:
      /(?<![\d.第])(\d{1,2})[点时](?!间|候|期|代|以上|多|左右?是)(?:(\d{1,2})分|(半))?(?=[开举召至到-]|$|[\s，。,、])/g,
    read: readPlainChinese,
  },
  { pattern: hanHour(tens, `(?:${afterHour}|$|[\\s，。；,、）)])`), read: readHanHour },
  { pattern: hanHour(ones, afterHour), read: readHanHour },
];

/** Without a time of day: 十点开始. From ten on before a pause too; three points may be made as well. */
function hanHour(hour: string, after: string): RegExp {
  const minutes = '(?:(二?三?四?五?十[一二三四五六七八九]?|零?五)分?|(半)|整|钟)?';
  return new RegExp(
    `(?<![\\d.第零〇一二两三四五六七八九十百千万几数])(${hour})[点时]${minutes}(?=${after})`,
    'g',
  );
}

function readHanHour(match: RegExpExecArray): Found[] | null {
  return readPlainChinese(match)?.map((found) => ({ ...found, strength: 'medium' })) ?? null;
}

function time(value: string): Found {
  return { type: 'time', value, strength: 'strong' };
}

function clockValue(hour: number, minute: number): string | null {
  if (hour > 24 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function englishClock(hour: number, minute: number, mark: string): string | null {
  if (hour > 12 || hour === 0) return hour <= 24 ? clockValue(hour, minute) : null;
  const late = /^[pn]/i.test(mark);
  return clockValue((hour % 12) + (late ? 12 : 0), minute);
}

function readEnglish(match: RegExpExecArray): Found[] | null {
  const value = englishClock(Number(match[1]), Number(match[2] ?? 0), match[3] ?? '');
  return value === null ? null : [time(value)];
}

function readEnglishRange(match: RegExpExecArray): Found[] | null {
  const [whole, hour, minute = '0', mark, hour2 = '', minute2 = '0', mark2 = ''] = match;
  const first = englishClock(Number(hour), Number(minute), mark ?? mark2);
  const second = englishClock(Number(hour2), Number(minute2), mark2);
  if (first === null || second === null) return null;
  const from = whole.search(
    /(?:[-–—]|\b(?:to|until|and))\s?\d{1,2}(?:[:.]\d{2})?\s?(?:a|p|n)[^\d]*$/i,
  );
  const gap = /^(?:[-–—]|to|until|and)\s?/i.exec(whole.slice(from))?.[0].length ?? 1;
  if (from <= 0) return null;
  return [
    { ...time(first), at: [0, whole.slice(0, from).trimEnd().length] },
    { ...time(second), at: [from + gap, whole.length] },
  ];
}

/** "Half past nine in the morning"; without the time of day both are possible. */
function readSpoken(match: RegExpExecArray): Found[] | null {
  const [, part = '', way = '', hour = '', day = match[5] ?? ''] = match;
  const named = hourWords.indexOf(hour.toLowerCase()) + 1 || Number(hour);
  const off = part === '' ? 0 : (/half/i.test(part) ? 30 : 15) * (/to/i.test(way) ? -1 : 1);
  const at = (late: boolean) => {
    const minutes = ((named % 12) * 60 + off + (late ? 720 : 0) + 1440) % 1440;
    return clockValue(Math.floor(minutes / 60), minutes % 60) ?? '';
  };
  if (day !== '') return [time(at(!/morning/i.test(day)))];
  return [{ ...time(at(false)), also: [at(true)] }];
}

/** Without am or pm: from 13 on it is known, before that both are possible. */
function readClock(match: RegExpExecArray): Found[] | null {
  const value = clockValue(Number(match[1]), Number(match[2]));
  if (value === null) return null;
  const hour = Number(match[1]);
  const sure = hour > 12 || hour === 0 || match[1]?.startsWith('0') === true;
  const later = clockValue(hour === 12 ? 0 : hour + 12, Number(match[2]));
  return [{ ...time(value), also: sure || later === null ? [] : [later] }];
}

function number(text: string | undefined): number {
  if (text === undefined) return 0;
  return /\d/.test(text) ? Number(text) : (readHanNumeral(text) ?? 99);
}

function chineseClock(name: string, fields: readonly (string | undefined)[]): string | null {
  const [hourText, colon, minutes, halfPast] = fields;
  let hour = number(hourText);
  const minute = halfPast ? 30 : number(colon ?? minutes);
  if (/下午|傍晚|晚|夜/.test(name) && hour < 12) hour += 12;
  if (name === '中午' && hour < 4) hour += 12;
  return clockValue(hour, minute);
}

function readChinese(match: RegExpExecArray): Found[] | null {
  const whole = match[0];
  const name = match[1] ?? '';
  const first = chineseClock(name, match.slice(2, 6));
  if (first === null) return null;
  if (match[7] === undefined) return [time(first)];
  const second = chineseClock(match[6] ?? name, match.slice(7, 11));
  const gap = /\s?(?:至|到|-|–|—{1,2}|~|～)\s?/.exec(whole);
  if (second === null || gap === null) return null;
  return [
    { ...time(first), at: [0, gap.index] },
    { ...time(second), at: [gap.index + gap[0].length, whole.length] },
  ];
}

function readPlainChinese(match: RegExpExecArray): Found[] | null {
  const hour = number(match[1]);
  const value = clockValue(hour, match[3] ? 30 : number(match[2]));
  if (value === null) return null;
  const later = hour < 13 ? clockValue(hour === 12 ? 0 : hour + 12, 0) : null;
  return [{ ...time(value), also: later === null ? [] : [later.replace(/\d\d$/, value.slice(3))] }];
}
