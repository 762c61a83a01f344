import { isUuid } from '../../core/ids.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { markTokenRevoked } from './credential-store.ts';

/**
 * Revokes one of a person's tokens at once and for good.
 *
 * @throws Refusal `not_found` when there is no such token of theirs, or it was revoked before
 */
export async function revokeToken(ctx: Context, person: string, id: string): Promise<void> {
  const known = isUuid(id) && isUuid(person);
  const revoked = known && (await markTokenRevoked(ctx.db, person, id));
  if (!revoked) throw new Refusal('not_found');
}
