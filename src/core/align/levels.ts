import type { Pair } from '../language.ts';
import { bandOf } from './band.ts';
import { sharedAnchors, withoutCommon } from './evidence.ts';
import type { Features } from './features.ts';
import { withLearned } from './learned.ts';
import type { Lexicon } from './lexicon.ts';
import { type Step, likeliestPath, remembering, scorer, sizeOf } from './path.ts';
import { confidencesOf } from './posterior.ts';
import { tableOf } from './table.ts';
import { type Level, weightsFor } from './weights.ts';
import { wordRows } from './words.ts';

/** A step, and how likely it is, from 0 to 1. */
export interface SureStep extends Step {
  readonly confidence: number;
}

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
  const units = withoutCommon(all);
  if (units.en.length === 1 && units.zh.length === 1)
    return { steps: [{ en: [0, 1], zh: [0, 1], score: 0, confidence: 1 }], known: before };
  const first = solve(units, before, 'blocks');
  const learned = learnFrom(units, first.steps, before);
  if (learned === before) return { steps: first.sure(), known: before };
  const second = solve(units, learned, 'blocks');
  return { steps: second.sure(), known: learnFrom(units, second.steps, before) };
}

/** Aligns the sentences of blocks that answer each other. */
export function alignWithin(all: Units, known: Knowledge): SureStep[] {
  const [n, m] = [all.en.length, all.zh.length];
  if (n === 0 || m === 0 || (n === 1 && m === 1))
    return wholes(n, m).map((step) => ({ ...step, score: 0, confidence: 1 }));
  const units = withoutCommon(all);
  const first = solve(units, known, 'sentences');
  if (n < lesson || m < lesson) return first.sure();
  const learned = learnFrom(units, first.steps, known);
  return learned === known ? first.sure() : solve(units, learned, 'sentences').sure();
}

function wholes(n: number, m: number): Pick<Step, 'en' | 'zh'>[] {
  if (n > 0 && m > 0) return [{ en: [0, n], zh: [0, m] }];
  return Array.from({ length: n + m }, (_, k) =>
    n > 0 ? { en: [k, k + 1], zh: [0, 0] } : { en: [0, 0], zh: [k, k + 1] },
  );
}

interface Solution {
  readonly steps: readonly Step[];
  /** The steps and how likely they are: only worth computing of the last solution. */
  sure(): SureStep[];
}

function solve(units: Units, { given, lexicon }: Knowledge, level: Level): Solution {
  const { en, zh } = units;
  const anchors = sharedAnchors(en, zh);
  const words = lexicon ? wordRows(en, zh, lexicon) : null;
  const band = bandOf(en.length, zh.length, anchors);
  const table = tableOf({ en, zh, anchors, words, band });
  const size = sizeOf(band);
  const score = remembering(scorer(table, weightsFor(level, given !== null)), size);
  const steps = likeliestPath(score, band);
  const sure = () => {
    const confidences = confidencesOf(steps, { score, band, size });
    return steps.map((step, k) => ({ ...step, confidence: confidences[k] ?? 0 }));
  };
  return { steps, sure };
}

function learnFrom({ en, zh }: Units, steps: readonly Step[], known: Knowledge): Knowledge {
  const sure = steps.filter(
    (step) => step.score > 0 && step.en[0] < step.en[1] && step.zh[0] < step.zh[1],
  );
  const pairs = sure.map((step) => ({ en: en.slice(...step.en), zh: zh.slice(...step.zh) }));
  const base = known.lexicon ?? nothing;
  const lexicon = withLearned(base, pairs);
  return lexicon === base ? known : { given: known.given, lexicon };
}
