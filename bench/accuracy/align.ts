import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bead, alignSegments } from '../../src/core/align.ts';
import type { Lexicon } from '../../src/core/align/lexicon.ts';
import type { BlockKind } from '../../src/core/document.ts';
import type { Pair } from '../../src/core/language.ts';
import { readDictionary } from '../../src/core/lexicon/dictionary.ts';
import { type Segment, segmentBlocks } from '../../src/core/segment.ts';
import { boundariesOf } from '../../src/core/segment/boundaries.ts';
import { readDictionarySource } from '../../src/platform/lexicon.ts';
import { Chance } from './chance.ts';
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

/*
 * tsx bench/accuracy/align.ts [aligned.jsonl]
 *
 * F1 of beads, each right only as a whole, and how far the confidences can be trusted. Without a file, on
 * the samples' own beads, one sentence a paragraph. With one (a page a line, `{ path, blocks: [{ type, en,
 * zh }] }`), on every third page, which the weights have not seen, after noise: blocks, and sentences.
 */

type Links = Pair<readonly number[]>[];

interface Case {
  readonly en: readonly Segment[];
  readonly zh: readonly Segment[];
  readonly wanted: Links;
  /** Block of every segment, where beads of blocks are wanted. */
  readonly blocks: boolean;
}

const seeds = [11, 12, 13];
const samples = fileURLToPath(new URL('../../samples/', import.meta.url));
const kinds: Readonly<Record<string, BlockKind>> = { P: 'paragraph', LI: 'item', X: 'paragraph' };

function textOf(
  language: 'en' | 'zh',
  units: readonly { text: string; kind: string }[],
): Segment[] {
  return segmentBlocks(
    language,
    units.map(({ text, kind }, index) => ({ kind: kind as BlockKind, index, text, marks: [] })),
  );
}

function caseOf(texts: NoisyTexts, blocks: boolean): Case {
  const units = (language: 'en' | 'zh') =>
    blocks
      ? textOf(language, texts[language])
      : texts[language].map(({ text }, index): Segment => {
          const place = { from: 0, to: text.length, block: 'paragraph' as const, blockIndex: 0 };
          return { index, text, ...place, marks: [] };
        });
  return { en: units('en'), zh: units('zh'), wanted: [...texts.beads], blocks };
}

/** Beads of sentences as beads of blocks: those that share a block belong together. */
function byBlock(beads: readonly Bead[], { en, zh }: Case): Links {
  const merged: { en: Set<number>; zh: Set<number> }[] = [];
  const links = beads.map((bead) => ({
    en: new Set(bead.en.map((k) => en[k]?.blockIndex ?? 0)),
    zh: new Set(bead.zh.map((k) => zh[k]?.blockIndex ?? 0)),
  }));
  const paired = links.filter((link) => link.en.size > 0 && link.zh.size > 0);
  const alone = links.filter((link) => link.en.size === 0 || link.zh.size === 0);
  for (const link of paired) {
    const last = merged.at(-1);
    const touches =
      last &&
      ([...link.en].some((k) => last.en.has(k)) || [...link.zh].some((k) => last.zh.has(k)));
    if (!last || !touches) merged.push(link);
    else for (const side of ['en', 'zh'] as const) for (const k of link[side]) last[side].add(k);
  }
  const known = {
    en: new Set(merged.flatMap((bead) => [...bead.en])),
    zh: new Set(merged.flatMap((bead) => [...bead.zh])),
  };
  const lone = (side: 'en' | 'zh') =>
    [...new Set(alone.flatMap((link) => [...link[side]]))].filter((k) => !known[side].has(k));
  return [
    ...merged.map((bead) => ({ en: [...bead.en], zh: [...bead.zh] })),
    ...lone('en').map((k) => ({ en: [k], zh: [] })),
    ...lone('zh').map((k) => ({ en: [], zh: [k] })),
  ];
}

function measure(name: string, cases: readonly Case[], lexicon: Lexicon | undefined): void {
  let sum: BeadCounts = { right: 0, found: 0, wanted: 0 };
  const trust = Array.from({ length: 5 }, () => ({ right: 0, found: 0, said: 0 }));
  const start = process.cpuUsage();
  for (const one of cases) {
    const beads = alignSegments(one.en, one.zh, lexicon ? { lexicon } : {});
    const { right, found, wanted } = countBeads(
      one.blocks ? byBlock(beads, one) : beads,
      one.wanted,
    );
    sum = { right: sum.right + right, found: sum.found + found, wanted: sum.wanted + wanted };
    if (one.blocks) continue;
    const key = ({ en, zh }: Pair<readonly number[]>) => `${en.join('+')}=${zh.join('+')}`;
    const keys = new Set(one.wanted.map(key));
    for (const bead of beads) {
      const bin = trust[Math.min(4, Math.floor(bead.confidence * 5))];
      if (!bin) continue;
      bin.found += 1;
      bin.said += bead.confidence;
      if (keys.has(key(bead))) bin.right += 1;
    }
  }
  const spent = process.cpuUsage(start);
  const time = ((spent.user + spent.system) / 1000 / cases.length).toFixed(1);
  const bins = trust
    .filter((bin) => bin.found > 0)
    .map(
      (bin) =>
        `${(bin.said / bin.found).toFixed(2)}→${(bin.right / bin.found).toFixed(2)} (${bin.found})`,
    );
  process.stdout.write(
    `${name}: F1 ${f1(sum).toFixed(4)}, ${cases.length} texts, ${time} ms each${bins.length > 0 ? `, said→right ${bins.join(' ')}` : ''}\n`,
  );
}

function sampleCases(): Case[] {
  const files = readdirSync(samples).filter((file) => file.endsWith('.beads.json'));
  return files.map((file) => {
    const beads = JSON.parse(readFileSync(join(samples, file), 'utf8')) as Pair<string[]>[];
    const wanted: Links = [];
    let [i, j] = [0, 0];
    for (const { en, zh } of beads) {
      wanted.push({ en: en.map((_, k) => i + k), zh: zh.map((_, k) => j + k) });
      i += en.length;
      j += zh.length;
    }
    const units = (side: 'en' | 'zh') =>
      beads
        .flatMap((bead) => bead[side])
        .map((text, index): Segment => {
          return {
            index,
            block: 'paragraph',
            blockIndex: 0,
            text,
            from: 0,
            to: text.length,
            marks: [],
          };
        });
    return { en: units('en'), zh: units('zh'), wanted, blocks: false };
  });
}

interface Page {
  readonly path: string;
  readonly blocks: readonly PairedUnit[];
}

function pagesIn(file: string): Page[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const pages = lines.map(
    (line) => JSON.parse(line) as { path: string; blocks: (Pair<string> & { type: string })[] },
  );
  const hash = (path: string) =>
    [...path].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7);
  return pages
    .filter(({ path }) => hash(path) % 3 === 0)
    .map(({ path, blocks }) => ({
      path,
      blocks: blocks.map(({ type, en, zh }) => ({ en, zh, kind: kinds[type] ?? 'heading' })),
    }));
}

function noisyCases(pages: readonly Page[], seed: number): { blocks: Case[]; sentences: Case[] } {
  const chance = new Chance(seed);
  const foreign = pages.flatMap((page) => page.blocks);
  const blocks = pages
    .filter((page) => page.blocks.length >= 4)
    .map((page) => caseOf(disturb(page.blocks, { rates: blockNoise, foreign, chance }), true));
  const single = ({ en, zh, kind }: PairedUnit) =>
    kind !== 'heading' &&
    en.length > 15 &&
    boundariesOf(en, 'en').length + boundariesOf(zh, 'zh').length === 0;
  const sentences = pages.flatMap((page) => {
    const list = page.blocks.filter(single);
    const runs = Array.from({ length: Math.ceil(list.length / 31) }, (_, k) =>
      list.slice(31 * k, 31 * (k + 1)),
    );
    return runs
      .filter((run) => run.length >= 6)
      .map((run) => caseOf(disturb(run, { rates: sentenceNoise, foreign: [], chance }), false));
  });
  return { blocks, sentences };
}

const lexicon = readDictionary(readDictionarySource());
const file = process.argv[2];
for (const [name, words] of [
  ['with the lexicon', lexicon],
  ['without', undefined],
] as const) {
  measure(`samples, ${name}`, sampleCases(), words);
  if (file === undefined) continue;
  const cases = seeds.map((seed) => noisyCases(pagesIn(file), seed));
  measure(
    `blocks, ${name}`,
    cases.flatMap(({ blocks }) => blocks),
    words,
  );
  measure(
    `sentences, ${name}`,
    cases.flatMap(({ sentences }) => sentences),
    words,
  );
}
