import { type FeatureName, featureNames } from './bead-features.ts';

/** Log-odds of each of `featureNames`, in their order. */
export type Weights = Float64Array;

/** Blocks and sentences are weighed differently, and so are texts with and without a lexicon. */
export type Level = 'blocks' | 'sentences';

/*
 * Likelihood of the right way through the whole table, maximised over 200 pages of documentation: blocks
 * after 4 % deletions and 1.5 % foreign insertions on each side, 4 % joined, 4 % divided; sentences in runs
 * of 31 after 14 % joined and 6 % deleted. On 107 other pages, bead F1: see bench/accuracy/align.ts.
 */
const blockLexical: Readonly<Record<FeatureName, number>> = {
  alone: -3.287,
  aloneLength: 1.41,
  aloneExpected: 0.258,
  aloneKnown: 0.447,
  merge: -3.92,
  double: -7.46,
  triple: -6.928,
  deviation: -2.236,
  squared: 0.116,
  shared: 0.209,
  sharedMore: 3.999,
  unmatched: -0.267,
  hit: 1.365,
  answered: 3.16,
  known: 0.151,
  covered: 2.53,
  han: 1.019,
  joined: 1.795,
  weakest: 0.18,
  weakestMissing: -0.783,
  kind: -0.532,
  title: -1.071,
};

const blockPlain: Readonly<Record<FeatureName, number>> = {
  alone: -3.53,
  aloneLength: 0.159,
  aloneExpected: 0.405,
  aloneKnown: 0.855,
  merge: -4.214,
  double: -8.243,
  triple: -7.866,
  deviation: -2.369,
  squared: 0.058,
  shared: 0.069,
  sharedMore: 5.036,
  unmatched: -0.144,
  hit: 1.526,
  answered: 1.617,
  known: -0.635,
  covered: 0.882,
  han: 0.426,
  joined: 0.618,
  weakest: -0.005,
  weakestMissing: -0.592,
  kind: -1.249,
  title: -0.934,
};

const sentenceLexical: Readonly<Record<FeatureName, number>> = {
  alone: -3.101,
  aloneLength: 1.011,
  aloneExpected: 0.18,
  aloneKnown: 0.22,
  merge: -2.673,
  double: -5.559,
  triple: -4.364,
  deviation: -2.711,
  squared: 0.25,
  shared: 0.377,
  sharedMore: 2.001,
  unmatched: -0.437,
  hit: 1.191,
  answered: 3.455,
  known: -0.239,
  covered: 1.892,
  han: 0.796,
  joined: 1.164,
  weakest: -0.202,
  weakestMissing: -1.722,
  kind: 0,
  title: 0,
};

const sentencePlain: Readonly<Record<FeatureName, number>> = {
  alone: -3.765,
  aloneLength: 0.251,
  aloneExpected: 0.325,
  aloneKnown: 1.292,
  merge: -3.339,
  double: -6.703,
  triple: -6.027,
  deviation: -2.748,
  squared: 0.155,
  shared: 0.364,
  sharedMore: 3.439,
  unmatched: -0.462,
  hit: 1.49,
  answered: 1.771,
  known: -0.865,
  covered: 0.784,
  han: 0.637,
  joined: -0.065,
  weakest: 0.059,
  weakestMissing: -0.44,
  kind: 0,
  title: 0,
};

function arrayOf(weights: Readonly<Record<FeatureName, number>>): Weights {
  return Float64Array.from(featureNames, (name) => weights[name]);
}

const weights: Readonly<Record<Level, { readonly lexical: Weights; readonly plain: Weights }>> = {
  blocks: { lexical: arrayOf(blockLexical), plain: arrayOf(blockPlain) },
  sentences: { lexical: arrayOf(sentenceLexical), plain: arrayOf(sentencePlain) },
};

export function weightsFor(level: Level, lexical: boolean): Weights {
  return lexical ? weights[level].lexical : weights[level].plain;
}
