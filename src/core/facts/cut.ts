import type { Found } from './fact.ts';
import type { Rule } from './sheet.ts';

/** What holds digits that are no numbers is read first: addresses, phones, codes, versions. */
export const cutRules: readonly Rule[] = [
  {
    pattern: /\$[^$\s\d][^$\n]{0,80}\$/g,
    read: (match) => (/[\\^_{}=]/.test(match[0]) ? [] : null),
  },
  {
    pattern: /\b(?:https?|ftp):\/\/[^\s\u3000-\u303F\u4E00-\u9FFF\uE000<>"'“”]{1,2000}/gi,
    read: readUrl,
  },
  {
    pattern: /(?<![\w.+%@-])[\w.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/g,
    read: (match) => strong('email', match[0].toLowerCase()),
  },
  {
    pattern:
      /(?<![\w.@/-])(?:www\.[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}|(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|gov|edu|io|cn|eu)\b)(?:\/[\w\-./?%&=#]{0,500})?/g,
    read: readUrl,
  },
  {
    pattern: /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.])/g,
    read: (match) => strong('code', match[0]),
  },
  documentNumber(
    /[〔[(](\d{4})[〕\])]\s{0,2}(?:第|No\.?\s{0,2})?\s{0,2}(\d{1,5})\s{0,2}号?/gi,
    [1, 2],
  ),
  documentNumber(
    /\bNo\.?\s{0,2}(\d{1,5})\s+(?:of|\[?)\s{0,2}(?:[A-Z][a-z]+\s){0,5}[〔[](\d{4})[〕\]]/g,
    [2, 1],
  ),
  {
    pattern: /(?<![\w+])[\dN](?:\s?\+\s?[\dNXn]){1,6}(?![\w+])/g,
    read: (match) => strong('code', compact(match[0])),
  },
  { pattern: /\b(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::\d{2})?(?!\d)/g, read: () => [] },
  {
    pattern:
      /(?<=\b(?:version|release|edition|ver\.)\s)\d{1,4}(?:\.\d{1,6}){1,4}(?![\w.]*\d)|(?<=版本号?[为是：:]?\s?)\d{1,4}(?:\.\d{1,6}){1,4}(?![\w.]*\d)|(?<![\w.])\d{1,4}(?:\.\d{1,6}){1,4}(?=\s?版)/gi,
    read: (match) => strong('version', match[0]),
  },
  {
    pattern: /(?<!\w)FY\s?((?:19|20)\d{2})(?![\w/–-])/g,
    read: (match) => strong('date', match[1] ?? ''),
  },
  {
    pattern: /(?<![\w.])(?:release|version|ver)(\d{1,4}(?:\.\d{1,6}){1,4})(?![\w.]*\d)/gi,
    read: (match) => strong('version', match[1] ?? ''),
  },
  {
    pattern:
      /(?<![\w.])(?:v\.?\s?\d{1,4}(?:\.\d{1,6}){0,4}|\d{1,4}(?:\.\d{1,6}){2,4})(?:-(?:alpha|beta|rc)[.\d]*)?(?![\w.]*\d)(?!\w)/gi,
    read: (match) => strong('version', match[0].toLowerCase().replace(/^v\.?\s?/, '')),
  },
  {
    pattern:
      /(?<![\w.-])(?:\+\d{1,3}[- ]?)?(?:\(\d{1,4}\)|\d{2,4})(?:[- ]\d{2,4}){0,3}[- ]\d{4,8}(?![\w-])/g,
    read: readPhone,
  },
  { pattern: /(?<![\w.])(?:\+?86[- ]?)?1[3-9]\d{9}(?!\w)/g, read: readPhone },
  {
    pattern:
      /(?<![A-Za-z0-9/])[A-Z]{1,8}(?:\/[A-Z]{1,6})?(?:[- ]?[A-Z]{0,4}\d[\dA-Z]{0,20}|-[A-Z]\d{1,4})(?:\.\d{1,4}){0,3}(?:[-:/–—]\s?[\dA-Z]{1,12}){0,6}(?![a-zA-Z\d])/g,
    read: readCode,
  },
  {
    pattern: /(?<![\w./-])(?=[\d-]{4})\d{1,8}(?:-\d{1,8}){0,4}-[A-Z]{1,3}\d{0,4}(?![\w-])/g,
    read: (match) => strong('code', match[0]),
  },
  {
    pattern:
      /(?<![A-Za-z0-9_])(?![QH][1-4]\b)(?=[A-Za-z_]{1,20}\d)[A-Za-z_]\w{1,40}(?![A-Za-z0-9_])/g,
    read: (match) => strong('code', match[0]),
  },
];

/** "Python 3.10", "Table 2.10": after a name, the digits count as they are written. Read last, before plain numbers. */
export const versionRule: Rule = {
  pattern:
    /(?<=\b(?!(?:About|Over|Nearly|Only|The|From|Some|Around|Almost|Approximately|Another|Under|With|And|For|But|Than|These|Those|All|Its|Their|RMB|CNY|USD|EUR)\s)[A-Z][A-Za-z.]{2,20}\s)\d{1,2}\.\d{1,3}(?![\d.]|\s?(?:%|percent|per cent|times|million|billion|trillion|yuan|[\u4E00-\u9FFF℃°]))/g,
  read: (match) => strong('version', match[0]),
};

function strong(type: Found['type'], value: string, also?: readonly string[]): Found[] {
  return [{ type, value, strength: 'strong', also }];
}

function compact(text: string): string {
  return text.replace(/\s/g, '');
}

function readUrl(match: RegExpExecArray): Found[] {
  const text = match[0].replace(/[.,;:!?)\]]+$/, '');
  const value = text.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return [{ type: 'url', value, strength: 'strong', at: [0, text.length] }];
}

/** Phones match with or without the country's prefix. Years and spaced thousands are none. */
function readPhone(match: RegExpExecArray): Found[] | null {
  const text = match[0];
  const digits = text.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15) return null;
  if (/^(?:19|20)\d\d[- ](?:19|20)\d\d$/.test(text)) return null;
  if (!text.includes('-') && !text.startsWith('+') && !/^1\d{10}$/.test(text)) return null;
  const local = digits.replace(/^86(?=0?\d{9,})/, '').replace(/^0(?=\d{9,})/, '');
  return strong('phone', local);
}

function documentNumber(pattern: RegExp, groups: readonly [number, number]): Rule {
  return {
    pattern,
    read: (match) => {
      const year = match[groups[0]] ?? '';
      const tail = /号|No/i.test(match[0]);
      if (!/^(?:19|20)/.test(year) || !tail) return null;
      return strong('code', `[${year}]${Number(match[groups[1]] ?? '')}`);
    },
  };
}

const notCodes =
  /^(?:RMB|CNY|USD|EUR|GBP|JPY|HKD|US|HK|NO|Q[1-4]|H[12]|(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)[A-Z]*|CHAPTER|ARTICLE|SECTION|THE|AND|OF|IN|ON|AT|TO|FROM|BY|OVER|FOR|WITH|A|I)\b/;

/** Bodies whose numbers are written after a space. */
const spaced =
  /^(?:ISO|IEC|GB|GBZ|EN|DIN|BS|UL|IEEE|ITU|ASTM|ANSI|JIS|NF|RFC|CNCA|CNAS|CCAA|CQC|OIML|OHSAS|SA|IATF|TS|AS|QC|HJ|JJF|JJG|YD|SJ|DB|CB) \d/;

function readCode(match: RegExpExecArray): Found[] | null {
  if (notCodes.test(match[0])) return null;
  if (/^[A-Z]+ \d/.test(match[0]) && !spaced.test(match[0]) && !/\d[-:]\s?\d/.test(match[0]))
    return null;
  return strong('code', match[0].replace(/\s+/g, '').replace(/[–—]/g, '-').toUpperCase());
}
