import type { Context } from '../../context.ts';
import { completeOnce } from '../../platform/outbox.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import { settleRequests } from './settle-publication.ts';
import { eventsOfSettledRequests, lockIfFree, noticesWithRipeRequests } from './store.ts';

const batch = 100;

/**
 * Settles requests that nothing holds back any more, whatever became of their jobs. A notice that
 * somebody else has locked is left to the next sweep.
 *
 * @returns how many notices were settled
 * @throws AggregateError when some notices failed, after all others are done
 */
export async function publishOverdue(ctx: Context): Promise<number> {
  const failures: unknown[] = [];
  let settled = 0;
  for (const noticeId of await noticesWithRipeRequests(ctx.db, batch)) {
    try {
      if (await settleIfFree(ctx, noticeId)) settled += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'overdue publications failed');
  return settled;
}

async function settleIfFree(ctx: Context, noticeId: string): Promise<boolean> {
  return ctx.db.transaction().execute(async (tx) => {
    if (!(await lockIfFree(tx, noticeId))) return false;
    const notice = await lockNotice(tx, noticeId);
    if (notice.archivedAt !== null) return false;
    await settleRequests(ctx, tx, notice);
    // A job that ran before its time, by a worker whose clock is ahead, has left its work to this.
    for (const event of await eventsOfSettledRequests(tx, noticeId))
      await completeOnce(tx, event, 'publish-notice');
    return true;
  });
}
