import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import { statusAfter } from '../../core/task-life.ts';
import type { Context } from '../../context.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { declineRevision } from '../notices/append-revision.ts';
import { lockNotice } from '../notices/lock-notice.ts';
import type { LeaseView } from './claim-task.ts';
import { leaseSeconds, leaseView } from './claim-task.ts';
import { findSubmission } from './drafts.ts';
import { refuseAct, requireTask } from './held-task.ts';
import { lockTaskRow, retakeLease } from './store.ts';

/**
 * Takes a submission back as long as nobody reviews it, by whoever submitted it: they hold the task again,
 * and its newest draft is what was submitted. The pending revisions are superseded and stay in history.
 *
 * @throws Refusal `not_found`, `forbidden`, `task_held` with the reviewer, `task_not_submitted`,
 *   `task_closed`
 */
export async function withdrawSubmission(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<LeaseView> {
  return ctx.db.transaction().execute(async (tx) => {
    const { noticeId } = await requireTask(tx, id);
    await lockNotice(tx, noticeId);
    const task = await lockTaskRow(tx, id);
    if (task === null) throw new Refusal('not_found');
    const submission = await findSubmission(tx, id, task.submission);
    if (submission === null || statusAfter(task.status, 'withdraw') === null) {
      throw await refuseAct(tx, task, 'withdraw');
    }
    if (submission.submitter !== actor.id) throw new Refusal('forbidden');
    for (const language of submission.written) {
      const key = { noticeId, language, number: submission.pair[language] };
      await declineRevision(tx, { ...key, ruledBy: actor.id }, 'superseded');
    }
    const retaken = { id, person: actor.id, seconds: await leaseSeconds(tx) };
    const lease = await retakeLease(tx, retaken);
    if (lease === null) throw await refuseAct(tx, task, 'withdraw');
    await appendEvent(tx, ctx.clock, {
      type: 'task.withdrawn',
      noticeId,
      taskId: id,
      actor: actor.id,
      data: { submission: task.submission, lease: lease.number, ...submission.pair },
    });
    return leaseView(lease);
  });
}
