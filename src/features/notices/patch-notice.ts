import type { Actor } from '../../core/permission.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import type { Condition } from './conditions.ts';
import { checkNoticeCondition } from './conditions.ts';
import type { NoticeDetail } from './contract.ts';
import { slugTaken } from './create-notice.ts';
import { lockNotice } from './lock-notice.ts';
import { noticeDetailOf } from './read-notice.ts';
import type { NoticeChange, NoticeRow } from './store.ts';
import { ensureCategory, reserveSlug, updateNotice } from './store.ts';

export type NoticePatch = { readonly [K in keyof NoticeChange]?: NoticeChange[K] | undefined };

/**
 * Changes a notice's properties; archives it or brings it back. What is the same already changes
 * nothing. An old slug stays reserved.
 *
 * @throws Refusal `precondition_required`, `stale`, `slug_taken`
 */
export async function patchNotice(
  ctx: Context,
  actor: Actor,
  input: { notice: string; patch: NoticePatch; condition: Condition },
): Promise<NoticeDetail> {
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, input.notice);
    checkNoticeCondition(notice, input.condition);
    const change = differences(notice, input.patch);
    if (Object.keys(change).length > 0) await applyChange(ctx, tx, { notice, actor, change });
    return noticeDetailOf(tx, notice.id);
  });
}

function differences(notice: NoticeRow, patch: NoticePatch): NoticeChange {
  const present = { ...notice, archived: notice.archivedAt !== null };
  return Object.fromEntries(
    Object.entries(patch).filter(
      ([field, value]) => value !== undefined && value !== present[field as keyof NoticeChange],
    ),
  );
}

async function applyChange(
  ctx: Context,
  tx: Transaction,
  { notice, actor, change }: { notice: NoticeRow; actor: Actor; change: NoticeChange },
): Promise<void> {
  if (change.category !== undefined && change.category !== null) {
    await ensureCategory(tx, change.category);
  }
  if (change.slug !== undefined && !(await reserveSlug(tx, change.slug, notice.id))) {
    throw slugTaken(change.slug);
  }
  await updateNotice(tx, notice.id, change);
  await appendEvent(tx, ctx.clock, {
    type: 'notice.changed',
    noticeId: notice.id,
    actor: actor.id,
    data: { ...change },
  });
}
