import type { Pair } from '../language.ts';
import { type Band, bandOf } from './band.ts';
import { sharedAnchors, withoutCommon } from './evidence.ts';
import type { Features } from './features.ts';
import { withLearned } from './learned.ts';
import type { Lexicon } from './lexicon.ts';
import { type Step, likeliestPath, remembering, scorer, sizeOf } from './path.ts';
import { type SureStep, surestPath } from './posterior.ts';
import { type Table, tableOf } from './table.ts';
import { type Level, weightsFor } from './weights.ts';
import { wordRows } from './words.ts';

/** What is known of words: of a lexicon and of this page, of this page alone, or nothing. */
export interface Knowledge {
  readonly given: Lexicon | null;
  readonly lexicon: Lexicon | null;
}

type Units = Pair<readonly Features[]>;

const nothing: Lexicon = { translations: () => [] };
/** Fewer sentences than this in a block teach nothing that the page has not taught. */
const lesson = 6;

/** Aligns the blocks of two texts, twice: the first time teaches the words of this page. */
export function alignBlocks(
  all: Units,
  given: Lexicon | null,
): { steps: SureStep[]; known: Knowledge } {
  const before: Knowledge = { given, lexicon: given };
  if (all.en.length === 1 && all.zh.length === 1)
    return { steps: [{ en: [0, 1], zh: [0, 1], score: 0, confidence: 1 }], known: before };
  const { lattice, known } = blockLattice(all, before);
  const { steps, sure } = solve(lattice, 'blocks');
  return { steps: sure(), known: known === before ? before : learnFrom(lattice, steps, before) };
}

/** Aligns the sentences of blocks that answer each other. */
export function alignWithin(all: Units, known: Knowledge): SureStep[] {
  const [n, m] = [all.en.length, all.zh.length];
  if (n === 0 || m === 0 || (n === 1 && m === 1))
    return wholes(n, m).map((step) => ({ ...step, score: 0, confidence: 1 }));
  return solve(sentenceLattice(all, known).lattice, 'sentences').sure();
}

/** What the blocks of two texts are aligned by in the end. */
export function blockLattice(all: Units, known: Knowledge): Taught {
  return taught(withoutCommon(all), known, 'blocks');
}

/** The same of sentences. */
export function sentenceLattice(all: Units, known: Knowledge): Taught {
  const units = withoutCommon(all);
  if (Math.min(units.en.length, units.zh.length) < lesson)
    return { lattice: latticeOf(units, known), known };
  return taught(units, known, 'sentences');
}

function wholes(n: number, m: number): Pick<Step, 'en' | 'zh'>[] {
  if (n > 0 && m > 0) return [{ en: [0, n], zh: [0, m] }];
  return Array.from({ length: n + m }, (_, k) =>
    n > 0 ? { en: [k, k + 1], zh: [0, 0] } : { en: [0, 0], zh: [k, k + 1] },
  );
}

/** All ways through two sequences of units, and what is known of each bead. */
export interface Lattice {
  readonly units: Units;
  readonly table: Table;
  readonly band: Band;
  /** Whether it was made with the knowledge of a lexicon, not of the page alone. */
  readonly lexical: boolean;
}

interface Taught {
  readonly lattice: Lattice;
  readonly known: Knowledge;
}

function latticeOf(units: Units, { given, lexicon }: Knowledge): Lattice {
  const { en, zh } = units;
  const anchors = sharedAnchors(en, zh);
  const words = lexicon ? wordRows(en, zh, lexicon) : null;
  const band = bandOf(
    en.length,
    zh.length,
    anchors.map(({ shared }) => shared),
  );
  const table = tableOf({ en, zh, anchors, words, band });
  return { units, table, band, lexical: given !== null };
}

/** With the words that a first alignment of the same units teaches. */
function taught(units: Units, before: Knowledge, level: Level): Taught {
  const first = latticeOf(units, before);
  const known = learnFrom(first, solve(first, level).steps, before);
  return { lattice: known === before ? first : latticeOf(units, known), known };
}

interface Solution {
  readonly steps: readonly Step[];
  /** The steps that are the likeliest each, and how likely: only worth computing of the last solution. */
  sure(): SureStep[];
}

function solve({ table, band, lexical }: Lattice, level: Level): Solution {
  const size = sizeOf(band);
  const score = remembering(scorer(table, weightsFor(level, lexical)), size);
  const steps = likeliestPath(score, band);
  const sure = () =>
    surestPath({ score, band, size }) ??
    steps.map((step) => ({ ...step, confidence: 1 / (1 + Math.exp(-step.score)) }));
  return { steps, sure };
}

function learnFrom(
  { units: { en, zh } }: Lattice,
  steps: readonly Step[],
  known: Knowledge,
): Knowledge {
  const sure = steps.filter(
    (step) => step.score > 0 && step.en[0] < step.en[1] && step.zh[0] < step.zh[1],
  );
  const pairs = sure.map((step) => ({ en: en.slice(...step.en), zh: zh.slice(...step.zh) }));
  const base = known.lexicon ?? nothing;
  const lexicon = withLearned(base, pairs);
  return lexicon === base ? known : { given: known.given, lexicon };
}
