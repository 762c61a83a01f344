import type { Language } from '../language.ts';
import { type DateFields, dateFields, monthNames, monthNumber } from './calendar.ts';
import { ordinalSuffix } from './english-numerals.ts';
import { spellHanDigits, writeHanNumeral } from './han-numerals.ts';

/**
 * Writes a date's fields into the form of another: every field that `like` shows and the value has is
 * replaced, all else stays. Null when `like` shows none of them.
 */
export function restyleDate(value: string, language: Language, like: string): string | null {
  const fields = dateFields(value);
  if (!fields) return null;
  const numeric = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(like);
  if (numeric) return restyleNumeric(fields, numeric);
  return language === 'zh' ? restyleChinese(fields, like) : restyleEnglish(fields, like);
}

function restyleNumeric({ year, month, day }: DateFields, like: RegExpExecArray): string | null {
  if (month === undefined || day === undefined) return null;
  const pad = (field: number, model: string | undefined) =>
    model?.startsWith('0') || /-/.test(like[2] ?? '')
      ? String(field).padStart(2, '0')
      : String(field);
  return [year ?? like[1], pad(month, like[3]), pad(day, like[4])].join(like[2]);
}

function restyleChinese({ year, month, day }: DateFields, like: string): string | null {
  const han = !/\d/.test(like);
  const write = (field: number) => (han ? (writeHanNumeral(field) ?? '') : String(field));
  const number = '[\\d一二三四五六七八九十〇零○]+';
  let text = like;
  const put = (field: number | undefined, unit: string, form: (value: number) => string) => {
    if (field === undefined) return;
    text = text.replace(new RegExp(`${number}(?=\\s?${unit})`), form(field));
  };
  put(year, '年', (value) => (han ? spellHanDigits(String(value)) : String(value)));
  put(month, '月', write);
  put(day, '(?:日|号)', write);
  const bare = new RegExp(`^${number}$`).test(like) || new RegExp(`月\\s?${number}$`).test(like);
  if (bare && /^\d{4}$/.test(like) && year !== undefined) text = String(year);
  else if (bare && !/^\d{4}$/.test(like) && day !== undefined)
    text = text.replace(new RegExp(`${number}$`), write(day));
  return text;
}

const monthName =
  /(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b/;

function restyleEnglish({ year, month, day }: DateFields, like: string): string | null {
  let text = like;
  if (year !== undefined) text = text.replace(/(?<!\d)\d{4}(?!\d)/, String(year));
  if (month !== undefined) text = text.replace(monthName, (name) => restyleMonth(month, name));
  if (day !== undefined) {
    text = text.replace(/(?<!\d)\d{1,2}(st|nd|rd|th)?(?!\d)/, (_, suffix: string | undefined) =>
      suffix ? `${day}${ordinalSuffix(day)}` : String(day),
    );
  }
  return text;
}

/** A full name for a full name, an abbreviation for an abbreviation. */
function restyleMonth(month: number, like: string): string {
  const name = monthNames[month - 1] ?? '';
  const full = monthNames[monthNumber(like) - 1] === like;
  return full ? name : name.slice(0, 3);
}

/** Writes a time into the form of another (上午9:30, 9 a.m.). Null when it cannot show the minutes. */
export function restyleTime(value: string, language: Language, like: string): string | null {
  const match = /^(\d{2}):(\d{2})$/.exec(value);
  if (!match) return null;
  const [hour, minutes] = [Number(match[1]), match[2] ?? '00'];
  if (language === 'zh') return chineseLike(hour, minutes, like);
  const mark = /[ap]\.?m\.?/i.exec(like)?.[0];
  if (!mark) return /^\d{1,2}:\d{2}$/.test(like) ? `${hour}:${minutes}` : null;
  const letter = (character: string, late: string, early: string) =>
    (hour >= 12 ? late : early)[
      character === character.toUpperCase() ? 'toUpperCase' : 'toLowerCase'
    ]();
  const half = mark.replace(/^[ap]/i, (character) => letter(character, 'p', 'a'));
  const gap = /\d(\s*)[ap]/i.exec(like)?.[1] ?? ' ';
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}`;
  return `${clock}${minutes === '00' && !like.includes(':') ? '' : `:${minutes}`}${gap}${half}`;
}

function chineseLike(hour: number, minutes: string, like: string): string | null {
  const named = /^(凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚)/.exec(like)?.[1];
  const name = named === undefined ? '' : periodOf(hour, named);
  const clock = named !== undefined && hour > 12 ? hour - 12 : hour;
  if (/\d[:：]\d/.test(like)) return `${name}${clock}${/[:：]/.exec(like)?.[0] ?? ':'}${minutes}`;
  if (!/[点时]/.test(like)) return null;
  const unit = /[点时]/.exec(like)?.[0] ?? '点';
  return `${name}${clock}${unit}${minutes === '00' ? '' : `${Number(minutes)}分`}`;
}

function periodOf(hour: number, like: string): string {
  const late = /下午|傍晚|晚/.test(like);
  if (hour >= 12 === late) return like;
  return hour < 12 ? '上午' : '下午';
}
