import type { Context } from '../../context.ts';
import type { Person } from './contract.ts';
import type { FailureLimits } from './failure-limits.ts';
import { verifyPassword } from './password.ts';
import { hashOfSecret, newSecret } from './secret.ts';
import { insertSession } from './credential-store.ts';
import { findPassword, findPerson } from './store.ts';

/** Who signed in, and the secret of the new session. */
export interface SignedIn {
  readonly person: Person;
  readonly secret: string;
}

/**
 * Signs a person in by password. A wrong address, a wrong password, a person without password and one
 * who is disabled get the same answer after the same time.
 *
 * @param from the caller's network address, for the count of failures
 * @throws Refusal `bad_credentials`, `too_many_failures`
 */
export function signIn(
  ctx: Context,
  limits: FailureLimits,
  input: { readonly email: string; readonly password: string; readonly from: string },
): Promise<SignedIn> {
  return limits.attempt(input.email, input.from, () => openByPassword(ctx, input));
}

async function openByPassword(
  ctx: Context,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<SignedIn | null> {
  const known = await findPassword(ctx.db, email);
  const right = await verifyPassword(password, known?.hash ?? null);
  if (known === null || !right) return null;
  const secret = newSecret();
  const session = { hash: hashOfSecret(secret), personId: known.id, passwordHash: known.hash };
  if (!(await insertSession(ctx.db, session))) return null;
  const person = await findPerson(ctx.db, known.id);
  return person === null ? null : { person, secret };
}
