import type { Context } from '../src/context.ts';
import { forgetDeliveries } from '../src/features/delivery/forget-deliveries.ts';
import { recheckPairs as recheck } from '../src/features/tasks/recheck-pairs.ts';
import { forgetLapsed } from '../src/features/accounts/forget-lapsed.ts';
import { forgetOldAnswers } from '../src/platform/http/answers.ts';

/** The nightly re-check: notices without their task, and what is kept for a time only. */
export async function recheckPairs(ctx: Context): Promise<void> {
  await recheck(ctx);
  await forgetLapsed(ctx);
  await forgetDeliveries(ctx);
  await forgetOldAnswers(ctx.db);
}
