import { type Constraint, loneOf, regionsOf } from './align/constraints.ts';
import { addEvidence, sharedAnchors, sharedWords } from './align/evidence.ts';
import { type Features, featuresOf, mergeFeatures } from './align/features.ts';
import type { Lexicon } from './align/lexicon.ts';
import { type Step, likeliestPath } from './align/path.ts';
import { type Weights, blockWeights, sentenceWeights } from './align/weights.ts';
import type { Language, Pair } from './language.ts';
import type { Segment } from './segment.ts';

export type { Constraint } from './align/constraints.ts';
export type { Lexicon } from './align/lexicon.ts';

/** Segments that answer each other; one side is empty where the other has no answer. */
export interface Bead {
  readonly en: readonly number[];
  readonly zh: readonly number[];
  /** From 0 to 1. */
  readonly confidence: number;
}

export interface AlignOptions {
  /** Hand corrections: these segments make one bead. Those that contradict the order are left out. */
  readonly constraints?: readonly Constraint[];
  readonly lexicon?: Lexicon;
}

interface Unit {
  readonly index: number;
  readonly segment: Segment;
  readonly features: Features;
}

/**
 * Which segments of an English and a Chinese text correspond: beads in reading order that name every
 * segment once. Blocks are aligned first, by length and by what both share, then the sentences in them.
 */
export function alignSegments(
  en: readonly Segment[],
  zh: readonly Segment[],
  options: AlignOptions = {},
): Bead[] {
  const units = { en: unitsOf(en, 'en'), zh: unitsOf(zh, 'zh') };
  const regions = regionsOf({ en: en.length, zh: zh.length }, options.constraints ?? []);
  const lone = loneOf(options.constraints ?? []);
  return regions.flatMap((region) => {
    if (region.fixed) return [{ en: range(region.en), zh: range(region.zh), confidence: 1 }];
    const inside = { en: units.en.slice(...region.en), zh: units.zh.slice(...region.zh) };
    const open = {
      en: inside.en.filter((unit) => !lone.en.has(unit.index)),
      zh: inside.zh.filter((unit) => !lone.zh.has(unit.index)),
    };
    return withLone(alignRegion(open, options.lexicon), inside, lone);
  });
}

/** Puts the segments that have no answer by hand in their places between the beads. */
function withLone(
  beads: readonly Bead[],
  inside: Pair<Unit[]>,
  lone: Pair<ReadonlySet<number>>,
): Bead[] {
  const waiting = (language: Language) =>
    inside[language].map((unit) => unit.index).filter((index) => lone[language].has(index));
  const [en, zh] = [waiting('en'), waiting('zh')];
  if (en.length === 0 && zh.length === 0) return [...beads];
  const placed: Bead[] = [];
  const release = (list: number[], language: Language, before: number) => {
    while (list.length > 0 && (list[0] ?? 0) < before) {
      const index = list.shift() ?? 0;
      const alone = { en: [], zh: [], confidence: 1 };
      placed.push({ ...alone, [language]: [index] });
    }
  };
  for (const bead of beads) {
    release(en, 'en', bead.en[0] ?? -1);
    release(zh, 'zh', bead.zh[0] ?? -1);
    placed.push(bead);
  }
  release(en, 'en', Number.POSITIVE_INFINITY);
  release(zh, 'zh', Number.POSITIVE_INFINITY);
  return placed;
}

function unitsOf(segments: readonly Segment[], language: Language): Unit[] {
  return segments.map((segment, index) => ({
    index,
    segment,
    features: featuresOf(segment.text, language, segment.block),
  }));
}

function range([from, end]: readonly [number, number]): number[] {
  return Array.from({ length: end - from }, (_, k) => from + k);
}

function alignRegion(units: Pair<Unit[]>, lexicon: Lexicon | undefined): Bead[] {
  const blocks = { en: blocksIn(units.en), zh: blocksIn(units.zh) };
  const features = (groups: readonly Unit[][]) =>
    groups.map((group) => mergeFeatures(group.map((unit) => unit.features)));
  const steps = pathOf({ en: features(blocks.en), zh: features(blocks.zh) }, lexicon, blockWeights);
  return steps.flatMap((step) => {
    const inside = {
      en: blocks.en.slice(...step.en).flat(),
      zh: blocks.zh.slice(...step.zh).flat(),
    };
    return alignSentences(inside, lexicon);
  });
}

function blocksIn(units: readonly Unit[]): Unit[][] {
  const groups: Unit[][] = [];
  for (const unit of units) {
    const last = groups.at(-1);
    if (last?.[0]?.segment.blockIndex === unit.segment.blockIndex) last.push(unit);
    else groups.push([unit]);
  }
  return groups;
}

function alignSentences(units: Pair<Unit[]>, lexicon: Lexicon | undefined): Bead[] {
  const features = (side: readonly Unit[]) => side.map((unit) => unit.features);
  const steps = pathOf(
    { en: features(units.en), zh: features(units.zh) },
    lexicon,
    sentenceWeights,
  );
  return steps.map((step) => ({
    en: units.en.slice(...step.en).map((unit) => unit.index),
    zh: units.zh.slice(...step.zh).map((unit) => unit.index),
    confidence: confidenceOf(step),
  }));
}

function pathOf(
  features: Pair<Features[]>,
  lexicon: Lexicon | undefined,
  weights: Weights,
): Step[] {
  const anchors = sharedAnchors(features.en, features.zh);
  const evidence = lexicon
    ? addEvidence(anchors, sharedWords(features.en, features.zh, lexicon))
    : anchors;
  return likeliestPath(features, evidence, weights);
}

/** A logistic of the bead's cost; what stands alone is never sure. */
function confidenceOf({ en, zh, cost }: Step): number {
  const alone = en[0] === en[1] || zh[0] === zh[1];
  const score = alone ? 0.5 : 1 / (1 + Math.exp(0.7 * (cost - 3)));
  return Math.round(score * 1000) / 1000;
}
