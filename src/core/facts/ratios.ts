import { numeralPattern, readNumeral } from './english-numerals.ts';
import type { Found } from './fact.ts';
import { hanNumeral, readHanNumeral } from './han-numerals.ts';
import type { Rule } from './sheet.ts';

const part = '\\d{1,5}(?:\\.\\d{1,3})?';

function ratio(first: number | null, second: number | null): Found[] | null {
  if (first === null || second === null) return null;
  return [{ type: 'number', value: `${first}:${second}`, strength: 'strong' }];
}

function plain(match: RegExpExecArray): Found[] | null {
  return ratio(Number(match[1]), Number(match[2]));
}

/** `3:2` and `1:500` are no times: there the minutes have two digits. */
const written: Rule = {
  pattern: /(?<![\w.:：∶])(\d{1,4})\s?[:：∶]\s?(\d|\d{3,5})(?![\d:：])/g,
  read: plain,
};

/** Ratios and scores, whose order counts. Before times: a ratio may look like one. */
export const englishRatios: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?<=\\b(?:ratio|scale|proportion|vote)(?:\\s(?:of|is|was))?\\s)(${part})(?:\\s?[:∶]\\s?|\\sto\\s|-to-)(${part})`,
      'gi',
    ),
    read: plain,
  },
  {
    pattern: new RegExp(
      `(?<=\\bratio(?:\\s(?:of|is|was))?\\s)(${numeralPattern})\\sto\\s(${numeralPattern})`,
      'gi',
    ),
    read: (match) => ratio(readNumeral(match[1] ?? ''), readNumeral(match[2] ?? '')),
  },
  { pattern: /(?<![\w.])(\d{1,3})-to-(\d{1,3})(?![\d-])/gi, read: plain },
  {
    pattern:
      /(?<=\b(?:won|win|wins|lost|lose|loses|score of|scored)\s)(\d{1,3})[-–:](\d{1,3})(?!\d|-)/gi,
    read: plain,
  },
  written,
];

export const chineseRatios: readonly Rule[] = [
  {
    pattern: new RegExp(`(?<=比[例率](?:尺)?[为是]?)(${part})\\s?[:：∶比]\\s?(${part})`, 'g'),
    read: plain,
  },
  { pattern: new RegExp(`(?<![\\w.])(${part})\\s?比\\s?(${part})`, 'g'), read: plain },
  {
    pattern: new RegExp(
      `(${hanNumeral})比(${hanNumeral})(?![\\u4E00-\\u9FFF]{0,2}[高低多少])`,
      'g',
    ),
    read: (match) => ratio(readHanNumeral(match[1] ?? ''), readHanNumeral(match[2] ?? '')),
  },
  written,
];
