import type { Pair } from '../../core/language.ts';
import type { Context } from '../../context.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import { writeCleanness } from './store.ts';

/**
 * Notes at a notice's active task how clean the report says its pair is. The notice is locked: a task that
 * is being raised at this moment has read the report, or is there to be written to.
 */
export async function rankTask(
  ctx: Context,
  ranked: { notice: string; pair: Pair<number>; score: number },
): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { id } = await lockNotice(tx, ranked.notice);
    await writeCleanness(tx, { noticeId: id, pair: ranked.pair, cleanness: ranked.score });
  });
}
