/**
 * What is left of a text when case, space, width (NFKC) and punctuation do not count. Signs that carry
 * meaning stay: % & @ # / * _ and every symbol (+, <, =, $); so do apostrophes within a word.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘ʼ]/g, "'")
    .replace(/(?<![\p{L}])'|'(?![\p{L}])/gu, '')
    .replace(/[\p{Cf}\s]+/gu, '')
    .replace(/(?![%‰&@#/*_'\\])\p{P}+/gu, '');
}

const superscript = /[⁰¹²³⁴-⁹₀-₉½¼¾⅓⅔①-⑳]/g;
const digitRun = /\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)*/g;

/** Every number as it is written, grouping taken out, with its sign; raised and circled digits too. */
export function writtenNumbers(text: string): string[] {
  const plain = text
    .replace(/[０-９．，]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/−/g, '-');
  const raised = text.match(superscript) ?? [];
  const found: string[] = [];
  for (const match of plain.matchAll(digitRun)) {
    const before = plain.slice(Math.max(0, match.index - 2), match.index);
    const sign = /(?:^|[\s(（:：=,，至到])-$/.test(before) ? '-' : '';
    const digits = match[0];
    const grouped = /^\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/.test(digits);
    found.push(sign + (grouped ? digits.replace(/[, ]/g, '') : digits));
  }
  return [...found, ...raised];
}
