import type { Actor } from '../../core/permission.ts';
import { leavesOf } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Self } from './contract.ts';
import { findEnd } from './credential-store.ts';
import type { Credential } from './find-caller.ts';
import { readPerson } from './read-person.ts';
import { findPreferences } from './store.ts';

/** Who acts, what they may do, and what they chose for themselves. */
export async function readSelf(
  ctx: Context,
  actor: Actor,
  credential: Credential | null,
): Promise<Self> {
  const person = await readPerson(ctx, actor.id);
  const preferences = await findPreferences(ctx.db, actor.id);
  if (preferences === null) throw new Refusal('not_found');
  const until = credential === null ? null : await findEnd(ctx.db, credential);
  return {
    ...person,
    ...preferences,
    scopes: actor.scopes === null ? null : [...actor.scopes],
    permissions: leavesOf(actor),
    until: until?.toISOString() ?? null,
  };
}
