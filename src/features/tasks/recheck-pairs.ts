import type { Context } from '../../context.ts';
import { settleTask } from './raise-task.ts';
import { noticesOutOfStep } from './store.ts';

const batch = 200;

/** Finds every notice whose state and active task disagree, and sets it right. Returns how many. */
export async function recheckPairs(ctx: Context): Promise<number> {
  let after: string | null = null;
  let mended = 0;
  for (;;) {
    const notices: string[] = await noticesOutOfStep(ctx.db, { after, limit: batch });
    for (const notice of notices) {
      await ctx.db.transaction().execute((tx) => settleTask(ctx, tx, notice));
      mended += 1;
    }
    after = notices.at(-1) ?? null;
    if (notices.length < batch) return mended;
  }
}
