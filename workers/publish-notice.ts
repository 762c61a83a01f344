import type { Context } from '../src/context.ts';
import { settlePublication } from '../src/features/delivery/settle-publication.ts';
import { eventJob } from '../src/jobs.ts';

export async function publishNotice(ctx: Context, data: unknown): Promise<void> {
  await settlePublication(ctx, eventJob.parse(data));
}
