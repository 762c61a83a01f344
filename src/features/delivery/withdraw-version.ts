import type { Language } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import type { Withdrawal } from './contract.ts';
import { goesTogether } from './go-live.ts';
import type { PublicationRequest, PublishedSide } from './store.ts';
import {
  databaseTime,
  insertWithdrawal,
  openRequests,
  publishedSides,
  settleRequest,
} from './store.ts';

/**
 * Takes back the last wish to publish: cancels the request that still waits, or where none does,
 * withdraws what is public. Both sides of a `together` notice, in one transaction.
 *
 * @throws Refusal `nothing_scheduled` when nothing waits and nothing is public
 */
export async function withdrawVersion(
  ctx: Context,
  actor: Actor,
  input: { notice: string; language: Language },
): Promise<Withdrawal> {
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await lockNotice(tx, input.notice);
    const sides = goesTogether(notice) ? languages : [input.language];
    const open = (await openRequests(tx, notice.id)).filter((each) =>
      sides.includes(each.language),
    );
    const published = await publishedSides(tx, notice.id);
    const live = sides.flatMap((language) => published[language] ?? []);
    if (open.length === 0 && live.length === 0) throw new Refusal('nothing_scheduled');
    const act = open.length > 0 ? 'cancelled' : 'withdrawn';
    const by = { noticeId: notice.id, actor: actor.id };
    if (act === 'cancelled') await cancelRequests(ctx, tx, { ...by, requests: open });
    else await withdrawSides(ctx, tx, { ...by, live });
    const after = await publishedSides(tx, notice.id);
    return {
      act,
      languages: (act === 'cancelled' ? open : live).map((each) => each.language),
      published: { en: after.en?.revision ?? null, zh: after.zh?.revision ?? null },
    };
  });
}

/** Cancels requests that still wait. The notice must be locked. */
export async function cancelRequests(
  ctx: Context,
  tx: Transaction,
  act: { noticeId: string; actor: string | null; requests: readonly PublicationRequest[] },
): Promise<void> {
  for (const { id, language, revision, due } of act.requests) {
    await settleRequest(tx, id, 'cancelled');
    await appendEvent(tx, ctx.clock, {
      type: 'publication.cancelled',
      noticeId: act.noticeId,
      actor: act.actor,
      data: { request: id, language, revision, at: due?.toISOString() ?? null },
    });
  }
}

async function withdrawSides(
  ctx: Context,
  tx: Transaction,
  act: { noticeId: string; actor: string; live: readonly PublishedSide[] },
): Promise<void> {
  const { noticeId, actor } = act;
  const at = await databaseTime(tx);
  for (const { language, revision } of act.live) {
    const id = ctx.clock.newId();
    await insertWithdrawal(tx, { id, noticeId, language, publishedBy: actor, publishedAt: at });
    await appendEvent(tx, ctx.clock, {
      type: 'publication.withdrawn',
      noticeId,
      actor,
      data: { language, revision, at: at.toISOString() },
    });
  }
}
