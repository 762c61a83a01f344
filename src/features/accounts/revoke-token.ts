import { isUuid } from '../../core/ids.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { markTokenRevoked } from './credential-store.ts';

/**
 * Revokes one of the actor's own tokens at once and for good.
 *
 * @throws Refusal `not_found` when there is no such token of theirs, or it was revoked before
 */
export async function revokeToken(ctx: Context, actor: Actor, id: string): Promise<void> {
  const revoked = isUuid(id) && (await markTokenRevoked(ctx.db, actor.id, id));
  if (!revoked) throw new Refusal('not_found');
}
