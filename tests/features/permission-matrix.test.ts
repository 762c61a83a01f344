import { operations } from '../../src/api.ts';
import type { Operation } from '../../src/core/operation.ts';
import type { Role, Scope } from '../../src/core/permission.ts';
import { may, permissions, roles, scopes } from '../../src/core/permission.ts';
import { hashOfSecret, newSecret, tokenPrefix } from '../../src/features/accounts/secret.ts';
import type { Client } from '../support/http.ts';
import { clientOf } from '../support/http.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

/**
 * Every operation of the contract × everybody: nobody, each role, and a token that lacks the scope. Asked
 * with no body and ids of nothing, an operation answers 401 or 403 exactly where its rule says so.
 */
let t: TestService;
const clients = new Map<string, Client>();

beforeAll(async () => {
  t = await openTestService({ workers: false });
  clients.set('nobody', clientOf(t.url));
  for (const role of roles) {
    clients.set(role, await callerWith(role, scopes));
    for (const scope of scopes) {
      clients.set(
        `${role} without ${scope}`,
        await callerWith(
          role,
          scopes.filter((each) => each !== scope),
        ),
      );
    }
  }
});
afterAll(() => t.close());

/** A person of one role with a token, made without the cost of a password. */
async function callerWith(role: Role, allowed: readonly Scope[]): Promise<Client> {
  const { db, clock } = t.service;
  const id = clock.newId();
  const secret = tokenPrefix + newSecret();
  await db
    .insertInto('person')
    .values({ id, email: `${id}@example.org`, name: role, roles: [role] })
    .execute();
  await db
    .insertInto('apiToken')
    .values({
      id: clock.newId(),
      personId: id,
      name: 'test',
      scopes: [...allowed],
      tokenHash: hashOfSecret(secret),
    })
    .execute();
  return clientOf(t.url, { authorization: `Bearer ${secret}` });
}

const nothing = '00000000-0000-7000-8000-000000000000';

function pathOf(op: Operation): string {
  const values: Record<string, string> = { language: 'en', number: '1', finding: '0'.repeat(16) };
  return op.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? nothing);
}

function ask(client: Client | undefined, op: Operation) {
  if (client === undefined) throw new Error('no such caller');
  const path = pathOf(op);
  if (op.method === 'get') return client.get(path);
  if (op.method === 'delete') return client.del(path);
  return client[op.method](path, {});
}

const guarded = operations.filter((op) => op.leave !== 'public');

describe('who may', () => {
  it('is said by every operation, with a rule that exists', () => {
    for (const op of operations) {
      const known =
        op.leave === 'public' || op.leave === 'signed-in' || Object.hasOwn(permissions, op.leave);
      expect([op.id, known]).toEqual([op.id, true]);
    }
    expect(new Set(operations.map((op) => op.id)).size).toBe(operations.length);
    expect(new Set(operations.map((op) => `${op.method} ${op.path}`)).size).toBe(operations.length);
  });

  it.each(guarded.map((op) => [op.id, op] as const))('%s asks who it is', async (_id, op) => {
    const answer = await ask(clients.get('nobody'), op);
    expect([answer.status, answer.body.code]).toEqual([401, 'not_signed_in']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each(guarded.flatMap((op) => roles.map((role) => [op.id, role, op] as const)))(
    '%s for %s',
    async (_id, role, op) => {
      const actor = { id: '', name: '', roles: [role], languages: [], scopes: null };
      const allowed = op.leave === 'signed-in' || op.leave === 'public' || may(actor, op.leave);
      const answer = await ask(clients.get(role), op);
      expect(answer.status === 403 && answer.body.code === 'forbidden').toBe(!allowed);
      expect(answer.status).toBeLessThan(500);
    },
  );

  it.each(guarded.filter((op) => op.leave !== 'signed-in').map((op) => [op.id, op] as const))(
    '%s refuses an administrator’s token without its scope',
    async (_id, op) => {
      if (op.leave === 'public' || op.leave === 'signed-in') return;
      const answer = await ask(clients.get(`admin without ${permissions[op.leave].scope}`), op);
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    },
  );
});

describe('a refusal', () => {
  it.each([
    ['en-GB', 'Sign in'],
    ['zh-CN', '登录'],
  ])('speaks %s', async (locale, word) => {
    const answer = await clientOf(t.url).get('/api/v1/notices', { 'Accept-Language': locale });
    expect(answer.body).toMatchObject({ status: 401, code: 'not_signed_in' });
    expect(answer.body.title.toLowerCase()).toContain(word.toLowerCase());
  });

  it('of an address that is not there is a problem as well', async () => {
    const answer = await clientOf(t.url).get('/api/v1/nowhere');
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });
});

describe('the OpenAPI document', () => {
  it('tells every operation with its rule, and nothing else', async () => {
    const { body } = await clientOf(t.url).get('/api/v1/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const told = Object.entries(
      body.paths as Record<string, Record<string, { operationId: string }>>,
    ).flatMap(([, methods]) => Object.values(methods).map((op) => op.operationId));
    expect(told.toSorted()).toEqual(operations.map((op) => op.id).toSorted());
    for (const op of operations) expect(body.paths[op.path][op.method]['x-leave']).toBe(op.leave);
  });
});
