import type { Pair } from '../../core/language.ts';
import type { Context } from '../../context.ts';
import type { EventJob } from '../../jobs.ts';
import { completeOnce } from '../../platform/outbox.ts';
import { requireNotice } from '../notices/lock-notice.ts';
import type { EngineContext } from './read-report.ts';
import { makeStoredReport } from './read-report.ts';
import { countPairedNotices, eventPair, pairedNotices } from './report-store.ts';

const batch = 200;

/** A pair and the score of its report. */
export interface ScoredPair {
  readonly notice: string;
  readonly pair: Pair<number>;
  readonly score: number;
}

/**
 * Makes the report that an event calls for: of the pair that it names (a submission, a sync point), or
 * else of the heads. It needs no transaction: doing it twice does no harm.
 *
 * @returns null where a language has no revision
 */
export async function scanParity(ctx: EngineContext, job: EventJob): Promise<ScoredPair | null> {
  const notice = await requireNotice(ctx.db, job.notice);
  const named = await eventPair(ctx.db, job.event);
  const pair: Pair<number> = named ?? notice.heads;
  if (pair.en === 0 || pair.zh === 0) return null;
  const { report } = await makeStoredReport(ctx, notice, pair);
  return { notice: notice.id, pair, score: report.score };
}

/** Records that the report of an event is made, and what follows from it. */
export async function completeScan(ctx: Context, job: EventJob): Promise<void> {
  await ctx.db.transaction().execute((tx) => completeOnce(tx, job.event, 'scan-parity'));
}

export interface Scanned {
  readonly notices: number;
  readonly errors: number;
  readonly warnings: number;
}

/**
 * Reports of every notice with both languages, one after the other, stored as it goes: begun again, it
 * passes over what is done. Reports from before the engine's newest lesson are made anew.
 *
 * @param onReport awaited after each notice, with how many are done and how many there are
 */
export async function scanAll(
  ctx: EngineContext,
  onReport: (scored: ScoredPair, done: number, total: number) => Promise<void>,
): Promise<Scanned> {
  const total = await countPairedNotices(ctx.db);
  const sum = { notices: 0, errors: 0, warnings: 0 };
  let after: string | null = null;
  for (;;) {
    const notices: string[] = await pairedNotices(ctx.db, { after, limit: batch });
    for (const id of notices) {
      const notice = await requireNotice(ctx.db, id);
      const { report } = await makeStoredReport(ctx, notice, {
        ...notice.heads,
        newestLesson: true,
      });
      sum.notices += 1;
      sum.errors += report.findings.filter(({ severity }) => severity === 'error').length;
      sum.warnings += report.findings.filter(({ severity }) => severity === 'warning').length;
      const scored = { notice: id, pair: notice.heads, score: report.score };
      await onReport(scored, sum.notices, total);
    }
    after = notices.at(-1) ?? null;
    if (notices.length < batch) return sum;
  }
}
