import { readHanNumeral } from '../facts/han-numerals.ts';

/** What stands before an item where a word processor writes its lists as paragraphs. */
export type Marker =
  | { readonly type: 'bullet' }
  /** What it may count, the likeliest first: `i.` is 1, or the ninth letter. */
  | { readonly type: 'number'; readonly values: readonly number[] }
  /** `第三条`, `Article 3`: references name it, so it belongs to the text. */
  | { readonly type: 'words' };

/** A longer one is text. */
const longestMarker = 24;

const numeral =
  /^[([{<〈《【〔]?(?:(?<digits>\d{1,6}(?:[.-]\d{1,6})*)|(?<han>[零〇一二两三四五六七八九十百千]{1,7})|(?<stem>[甲乙丙丁戊己庚辛壬癸])|(?<latin>[a-z]{1,7}))(?<end>[.:,、。)\]}>〉》】〕-]{0,2})$/i;

const stems = '甲乙丙丁戊己庚辛壬癸';

/** Reads a marker as it was drawn: `·`, `o`, `1.`, `（一）`, `1、`, `①`, `iv)`. */
export function markerOf(drawn: string): Marker {
  if (drawn.length > 4 * longestMarker) return { type: 'words' };
  // Circled, bracketed and full-width numerals become plain ones with what is around them.
  const plain = drawn.normalize('NFKC').replace(/\s+/gu, '');
  const { digits, han, stem, latin, end } = numeral.exec(plain)?.groups ?? {};
  if (digits !== undefined) return numbered(Number(digits.split(/[.-]/).at(-1)));
  if (han !== undefined) return numbered(readHanNumeral(han) ?? 1);
  if (stem !== undefined) return numbered(stems.indexOf(stem) + 1);
  if (latin !== undefined) {
    // Bare letters are drawn by symbol fonts as discs and arrows, except where they are numerals of their own.
    const isNumber = end !== '' || plain !== drawn.trim();
    const values = isNumber ? lettersAsNumbers(latin.toLowerCase()) : [];
    if (values.length > 0) return numbered(...values);
  }
  const isWords = plain.length > longestMarker || /\p{L}\P{L}*\p{L}|\p{L}.*\d|第/u.test(plain);
  return { type: isWords ? 'words' : 'bullet' };
}

function numbered(...values: number[]): Marker {
  return { type: 'number', values };
}

function lettersAsNumbers(letters: string): number[] {
  const roman = readRoman(letters);
  // Past z come aa, bb, cc.
  const isSame = new Set(letters).size === 1;
  const letter = isSame ? letters.charCodeAt(0) - 96 + 26 * (letters.length - 1) : null;
  const isRomanFirst = letters === 'i' || letters.length > 1;
  return (isRomanFirst ? [roman, letter] : [letter, roman]).filter((value) => value !== null);
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function readRoman(letters: string): number | null {
  if (!/^c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(letters)) return null;
  let total = 0;
  for (let i = 0; i < letters.length; i += 1) {
    const value = romanDigits[letters[i] ?? ''] ?? 0;
    total += value < (romanDigits[letters[i + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}
