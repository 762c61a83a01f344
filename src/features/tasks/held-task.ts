import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { TaskAct } from '../../core/task-life.ts';
import { refusalOf, statusAfter } from '../../core/task-life.ts';
import type { Context } from '../../context.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { DraftTexts } from './drafts.ts';
import { insertLateDraft } from './drafts.ts';
import type { TaskRow } from './store.ts';
import { findTask, lockTaskRow, personName } from './store.ts';

/** @throws Refusal `not_found` */
export async function requireTask(db: Queryable, id: string): Promise<TaskRow> {
  const task = await findTask(db, id);
  if (task === null) throw new Refusal('not_found');
  return task;
}

/** A refusal of an act in the task's present status, with its holder if it has one. */
export async function refuseAct(db: Queryable, task: TaskRow, act: TaskAct): Promise<Refusal> {
  const code = refusalOf(task.status, act);
  if (task.holder === null) return new Refusal(code, { members: { taskStatus: task.status } });
  const holder = { id: task.holder, name: await personName(db, task.holder) };
  return new Refusal(code, {
    params: { holder: holder.name },
    members: {
      taskStatus: task.status,
      holder,
      leaseUntil: task.leaseUntil?.toISOString() ?? null,
    },
  });
}

/**
 * The task locked, when this person holds it under this lease and the act is allowed.
 *
 * @throws Refusal `lease_lost`, `task_closed`, `not_found`
 */
export async function lockHeldTask(
  tx: Transaction,
  actor: Actor,
  held: { task: string; lease: number; act: TaskAct },
): Promise<TaskRow> {
  const task = await lockTaskRow(tx, held.task);
  if (task === null) throw new Refusal('not_found');
  const holds = task.holder === actor.id && task.leaseNumber === held.lease;
  if (!holds || statusAfter(task.status, held.act) === null) {
    const refusal = await refuseAct(tx, task, held.act);
    throw refusal.code === 'task_closed' ? refusal : new Refusal('lease_lost', refusal.detail);
  }
  return task;
}

/**
 * Runs a write that carries text. Where it is refused, the text is kept as a late draft, shown to its
 * author, the holder and editors, and the refusal goes on.
 */
export async function keepingText<T>(
  ctx: Context,
  actor: Actor,
  write: { task: string; lease: number; texts: DraftTexts },
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const { texts } = write;
    const empty = Object.keys(texts.versions).length + Object.keys(texts.segments).length === 0;
    // Whatever the reason. Only where there is no such task there is nothing to keep the text by.
    if (!(error instanceof Refusal) || empty || error.code === 'not_found') throw error;
    const id = ctx.clock.newId();
    const late = {
      id,
      taskId: write.task,
      author: actor.id,
      lease: write.lease,
      reason: error.code,
    };
    await insertLateDraft(ctx.db, { ...late, ...texts });
    throw new Refusal(error.code, {
      ...error.detail,
      members: { ...error.detail.members, lateDraft: id },
    });
  }
}
