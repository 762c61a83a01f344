import type { CheckName } from '../../src/core/checks/check.ts';
import type { Language, Pair } from '../../src/core/language.ts';
import type { Finding } from '../../src/core/report.ts';
import { type Corpus, type Notice, type Page, pairsOf } from './corpus.ts';
import { alarms, isOf, reportPage, reportPair } from './engine.ts';
import { factFilters } from './measure-facts.ts';
import { filterPairs } from './peer.ts';
import { type Row, share } from './row.ts';
import { writePage } from './seeds-page.ts';
import { type PageBlock, tagOf } from './seeds.ts';

/** Pairs that say the same, and what the engine says of each all the same. */
export interface CleanPairs {
  readonly pairs: readonly Pair<string>[];
  readonly alarms: readonly (readonly Finding[])[];
}
export interface Clean {
  readonly notices: CleanPairs;
  readonly docs: CleanPairs;
}

/** Every pair of the corpus by itself. */
export function readClean({ notices, pages }: Corpus): Clean {
  const of = (pairs: readonly Pair<string>[]): CleanPairs => ({
    pairs,
    alarms: pairs.map((pair) => alarms(reportPair(pair))),
  });
  return {
    notices: of(notices.flatMap(pairsOf)),
    docs: of(pages.flatMap(({ blocks }) => blocks.map(({ en, zh }) => ({ en, zh })))),
  };
}

/** Share of clean pairs, of notices and docs together, with an alarm of some checks. */
export function falseShare({ notices, docs }: Clean, checks: readonly CheckName[]): number {
  const all = [...notices.alarms, ...docs.alarms];
  return share(all.filter((found) => found.some(isOf(checks))).length, all.length);
}

/** Alarms on texts that say the same, and the time that a report takes. */
export function measureClean(corpus: Corpus, clean: Clean, withPeer: boolean): Row[] {
  const peer = (pairs: readonly Pair<string>[]) => (withPeer ? filterPairs(pairs) : null);
  const failed = { notices: peer(clean.notices.pairs), docs: peer(clean.docs.pairs) };
  const row = (name: string, kind: keyof Clean, limits: { facts: boolean; goal: number }): Row => {
    const { alarms: found, pairs } = clean[kind];
    const wanted = (finding: Finding) => !limits.facts || finding.check === 'facts';
    const filters = failed[kind];
    const peerFound = filters?.filter((names) =>
      limits.facts ? factFilters.some((name) => names.has(name)) : names.size > 0,
    );
    return {
      group: 'clean texts',
      name,
      value: share(found.filter((list) => list.some(wanted)).length, pairs.length),
      count: pairs.length,
      goal: { is: 'most', value: limits.goal },
      ...(peerFound ? { peer: share(peerFound.length, pairs.length) } : {}),
    };
  };
  return [
    row('fact alarm, notice segments', 'notices', { facts: true, goal: 0.01 }),
    row('any alarm, notice segments', 'notices', { facts: false, goal: 0.05 }),
    row('fact alarm, docs blocks', 'docs', { facts: true, goal: 0.01 }),
    row('any alarm, docs blocks', 'docs', { facts: false, goal: 0.04 }),
    inTheirPages('notice segments', corpus.notices.map(noticeBlocks), 0.05),
    inTheirPages('docs blocks', corpus.pages.map(docsBlocks), 0.04),
  ];
}

/** The same texts read as pages: a pair is flagged when an alarm names a sentence of its block. */
function inTheirPages(name: string, pages: readonly (readonly PageBlock[])[], goal: number): Row {
  let [flagged, count] = [0, 0];
  for (const blocks of pages) {
    const report = reportOf(blocks);
    const found = alarms(report);
    const flags = (side: Language) =>
      new Set(
        found.flatMap((finding) =>
          finding[side].map((k) => report[side].segments[k]?.blockIndex ?? -1),
        ),
      );
    const [en, zh] = [flags('en'), flags('zh')];
    count += blocks.length;
    flagged += blocks.filter((_, k) => en.has(k) || zh.has(k)).length;
  }
  return {
    group: 'clean texts',
    name: `any alarm, ${name} within their pages`,
    value: share(flagged, count),
    count,
    goal: { is: 'most', value: goal },
  };
}

function noticeBlocks(notice: Notice): PageBlock[] {
  return pairsOf(notice).map((pair) => ({ ...pair, tag: 'p' }));
}

function docsBlocks({ blocks }: Page): PageBlock[] {
  return blocks.map(({ en, zh, kind }) => ({ en, zh, tag: tagOf(kind) }));
}

function reportOf(blocks: readonly PageBlock[]) {
  return reportPage(writePage({ title: { en: '', zh: '' }, blocks }));
}

/** Milliseconds of computing for a whole report of a notice, by median and 95th percentile, after warming up. */
export function measureTime({ notices }: Corpus): { p50: number; p95: number } {
  const times: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const notice of notices) {
      const start = process.cpuUsage();
      reportOf(noticeBlocks(notice));
      const { user, system } = process.cpuUsage(start);
      if (round > 0) times.push((user + system) / 1000);
    }
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(part * (times.length - 1))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
