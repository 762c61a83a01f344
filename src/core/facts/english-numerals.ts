const ones: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const irregular: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  eighth: 8,
  ninth: 9,
  twelfth: 12,
};
const scales: Readonly<Record<string, number>> = {
  dozen: 12,
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

const one = Object.keys(ones)
  .sort((a, b) => b.length - a.length)
  .join('|');
const scale = 'dozen|hundred|thousand|million|billion|trillion';

/** Number words from zero up: "twenty-three", "a dozen", "one hundred and twenty", "half a million". */
export const numeralPattern = `(?:(?:${one})(?![a-z])|(?:a|half a|several)\\s(?:${scale})(?![a-z]))(?:[\\s-](?:and\\s)?(?:${one}|${scale})(?![a-z])){0,10}`;
export const scalePattern = 'hundred|thousand|million|billion|trillion|mn|bn|tn|m|k';

/** Ordinal words: "third", "sixteenth", "twenty-first". */
export const ordinalPattern = `(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?(?:first|second|third|fourth|fifth|eighth|ninth|twelfth|(?:six|seven|ten|eleven|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)th|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|hundredth)`;

/** 1e6 from "million" or "m", 1 when the word is no scale. */
export function englishScale(word: string | undefined): number {
  const short: Readonly<Record<string, number>> = { m: 1e6, mn: 1e6, bn: 1e9, tn: 1e12, k: 1e3 };
  const folded = (word ?? '').toLowerCase();
  return scales[folded] ?? short[folded] ?? 1;
}

/** Value of number words, null when they make none. */
export function readNumeral(text: string): number | null {
  let total = 0;
  let section = 0;
  let seen = false;
  for (const word of text.toLowerCase().split(/[\s-]+/)) {
    const unit = scales[word];
    if (word === 'and' || word === 'a' || word === '') continue;
    if (word === 'half') section = 0.5;
    else if (unit === 100 || unit === 12) section = (section || 1) * unit;
    else if (unit !== undefined) {
      total += (section || 1) * unit;
      section = 0;
    } else if (ones[word] !== undefined) section += ones[word];
    else return null;
    seen = true;
  }
  return seen ? total + section : null;
}

/** Value of an ordinal word, null when it is none. */
export function readOrdinal(text: string): number | null {
  const words = text.toLowerCase().split(/[\s-]+/);
  const last = words.at(-1) ?? '';
  const tens = words.length > 1 ? (ones[words[0] ?? ''] ?? 0) : 0;
  if (last === 'hundredth') return 100;
  const stem = last.replace(/ieth$/, 'y').replace(/th$/, '');
  const value = irregular[last] ?? ones[stem];
  return value === undefined ? null : tens + value;
}

/** Number words for whole numbers from 0 to 99, null otherwise. */
export function writeNumeral(value: number): string | null {
  if (!Number.isInteger(value) || value < 0 || value > 99) return null;
  const exact = Object.keys(ones).find((word) => ones[word] === value);
  if (exact) return exact;
  const tens = Object.keys(ones).find((word) => ones[word] === value - (value % 10));
  const rest = Object.keys(ones).find((word) => ones[word] === value % 10);
  return `${tens ?? ''}-${rest ?? ''}`;
}

/** Ordinal words for 1 to 10, null otherwise. */
export function writeOrdinal(value: number): string | null {
  const words = [
    'first',
    'second',
    'third',
    'fourth',
    'fifth',
    'sixth',
    'seventh',
    'eighth',
    'ninth',
    'tenth',
  ];
  return words[value - 1] ?? null;
}

/** 1st, 2nd, 3rd, 11th … */
export function ordinalSuffix(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
}

const romans = new Map([
  ['I', 1],
  ['V', 5],
  ['X', 10],
]);

/** Value of a Roman numeral up to XXXIX, in letters or in one sign (Ⅳ). */
export function romanNumeral(text: string): number {
  const values = [...text.normalize('NFKC').toUpperCase()].map((letter) => romans.get(letter) ?? 0);
  return values.reduce((sum, n, k) => sum + (n < (values[k + 1] ?? 0) ? -n : n), 0);
}
