import { extname } from 'node:path';
import { Piscina } from 'piscina';
import type { Bead, Constraint } from '../../core/align.ts';
import type { HousePolicy } from '../../core/checks/policy.ts';
import type { Content } from '../../core/document.ts';
import type { Pair } from '../../core/language.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Report } from '../../core/report.ts';

export interface EngineInput extends Pair<Content> {
  readonly policy: HousePolicy;
  readonly constraints: readonly Constraint[];
}

/** The language engine in a thread of its own: however long a text, the event loop stays free. */
export interface Engine {
  report(input: EngineInput): Promise<Report>;
  align(input: Omit<EngineInput, 'policy'>): Promise<Bead[]>;
  close(): Promise<void>;
}

/** Waiting requests at most; beyond, the engine refuses, and the caller says 503. */
const longestQueue = 200;

/**
 * Opens the engine. Its thread starts with the first question, holds the dictionaries, and ends when
 * nobody has asked for a while: loading them again takes 1.5 s, holding them 100 MB.
 */
export function openEngine(): Engine {
  const extension = extname(import.meta.url);
  const thread = new URL(`./engine-thread${extension}`, import.meta.url).href;
  const fromSources = new URL('../../../scripts/source-thread.mjs', import.meta.url).href;
  const pool = new Piscina({
    filename: extension === '.ts' ? fromSources : thread,
    workerData: { source: thread },
    minThreads: 0,
    maxThreads: 1,
    maxQueue: longestQueue,
    idleTimeout: 600_000,
    execArgv: [],
  });
  // A thread that dies fails the questions under way; the next question starts another.
  pool.on('error', () => undefined);
  return {
    report: (input) => ask(pool, 'report', input),
    align: (input) => ask(pool, 'align', input),
    close: () => pool.close({ force: true }),
  };
}

async function ask<T>(pool: Piscina, name: string, input: unknown): Promise<T> {
  if (pool.queueSize >= longestQueue) throw new Refusal('unavailable', { retryAfterSeconds: 5 });
  return (await pool.run(input, { name })) as T;
}
