import request from 'supertest';
import { parseOptions } from '@node-rs/argon2';
import { sql } from 'kysely';
import { decoyHash, hashPassword } from '../../../src/features/accounts/password.ts';
import type { Room } from './room.ts';
import { cookieIn, openRoom, password, setCookieOf } from './room.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
  await room.person('lin@example.org', 'editor');
});
afterAll(() => room.close());

const session = () => request(room.url).post('/api/v1/session');
const me = (cookie: string) => request(room.url).get('/api/v1/me').set('Cookie', cookie);

test('a person signs in, is known, and signs out', async () => {
  const signedIn = await session().send({ email: 'lin@example.org', password });
  expect(signedIn.status).toBe(200);
  expect(signedIn.body).toMatchObject({ email: 'lin@example.org', roles: ['editor'] });
  expect(setCookieOf(signedIn)).toMatch(
    /^hebi_session=[\w-]{43}; Max-Age=2592000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );

  const cookie = cookieIn(signedIn);
  const self = await me(cookie);
  expect(self.body).toMatchObject({ email: 'lin@example.org', scopes: null, disabled: false });

  const out = await request(room.url).delete('/api/v1/session').set('Cookie', cookie);
  expect(out.status).toBe(204);
  expect(setCookieOf(out)).toMatch(/^hebi_session=;.*Expires=Thu, 01 Jan 1970/);
  expect((await me(cookie)).status).toBe(401);
  expect((await request(room.url).delete('/api/v1/session').set('Cookie', cookie)).status).toBe(
    204,
  );
  expect((await request(room.url).delete('/api/v1/session')).status).toBe(204);
});

test('the address may be written in another case, and a password in another normal form', async () => {
  await room.person('ZHOU@example.org', 'reader');
  const decomposed = 'cafe\u0301 au lait';
  const admin = await room.person('boss@example.org', 'admin');
  const cookie = await room.cookieOf('boss@example.org');
  await request(room.url)
    .patch(`/api/v1/users/${admin.id}`)
    .set('Cookie', cookie)
    .send({ password: decomposed })
    .expect(200);
  await session().send({ email: ' Zhou@Example.org ', password }).expect(200);
  await session()
    .send({ email: 'boss@example.org', password: decomposed.normalize('NFC') })
    .expect(200);
});

test.each([
  ['a wrong password', { email: 'lin@example.org', password: 'wrong wrong wrong' }],
  ['no such account', { email: 'nobody@example.org', password }],
  ['a link that never was', { link: 'x'.repeat(43) }],
])('%s is refused with the same words', async (_, body) => {
  const answer = await session().send(body);
  expect(answer.status).toBe(401);
  expect(answer.type).toBe('application/problem+json');
  expect(answer.body).toMatchObject({ code: 'bad_credentials', status: 401 });
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('a disabled person and one without password are refused like a wrong password', async () => {
  const { id } = await room.person('gone@example.org', 'reader');
  await sql`update person set disabled_at = now() where id = ${id}`.execute(room.ctx.db);
  const bare = await room.person('bare@example.org', 'reader');
  await sql`update person set password_hash = null where id = ${bare.id}`.execute(room.ctx.db);
  for (const email of ['gone@example.org', 'bare@example.org']) {
    const answer = await session().send({ email, password });
    expect(answer.body).toMatchObject({ code: 'bad_credentials' });
  }
});

test('what is compared without an account costs as much as a real hash', async () => {
  const { saltLen: _, ...decoy } = parseOptions(decoyHash);
  expect(parseOptions(await hashPassword(password))).toMatchObject(decoy);
  expect(decoy).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
});

test.each([
  [{ email: 'lin@example.org' }, [{ path: 'password', code: 'required' }]],
  [{}, [{ path: 'email' }, { path: 'password' }]],
  [{ link: 'abc', email: 'lin@example.org' }, [{ path: 'email', code: 'unknown_field' }]],
  [{ email: 'lin@example.org', password, remember: true }, [{ path: 'remember' }]],
  [{ email: ['lin@example.org'], password }, [{ path: 'email', code: 'invalid_type' }]],
  [{ email: 'lin@example.org', password: 'a\0b' }, [{ path: 'password', code: 'nul' }]],
])('%j is no way to sign in', async (body, errors) => {
  const answer = await session().send(body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject(errors);
});

test('what is no JSON is refused before anything is compared', async () => {
  const broken = await session().type('json').send('{"email":');
  expect(broken.body).toMatchObject({ status: 400, code: 'malformed' });
  const form = await session().type('form').send({ email: 'lin@example.org', password });
  expect(form.body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
});

test('refusals speak the language of the caller', async () => {
  const body = { email: 'lin@example.org', password: 'wrong wrong wrong' };
  const english = await session().send(body);
  const chinese = await session().set('Accept-Language', 'zh-CN,zh;q=0.9,en;q=0.5').send(body);
  expect(english.body.title).toMatch(/password is wrong/);
  expect(chinese.body.title).toMatch(/密码不正确/);
});

test('a session that has lapsed, or never was, is nobody', async () => {
  const cookie = await room.cookieOf('lin@example.org');
  await me(cookie).expect(200);
  await sql`update session set expires_at = now()`.execute(room.ctx.db);
  for (const stale of [cookie, 'hebi_session=made-up', `hebi_session=${'x'.repeat(5000)}`]) {
    const answer = await me(stale);
    expect(answer.body).toMatchObject({ status: 401, code: 'not_signed_in' });
  }
});

test('neither the password nor the session is stored as it is', async () => {
  const cookie = await room.cookieOf('lin@example.org');
  const secret = cookie.split('=')[1] ?? '';
  const { rows } = await sql<{ all: string }>`
    select (select string_agg(s::text, ' ') from session s) || ' ' ||
           (select string_agg(p::text, ' ') from person p) as all`.execute(room.ctx.db);
  expect(rows[0]?.all).toContain('$argon2id$');
  expect(rows[0]?.all).not.toContain(password);
  expect(rows[0]?.all).not.toContain(secret);
  expect(rows[0]?.all).not.toContain(Buffer.from(secret).toString('hex'));
});

test('the cookie is for https only where people come by https', async () => {
  const secure = await openRoom({ HEBI_PUBLIC_URL: 'https://notices.example.org' });
  try {
    await secure.person('lin@example.org', 'reader');
    const answer = await request(secure.url)
      .post('/api/v1/session')
      .send({ email: 'lin@example.org', password });
    expect(setCookieOf(answer)).toMatch(/; Secure/);
  } finally {
    await secure.close();
  }
  const proxied = await session()
    .set('X-Forwarded-Proto', 'https')
    .send({ email: 'lin@example.org', password });
  expect(setCookieOf(proxied)).toMatch(/; Secure/);
});
