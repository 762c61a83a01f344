import type { Pair } from '../../core/language.ts';
import type { EventJob } from '../../jobs.ts';
import { completeOnce } from '../../platform/outbox.ts';
import { requireNotice } from '../notices/lock-notice.ts';
import type { EngineContext } from './read-report.ts';
import { makeStoredReport } from './read-report.ts';
import { eventPair, pairedNotices } from './report-store.ts';

/**
 * Makes the report that an event calls for: of the pair that it names (a submission, a sync point), or
 * else of the heads. Computing comes first and needs no transaction: doing it twice does no harm.
 */
export async function scanParity(ctx: EngineContext, job: EventJob): Promise<void> {
  const notice = await requireNotice(ctx.db, job.notice);
  const named = await eventPair(ctx.db, job.event);
  const pair: Pair<number> = named ?? notice.heads;
  if (pair.en > 0 && pair.zh > 0) await makeStoredReport(ctx, notice, pair);
  await ctx.db.transaction().execute((tx) => completeOnce(tx, job.event, 'scan-parity'));
}

/**
 * Reports of every notice with both languages, one after the other, stored as it goes: begun again, it
 * passes over what is done.
 *
 * @param progress called after each notice with how many are done
 */
export async function scanAll(
  ctx: EngineContext,
  progress: (done: number) => void,
): Promise<number> {
  let after: string | null = null;
  let done = 0;
  for (;;) {
    const notices: string[] = await pairedNotices(ctx.db, { after, limit: 200 });
    for (const id of notices) {
      const notice = await requireNotice(ctx.db, id);
      await makeStoredReport(ctx, notice, notice.heads);
      done += 1;
      progress(done);
    }
    after = notices.at(-1) ?? null;
    if (notices.length < 200) return done;
  }
}
