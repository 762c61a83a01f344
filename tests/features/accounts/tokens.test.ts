import request from 'supertest';
import { sql } from 'kysely';
import { scopes } from '../../../src/core/permission.ts';
import type { NewToken, Person } from '../../../src/features/accounts/contract.ts';
import { newTokenShape } from '../../../src/features/accounts/contract.ts';
import { updatePerson } from '../../../src/features/accounts/update-person.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';

let room: Room;
let admin: Person;
let cookie: string;
beforeAll(async () => {
  room = await openRoom();
  admin = await room.person('root@example.org', 'admin');
  await room.person('second@example.org', 'admin');
  await room.person('mei@example.org', 'translator');
  cookie = await room.cookieOf('root@example.org');
});
afterAll(() => room.close());

async function make(body: object, as = cookie): Promise<NewToken> {
  const answer = await request(room.url).post('/api/v1/tokens').set('Cookie', as).send(body);
  expect(answer.status).toBe(201);
  return newTokenShape.parse(answer.body);
}

const withToken = (token: string) => ({ Authorization: `Bearer ${token}` });
const me = (token: string) => request(room.url).get('/api/v1/me').set(withToken(token));

test('a token is shown once, lists without its secret, and acts within its scopes', async () => {
  const made = await make({ name: ' Website ', scopes: ['read', 'read'] });
  expect(made).toMatchObject({ name: 'Website', scopes: ['read'], expiresAt: null });
  expect(made.token).toMatch(/^hebi_[\w-]{43}$/);
  expect((await me(made.token)).body).toMatchObject({ id: admin.id, scopes: ['read'] });

  const users = request(room.url).post('/api/v1/users').set(withToken(made.token));
  const refused = await users.send({ email: 'x@example.org', name: 'X', roles: ['reader'] });
  expect(refused.body).toMatchObject({ status: 403, code: 'forbidden' });

  const list = await request(room.url).get('/api/v1/tokens').set('Cookie', cookie);
  const { token: _, ...shown } = made;
  expect(list.body.items).toContainEqual(shown);
  expect(list.text).not.toContain(made.token);
});

test('only its hash is stored', async () => {
  const { token } = await make({ name: 'stored', scopes: ['read'] });
  const { rows } = await sql<{ all: string }>`
    select string_agg(t::text, ' ') as all from api_token t`.execute(room.ctx.db);
  expect(rows[0]?.all).not.toContain(token.slice(5));
  expect(rows[0]?.all).not.toContain(Buffer.from(token).toString('hex'));
});

test('scopes never give more than the person’s roles', async () => {
  const mei = await room.cookieOf('mei@example.org');
  const { token } = await make({ name: 'all', scopes }, mei);
  const answer = await request(room.url).get('/api/v1/users').set(withToken(token));
  expect(answer.body).toMatchObject({ status: 403, code: 'forbidden' });
});

test('a token makes no token with scopes beyond its own', async () => {
  const { token } = await make({ name: 'keeper', scopes: ['read', 'admin'] });
  const post = (wanted: string[]) =>
    request(room.url)
      .post('/api/v1/tokens')
      .set(withToken(token))
      .send({ name: 'n', scopes: wanted });
  expect((await post(['read'])).status).toBe(201);
  expect((await post(['read', 'publish'])).body).toMatchObject({ status: 403, code: 'forbidden' });
});

test('a token lapses at its time', async () => {
  const { token, id } = await make({
    name: 'brief',
    scopes: ['read'],
    expiresAt: '2999-01-01T00:00:00Z',
  });
  await me(token).expect(200);
  await sql`update api_token set expires_at = now() where id = ${id}`.execute(room.ctx.db);
  expect((await me(token)).body).toMatchObject({ status: 401, code: 'not_signed_in' });
});

test.each([
  [
    { name: 'late', scopes: ['read'], expiresAt: '2001-01-01T00:00:00Z' },
    'expiresAt',
    'not_in_future',
  ],
  [{ name: 'late', scopes: ['read'], expiresAt: 'tomorrow' }, 'expiresAt', 'invalid_format'],
  [{ name: 'none', scopes: [] }, 'scopes', 'too_small'],
  [{ name: 'odd', scopes: ['everything'] }, 'scopes[0]', 'invalid_value'],
  [{ name: ' \u202e ', scopes: ['read'] }, 'name', 'too_small'],
  [{ scopes: ['read'] }, 'name', 'required'],
  [{ name: 'more', scopes: ['read'], person: 'someone' }, 'person', 'unknown_field'],
])('%j makes no token', async (body, path, code) => {
  const answer = await request(room.url).post('/api/v1/tokens').set('Cookie', cookie).send(body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject([{ path, code }]);
});

test('a revoked token stops at once, and only its owner can revoke it', async () => {
  const { token, id } = await make({ name: 'revoked', scopes: ['read'] });
  const revoke = (as: string) => request(room.url).delete(`/api/v1/tokens/${id}`).set('Cookie', as);
  expect((await revoke(await room.cookieOf('second@example.org'))).status).toBe(404);
  await me(token).expect(200);
  expect((await revoke(cookie)).status).toBe(204);
  expect((await me(token)).status).toBe(401);
  expect((await revoke(cookie)).status).toBe(404);
  const list = await request(room.url).get('/api/v1/tokens?limit=200').set('Cookie', cookie);
  expect(list.body.items.map((each: { id: string }) => each.id)).not.toContain(id);
  await request(room.url).delete('/api/v1/tokens/not-an-id').set('Cookie', cookie).expect(404);
});

const call = (authorization: string) =>
  request(room.url).get('/api/v1/me').set('Cookie', cookie).set('Authorization', authorization);

test('a wrong token is refused even beside a good cookie; other schemes are not ours', async () => {
  for (const wrong of [
    'Bearer hebi_wrong',
    'bearer x',
    'Bearer',
    `Bearer hebi_${'a'.repeat(999)}`,
  ]) {
    expect((await call(wrong)).body).toMatchObject({ status: 401, code: 'not_signed_in' });
  }
  expect((await call('Basic c3RhZ2luZzpzdGFnaW5n')).status).toBe(200);
});

test('the tokens of a disabled person rest', async () => {
  const mei = await room.person('resting@example.org', 'reader');
  const { token } = await make(
    { name: 'rest', scopes: ['read'] },
    await room.cookieOf('resting@example.org'),
  );
  await me(token).expect(200);
  await updatePerson(room.ctx, null, { id: mei.id, patch: { disabled: true } });
  await me(token).expect(401);
  await updatePerson(room.ctx, null, { id: mei.id, patch: { disabled: false } });
  await me(token).expect(200);
});

test('nobody but the signed in makes or lists tokens', async () => {
  expect((await request(room.url).get('/api/v1/tokens')).status).toBe(401);
  const post = request(room.url).post('/api/v1/tokens');
  expect((await post.send({ name: 'n', scopes: ['read'] })).status).toBe(401);
});
