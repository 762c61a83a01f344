import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { constraintOf } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import type { Person, PersonInput } from './contract.ts';
import { hashPassword } from './password.ts';
import { insertPerson } from './store.ts';

/**
 * Adds a person, who can sign in at once if a password is given.
 *
 * @param actor null: whoever runs commands on the server
 * @throws Refusal `email_taken`, also when the address differs in case only
 */
export async function addPerson(
  ctx: Context,
  actor: Actor | null,
  { password, ...input }: PersonInput,
): Promise<Person> {
  const passwordHash = password === undefined ? null : await hashPassword(password);
  try {
    return await ctx.db.transaction().execute(async (tx) => {
      const person = await insertPerson(tx, { ...input, id: ctx.clock.newId(), passwordHash });
      const data = {
        person: person.id,
        added: true,
        roles: person.roles,
        languages: person.languages,
      };
      await appendEvent(tx, ctx.clock, {
        type: 'person.changed',
        noticeId: null,
        actor: actor?.id ?? null,
        data,
      });
      return person;
    });
  } catch (error) {
    if (constraintOf(error) === 'person_email') throw new Refusal('email_taken');
    throw error;
  }
}
