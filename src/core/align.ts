import { type Constraint, loneOf, regionsOf } from './align/constraints.ts';
import { type Features, featuresOf, mergeFeatures, plainFacts } from './align/features.ts';
import type { Lexicon } from './align/lexicon.ts';
import { type Knowledge, alignBlocks, alignWithin } from './align/levels.ts';
import type { SureStep } from './align/posterior.ts';
import type { Fact } from './facts/extract.ts';
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
  /** The facts of every segment, where they have been read already. */
  readonly facts?: Pair<readonly (readonly Fact[])[]>;
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
  const { facts } = options;
  const units = { en: unitsOf(en, 'en', facts?.en), zh: unitsOf(zh, 'zh', facts?.zh) };
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

/**
 * Puts the segments that have no answer by hand in their places between the beads. A bead that would span
 * one is divided there: the smaller piece stands without an answer.
 */
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
      placed.push({ en: [], zh: [], confidence: 1, [language]: [index] });
    }
  };
  for (const bead of beads.flatMap(unspanned)) {
    release(en, 'en', bead.en[0] ?? -1);
    release(zh, 'zh', bead.zh[0] ?? -1);
    placed.push(bead);
  }
  release(en, 'en', Number.POSITIVE_INFINITY);
  release(zh, 'zh', Number.POSITIVE_INFINITY);
  return placed;
}

/** The bead, or where a side of it leaves segments out, its longest pieces together and the others alone. */
function unspanned(bead: Bead): Bead[] {
  const runs = { en: runsOf(bead.en), zh: runsOf(bead.zh) };
  if (runs.en.length < 2 && runs.zh.length < 2) return [bead];
  const main = { en: longestOf(runs.en), zh: longestOf(runs.zh) };
  const alone = (language: Language, from: number, to?: number): Bead[] =>
    runs[language]
      .slice(from, to)
      .flat()
      .map((index) => ({ en: [], zh: [], confidence: bead.confidence, [language]: [index] }));
  return [
    ...alone('en', 0, main.en),
    ...alone('zh', 0, main.zh),
    { ...bead, en: runs.en[main.en] ?? [], zh: runs.zh[main.zh] ?? [] },
    ...alone('en', main.en + 1),
    ...alone('zh', main.zh + 1),
  ];
}

/** Indexes that follow each other without a gap. */
function runsOf(indexes: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const index of indexes) {
    const last = runs.at(-1);
    if (last?.at(-1) === index - 1) last.push(index);
    else runs.push([index]);
  }
  return runs;
}

function longestOf(runs: readonly (readonly number[])[]): number {
  const longest = Math.max(0, ...runs.map((run) => run.length));
  return Math.max(
    0,
    runs.findIndex((run) => run.length === longest),
  );
}

/** Of texts of more segments, facts are not read: that alone would take seconds. */
const readable = 5000;

function unitsOf(
  segments: readonly Segment[],
  language: Language,
  facts: readonly (readonly Fact[])[] | undefined,
): Unit[] {
  const plainly = facts === undefined && segments.length > readable;
  return segments.map((segment, index) => {
    const { text, block } = segment;
    const known = plainly ? plainFacts(text) : (facts?.[index] ?? null);
    return { index, segment, features: featuresOf(text, { language, kind: block, facts: known }) };
  });
}

function range([from, end]: readonly [number, number]): number[] {
  return Array.from({ length: end - from }, (_, k) => from + k);
}

function alignRegion(units: Pair<Unit[]>, lexicon: Lexicon | undefined): Bead[] {
  const blocks = { en: blocksIn(units.en), zh: blocksIn(units.zh) };
  const features = (groups: readonly Unit[][]) =>
    groups.map((group) => mergeFeatures(group.map((unit) => unit.features)));
  const { steps, known } = alignBlocks(
    { en: features(blocks.en), zh: features(blocks.zh) },
    lexicon ?? null,
  );
  return steps.flatMap((step) => {
    const inside = {
      en: blocks.en.slice(...step.en).flat(),
      zh: blocks.zh.slice(...step.zh).flat(),
    };
    return alignSentences(inside, step, known);
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

/** A sentence is as surely placed as its block, and within its block. */
function alignSentences(units: Pair<Unit[]>, block: SureStep, known: Knowledge): Bead[] {
  const features = (side: readonly Unit[]) => side.map((unit) => unit.features);
  const steps = alignWithin({ en: features(units.en), zh: features(units.zh) }, known);
  return steps.map((step) => ({
    en: units.en.slice(...step.en).map((unit) => unit.index),
    zh: units.zh.slice(...step.zh).map((unit) => unit.index),
    confidence: Math.round(step.confidence * block.confidence * 1000) / 1000,
  }));
}
