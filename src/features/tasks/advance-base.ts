import { carrySegments } from '../../core/carry-segments.ts';
import type { Language } from '../../core/language.ts';
import { languages, otherLanguage } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import type { LeaseView } from './claim-task.ts';
import { leaseSeconds, leaseView } from './claim-task.ts';
import type { Draft } from './drafts.ts';
import { insertLateDraft, latestDraft, replaceDraftSegments } from './drafts.ts';
import { lockHeldTask } from './held-task.ts';
import { diffBetween } from './read-movement.ts';
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
    const moved = movedSides(task);
    const counter =
      draft === null || moved.length === 0
        ? (draft?.draft ?? null)
        : await carryDraft(ctx, tx, { actor, task, draft, moved });
    await moveClaimBase(tx, task.id);
    const key = { id: task.id, person: actor.id, lease: input.lease };
    const lease = await renewLease(tx, key, await leaseSeconds(tx));
    if (lease === null) throw new Refusal('lease_lost');
    return { lease: leaseView(lease), draft: counter };
  });
}

function movedSides({ claimBase, base }: TaskRow): Language[] {
  return languages.filter(
    (side) => claimBase !== null && claimBase[side] > 0 && base[side] > claimBase[side],
  );
}

interface Carrying {
  readonly actor: Actor;
  readonly task: TaskRow;
  readonly draft: Draft;
  readonly moved: readonly Language[];
}

async function carryDraft(ctx: Context, tx: Transaction, carrying: Carrying): Promise<number> {
  const { actor, task, draft, moved } = carrying;
  const { claimBase, base } = task;
  let segments = draft.segments;
  const orphans: Record<string, string> = {};
  for (const side of moved) {
    if (task.writes.includes(side) && draft.versions[side] !== undefined) {
      throw new Refusal('base_moved', { params: { language: side }, members: { head: base } });
    }
    const span = { side, from: claimBase?.[side] ?? 0, to: base[side] };
    const diff = await diffBetween({ ...ctx, db: tx }, task.noticeId, span);
    const language = task.writes.includes(side) ? side : otherLanguage(side);
    const carried = carrySegments(diff, { side, language }, segments);
    segments = carried.segments;
    Object.assign(orphans, carried.orphans);
  }
  const lease = task.leaseNumber;
  if (Object.keys(orphans).length > 0) {
    const late = { id: ctx.clock.newId(), taskId: task.id, author: actor.id, lease };
    await insertLateDraft(tx, { ...late, reason: 'base_moved', versions: {}, segments: orphans });
  }
  const key = { id: task.id, person: actor.id, lease };
  return replaceDraftSegments(tx, { ...key, draftId: ctx.clock.newId(), segments });
}
