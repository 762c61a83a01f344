import type { Pair } from '../../src/core/language.ts';
import { languages } from '../../src/core/language.ts';
import type { Report } from '../../src/core/report.ts';
import { Chance } from './chance.ts';
import type { Corpus, Notice } from './corpus.ts';
import { pairsOf } from './corpus.ts';
import { alarms, isOf, reportPage, reportPair } from './engine.ts';
import { type Clean, falseShare } from './measure-clean.ts';
import { filterPairs } from './peer.ts';
import { type Row, share } from './row.ts';
import { writePage } from './seeds-page.ts';
import {
  type PageSeed,
  type PairSeed,
  type SeedKind,
  type SeedPage,
  type SeededPage,
  pageKinds,
  pairKinds,
  seedPairs,
  tagOf,
} from './seeds.ts';

/** What a kind of error has to reach, and at how many false alarms at most. */
const goals: Readonly<Record<string, readonly [number, number?]>> = {
  number: [0.97],
  'number-word': [0.97],
  magnitude: [0.97],
  'month-or-day': [0.97],
  year: [0.97],
  percent: [0.97],
  'acronym-changed': [0.97],
  url: [0.97],
  code: [0.97],
  'width-zh': [0.97],
  'width-en': [0.97],
  'word-repeated-en': [0.97],
  'word-repeated-zh': [0.97],
  'sentence-missing-zh': [0.9, 0.01],
  'sentence-missing-en': [0.9, 0.01],
  'words-glued': [0.85, 0.01],
  'negation-lost-en': [0.6, 0.01],
  'negation-lost-zh': [0.6, 0.01],
  truncated: [0.8, 0.01],
  'bracket-lost': [0.9, 0.01],
};

function goalOf(name: string): Partial<Pick<Row, 'goal' | 'falseGoal'>> {
  const [least, most] = goals[name] ?? [];
  if (least === undefined) return {};
  return {
    goal: { is: 'least', value: least },
    ...(most === undefined ? {} : { falseGoal: most }),
  };
}

interface Plan {
  readonly corpus: Corpus;
  readonly clean: Clean;
  readonly count: number;
  readonly seed: number;
  readonly withPeer: boolean;
}

/** Errors within a pair: found when a check that is meant to raises an alarm that was not there before. */
export function measurePairSeeds(plan: Plan): Row[] {
  const pairs = [...plan.clean.notices.pairs, ...plan.clean.docs.pairs];
  return pairKinds.map((kind) => {
    const seeded = seedPairs(kind, pairs, plan);
    const found = seeded.filter(({ before, after }) => isFound(kind, before, after)).length;
    const peer = plan.withPeer ? newFailures(seeded) : null;
    return {
      group: 'seeded',
      name: kind.name,
      value: share(found, seeded.length),
      count: seeded.length,
      falsely: falseShare(plan.clean, kind.checks),
      ...goalOf(kind.name),
      ...(peer ? { peer: share(peer.filter(Boolean).length, seeded.length) } : {}),
    };
  });
}

function isFound(kind: SeedKind<PairSeed>, before: Pair<string>, after: Pair<string>): boolean {
  const tell = (pair: Pair<string>) =>
    alarms(reportPair(pair))
      .filter(isOf(kind.checks))
      .map(({ message, severity }) => JSON.stringify([severity, message]));
  const known = new Set(tell(before));
  return tell(after).some((finding) => !known.has(finding));
}

/** Whether any filter of the peer fails that did not before: more than it says about the error itself. */
function newFailures(seeded: readonly { before: Pair<string>; after: Pair<string> }[]): boolean[] {
  const before = filterPairs(seeded.map((item) => item.before));
  const after = filterPairs(seeded.map((item) => item.after));
  return after.map((names, k) => [...names].some((name) => !before[k]?.has(name)));
}

/** Errors that a whole page shows: found when an alarm of the kind's checks names what is alone now. */
export function measurePageSeeds(plan: Plan): Row[] {
  const pages = seedPages(plan.corpus);
  const reports = pages.map((page) => ({ page, clean: reportPage(writePage(page)) }));
  const sentences = reports.reduce((sum, { clean }) => sum + clean.zh.segments.length, 0);
  return pageKinds.map((kind) => {
    const seeded = seedMany(kind, pages, plan);
    const found = seeded.filter((item) => isNamed(kind, item)).length;
    const falsely = reports.reduce(
      (sum, { clean }) => sum + alarms(clean).filter(isOf(kind.checks)).length,
      0,
    );
    return {
      group: 'seeded in a page',
      name: kind.name,
      value: share(found, seeded.length),
      count: seeded.length,
      falsely: share(falsely, sentences),
      ...goalOf(kind.name),
    };
  });
}

/** Notices and pages as they are, for errors to be put in. */
export function seedPages({ notices, pages }: Corpus): SeedPage[] {
  const title = { en: '', zh: '' };
  const docs = pages.map(({ blocks }): SeedPage => {
    return { title, blocks: blocks.map(({ en, zh, kind }) => ({ en, zh, tag: tagOf(kind) })) };
  });
  return [...notices.map(noticePage), ...docs];
}

/** Sentences of a notice joined into paragraphs of up to three. */
function noticePage(notice: Notice): SeedPage {
  const [first, ...rest] = pairsOf(notice);
  const blocks: { en: string; zh: string; tag: 'p' }[] = [];
  rest.forEach((pair, k) => {
    const last = blocks.at(-1);
    const ended = (text: string) => /[.!?。！？]$/.test(text);
    if (last && k % 3 !== 0 && ended(last.en) && ended(last.zh) && ended(pair.en)) {
      blocks[blocks.length - 1] = { en: `${last.en} ${pair.en}`, zh: last.zh + pair.zh, tag: 'p' };
    } else blocks.push({ ...pair, tag: 'p' });
  });
  return { title: first ?? { en: '', zh: '' }, blocks };
}

function seedMany(
  kind: SeedKind<PageSeed>,
  pages: readonly SeedPage[],
  { count, seed }: Plan,
): SeededPage[] {
  const chance = new Chance(seed + kind.name.length);
  const seeded: SeededPage[] = [];
  for (let round = 0; round < 4 && seeded.length < count; round += 1) {
    for (const page of pages) {
      const made = seeded.length < count ? kind.seed(page, chance) : null;
      if (made) seeded.push(made);
    }
  }
  return seeded;
}

function isNamed(kind: SeedKind<PageSeed>, { texts, mark }: SeededPage): boolean {
  const report = reportPage(texts);
  const found = alarms(report).filter(isOf(kind.checks));
  return languages.some((side) => {
    const text = mark[side];
    if (text === undefined) return false;
    return found.some((finding) =>
      names(report, side, finding[side]).some((each) => alike(each, text)),
    );
  });
}

function names(report: Report, side: 'en' | 'zh', segments: readonly number[]): string[] {
  return segments.map((k) => report[side].segments[k]?.text ?? '');
}

/** The mark is the beginning of a block, or a sentence of it. */
function alike(segment: string, mark: string): boolean {
  return (
    segment === mark ||
    (segment.length > 0 && mark.includes(segment)) ||
    (mark.length > 0 && segment.includes(mark))
  );
}
