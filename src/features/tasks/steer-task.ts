import type { Actor } from '../../core/permission.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import { isActive } from '../../core/task-life.ts';
import type { Context } from '../../context.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { addComment } from './add-comment.ts';
import { requireTask } from './held-task.ts';
import { lockTaskRow, personExists, steerTask } from './store.ts';

/** Editors set who should do it, by when and how urgently. @throws Refusal `task_closed` */
export async function steer(
  ctx: Context,
  actor: Actor,
  input: {
    task: string;
    assignee?: string | null | undefined;
    due?: string | null | undefined;
    priority?: number | undefined;
  },
): Promise<void> {
  const { task: id, ...given } = input;
  const change = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  await ctx.db.transaction().execute(async (tx) => {
    const task = await lockTaskRow(tx, id);
    if (task === null) throw new Refusal('not_found');
    if (!isActive(task.status)) throw new Refusal('task_closed');
    const { assignee } = given;
    if (assignee !== undefined && assignee !== null && !(await personExists(tx, assignee))) {
      throw invalidField('assignee', 'unknown_person', 'no such person');
    }
    await steerTask(tx, id, change);
    const event = { type: 'task.steered', noticeId: task.noticeId, taskId: id, actor: actor.id };
    await appendEvent(tx, ctx.clock, { ...event, data: change });
  });
}

/** Adds a comment; mentions name people. */
export async function commentTask(
  ctx: Context,
  actor: Actor,
  input: { task: string; body: string; mentions: string[] },
): Promise<string> {
  return ctx.db.transaction().execute(async (tx) => {
    const task = await requireTask(tx, input.task);
    for (const [i, person] of input.mentions.entries()) {
      if (!(await personExists(tx, person))) {
        throw invalidField(`mentions[${i}]`, 'unknown_person', 'no such person');
      }
    }
    const { body, mentions } = input;
    return addComment(ctx, tx, { task, author: actor.id, body, mentions });
  });
}
