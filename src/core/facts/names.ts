import type { Found } from './fact.ts';
import type { Rule } from './sheet.ts';

/** Written in capitals for emphasis, or units and words that are no names. */
const common = new Set([
  'THE',
  'AND',
  'OF',
  'FOR',
  'NOT',
  'NO',
  'OR',
  'TO',
  'IN',
  'ON',
  'OK',
  'AM',
  'PM',
  'RMB',
  'CNY',
  'USD',
  'EUR',
  'NB',
  'PS',
  'VS',
  'ID',
]);

/** Acronyms (CQC, IRENA, R&D) and words with inner capitals (iPhone, WeChat), in either language. */
export const nameRules: readonly Rule[] = [
  {
    pattern:
      /(?<![A-Za-z0-9&])(?:[A-Z]{1,12}(?:[&/-][A-Z]{1,12}){1,4}|[A-Z]{2,12})s?(?![A-Za-z0-9&])/g,
    read: readName,
  },
  {
    pattern:
      /(?<![A-Za-z0-9])[A-Za-z]?[a-z]{0,24}[A-Z][a-z]{1,24}[A-Z][A-Za-z]{0,24}(?![A-Za-z0-9])/g,
    read: readName,
  },
  { pattern: /(?<![A-Za-z0-9])[a-z]{1,3}[A-Z][A-Za-z]{1,24}(?![A-Za-z0-9])/g, read: readName },
];

function readName(match: RegExpExecArray): Found[] | null {
  const text = match[0].replace(/(?<=[A-Z])s$/, '');
  if (common.has(text)) return null;
  return [{ type: 'name', value: text, strength: 'medium', at: [0, text.length] }];
}
