import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { LeaseView } from './claim-task.ts';
import { leaseSeconds, leaseView } from './claim-task.ts';
import type { Draft } from './drafts.ts';
import { latestDraft } from './drafts.ts';
import { isBehind, movedSides, moveDraft } from './follow-base.ts';
import { lockHeldTask } from './held-task.ts';
import type { TaskRow } from './store.ts';
import { moveClaimBase, renewLease } from './store.ts';

export interface Advanced {
  readonly lease: LeaseView;
  /** The draft's counter; null: there is no draft yet. */
  readonly draft: number | null;
}

/**
 * Lets the holder of a claim go on from the newest texts: what they work on is based on the pair of now, and
 * the draft's texts follow their sentences to their new ids. Texts of sentences that are gone are kept as a
 * late draft. Without it a submission is accepted for the pair of the claim.
 *
 * @throws Refusal `lease_lost`, `task_closed`; `base_moved` where a written side moved below a whole text
 */
export async function advanceBase(
  ctx: Context,
  actor: Actor,
  input: { task: string; lease: number },
): Promise<Advanced> {
  return ctx.db.transaction().execute(async (tx) => {
    const task = await lockHeldTask(tx, actor, { ...input, act: 'submit' });
    const draft = await latestDraft(tx, task.id);
    checkCarried(task, draft);
    const counter =
      draft === null || !isBehind(task)
        ? (draft?.draft ?? null)
        : await moveDraft(ctx, tx, { task, draft, lease: input.lease, person: actor.id });
    await moveClaimBase(tx, task.id);
    const key = { id: task.id, person: actor.id, lease: input.lease };
    const lease = await renewLease(tx, key, await leaseSeconds(tx));
    if (lease === null) throw new Refusal('lease_lost');
    return { lease: leaseView(lease), draft: counter };
  });
}

/** @throws Refusal `base_moved` where a written side moved below a whole text */
function checkCarried(task: TaskRow, draft: Draft | null): void {
  const side = movedSides(task).find(
    (each) => task.writes.includes(each) && draft?.versions[each] !== undefined,
  );
  if (side === undefined) return;
  throw new Refusal('base_moved', { params: { language: side }, members: { head: task.base } });
}
