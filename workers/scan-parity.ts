import type { EngineContext } from '../src/features/parity/read-report.ts';
import { completeScan, scanParity as scan } from '../src/features/parity/scan-parity.ts';
import { rankTask } from '../src/features/tasks/rank-task.ts';
import { eventJob } from '../src/jobs.ts';

/** Makes a pair's report, and notes at its task how clean it is. */
export async function scanParity(ctx: EngineContext, data: unknown): Promise<void> {
  const job = eventJob.parse(data);
  const scored = await scan(ctx, job);
  if (scored !== null) await rankTask(ctx, scored);
  await completeScan(ctx, job);
}
