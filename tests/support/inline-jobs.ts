import type { Context } from '../../src/context.ts';
import { settlePublication } from '../../src/features/delivery/settle-publication.ts';
import { assessChange } from '../../src/features/parity/assess-change.ts';
import { raiseTask } from '../../src/features/tasks/raise-task.ts';
import type { EventJob, JobName } from '../../src/jobs.ts';
import { jobsAfter } from '../../src/jobs.ts';
import type { RelayedEvent } from '../../src/platform/outbox.ts';
import { completeOnce, relayBatch } from '../../src/platform/outbox.ts';

type Handler = (ctx: Context, job: EventJob) => Promise<unknown>;

const handlers: { readonly [J in JobName]?: Handler } = {
  'detect-outdated': assessChange,
  'queue-task': raiseTask,
  'publish-notice': settlePublication,
};

function recordOnly(name: JobName): Handler {
  return async (ctx, { event }) => {
    await ctx.db.transaction().execute((tx) => completeOnce(tx, event, name));
  };
}

/**
 * Does the jobs of all events here and now, and of those that follow, until none is left, without a queue.
 * Jobs that move nothing of the ledger are recorded as done only.
 */
export async function doJobs(ctx: Context): Promise<void> {
  for (;;) {
    const waiting: RelayedEvent[] = [];
    await relayBatch(ctx.db, (events) => {
      waiting.push(...events);
      return Promise.resolve();
    });
    if (waiting.length === 0) return;
    for (const { id: event, type, noticeId: notice } of waiting) {
      if (notice === null) continue;
      for (const name of jobsAfter(type))
        await (handlers[name] ?? recordOnly(name))(ctx, { event, notice });
    }
  }
}
