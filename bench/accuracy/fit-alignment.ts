import { featureCount, featureNames } from '../../src/core/align/bead-features.ts';
import { type Features, featuresOf, mergeFeatures } from '../../src/core/align/features.ts';
import { blockLattice, sentenceLattice } from '../../src/core/align/levels.ts';
import type { Lexicon } from '../../src/core/align/lexicon.ts';
import { type Level, type Weights, weightsFor } from '../../src/core/align/weights.ts';
import type { Language } from '../../src/core/language.ts';
import { mapPair } from '../../src/core/language.ts';
import type { Segment } from '../../src/core/segment.ts';
import { Chance } from './chance.ts';
import { fittingPages } from './corpus.ts';
import { tools } from './engine.ts';
import { type Edges, edgesOf, likelihoods } from './lattice.ts';
import { type AlignmentCase, noisyCases } from './measure-alignment.ts';

/*
 * tsx bench/accuracy/fit-alignment.ts FOLDER blocks|sentences [plain]
 *
 * Fits the weights of src/core/align/weights.ts on the pages of a corpus that are never measured: those that
 * make the right way through every table the likeliest (a linear-chain conditional random field whose chain is
 * the table; Lafferty, McCallum, Pereira 2001), by Adam (Kingma, Ba 2015). It begins with the weights that there
 * are, which also teach the words of each page; once more with what it found does it.
 */

const seeds = [31, 32, 33];
const rounds = 150;
/** Weight of the squared weights, each in the scale of its feature. */
const restraint = 1;
const pace = { first: 0.05, later: 0.015, last: 0.005 } as const;
/** Kinds of blocks that are changed: pages are not as regular as those of a corpus. */
const irregular = 0.03;

const [folder = '', level = 'blocks', plain] = process.argv.slice(2);
const lexicon = plain === 'plain' ? null : (tools.lexicon ?? null);
const fitted = fit(casesOf(level as Level), weightsFor(level as Level, lexicon !== null));
process.stdout.write(
  featureNames.map((name, k) => `  ${name}: ${(fitted[k] ?? 0).toFixed(3)},\n`).join(''),
);

function casesOf(wanted: Level): Edges[] {
  const chance = new Chance(1);
  const weights = weightsFor(wanted, lexicon !== null);
  return seeds
    .flatMap((seed) => noisyCases(fittingPages(folder), seed)[wanted])
    .map((one) => {
      const shaken = wanted === 'blocks' ? withOtherKinds(one, chance) : one;
      return edgesOf(latticeOf(shaken, wanted), one.wanted, weights);
    })
    .filter((edges) => Number.isFinite(likelihoods(edges, weights, 'right').total));
}

/** The table by which the engine would align a case in the end. */
function latticeOf(one: AlignmentCase, wanted: Level) {
  const known = { given: lexicon, lexicon: lexicon satisfies Lexicon | null };
  const features = mapPair(one, (segments: readonly Segment[], language) =>
    wanted === 'blocks' ? blocksOf(segments, language) : unitsOf(segments, language),
  );
  return (wanted === 'blocks' ? blockLattice : sentenceLattice)(features, known).lattice;
}

function unitsOf(segments: readonly Segment[], language: Language): Features[] {
  return segments.map(({ text, block }) =>
    featuresOf(text, { language, kind: block, facts: null }),
  );
}

function blocksOf(segments: readonly Segment[], language: Language): Features[] {
  const groups = new Map<number, Features[]>();
  unitsOf(segments, language).forEach((unit, k) => {
    const block = segments[k]?.blockIndex ?? 0;
    groups.set(block, [...(groups.get(block) ?? []), unit]);
  });
  return [...groups.values()].map(mergeFeatures);
}

function withOtherKinds(one: AlignmentCase, chance: Chance): AlignmentCase {
  const sides = mapPair(one, (segments: readonly Segment[]) => {
    const changed = new Map<number, boolean>();
    return segments.map((segment): Segment => {
      const { block, blockIndex } = segment;
      if (!changed.has(blockIndex)) changed.set(blockIndex, chance.next() < irregular);
      if (changed.get(blockIndex) !== true) return segment;
      return { ...segment, block: block === 'paragraph' ? 'heading' : 'paragraph' };
    });
  });
  return { ...one, ...sides };
}

function fit(cases: readonly Edges[], start: Weights): Weights {
  const weights = Float64Array.from(start);
  const scale = scalesOf(cases);
  const [mean, square] = [new Float64Array(featureCount), new Float64Array(featureCount)];
  for (let round = 1; round <= rounds; round += 1) {
    const slope = slopeOf(cases, weights);
    const step = round < 0.6 * rounds ? pace.first : round < 0.85 * rounds ? pace.later : pace.last;
    for (let k = 0; k < featureCount; k += 1) {
      const unit = scale[k] ?? 1;
      const here = (slope[k] ?? 0) / unit + restraint * (weights[k] ?? 0) * unit;
      mean[k] = 0.9 * (mean[k] ?? 0) + 0.1 * here;
      square[k] = 0.99 * (square[k] ?? 0) + 0.01 * here * here;
      const root = Math.sqrt((square[k] ?? 0) / (1 - 0.99 ** round)) + 1e-8;
      const moved = (step * (mean[k] ?? 0)) / (1 - 0.9 ** round) / root / unit;
      weights[k] = (weights[k] ?? 0) - moved;
    }
  }
  return weights;
}

/** What the features of each case are by the weights, less what they are in truth. */
function slopeOf(cases: readonly Edges[], weights: Weights): Float64Array {
  const slope = new Float64Array(featureCount);
  for (const edges of cases) {
    const { likely } = likelihoods(edges, weights);
    const { likely: right } = likelihoods(edges, weights, 'right');
    edges.features.forEach((found, at) => {
      const more = (likely[at] ?? 0) - (right[at] ?? 0);
      if (Math.abs(more) < 1e-9) return;
      for (let k = 0; k < featureCount; k += 1) slope[k] = (slope[k] ?? 0) + more * (found[k] ?? 0);
    });
  }
  return slope;
}

function scalesOf(cases: readonly Edges[]): Float64Array {
  const squares = new Float64Array(featureCount);
  let count = 0;
  for (const { features } of cases) {
    count += features.length;
    for (const found of features)
      for (let k = 0; k < featureCount; k += 1)
        squares[k] = (squares[k] ?? 0) + (found[k] ?? 0) ** 2;
  }
  return squares.map((sum) => Math.sqrt(sum / Math.max(count, 1)) || 1);
}
