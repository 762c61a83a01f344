import type { Language, Pair } from '../language.ts';
import type { CheckInput } from './check.ts';
import { counterparts, weightOf } from './counterparts.ts';

/**
 * How much longer the Chinese of a page says things than the English, as the logarithm of a ratio, and
 * how one bead compares with it.
 */
export interface LengthScale {
  /** Deviation of a pair of texts: below 0 when the Chinese is short, above when the English is. */
  deviation(weights: Pair<number>): number;
}

/** Beads shorter than this on either side, in English letters, vary too much to count. */
const shortest = 24;
/** The page's own ratio counts as its beads do, the general one as this many beads. */
const priorBeads = 6;

export function lengthScale(input: CheckInput): LengthScale {
  const ratios: number[] = [];
  for (const { text } of counterparts(input)) {
    const [en, zh] = [weightOf(text.en), weightOf(text.zh)];
    if (en >= shortest && zh >= shortest) ratios.push(Math.log(zh / en));
  }
  ratios.sort((a, b) => a - b);
  const median = ratios[ratios.length >> 1] ?? 0;
  const centre =
    (Math.max(-0.5, Math.min(0.5, median)) * ratios.length) / (ratios.length + priorBeads);
  return {
    deviation: ({ en, zh }) => Math.log((zh + 2) / (en + 2)) - centre,
  };
}

/** The side that is short, of a deviation. */
export function shortSide(deviation: number): Language {
  return deviation < 0 ? 'zh' : 'en';
}
