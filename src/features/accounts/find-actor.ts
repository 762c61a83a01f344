import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { readPersonByEmail } from './read-person.ts';

/**
 * The person with this e-mail address as one who acts, for commands that whoever runs the server gives in
 * their name.
 *
 * @throws Refusal `not_found`, `forbidden` for somebody who is disabled
 */
export async function findActorByEmail(ctx: Context, email: string): Promise<Actor> {
  const { id, name, roles, languages, disabled } = await readPersonByEmail(ctx, email);
  if (disabled) throw new Refusal('forbidden');
  return { id, name, roles, languages, scopes: null };
}
