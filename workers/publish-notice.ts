import type { Context } from '../src/context.ts';
import { NotYetDue, settlePublication } from '../src/features/delivery/settle-publication.ts';
import { eventJob } from '../src/jobs.ts';

/** A job that runs before its time (a delay longer than the queue takes) leaves it to the sweep. */
export async function publishNotice(ctx: Context, data: unknown): Promise<void> {
  try {
    await settlePublication(ctx, eventJob.parse(data));
  } catch (error) {
    if (!(error instanceof NotYetDue)) throw error;
  }
}
