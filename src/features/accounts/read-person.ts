import { isUuid } from '../../core/ids.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Person } from './contract.ts';
import { findPerson, findPersonByEmail } from './store.ts';

/** @throws Refusal `not_found` */
export async function readPerson(ctx: Context, id: string): Promise<Person> {
  const person = isUuid(id) ? await findPerson(ctx.db, id) : null;
  if (person === null) throw new Refusal('not_found');
  return person;
}

/**
 * The person with this e-mail address, in whatever case.
 *
 * @throws Refusal `not_found`
 */
export async function readPersonByEmail(ctx: Context, email: string): Promise<Person> {
  const person = await findPersonByEmail(ctx.db, email.normalize('NFC').trim());
  if (person === null) throw new Refusal('not_found');
  return person;
}
