const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const scales: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

export const hanDigit = '[零〇一二两三四五六七八九]';
export const hanNumeral = '[零〇一二两三四五六七八九十百千万亿]{1,16}';

/** Scale of 十 百 千 万 亿 and their products (万亿), 1 for an empty string. */
export function scaleOf(text: string): number {
  let scale = 1;
  for (const character of text) scale *= units[character] ?? scales[character] ?? 1;
  return scale;
}

/** Value of a Chinese numeral (二〇二四, 十二, 三十万, 两亿五千万), null when it is none. */
export function readHanNumeral(text: string): number | null {
  if (text === '') return null;
  if (!/[十百千万亿]/.test(text)) {
    const plain = [...text].map((character) => digits[character]);
    if (plain.some((digit) => digit === undefined) || plain.length > 15) return null;
    return Number(plain.join(''));
  }
  return readScaled(text);
}

function readScaled(text: string): number | null {
  let total = 0;
  let tenThousands = 0;
  let section = 0;
  let digit: number | null = null;
  let unit = 1;
  for (const character of text) {
    const value = digits[character];
    if (value !== undefined) {
      digit = value;
      if (value === 0) unit = 1;
      continue;
    }
    const small = units[character];
    const current = section + (digit ?? 0);
    if (small !== undefined) section += (digit ?? 1) * small;
    else if (character === '万') {
      tenThousands = (current || 1) * 1e4;
      section = 0;
    } else if (character === '亿') {
      total += (tenThousands + current || 1) * 1e8;
      tenThousands = 0;
      section = 0;
    } else return null;
    unit = small ?? scales[character] ?? 1;
    digit = null;
  }
  const last = digit ?? 0;
  return total + tenThousands + section + (unit > 10 ? (last * unit) / 10 : last);
}

const characters = '零一二三四五六七八九';

/** Writes a whole number from 0 to 99,999,999 in Chinese numerals, null otherwise. */
export function writeHanNumeral(value: number): string | null {
  if (!Number.isInteger(value) || value < 0 || value > 99_999_999) return null;
  if (value === 0) return '零';
  const high = Math.floor(value / 1e4);
  const low = value % 1e4;
  if (high === 0) return section(low).replace(/^一十/, '十');
  const head = `${section(high).replace(/^一十/, '十')}万`;
  if (low === 0) return head;
  return `${head}${low < 1000 ? '零' : ''}${section(low)}`;
}

function section(value: number): string {
  let text = '';
  let gap = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += `${gap ? '零' : ''}${characters[digit] ?? ''}${name}`;
    gap = false;
  }
  return text;
}

/** Writes digits one by one (2024 → 二〇二四). */
export function spellHanDigits(text: string): string {
  return text.replace(/\d/g, (digit) => (digit === '0' ? '〇' : (characters[Number(digit)] ?? '')));
}
