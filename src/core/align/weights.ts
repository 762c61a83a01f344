/** Costs of a bead; lower is likelier. Blocks and sentences are weighed differently. */
export interface Weights {
  /** A unit without an answer. */
  readonly alone: number;
  /** Two units that answer one, two that answer two. */
  readonly merge: number;
  readonly double: number;
  /** Of the squared normal deviate of the lengths. */
  readonly length: number;
  /** Variance of the length per character (Gale and Church 1993 found 6.8). */
  readonly variance: number;
  /** Gained by what both sides share, lost by facts without an answer. */
  readonly shared: number;
  readonly unmatched: number;
  /** Lost when the kinds of block differ. */
  readonly kind: number;
}

/** Tuned on pages of which blocks had been deleted, inserted, joined and divided at random. */
export const blockWeights: Weights = {
  alone: 3.5,
  merge: 3,
  double: 7,
  length: 0.6,
  variance: 7,
  shared: 1,
  unmatched: 0.25,
  kind: 0.5,
};

export const sentenceWeights: Weights = {
  alone: 3.5,
  merge: 1.8,
  double: 5,
  length: 0.6,
  variance: 7,
  shared: 1,
  unmatched: 0.25,
  kind: 0,
};
