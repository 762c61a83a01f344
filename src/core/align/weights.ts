import { type FeatureName, featureNames } from './bead-features.ts';

/** Log-odds of each of `featureNames`, in their order. */
export type Weights = Float64Array;

/** Blocks and sentences are weighed differently, and so are texts with and without a lexicon. */
export type Level = 'blocks' | 'sentences';

/*
 * Likelihood of the right way through the whole table, maximised over 200 pages of documentation: blocks
 * after 4 % deletions and 1.5 % foreign insertions on each side, 4 % joined, 4 % divided, and the kind of 3 %
 * changed; sentences in runs of 31 after 14 % joined and 6 % deleted. On the pages that were left out the
 * figures are the same: see bench/accuracy/align.ts.
 */
const blockLexical: Readonly<Record<FeatureName, number>> = {
  alone: -4.006,
  aloneLength: 1.11,
  aloneExpected: 0.392,
  aloneKnown: -0.616,
  merge: -5.739,
  double: -9.379,
  triple: -10.667,
  deviation: -2.929,
  squared: 0.509,
  shared: 0.079,
  sharedMore: 3.232,
  unmatched: 0.263,
  hit: 0.442,
  answered: 3.978,
  known: -1.264,
  covered: 2.092,
  han: 0.388,
  joined: 0.694,
  weakest: -1.741,
  weakestMissing: 0.232,
  placed: 4.103,
  silent: -0.496,
  kind: -2.596,
  title: -0.503,
  sentences: -1.184,
  ending: -2.322,
};

const blockPlain: Readonly<Record<FeatureName, number>> = {
  alone: -4.009,
  aloneLength: 0.771,
  aloneExpected: 0.574,
  aloneKnown: -0.374,
  merge: -4.743,
  double: -9.388,
  triple: -9.562,
  deviation: -2.947,
  squared: 0.415,
  shared: 0.358,
  sharedMore: 2.994,
  unmatched: 0.249,
  hit: -0.214,
  answered: 2.398,
  known: -0.915,
  covered: 1.948,
  han: 1.169,
  joined: -0.517,
  weakest: -0.831,
  weakestMissing: -0.139,
  placed: 2.025,
  silent: -1.479,
  kind: -2.568,
  title: -0.317,
  sentences: -1.362,
  ending: -2.791,
};

const sentenceLexical: Readonly<Record<FeatureName, number>> = {
  alone: -4.493,
  aloneLength: 1.129,
  aloneExpected: 0.039,
  aloneKnown: 0.026,
  merge: -4.498,
  double: -6.941,
  triple: -6.753,
  deviation: -3.026,
  squared: 0.44,
  shared: 0.281,
  sharedMore: 2.169,
  unmatched: -0.637,
  hit: 1.555,
  answered: 2.719,
  known: -0.702,
  covered: 1.546,
  han: 0.309,
  joined: 1.858,
  weakest: -1.322,
  weakestMissing: -1.319,
  placed: 3.19,
  silent: -0.657,
  kind: 0,
  title: 0,
  sentences: -1.415,
  ending: -2.387,
};

const sentencePlain: Readonly<Record<FeatureName, number>> = {
  alone: -4.49,
  aloneLength: 0.669,
  aloneExpected: 0.014,
  aloneKnown: 1.267,
  merge: -2.91,
  double: -6.759,
  triple: -5.413,
  deviation: -2.689,
  squared: 0.248,
  shared: 0.189,
  sharedMore: 3.83,
  unmatched: -0.717,
  hit: 1.124,
  answered: 3.069,
  known: -2.114,
  covered: 0.923,
  han: 0.795,
  joined: 0.903,
  weakest: -0.892,
  weakestMissing: -0.146,
  placed: 1.032,
  silent: 0.038,
  kind: 0,
  title: 0,
  sentences: -1.561,
  ending: -2.887,
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
