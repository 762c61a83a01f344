import type { Pair } from '../../core/language.ts';
import { mayVouch } from '../../core/four-eyes.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import { movesForward } from '../../core/sync.ts';
import { statusAfter } from '../../core/task-life.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { acceptRevision, declineRevision } from '../notices/append-revision.ts';
import { certifyPair } from '../notices/certify-pair.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import { readChangesUpTo, readContentOf } from '../notices/read-ledger.ts';
import type { NoticeRow } from '../notices/store.ts';
import type { SyncPoint } from '../parity/read-sync-point.ts';
import { readSyncPoint } from '../parity/read-sync-point.ts';
import { addComment } from './add-comment.ts';
import type { LeaseView } from './claim-task.ts';
import { leaseSeconds, leaseView } from './claim-task.ts';
import type { Submission } from './drafts.ts';
import { findSubmission, reopenAsDraft } from './drafts.ts';
import { lockHeldTask, refuseAct, requireTask } from './held-task.ts';
import { settledMarks } from './settled-marks.ts';
import type { TaskRow } from './store.ts';
import { endLease, takeLease } from './store.ts';

/**
 * Claims the review of a submitted task, by somebody who may vouch for it. The pair named in the answer
 * is what an approval certifies.
 *
 * @throws Refusal `four_eyes`, `task_held`, `task_not_submitted`, `task_closed`
 */
export async function claimReview(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ lease: LeaseView; pair: Pair<number> }> {
  return ctx.db.transaction().execute(async (tx) => {
    const { noticeId } = await requireTask(tx, id);
    const notice = await lockNotice(tx, noticeId);
    const task = await requireTask(tx, id);
    const submission = await findSubmission(tx, id, task.submission);
    if (submission === null) throw await refuseAct(tx, task, 'review');
    if (task.status === 'in_review' && task.holder === actor.id && task.leaseUntil !== null) {
      const lease = leaseView({ number: task.leaseNumber, until: task.leaseUntil });
      return { lease, pair: submission.pair };
    }
    if (statusAfter(task.status, 'review') === null) throw await refuseAct(tx, task, 'review');
    await checkMayVouch(tx, actor, { notice, task, submission });
    const seconds = await leaseSeconds(tx);
    const lease = await takeLease(tx, { id, person: actor.id, seconds, purpose: 'in_review' });
    if (lease === null) throw await refuseAct(tx, await requireTask(tx, id), 'review');
    await appendEvent(tx, ctx.clock, {
      type: 'task.review_claimed',
      noticeId,
      taskId: id,
      actor: actor.id,
      data: { lease: lease.number, ...submission.pair },
    });
    return { lease: leaseView(lease), pair: submission.pair };
  });
}

interface UnderReview {
  readonly notice: NoticeRow;
  readonly task: TaskRow;
  readonly submission: Submission;
}

async function checkMayVouch(tx: Transaction, actor: Actor, review: UnderReview): Promise<void> {
  const { notice, task, submission } = review;
  const written = submission.written.map((language) => ({
    language,
    number: submission.pair[language],
    authors: submission.writers,
  }));
  const settled = await readChangesUpTo(tx, {
    noticeId: notice.id,
    from: notice.synced,
    to: submission.pair,
  });
  const may = mayVouch({
    ground: 'reviewed',
    person: actor.id,
    changes: [...settled, ...written],
    task: { kind: task.kind, writers: submission.writers, written },
  });
  if (!may) throw new Refusal('four_eyes');
}

/**
 * Approves: the pending revisions become heads and exactly the frozen pair is certified, in one
 * transaction.
 *
 * @returns the sync point
 * @throws Refusal `base_moved` when a written side got another head meanwhile, or a later pair was
 *   certified: the pending revisions are superseded and the task is open again with the text as its
 *   draft; `four_eyes`, `lease_lost`
 */
export async function approveTask(
  ctx: Context,
  actor: Actor,
  input: { task: string; lease: number },
): Promise<SyncPoint> {
  const outcome = await ctx.db.transaction().execute(async (tx) => {
    const review = await lockReview(tx, actor, { ...input, act: 'approve' });
    if (isOvertaken(review)) {
      await reopen(ctx, tx, { ...review, actor, ruling: 'superseded' });
      return { moved: review.notice.heads };
    }
    const id = await approve(ctx, tx, actor, review);
    return { syncPoint: await readSyncPoint(tx, review.notice.id, id) };
  });
  if (outcome.syncPoint !== undefined) return outcome.syncPoint;
  throw new Refusal('base_moved', { members: { head: outcome.moved } });
}

async function lockReview(
  tx: Transaction,
  actor: Actor,
  held: { task: string; lease: number; act: 'approve' | 'return' },
): Promise<UnderReview> {
  const { noticeId } = await requireTask(tx, held.task);
  const notice = await lockNotice(tx, noticeId);
  const task = await lockHeldTask(tx, actor, held);
  const submission = await findSubmission(tx, task.id, task.submission);
  if (submission === null) throw new Refusal('task_not_submitted');
  return { notice, task, submission };
}

/** Whether the pair under review can be certified no more. */
function isOvertaken({ notice, task, submission }: UnderReview): boolean {
  const { heads, pair } = submission;
  const moved = task.writes.some((language) => notice.heads[language] !== heads[language]);
  return moved || !movesForward(notice.synced, pair);
}

async function approve(
  ctx: Context,
  tx: Transaction,
  actor: Actor,
  review: UnderReview,
): Promise<string> {
  const { notice, task, submission } = review;
  await checkMayVouch(tx, actor, review);
  for (const language of submission.written) {
    const key = { noticeId: notice.id, language, number: submission.pair[language] };
    const content = await readContentOf(tx, key);
    await acceptRevision(ctx, tx, { ...key, ruledBy: actor.id }, content);
  }
  const syncPoint = await certifyPair(ctx, tx, {
    noticeId: notice.id,
    ...submission.pair,
    ground: 'reviewed',
    certifiedBy: actor.id,
    taskId: task.id,
    changeClass: task.changeClass,
  });
  await endLease(tx, { id: task.id, lease: task.leaseNumber, status: 'done' });
  await appendEvent(tx, ctx.clock, {
    type: 'task.approved',
    noticeId: notice.id,
    taskId: task.id,
    actor: actor.id,
    data: { syncPoint, ...submission.pair },
  });
  return syncPoint;
}

/** Returns the submission with a reason: open again, assigned to its submitter, the text as draft. */
export async function returnTask(
  ctx: Context,
  actor: Actor,
  input: { task: string; lease: number; reason: string },
): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const review = await lockReview(tx, actor, { ...input, act: 'return' });
    await reopen(ctx, tx, { ...review, actor, ruling: 'returned', reason: input.reason });
    // Whoever goes on reads it beside the text, and in the inbox.
    const { task, submission } = review;
    const mentions = submission.submitter === actor.id ? [] : [submission.submitter];
    await addComment(ctx, tx, { task, author: actor.id, body: input.reason, mentions });
  });
}

async function reopen(
  ctx: Context,
  tx: Transaction,
  reopened: UnderReview & { actor: Actor; ruling: 'returned' | 'superseded'; reason?: string },
): Promise<void> {
  const { notice, task, submission, actor, ruling } = reopened;
  for (const language of submission.written) {
    const key = { noticeId: notice.id, language, number: submission.pair[language] };
    await declineRevision(tx, { ...key, ruledBy: actor.id }, ruling);
  }
  const { submitter } = submission;
  await endLease(tx, { id: task.id, lease: task.leaseNumber, status: 'open', assignee: submitter });
  await reopenAsDraft(tx, {
    id: ctx.clock.newId(),
    taskId: task.id,
    author: submitter,
    authors: submission.writers,
    versions: submission.versions,
    segments: await settledMarks(tx, task),
  });
  await appendEvent(tx, ctx.clock, {
    type: ruling === 'returned' ? 'task.returned' : 'task.superseded',
    noticeId: notice.id,
    taskId: task.id,
    actor: actor.id,
    data: {
      ...submission.pair,
      ...(reopened.reason === undefined ? {} : { reason: reopened.reason }),
    },
  });
}
