import { extname } from 'node:path';
import { Piscina } from 'piscina';
import { diffContent } from '../../core/diff.ts';
import type { Bead, Constraint } from '../../core/align.ts';
import type { HousePolicy } from '../../core/checks/policy.ts';
import type { Content } from '../../core/document.ts';
import type { ContentInput, LooseInput, ReadContent } from '../../core/formats/content.ts';
import { readContent, readLoosely } from '../../core/formats/content.ts';
import type { NoticePage } from '../../core/formats/page.ts';
import { readNoticePage } from '../../core/formats/page.ts';
import type { Language, Pair } from '../../core/language.ts';
import type { LearnedWord } from '../../core/lexicon/learned.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Report } from '../../core/report.ts';
import type { SearchText } from '../../core/search.ts';
import { searchTextOf } from '../../core/search.ts';
import { siteSearchTextOf } from '../../core/site-search.ts';
import type { Segment } from '../../core/segment.ts';
import { segmentContent } from '../../core/segment.ts';
import type { Reading } from './reading-thread.ts';

/** What certified pairs teach. The thread asks for the words once, when it does not have this version. */
export interface Lesson {
  /** 0: nothing is learned yet. */
  readonly version: number;
  words(): Promise<readonly LearnedWord[]>;
}

export interface EngineInput extends Pair<Content> {
  readonly policy: HousePolicy;
  readonly constraints: readonly Constraint[];
  readonly lesson?: Lesson;
}

/** A lesson as the thread is told of it: by its version, and with its words where it asked for them. */
export interface ToldLesson {
  readonly version: number;
  readonly words: readonly LearnedWord[] | null;
}

/** What the thread is asked; it answers null when it needs the words of the lesson. */
export interface ThreadInput extends Omit<EngineInput, 'lesson'> {
  readonly told: ToldLesson;
}

/** Two versions of a text of one language. */
export interface Comparison {
  readonly language: Language;
  readonly before: Content;
  readonly after: Content;
}

export type ContentDiff = ReturnType<typeof diffContent>;

/** The language engine in a thread of its own: however long a text, the event loop stays free. */
export interface Engine {
  report(input: EngineInput): Promise<Report>;
  align(input: Omit<EngineInput, 'policy'>): Promise<Bead[]>;
  /** Short texts are compared at once: that takes a few milliseconds, as the way to the thread does. */
  diff(texts: Comparison): Promise<ContentDiff>;
  /** Short texts are divided into sentences at once, too. */
  segments(language: Language, content: Content): Promise<readonly Segment[]>;
  /** Takes a text in as `readContent` does; `loose`, `page`: `readLoosely`, `readNoticePage`. */
  content(text: ContentInput, path: string): Promise<ReadContent>;
  loose(text: LooseInput, path: string): Promise<ReadContent>;
  page(text: string, language: Language): Promise<NoticePage>;
  /** What search keeps of a text; `siteSearchText`: the readers' search. */
  searchText(content: Content): Promise<SearchText>;
  siteSearchText(content: Content): Promise<SearchText>;
  /** What texts that answer each other teach. In a thread of its own: reports do not wait for it. */
  learn(beads: readonly Pair<string>[]): Promise<LearnedWord[]>;
  close(): Promise<void>;
}

/** Characters of two texts; rewritten throughout, so long ones are compared in about 30 ms. */
const longestAtOnce = 8_000;

/** Whether a text is read at once: 20,000 characters take about 10 ms. */
const isShort = (text: string): boolean => text.length <= 20_000;

/**
 * How long a question waits for its answer, its turn included: many times what the longest texts take. A text
 * that keeps the thread longer costs it the thread, so that it holds up nobody else for good.
 */
const patienceMs = 120_000;

/** Waiting requests at most; beyond, the engine refuses, and the caller says 503. */
const longestQueue = 200;

/**
 * What a thread may hold of the newest things, MB. Loading the dictionaries would grow it to 48 for good;
 * a report of a notice leaves 2 behind, and takes no longer for it.
 */
const youngest = 12;

/**
 * What a thread may hold in all, MB. The longest pair that a notice may be takes 60; where there is room for more
 * V8 lets garbage lie: 50 MB after 200 reports, of which 18 were in use.
 */
const mostHeld = 256;

/**
 * Opens the engine. Its thread starts with the first question, holds the dictionaries, and ends when
 * nobody has asked for a while: loading them again takes 0.4 s as it is built, holding them 60 MB.
 */
export function openEngine(patience = patienceMs): Engine {
  const pool = openThread('./engine-thread');
  const thread = { pool, patience };
  // A save does not wait for reports.
  const reading = { pool: openThread('./reading-thread'), patience };
  const learning = new Set<Piscina>();
  return {
    report: (input) => ask(thread, 'report', input),
    align: (input) => ask(thread, 'align', input),
    diff: async (texts) => {
      const { language, before, after } = texts;
      if (before.body.length + after.body.length <= longestAtOnce)
        return diffContent(language, before, after);
      return askOnce<ContentDiff>(thread, 'diff', texts);
    },
    segments: async (language, content) => {
      if (content.body.length <= longestAtOnce) return segmentContent(language, content);
      return askOnce<Segment[]>(thread, 'segments', { language, content });
    },
    content: async (text, path) =>
      isShort(text.body)
        ? readContent(text, path)
        : readIn<ReadContent>(reading, 'content', { text, path }),
    loose: async (text, path) =>
      isShort(text.body)
        ? readLoosely(text, path)
        : readIn<ReadContent>(reading, 'loose', { text, path }),
    page: async (text, language) =>
      isShort(text)
        ? readNoticePage(text, language)
        : readIn<NoticePage>(reading, 'page', { text, language }),
    searchText: async (content) =>
      isShort(content.body)
        ? searchTextOf(content)
        : askOnce<SearchText>(reading, 'searchText', content),
    siteSearchText: async (content) =>
      isShort(content.body)
        ? siteSearchTextOf(content)
        : askOnce<SearchText>(reading, 'siteSearchText', content),
    learn: async (beads) => {
      const own = openThread('./learning-thread');
      learning.add(own);
      try {
        return (await own.run(beads, { name: 'learn' })) as LearnedWord[];
      } finally {
        learning.delete(own);
        await own.destroy();
      }
    },
    close: async () => {
      await Promise.all([...learning].map((each) => each.destroy()));
      await Promise.all([pool, reading.pool].map((each) => each.close({ force: true })));
    },
  };
}

function openThread(file: './engine-thread' | './learning-thread' | './reading-thread'): Piscina {
  const extension = extname(import.meta.url);
  const thread = new URL(`${file}${extension}`, import.meta.url).href;
  const fromSources = new URL('../../../scripts/source-thread.mjs', import.meta.url).href;
  const pool = new Piscina({
    filename: extension === '.ts' ? fromSources : thread,
    workerData: { source: thread },
    minThreads: 0,
    maxThreads: 1,
    maxQueue: longestQueue,
    idleTimeout: 600_000,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: youngest, maxOldGenerationSizeMb: mostHeld },
  });
  // A thread that dies fails the questions under way; the next question starts another.
  pool.on('error', () => undefined);
  return pool;
}

function refuseWhenFull(pool: Piscina): void {
  if (pool.queueSize >= longestQueue) throw new Refusal('unavailable', { retryAfterSeconds: 5 });
}

interface Thread {
  readonly pool: Piscina;
  readonly patience: number;
}

async function ask<T>(
  thread: Thread,
  name: string,
  { lesson, ...input }: Omit<EngineInput, 'policy'>,
): Promise<T> {
  refuseWhenFull(thread.pool);
  const version = lesson?.version ?? 0;
  const answer = await tell<T | null>(thread, name, { ...input, told: { version, words: null } });
  if (answer !== null) return answer;
  const words = (await lesson?.words()) ?? [];
  const second = await tell<T | null>(thread, name, { ...input, told: { version, words } });
  if (second === null) throw new Error('the engine was given its lesson and asks for it');
  return second;
}

async function askOnce<T>(thread: Thread, name: string, input: unknown): Promise<T> {
  refuseWhenFull(thread.pool);
  return tell<T>(thread, name, input);
}

/** @throws Refusal that of the text */
async function readIn<T>(thread: Thread, name: string, input: unknown): Promise<T> {
  const reading = await askOnce<Reading<T>>(thread, name, input);
  if ('read' in reading) return reading.read;
  throw new Refusal(reading.refused.code, reading.refused.detail);
}

/** @throws Refusal `unavailable` when the answer does not come in time, or the process is about to end */
async function tell<T>({ pool, patience }: Thread, name: string, input: unknown): Promise<T> {
  try {
    return (await pool.run(input, { name, signal: AbortSignal.timeout(patience) })) as T;
  } catch (error) {
    const cut = error instanceof Error && error.name === 'AbortError';
    throw cut ? new Refusal('unavailable', { retryAfterSeconds: 5 }) : error;
  }
}
