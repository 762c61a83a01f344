import type { Context } from '../src/context.ts';
import { assessChange } from '../src/features/parity/assess-change.ts';
import { eventJob } from '../src/jobs.ts';

export async function detectOutdated(ctx: Context, data: unknown): Promise<void> {
  await assessChange(ctx, eventJob.parse(data));
}
