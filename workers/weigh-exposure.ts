import type { Context } from '../src/context.ts';
import { forgetReaders } from '../src/features/delivery/record-exposure.ts';
import { weighExposure as weigh } from '../src/features/tasks/weigh-exposure.ts';

/** Every hour: what readers saw goes into the tasks' priorities, and what is too old is forgotten. */
export async function weighExposure(ctx: Context): Promise<void> {
  await weigh(ctx);
  await forgetReaders(ctx);
}
