/** A decimal without noise: no exponent, no trailing zeros, at most 15 significant digits. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) return '0';
  const rounded = Number(value.toPrecision(15));
  if (Math.abs(rounded) < 1e21 && Math.abs(rounded) >= 1e-6) return String(rounded);
  if (rounded === 0) return '0';
  return Math.abs(rounded) >= 1
    ? BigInt(rounded).toString()
    : rounded.toFixed(15).replace(/0+$/, '');
}

/** Reads digits with grouping commas or spaces, times a scale. Above 15 digits the digits themselves count. */
export function scaled(digits: string, scale: number): string {
  const plain = digits.replace(/[,\s]/g, '');
  if (plain.replace(/\D/g, '').length > 15) return plain.replace(/^0+(?=\d)/, '');
  return decimal(Number(plain) * scale);
}

/** Grouped, spaced or plain digits, with decimals. Not inside a longer run of digits or a word. */
export const digitsPattern =
  '(?:\\d{1,3}(?:,\\d{3}){1,8}(?![\\d])|\\d{1,3}(?: \\d{3}){1,6}(?![\\d,.]*\\d)|\\d{1,30})(?:\\.\\d{1,20})?';

export const currencyWords: Readonly<Record<string, string>> = {
  rmb: 'CNY',
  cny: 'CNY',
  yuan: 'CNY',
  'rmb yuan': 'CNY',
  'chinese yuan': 'CNY',
  renminbi: 'CNY',
  '¥': 'CNY',
  '￥': 'CNY',
  usd: 'USD',
  us$: 'USD',
  $: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  'us dollars': 'USD',
  'us dollar': 'USD',
  'u.s. dollars': 'USD',
  eur: 'EUR',
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  gbp: 'GBP',
  '£': 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  'pounds sterling': 'GBP',
  jpy: 'JPY',
  yen: 'JPY',
  hkd: 'HKD',
  hk$: 'HKD',
  'hong kong dollars': 'HKD',
  元: 'CNY',
  元人民币: 'CNY',
  人民币: 'CNY',
  块钱: 'CNY',
  美元: 'USD',
  美金: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  港元: 'HKD',
  港币: 'HKD',
};

/** Currency of a sign or word, `null` when unknown. */
export function currencyOf(word: string): string | null {
  return currencyWords[word.toLowerCase().trim().replace(/\s+/g, ' ')] ?? null;
}
