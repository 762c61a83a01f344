import type { Actor } from '../../core/permission.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { SelfPatch } from './contract.ts';
import type { FailureLimits } from './failure-limits.ts';
import { verifyPassword } from './password.ts';
import { readPerson } from './read-person.ts';
import { findPassword, writePreferences } from './store.ts';
import { updatePerson } from './update-person.ts';

export interface SelfChange {
  readonly actor: Actor;
  readonly patch: SelfPatch;
  /** The session that asks stays when the password changes, all others end. */
  readonly session: string | null;
  /** The caller's network address, for the count of failures. */
  readonly from: string;
}

/**
 * Changes what people may change of themselves. A new password needs the present one; wrong ones count as
 * failed sign-ins.
 *
 * @throws Refusal `invalid` for a wrong present password, `too_many_failures`
 */
export async function changeSelf(
  ctx: Context,
  limits: FailureLimits,
  { actor, patch, session, from }: SelfChange,
): Promise<void> {
  const { name, password, ...preferences } = patch;
  if (password !== undefined) await checkPresent(ctx, limits, { actor, from, ...password });
  const person = {
    ...(name === undefined ? {} : { name }),
    ...(password === undefined ? {} : { password: password.next }),
  };
  if (Object.keys(person).length > 0) {
    await updatePerson(ctx, actor, { id: actor.id, patch: person, session });
  }
  await writePreferences(ctx.db, actor.id, preferences);
}

/** Whoever has no password yet, and came by a link, sets the first without one. */
async function checkPresent(
  ctx: Context,
  limits: FailureLimits,
  given: { actor: Actor; from: string; current?: string | undefined },
): Promise<void> {
  const { email } = await readPerson(ctx, given.actor.id);
  const known = await findPassword(ctx.db, email);
  if (known?.hash === null) return;
  try {
    await limits.attempt(email, given.from, async () => {
      const right = await verifyPassword(given.current ?? '', known?.hash ?? null);
      return right ? true : null;
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad_credentials') throw error;
    // The sign-in itself is fine: 401 would say that it has ended.
    throw invalidField('password.current', 'wrong_password', 'is not your present password');
  }
}
