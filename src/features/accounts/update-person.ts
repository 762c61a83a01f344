import { isUuid } from '../../core/ids.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import type { Person, PersonPatch } from './contract.ts';
import { forgiveFailures } from './failure-limits.ts';
import { hashPassword } from './password.ts';
import { hashOfSecret } from './secret.ts';
import { endSessionsOf } from './credential-store.ts';
import { findPerson, lockEnabledAdmins, lockPerson, writePerson } from './store.ts';

export interface PersonChange {
  readonly id: string;
  readonly patch: PersonPatch;
  /** The secret of the session that asks: setting one's own password does not end it. */
  readonly session?: string | null;
}

/**
 * Changes what the patch names. A new password and disabling end the person's sessions; a new password
 * also forgives failed sign-ins. What is equal already is no change.
 *
 * @param actor null: whoever runs commands on the server
 * @throws Refusal `not_found`; `last_admin` when no enabled administrator would be left
 */
export async function updatePerson(
  ctx: Context,
  actor: Actor | null,
  { id, patch, session = null }: PersonChange,
): Promise<Person> {
  if (!isUuid(id)) throw new Refusal('not_found');
  const passwordHash = patch.password === undefined ? null : await hashPassword(patch.password);
  const person = await ctx.db.transaction().execute(async (tx) => {
    if (endsAdmin(patch)) await keepAnAdmin(tx, id);
    const before = await lockPerson(tx, id);
    if (before === null) throw new Refusal('not_found');
    const changed = changedFields(before, patch);
    if (changed.length === 0) return before;
    await writePerson(tx, id, { patch, passwordHash });
    if (changed.includes('password') || patch.disabled === true) {
      const stays = session !== null && patch.disabled !== true;
      await endSessionsOf(tx, id, stays ? hashOfSecret(session) : null);
    }
    await record(ctx, tx, { actor, id, changed });
    return (await findPerson(tx, id)) ?? before;
  });
  if (passwordHash !== null) await forgiveFailures(ctx.db, person.email);
  return person;
}

function endsAdmin({ roles, disabled }: PersonPatch): boolean {
  return disabled === true || roles?.includes('admin') === false;
}

/** Locks all enabled administrators, so that two of them cannot remove each other at the same time. */
async function keepAnAdmin(tx: Transaction, id: string): Promise<void> {
  const admins = await lockEnabledAdmins(tx);
  if (admins.length === 1 && admins[0] === id) throw new Refusal('last_admin');
}

const fields = ['name', 'roles', 'languages', 'password', 'disabled'] as const;
type Field = (typeof fields)[number];

function changedFields(before: Person, patch: PersonPatch): Field[] {
  return fields.filter((field) => {
    if (patch[field] === undefined) return false;
    if (field === 'password') return true;
    return JSON.stringify(patch[field]) !== JSON.stringify(before[field]);
  });
}

async function record(
  ctx: Context,
  tx: Transaction,
  { actor, id, changed }: { actor: Actor | null; id: string; changed: readonly Field[] },
): Promise<void> {
  const after = await findPerson(tx, id);
  const data = {
    person: id,
    changed,
    roles: after?.roles,
    languages: after?.languages,
    disabled: after?.disabled,
  };
  await appendEvent(tx, ctx.clock, {
    type: 'person.changed',
    noticeId: null,
    actor: actor?.id ?? null,
    data,
  });
}
