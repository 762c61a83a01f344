import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { insertComment } from './store.ts';

interface Comment {
  readonly task: { readonly id: string; readonly noticeId: string };
  readonly author: string;
  readonly body: string;
  /** Ids of people, who see it in their inbox. */
  readonly mentions: readonly string[];
}

/** Adds a comment to a task, and tells of it. Answers its id. */
export async function addComment(
  ctx: Context,
  tx: Transaction,
  { task, author, body, mentions }: Comment,
): Promise<string> {
  const id = ctx.clock.newId();
  const named = [...mentions];
  await insertComment(tx, { id, taskId: task.id, author, body, mentions: named });
  await appendEvent(tx, ctx.clock, {
    type: 'task.commented',
    noticeId: task.noticeId,
    taskId: task.id,
    actor: author,
    data: { comment: id, mentions: named },
  });
  return id;
}
