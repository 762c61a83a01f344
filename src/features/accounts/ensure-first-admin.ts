import { languages } from '../../core/language.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { hashPassword } from './password.ts';
import { hashOfSecret, newSecret } from './secret.ts';
import { endSessionsOf, replaceSignInLink } from './credential-store.ts';
import { insertPerson, lockPeople, readStart, writeFirstAdmin } from './store.ts';

export interface FirstAdmin {
  readonly email: string;
  /** The token of a one-time sign-in link, for 24 hours; null: there is a password. */
  readonly link: string | null;
}

/**
 * Creates the administrator of a database without people: with the password given, or else with a
 * one-time sign-in link. As long as that one person never signed in and has no password, later calls
 * set what is given now, or make a fresh link in place of the one before. Safe when several processes
 * start at once.
 *
 * @param given the administrator of the configuration, or nulls
 * @returns null when there was nothing to do
 */
export async function ensureFirstAdmin(
  ctx: Context,
  given: { readonly email: string | null; readonly password: string | null },
): Promise<FirstAdmin | null> {
  const seen = await readStart(ctx.db);
  if (seen.people > 0 && seen.untouched === null) return null;
  const email = given.email?.normalize('NFC').trim() ?? null;
  const passwordHash = given.password === null ? null : await hashPassword(given.password);
  return ctx.db.transaction().execute(async (tx) => {
    await lockPeople(tx);
    const { people, untouched } = await readStart(tx);
    if (people > 0 && untouched === null) return null;
    const admin = untouched ?? (await addAdmin(ctx, tx, email ?? 'admin@localhost'));
    const known = email ?? admin.email;
    await writeFirstAdmin(tx, admin.id, { email: known, passwordHash });
    if (passwordHash !== null) {
      await endSessionsOf(tx, admin.id, null);
      return { email: known, link: null };
    }
    const secret = newSecret();
    await replaceSignInLink(tx, admin.id, hashOfSecret(secret));
    return { email: known, link: secret };
  });
}

async function addAdmin(
  ctx: Context,
  tx: Transaction,
  email: string,
): Promise<{ id: string; email: string }> {
  const admin = await insertPerson(tx, {
    id: ctx.clock.newId(),
    email,
    name: email.split('@')[0] ?? email,
    roles: ['admin'],
    languages,
    passwordHash: null,
  });
  const data = { person: admin.id, added: true, roles: admin.roles, languages: admin.languages };
  await appendEvent(tx, ctx.clock, { type: 'person.changed', noticeId: null, actor: null, data });
  return { id: admin.id, email };
}
