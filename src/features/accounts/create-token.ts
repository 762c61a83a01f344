import type { Actor } from '../../core/permission.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { NewToken, TokenInput } from './contract.ts';
import { hashOfSecret, newSecret, tokenPrefix } from './secret.ts';
import { insertToken } from './credential-store.ts';

/**
 * Makes a token for a machine that acts as this person within the scopes. The secret is in the answer
 * and nowhere else.
 *
 * @throws Refusal `forbidden` when a token asks for scopes that it does not have itself, `invalid` when
 *   the token would have lapsed already
 */
export async function createToken(
  ctx: Context,
  actor: Actor,
  input: TokenInput,
): Promise<NewToken> {
  const { scopes: own } = actor;
  if (own !== null && !input.scopes.every((scope) => own.includes(scope))) {
    throw new Refusal('forbidden');
  }
  const secret = tokenPrefix + newSecret();
  const stored = await insertToken(ctx.db, {
    id: ctx.clock.newId(),
    personId: actor.id,
    name: input.name,
    scopes: input.scopes,
    hash: hashOfSecret(secret),
    expiresAt: input.expiresAt ?? null,
  });
  if (stored === null) throw invalidField('expiresAt', 'not_in_future', 'must be in the future');
  return { ...stored, token: secret };
}
