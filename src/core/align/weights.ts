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

const blockPlain: Readonly<Record<FeatureName, number>> = {
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
