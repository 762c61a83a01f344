import { isUuid } from '../../core/ids.ts';
import type { Actor } from '../../core/permission.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Mention } from './mention-contract.ts';
import { markRead, markUnread, mentionViews, unreadMentions } from './mention-store.ts';

/** A page of the comments that mention the actor, and how many of all are unread. */
export async function listMentions(
  ctx: Context,
  actor: Actor,
  query: { unread?: boolean | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Mention[]; next: string | null; unread: number }> {
  const { cursor, limit, unread = false } = query;
  if (cursor !== undefined && !isUuid(cursor)) {
    throw invalidField('query.cursor', 'bad_cursor', 'not a cursor of this list');
  }
  const key = { person: actor.id, unread, before: cursor ?? null, limit: limit + 1 };
  const rows = await mentionViews(ctx.db, key);
  const items = rows.slice(0, limit);
  const next = rows.length > limit ? (items.at(-1)?.id ?? null) : null;
  return { items, next, unread: await unreadMentions(ctx.db, actor.id) };
}

/** Marks one mention of the actor. @throws Refusal `not_found` */
export async function markMention(
  ctx: Context,
  actor: Actor,
  { comment, read }: { comment: string; read: boolean },
): Promise<void> {
  const key = { person: actor.id, comment };
  if (!(await (read ? markRead : markUnread)(ctx.db, key))) throw new Refusal('not_found');
}

/** Marks all of them as read. */
export async function markAllMentions(ctx: Context, actor: Actor): Promise<void> {
  await markRead(ctx.db, { person: actor.id, comment: null });
}
