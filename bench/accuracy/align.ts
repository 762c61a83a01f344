import { dirname } from 'node:path';
import { alignSegments } from '../../src/core/align.ts';
import type { Lexicon } from '../../src/core/align/lexicon.ts';
import type { Pair } from '../../src/core/language.ts';
import { readCorpus } from './corpus.ts';
import { tools } from './engine.ts';
import { type AlignmentCase, countAll, noisyCases, noticeCase } from './measure-alignment.ts';
import { f1 } from './noise.ts';

/*
 * tsx bench/accuracy/align.ts [aligned.jsonl]
 *
 * Alignment by itself, with the lexicon and without: F1 of beads, time, and how far the confidences can be
 * trusted (said → right).
 */

const file = process.argv[2];
const corpus = readCorpus(file === undefined ? undefined : dirname(file));
const noisy = [11, 12, 13].map((seed) => noisyCases(corpus.pages, seed));
const groups: readonly (readonly [string, readonly AlignmentCase[]])[] = [
  ['notices', corpus.notices.map(noticeCase)],
  ['blocks', noisy.flatMap(({ blocks }) => blocks)],
  ['sentences', noisy.flatMap(({ sentences }) => sentences)],
];

/** Of beads by their confidence, in fifths: what they said on average, and how many were right. */
function trustIn(cases: readonly AlignmentCase[], lexicon: Lexicon | undefined): string {
  const bins = Array.from({ length: 5 }, () => ({ right: 0, found: 0, said: 0 }));
  const key = ({ en, zh }: Pair<readonly number[]>) => `${en.join('+')}=${zh.join('+')}`;
  for (const one of cases) {
    const keys = new Set(one.wanted.map(key));
    for (const bead of alignSegments(one.en, one.zh, lexicon ? { lexicon } : {})) {
      const bin = bins[Math.min(4, Math.floor(bead.confidence * 5))];
      if (!bin) continue;
      bin.found += 1;
      bin.said += bead.confidence;
      bin.right += keys.has(key(bead)) ? 1 : 0;
    }
  }
  return bins
    .filter(({ found }) => found > 0)
    .map(({ right, found, said }) => {
      return `${(said / found).toFixed(2)}→${(right / found).toFixed(2)} (${found})`;
    })
    .join(' ');
}

for (const lexicon of [tools.lexicon, undefined]) {
  for (const [name, cases] of groups) {
    if (cases.length === 0) continue;
    const start = process.cpuUsage();
    const value = f1(countAll(cases, lexicon));
    const { user, system } = process.cpuUsage(start);
    const time = ((user + system) / 1000 / cases.length).toFixed(1);
    const trust = cases.some(({ blocks }) => blocks) ? '' : `, ${trustIn(cases, lexicon)}`;
    const words = lexicon ? 'with the lexicon' : 'without';
    process.stdout.write(
      `${name}, ${words}: F1 ${value.toFixed(4)}, ${cases.length} texts, ${time} ms each${trust}\n`,
    );
  }
}
