import { randomUUID } from 'node:crypto';
import type { Service } from '../../src/context.ts';
import type { Language } from '../../src/core/language.ts';
import type { Actor, Role, Scope } from '../../src/core/permission.ts';
import { scopes as allScopes } from '../../src/core/permission.ts';
import { hashOfSecret, newSecret, tokenPrefix } from '../../src/features/accounts/secret.ts';
import type { Client } from './http.ts';
import { clientOf } from './http.ts';

/** A person with a token and no password: made in a millisecond, where a hashed password takes 50. */
export interface TokenHolder extends Actor {
  readonly client: Client;
  /** The Authorization header of the person's token. */
  readonly authorization: string;
}

interface Making {
  readonly roles: readonly Role[];
  readonly languages?: readonly Language[];
  readonly scopes?: readonly Scope[];
}

/** People of these names who act by token. */
export async function makePeople(
  t: { service: Service; url: string },
  names: readonly string[],
  { roles, languages = ['en', 'zh'], scopes = allScopes }: Making,
): Promise<TokenHolder[]> {
  const { db } = t.service;
  const made = names.map((name) => ({ id: randomUUID(), name, secret: tokenPrefix + newSecret() }));
  const people = made.map(({ id, name }) => ({
    id,
    name,
    email: `${id}@example.org`,
    roles: [...roles],
    languages: [...languages],
  }));
  await db.insertInto('person').values(people).execute();
  const tokens = made.map(({ id, name, secret }) => ({
    id: randomUUID(),
    personId: id,
    name,
    scopes: [...scopes],
    tokenHash: hashOfSecret(secret),
  }));
  await db.insertInto('apiToken').values(tokens).execute();
  return made.map(({ id, name, secret }) => {
    const authorization = `Bearer ${secret}`;
    const client = clientOf(t.url, { authorization });
    return { id, name, roles, languages, scopes: null, client, authorization };
  });
}

/** One such person. */
export async function makeHolder(
  t: { service: Service; url: string },
  name: string,
  making: Making,
): Promise<TokenHolder> {
  const [person] = await makePeople(t, [name], making);
  if (person === undefined) throw new Error('nobody was made');
  return person;
}
