import type { Pair } from '../../core/language.ts';
import { certifiedBeads } from '../../core/lexicon/certified-beads.ts';
import type { LearnedWord } from '../../core/lexicon/learned.ts';
import { lesson as limits } from '../../core/lexicon/learned.ts';
import type { Queryable } from '../../platform/database.ts';
import type { TaughtReport } from './lexicon-store.ts';
import {
  certifiedReports,
  lessonVersion,
  lessonWords,
  lockLessons,
  writeLesson,
} from './lexicon-store.ts';
import type { EngineContext } from './read-report.ts';

export interface Learned {
  /** The lesson that counts now; 0: none. */
  readonly version: number;
  readonly words: number;
  /** Beads of certified pairs that it was learned from. */
  readonly beads: number;
  /** Whether this lesson differs from the one before. */
  readonly changed: boolean;
}

const batch = 100;

/**
 * Learns word translations from the beads of the pairs that are certified now, newest first. What is
 * learned becomes a new version where its words are others than before; engines take it up with their next
 * report, and reports made before stay as they are until they are made again.
 */
export async function learnLexicon(ctx: EngineContext): Promise<Learned> {
  const beads = await readBeads(ctx.db);
  const words = await ctx.engine.learn(beads);
  return ctx.db.transaction().execute(async (tx) => {
    await lockLessons(tx);
    const version = await lessonVersion(tx);
    const changed = keysOf(words) !== keysOf(await lessonWords(tx, version));
    if (changed) await writeLesson(tx, { version: version + 1, words, beads: beads.length });
    return {
      version: changed ? version + 1 : version,
      words: words.length,
      beads: beads.length,
      changed,
    };
  });
}

async function readBeads(db: Queryable): Promise<Pair<string>[]> {
  const beads: Pair<string>[] = [];
  let before: string | null = null;
  while (beads.length < limits.mostBeads) {
    const reports: TaughtReport[] = await certifiedReports(db, { before, limit: batch });
    for (const report of reports) beads.push(...certifiedBeads(report));
    before = reports.at(-1)?.point ?? null;
    if (reports.length < batch) break;
  }
  return beads.slice(0, limits.mostBeads);
}

/** Figures move with every pair; only other words are another lesson. */
function keysOf(words: readonly LearnedWord[]): string {
  return words
    .map(({ en, zh }) => `${en} ${zh}`)
    .sort()
    .join('\n');
}
