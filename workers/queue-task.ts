import type { Context } from '../src/context.ts';
import { raiseTask } from '../src/features/tasks/raise-task.ts';
import { eventJob } from '../src/jobs.ts';

export async function queueTask(ctx: Context, data: unknown): Promise<void> {
  await raiseTask(ctx, eventJob.parse(data));
}
