import { invalidField, Refusal } from '../../core/refusal.ts';
import type { Actor } from '../../core/permission.ts';
import { mayHold } from '../../core/permission.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { readSettings } from '../notices/set-house.ts';
import { latestDraft } from './drafts.ts';
import { isBehind, moveDraft } from './follow-base.ts';
import { lockHeldTask, refuseAct, requireTask } from './held-task.ts';
import type { Lease, TaskRow } from './store.ts';
import { endLease, lockTaskRow, renewLease, takeLease } from './store.ts';

export interface LeaseView {
  readonly number: number;
  readonly until: string;
}

export function leaseView(lease: Lease): LeaseView {
  return { number: lease.number, until: lease.until.toISOString() };
}

export async function leaseSeconds(tx: Transaction): Promise<number> {
  return (await readSettings(tx)).leaseMinutes * 60;
}

/**
 * Claims an open task. The holder asking again gets the same lease.
 *
 * @throws Refusal `task_held` with the holder, `task_not_open`, `task_closed`, `forbidden`
 */
export async function claimTask(ctx: Context, actor: Actor, id: string): Promise<LeaseView> {
  return ctx.db.transaction().execute(async (tx) => {
    const task = await lockTaskRow(tx, id);
    if (task === null) throw new Refusal('not_found');
    if (!mayHold(actor, task)) throw new Refusal('forbidden');
    const claim = {
      id,
      person: actor.id,
      seconds: await leaseSeconds(tx),
      purpose: 'claimed',
    } as const;
    const lease = await takeLease(tx, claim);
    if (lease === null) return leaseView(await ownLease(tx, actor, id));
    await followDraft(ctx, tx, { task, lease: lease.number, person: actor.id });
    await appendEvent(tx, ctx.clock, {
      type: 'task.claimed',
      noticeId: task.noticeId,
      taskId: id,
      actor: actor.id,
      data: { lease: lease.number },
    });
    return leaseView(lease);
  });
}

/** Its texts may have moved, and its kind, while nobody held the task: what is written in it follows its sentences. */
async function followDraft(
  ctx: Context,
  tx: Transaction,
  following: { task: TaskRow; lease: number; person: string },
): Promise<void> {
  if (!isBehind(following.task)) return;
  const draft = await latestDraft(tx, following.task.id);
  if (draft !== null) await moveDraft(ctx, tx, { ...following, draft });
}

async function ownLease(tx: Transaction, actor: Actor, id: string): Promise<Lease> {
  const task = await requireTask(tx, id);
  if (task.status === 'claimed' && task.holder === actor.id && task.leaseUntil !== null) {
    return { number: task.leaseNumber, until: task.leaseUntil };
  }
  throw await refuseAct(tx, task, 'claim');
}

/** Renews a claim or a review. @throws Refusal `lease_lost`, `task_closed` */
export async function renewClaim(
  ctx: Context,
  actor: Actor,
  input: { task: string; lease: number },
): Promise<LeaseView> {
  return ctx.db.transaction().execute(async (tx) => {
    const key = { id: input.task, person: actor.id, lease: input.lease };
    const lease = await renewLease(tx, key, await leaseSeconds(tx));
    if (lease !== null) return leaseView(lease);
    await lockHeldTask(tx, actor, { ...input, act: 'release' });
    throw new Refusal('lease_lost');
  });
}

/**
 * Ends a claim (the task is open again) or a review (submitted again). Holders end their own; editors
 * anyone's, without the number. Drafts stay.
 */
export async function endClaim(
  ctx: Context,
  actor: Actor,
  input: { task: string; lease: number | null; anyones: boolean },
): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const task = await lockTaskRow(tx, input.task);
    if (task === null) throw new Refusal('not_found');
    await checkMayEnd(tx, actor, task, input);
    await endLease(tx, {
      id: task.id,
      lease: task.leaseNumber,
      status: task.status === 'claimed' ? 'open' : 'submitted',
    });
    await appendEvent(tx, ctx.clock, {
      type: task.status === 'claimed' ? 'task.released' : 'task.review_released',
      noticeId: task.noticeId,
      taskId: task.id,
      actor: actor.id,
      data: { lease: task.leaseNumber, holder: task.holder },
    });
  });
}

async function checkMayEnd(
  tx: Transaction,
  actor: Actor,
  task: TaskRow,
  input: { lease: number | null; anyones: boolean },
): Promise<void> {
  const own = task.holder === actor.id && input.lease === task.leaseNumber;
  if (task.holder === null || (input.lease !== null && input.lease !== task.leaseNumber)) {
    const refusal = await refuseAct(tx, task, 'release');
    throw refusal;
  }
  if (own || input.anyones) return;
  // The number keeps an old window from ending what its holder claimed anew elsewhere.
  if (task.holder === actor.id) throw invalidField('query.lease', 'required', 'the lease to end');
  throw new Refusal('forbidden');
}
