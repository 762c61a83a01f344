import { type Bead, alignSegments } from '../../src/core/align.ts';
import type { Lexicon } from '../../src/core/align/lexicon.ts';
import type { BlockKind } from '../../src/core/document.ts';
import type { Language, Pair } from '../../src/core/language.ts';
import { pairOf } from '../../src/core/language.ts';
import { type Segment, segmentBlocks } from '../../src/core/segment.ts';
import { boundariesOf } from '../../src/core/segment/boundaries.ts';
import { Chance } from './chance.ts';
import type { Corpus, Notice, Page } from './corpus.ts';
import {
  type BeadCounts,
  type NoisyTexts,
  type PairedUnit,
  blockNoise,
  countBeads,
  disturb,
  f1,
  sentenceNoise,
} from './noise.ts';
import type { Row } from './row.ts';

type Links = readonly Pair<readonly number[]>[];

/** Two texts, and the beads that they have in truth. */
export interface AlignmentCase extends Pair<readonly Segment[]> {
  readonly wanted: Links;
  /** Beads of blocks are wanted, not of sentences. */
  readonly blocks: boolean;
}

/** F1 of beads, each right only as a whole, for notices as they are, and for pages after noise. */
export function measureAlignment(
  corpus: Corpus,
  { lexicon, seeds }: { lexicon: Lexicon | undefined; seeds: readonly number[] },
): Row[] {
  const noisy = seeds.map((seed) => noisyCases(corpus.pages, seed));
  const row = (name: string, cases: readonly AlignmentCase[], goal: number): Row => ({
    group: 'alignment F1',
    name,
    value: cases.length === 0 ? Number.NaN : f1(countAll(cases, lexicon)),
    count: cases.length,
    goal: { is: 'least', value: goal },
  });
  const blocks = noisy.flatMap((cases) => cases.blocks);
  const sentences = noisy.flatMap((cases) => cases.sentences);
  return [
    row('blocks', blocks, 0.985),
    row('sentences', sentences, 0.975),
    row('notices', corpus.notices.map(noticeCase), 0.97),
  ];
}

export function countAll(
  cases: readonly AlignmentCase[],
  lexicon: Lexicon | undefined,
): BeadCounts {
  let sum: BeadCounts = { right: 0, found: 0, wanted: 0 };
  for (const one of cases) {
    const beads = alignSegments(one.en, one.zh, lexicon ? { lexicon } : {});
    const { right, found, wanted } = countBeads(
      one.blocks ? byBlock(beads, one) : beads,
      one.wanted,
    );
    sum = { right: sum.right + right, found: sum.found + found, wanted: sum.wanted + wanted };
  }
  return sum;
}

/** A notice's sentences, one a paragraph. */
export function noticeCase({ beads }: Notice): AlignmentCase {
  const wanted: Pair<number[]>[] = [];
  let [i, j] = [0, 0];
  for (const { en, zh } of beads) {
    wanted.push({ en: en.map((_, k) => i + k), zh: zh.map((_, k) => j + k) });
    i += en.length;
    j += zh.length;
  }
  const sides = pairOf((side) => beads.flatMap((bead) => bead[side]).map(segmentOf));
  return { ...sides, wanted, blocks: false };
}

function segmentOf(text: string, index: number): Segment {
  return {
    index,
    block: 'paragraph',
    blockIndex: 0,
    text,
    from: 0,
    to: text.length,
    marks: [],
  };
}

function noisyCase(texts: NoisyTexts, blocks: boolean): AlignmentCase {
  const sides = pairOf((language) =>
    blocks
      ? segmentBlocks(language, blocksOf(texts, language))
      : texts[language].map(({ text }, index) => segmentOf(text, index)),
  );
  return { ...sides, wanted: texts.beads, blocks };
}

function blocksOf(texts: NoisyTexts, language: Language) {
  return texts[language].map(({ text, kind }, index) => ({
    kind: kind as BlockKind,
    index,
    text,
    marks: [],
  }));
}

/** Blocks of pages, and runs of sentences that stand alone in their paragraphs, both disturbed. */
export function noisyCases(
  pages: readonly Page[],
  seed: number,
): { blocks: AlignmentCase[]; sentences: AlignmentCase[] } {
  const chance = new Chance(seed);
  const foreign = pages.flatMap((page) => page.blocks);
  const blocks = pages
    .filter((page) => page.blocks.length >= 4)
    .map((page) => noisyCase(disturb(page.blocks, { rates: blockNoise, foreign, chance }), true));
  const sentences = pages.flatMap((page) =>
    runsOf(page.blocks.filter(isSentence)).map((run) =>
      noisyCase(disturb(run, { rates: sentenceNoise, foreign: [], chance }), false),
    ),
  );
  return { blocks, sentences };
}

const isSentence = ({ en, zh, kind }: PairedUnit) =>
  kind !== 'heading' &&
  en.length > 15 &&
  boundariesOf(en, 'en').length + boundariesOf(zh, 'zh').length === 0;

/** A page's worth of sentences: 31, and no fewer than 6. */
function runsOf(units: readonly PairedUnit[]): PairedUnit[][] {
  const runs = Array.from({ length: Math.ceil(units.length / 31) }, (_, k) =>
    units.slice(31 * k, 31 * (k + 1)),
  );
  return runs.filter((run) => run.length >= 6);
}

/** Beads of sentences as beads of blocks: those that share a block belong together. */
export function byBlock(beads: readonly Bead[], { en, zh }: Pair<readonly Segment[]>): Links {
  const links = beads.map((bead) => ({
    en: new Set(bead.en.map((k) => en[k]?.blockIndex ?? 0)),
    zh: new Set(bead.zh.map((k) => zh[k]?.blockIndex ?? 0)),
  }));
  const merged: { en: Set<number>; zh: Set<number> }[] = [];
  for (const link of links.filter((each) => each.en.size > 0 && each.zh.size > 0)) {
    const last = merged.at(-1);
    const touches = (side: Language) => [...link[side]].some((k) => last?.[side].has(k));
    if (!last || !(touches('en') || touches('zh'))) merged.push(link);
    else for (const side of ['en', 'zh'] as const) for (const k of link[side]) last[side].add(k);
  }
  const alone = links.filter((link) => link.en.size === 0 || link.zh.size === 0);
  const lone = (side: Language) =>
    [...new Set(alone.flatMap((link) => [...link[side]]))].filter(
      (k) => !merged.some((bead) => bead[side].has(k)),
    );
  return [
    ...merged.map((bead) => ({ en: [...bead.en], zh: [...bead.zh] })),
    ...lone('en').map((k) => ({ en: [k], zh: [] })),
    ...lone('zh').map((k) => ({ en: [], zh: [k] })),
  ];
}
