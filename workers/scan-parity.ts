import type { EngineContext } from '../src/features/parity/read-report.ts';
import { scanParity as scan } from '../src/features/parity/scan-parity.ts';
import { eventJob } from '../src/jobs.ts';

export async function scanParity(ctx: EngineContext, data: unknown): Promise<void> {
  await scan(ctx, eventJob.parse(data));
}
