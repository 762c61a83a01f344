import type { Language } from '../language.ts';
import { decimal } from './amount.ts';
import { englishScale, ordinalSuffix, writeNumeral, writeOrdinal } from './english-numerals.ts';
import { scaleOf, spellHanDigits, writeHanNumeral } from './han-numerals.ts';

const scaleWords = { en: ['trillion', 'billion', 'million'], zh: ['万亿', '亿', '万'] } as const;

/** A number, with grouping and million, billion in English, with 万, 亿 in Chinese. */
export function renderAmount(value: string, language: Language, like?: string): string | null {
  if (!/^-?\d+(?:\.\d+)?$/.test(value)) return null;
  if (like !== undefined) return likeAmount(Number(value), language, like);
  return freshAmount(Number(value), language) ?? plainDigits(value, language);
}

/** With the largest scale that leaves at most three decimals; plain below a million (10,000 in Chinese). */
function freshAmount(value: number, language: Language): string | null {
  for (const word of scaleWords[language]) {
    const scale = language === 'en' ? englishScale(word) : scaleOf(word);
    const text = decimal(value / scale);
    if (Math.abs(value) < scale || !/^-?\d+(?:\.\d{1,3})?$/.test(text)) continue;
    if (decimal(Number(text) * scale) !== decimal(value)) continue;
    return language === 'en' ? `${text} ${word}` : `${text}${word}`;
  }
  return null;
}

function plainDigits(value: string, language: Language): string {
  return language === 'en' ? grouped(value) : value;
}

function grouped(digits: string): string {
  const [whole = '', part] = digits.split('.');
  const text = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return part === undefined ? text : `${text}.${part}`;
}

function likeAmount(value: number, language: Language, like: string): string | null {
  const digits = /-?\d[\d, ]*(?:\.\d+)?/.exec(like);
  if (digits) return likeDigits(value, { language, like, digits });
  if (language === 'zh') return likeHan(value, like);
  const word = writeNumeral(value);
  if (word === null || (value > 20 && value % 10 !== 0))
    return renderAmount(decimal(value), language);
  return /^[A-Z]/.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

interface Style {
  readonly language: Language;
  readonly like: string;
  readonly digits: RegExpExecArray;
}

/** The same scale word where it still fits with three decimals, else the usual form. */
function likeDigits(value: number, { language, like, digits }: Style): string | null {
  const number = digits[0].trimEnd();
  const head = like.slice(0, digits.index);
  const tail = like.slice(digits.index + number.length);
  const scale = scaleIn(tail, language);
  const text = decimal(value / scale);
  if (!/^-?\d{1,15}(?:\.\d{1,3})?$/.test(text)) {
    const fresh = renderAmount(decimal(value), language);
    return fresh === null
      ? null
      : head +
          fresh +
          tail
            .replace(/[十百千万亿]/g, '')
            .replace(/^\s?(?:hundred|thousand|million|billion|trillion)/, '');
  }
  const wantsGroups =
    /\d,\d/.test(number) ||
    (language === 'en' && !/^\d{4,}/.test(number) && Number(text) >= 10_000);
  return head + (wantsGroups ? grouped(text) : text) + tail;
}

function scaleIn(tail: string, language: Language): number {
  if (language === 'zh')
    return scaleOf(/^[\s多余几]*([十百千]?[万亿]{0,2}|[十百千])/.exec(tail)?.[1] ?? '');
  return englishScale(
    /^[\s-]?(hundred|thousand|million|billion|trillion|mn|bn|tn|m|k)\b/i.exec(tail)?.[1],
  );
}

function likeHan(value: number, like: string): string | null {
  const run = /[零〇一二两三四五六七八九十百千万亿]+/.exec(like);
  if (!run) return null;
  const numeral = writeHanNumeral(value);
  if (numeral === null) return null;
  const text = numeral === '二' ? '两' : numeral;
  return like.slice(0, run.index) + text + like.slice(run.index + run[0].length);
}

/** A percentage: 11.2%, or in the words of `like` (percent, 百分之, 成, 个百分点). */
export function renderPercent(value: string, language: Language, like?: string): string | null {
  if (!/^-?\d+(?:\.\d+)?$/.test(value)) return null;
  if (like === undefined) return `${value}%`;
  const tenths = /[一二三四五六七八九两]成半?/.exec(like);
  if (tenths) {
    const count = Number(value) / 10;
    const text =
      Number.isInteger(count) && count >= 1 && count <= 9
        ? `${writeHanNumeral(count) ?? ''}成`
        : `${value}%`;
    return like.replace(tenths[0], text);
  }
  const han = /百分之([零〇一二两三四五六七八九十百点]+)/.exec(like);
  if (han) {
    const text = writeHanNumeral(Number(value));
    return text === null ? `${value}%` : like.replace(han[0], `百分之${text}`);
  }
  if (/\d/.test(like)) return like.replace(/-?\d[\d,]*(?:\.\d+)?/, value);
  const amount = likeAmount(Number(value), language, like.replace(/[\s-]*per.*$/i, ''));
  const unit = /[\s-]*per.*$/i.exec(like)?.[0];
  return amount === null || unit === undefined ? `${value}%` : amount + unit;
}

const money: Readonly<Record<string, readonly [string, string]>> = {
  CNY: ['RMB ', '元'],
  USD: ['USD ', '美元'],
  EUR: ['EUR ', '欧元'],
  GBP: ['GBP ', '英镑'],
  JPY: ['JPY ', '日元'],
  HKD: ['HKD ', '港元'],
};

/** Money; in the words of `like` only when the currency is the same. */
export function renderMoney(value: string, language: Language, like?: string): string | null {
  const [code = '', amount = ''] = value.split(' ');
  const words = money[code];
  if (!words) return null;
  if (like !== undefined) return renderAmount(amount, language, like);
  const text = renderAmount(amount, language);
  if (text === null) return null;
  return language === 'en' ? words[0] + text : text + words[1];
}

/** An ordinal: 33rd or third, 第33 or 第三. */
export function renderOrdinal(value: string, language: Language, like?: string): string | null {
  if (!/^\d{1,15}$/.test(value)) return null;
  const number = Number(value);
  if (language === 'zh') {
    if (like !== undefined && !/\d/.test(like)) {
      const text = writeHanNumeral(number);
      if (like.startsWith('首')) return text === null ? null : `第${text}`;
      return text === null ? null : like.replace(/[零〇一二两三四五六七八九十百千万]+/, text);
    }
    return like === undefined ? `第${value}` : like.replace(/\d+/, value);
  }
  if (like === undefined || /\d/.test(like)) {
    const text = `${value}${ordinalSuffix(number)}`;
    return like === undefined ? text : like.replace(/\d+(?:st|nd|rd|th)/i, text);
  }
  const word = writeOrdinal(number);
  if (word === null) return `${value}${ordinalSuffix(number)}`;
  return /^[A-Z]/.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** Chinese digits written one by one, for years. */
export { spellHanDigits };
