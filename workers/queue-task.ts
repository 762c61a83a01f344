import type { AligningContext } from '../src/features/parity/align-pair.ts';
import { raiseTask } from '../src/features/tasks/raise-task.ts';
import { eventJob } from '../src/jobs.ts';

export async function queueTask(ctx: AligningContext, data: unknown): Promise<void> {
  await raiseTask(ctx, eventJob.parse(data));
}
