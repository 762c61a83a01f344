import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { lockNotice } from './lock-notice.ts';
import { insertRetraction, standingPoint, writeSynced } from './store.ts';

/**
 * Retracts the standing sync point by a record of its own; the one before stands again. Nothing is
 * unpublished. A retracted `cosmetic` point marks its revision substantive for good.
 *
 * @throws Refusal `nothing_to_retract` when this is not the standing point
 */
export async function retractPoint(
  ctx: Context,
  actor: Actor,
  input: { notice: string; syncPoint: string },
): Promise<string> {
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, input.notice);
    const standing = await standingPoint(tx, notice.id);
    if (standing === null || standing.id !== input.syncPoint)
      throw new Refusal('nothing_to_retract');
    await insertRetraction(tx, { syncPointId: standing.id, retractedBy: actor.id, reason: null });
    await writeSynced(tx, notice.id);
    await appendEvent(tx, ctx.clock, {
      type: 'pair.retracted',
      noticeId: notice.id,
      actor: actor.id,
      data: { syncPoint: standing.id, en: standing.en, zh: standing.zh, ground: standing.ground },
    });
    return notice.id;
  });
}
