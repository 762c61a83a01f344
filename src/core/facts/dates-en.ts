import { type DateFields, dateValue, dayNames, monthNumber } from './calendar.ts';
import type { Found } from './fact.ts';
import type { Rule } from './sheet.ts';

const month =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sep(?:tember|t\\.?|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)(?![A-Za-z])';
const months = month.replace(/\(\?!\[A-Za-z\]\)$/, '(?![a-z])');
const day = '\\d{1,2}(?:st|nd|rd|th)?(?![\\d%]|[.:]\\d|,\\d)';
const join = '\\s?(?:-|–|—|~|to|through|till|until|and|&|,)\\s?';
const days = `${day}(?:${join}(?:the )?${day}(?!\\s?(?:a\\.m|p\\.m|am\\b|pm\\b)|[a-z])){0,4}`;
const year = '(?:19|20)\\d{2}(?![\\d,]*\\d)';

/** Dates as English writes them. */
export const englishDates: readonly Rule[] = [
  { pattern: /(?<![\d.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.-]*\d)/g, read: readIso },
  {
    pattern: /(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d{2})(?![\d.-]*\d)/g,
    read: readSlashed,
  },
  {
    pattern: new RegExp(
      `(?<![A-Za-z\\d])(${months})\\s?(${days})(?:,?\\s?(?:of\\s)?(${year}))?`,
      'g',
    ),
    read: readMonthFirst,
  },
  {
    pattern: new RegExp(
      `(?<![\\w.,/-])(${days})\\s?(?:of\\s)?(${months})(?:,?\\s?(?:of\\s)?(${year}))?`,
      'g',
    ),
    read: readDayFirst,
  },
  {
    pattern: new RegExp(`(?<![A-Za-z])(${months}),?\\s(?:of\\s)?(${year})`, 'g'),
    read: readMonthYear,
  },
  { pattern: new RegExp(`(?<![A-Za-z])(${months})`, 'g'), read: readMonth },
  {
    pattern:
      /\b(?:(first|second|third|fourth|last|1st|2nd|3rd|4th) (quarter|half|two quarters|three quarters)|Q([1-4])|H([12]))(?:(?: of)?(?: the year)? ?((?:19|20)\d{2})(?!\d))?/gi,
    read: readPart,
  },
  { pattern: /(?<!\w)((?:19|20)\d0)'?s(?![a-z])/g, read: (match) => date(`${match[1] ?? ''}s`) },
  {
    pattern:
      /(?<![\w.,/$-])((?:19|20)\d{2})[-–/](\d{2})(?![\d/.-])(?=\s(?:school|academic|fiscal|financial|season|year))/gi,
    read: readSchoolYear,
  },
  {
    pattern:
      /(?<=\b(?:FY|(?:school|academic|fiscal|financial) year)\s?)((?:19|20)\d{2})[-–/](\d{2})(?![\d/.-])/gi,
    read: readSchoolYear,
  },
  {
    pattern: new RegExp(
      `(?:(?<![\\w.,/$-])|(?<=\\b(?:mid|late|early|end|year-end)-))(${year})(?:\\s?[-–—/]\\s?(${year}))?(?!\\s?[%℃°]|[.]\\d|\\s(?:million|billion|yuan|people))(?!\\w)`,
      'g',
    ),
    read: readYears,
  },
  { pattern: new RegExp(`\\b(${dayNames.join('|')})s?\\b`, 'g'), read: readWeekday },
];

/** Dates with the name of their month: what an English line left in a Chinese text has of them. */
export const fullEnglishDates: readonly Rule[] = englishDates.filter(
  ({ read }) => read === readMonthFirst || read === readDayFirst || read === readMonthYear,
);

/** "2023/24 school year": two years that follow each other. */
function readSchoolYear(match: RegExpExecArray): Found[] | null {
  const first = Number(match[1]);
  if ((first + 1) % 100 !== Number(match[2])) return null;
  const year = (value: number, at: readonly [number, number]): Found => {
    return { type: 'date', value: String(value), strength: 'strong', at };
  };
  return [year(first, [0, 4]), year(first + 1, [5, match[0].length])];
}

function date(value: string | null, extra: Partial<Found> = {}): Found[] | null {
  return value === null ? null : [{ type: 'date', value, strength: 'strong', ...extra }];
}

function readIso(match: RegExpExecArray): Found[] | null {
  return date(
    dateValue({ year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) }),
  );
}

/** 03/04/2024 is the third of April or the fourth of March: both are kept. */
function readSlashed(match: RegExpExecArray): Found[] | null {
  const [a, b, year] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const monthFirst = dateValue({ year, month: a, day: b });
  const dayFirst = dateValue({ year, month: b, day: a });
  const value = monthFirst ?? dayFirst;
  const also = dayFirst !== null && dayFirst !== value ? [dayFirst] : [];
  return date(value, { also });
}

function readMonthFirst(match: RegExpExecArray): Found[] | null {
  const [whole, name = '', list = ''] = match;
  const fields = { month: monthNumber(name), year: numberOr(match[3]) };
  return placeDays(whole, { list, offset: whole.indexOf(list, name.length), fields });
}

function readDayFirst(match: RegExpExecArray): Found[] | null {
  const [whole, list = '', name = ''] = match;
  if (name === 'May' && !/^\s?of/.test(whole.slice(list.length)) && !match[3] && /\d$/.test(list)) {
    if (!/^\d{1,2}(?:\s?(?:-|–|—|to|and|until)\s?\d{1,2})?\sMay$/.test(whole)) return null;
  }
  const fields = { month: monthNumber(name), year: numberOr(match[3]) };
  return placeDays(whole, { list, offset: 0, fields });
}

interface DayList {
  readonly list: string;
  readonly offset: number;
  readonly fields: DateFields;
}

/** One date for each day of a list. The first takes what stands before, the last what stands after. */
function placeDays(whole: string, { list, offset, fields }: DayList): Found[] | null {
  const items = [...list.matchAll(/\d{1,2}(?:st|nd|rd|th)?/g)];
  const found: Found[] = [];
  items.forEach((item, k) => {
    const value = dateValue({ ...fields, day: Number.parseInt(item[0], 10) });
    if (value === null) return;
    const from = k === 0 ? 0 : offset + item.index;
    const to = k === items.length - 1 ? whole.length : offset + item.index + item[0].length;
    found.push({ type: 'date', value, strength: 'strong', at: [from, to] });
  });
  return found.length === items.length ? found : null;
}

function readMonthYear(match: RegExpExecArray): Found[] | null {
  return date(dateValue({ month: monthNumber(match[1] ?? ''), year: Number(match[2]) }));
}

const beforeMonth =
  /(?:\b(?:in|of|by|since|until|till|from|to|this|last|next|early|late|mid|before|after|during|through|every|each|and|end|start|beginning)[\s-]|[-–—])$/i;

/** "May" and "March" are verbs, "Mar", "Jan" may be names: they need a preposition before. */
function readMonth(match: RegExpExecArray, text: string): Found[] | null {
  const name = match[1] ?? '';
  const unsure = name.length < 5 && !/^(?:June|July)$/.test(name);
  if (unsure || name === 'March' || name === 'August') {
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const lonely = match[0].length === text.trim().length;
    if (!lonely && !beforeMonth.test(before)) return null;
  }
  return date(dateValue({ month: monthNumber(name) }), { strength: 'strong' });
}

const firsts: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  last: 4,
};

function readPart(match: RegExpExecArray, text: string): Found[] | null {
  const year = match[5] ? `${match[5]}-` : '';
  if (match[3]) return date(`${year}Q${match[3]}`);
  if (match[4]) return match[5] ? date(`${year}H${match[4]}`) : null;
  const word = (match[1] ?? '').toLowerCase();
  const n = firsts[word] ?? Number.parseInt(word, 10);
  const unit = (match[2] ?? '').toLowerCase();
  if (unit.endsWith('quarters')) return date(`${year}Q1-${unit.startsWith('two') ? 2 : 3}`);
  if (unit === 'quarter') return date(`${year}Q${n}`);
  const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 12);
  if (n > 2 || (!match[5] && !/^ of (?:the|this|last) year/.test(rest))) return null;
  return date(`${year}H${n}`);
}

function readYears(match: RegExpExecArray): Found[] {
  const [whole, first = '', second] = match;
  const found: Found[] = [
    { type: 'date', value: first, strength: 'strong', at: [0, first.length] },
  ];
  if (second)
    found.push({
      type: 'date',
      value: second,
      strength: 'strong',
      at: [whole.length - 4, whole.length],
    });
  return found;
}

function readWeekday(match: RegExpExecArray): Found[] {
  const n = dayNames.findIndex((name) => name === match[1]) + 1;
  return [{ type: 'weekday', value: String(n), strength: 'medium' }];
}

function numberOr(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
