import type { Context } from '../../context.ts';
import type { FailureLimits } from './failure-limits.ts';
import { hashOfSecret, newSecret } from './secret.ts';
import type { SignedIn } from './sign-in.ts';
import { findLinkEmail, insertSession, spendLink } from './credential-store.ts';
import { findPerson } from './store.ts';

/**
 * Signs a person in by a one-time link, which is used up by it.
 *
 * @param from the caller's network address, for the count of failures
 * @throws Refusal `bad_credentials` when the link is wrong, used or has lapsed; `too_many_failures`
 */
export function signInByLink(
  ctx: Context,
  limits: FailureLimits,
  { link, from }: { readonly link: string; readonly from: string },
): Promise<SignedIn> {
  return limits.attempt(null, from, () => openByLink(ctx, link));
}

function openByLink(ctx: Context, link: string): Promise<SignedIn | null> {
  const secret = newSecret();
  return ctx.db.transaction().execute(async (tx) => {
    const personId = await spendLink(tx, hashOfSecret(link));
    if (personId === null) return null;
    const session = { hash: hashOfSecret(secret), personId, passwordHash: null };
    if (!(await insertSession(tx, session))) return null;
    const person = await findPerson(tx, personId);
    return person === null ? null : { person, secret };
  });
}

/** Whom a link would sign in, without using it up; null: it no longer works. */
export function peekLink(ctx: Context, link: string): Promise<string | null> {
  return findLinkEmail(ctx.db, hashOfSecret(link));
}
