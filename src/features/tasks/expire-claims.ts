import type { Context } from '../../context.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { sweepLapsed } from './store.ts';

const batch = 100;

/** Opens every task whose claim has lapsed and resubmits every review that has; drafts stay. */
export async function expireClaims(ctx: Context): Promise<number> {
  let swept = 0;
  for (;;) {
    const count = await ctx.db.transaction().execute(async (tx) => {
      const tasks = await sweepLapsed(tx, batch);
      for (const task of tasks) {
        await appendEvent(tx, ctx.clock, {
          type: task.status === 'open' ? 'task.released' : 'task.review_released',
          noticeId: task.noticeId,
          taskId: task.id,
          actor: null,
          data: { lease: task.leaseNumber, lapsed: true },
        });
      }
      return tasks.length;
    });
    swept += count;
    if (count < batch) return swept;
  }
}
