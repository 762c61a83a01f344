import request from 'supertest';
import { sql } from 'kysely';
import { ensureFirstAdmin } from '../../../src/features/accounts/ensure-first-admin.ts';
import { forgetLapsed } from '../../../src/features/accounts/forget-lapsed.ts';
import type { Room } from './room.ts';
import { cookieIn, openRoom, password, setCookieOf } from './room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

const nothing = { email: null, password: null };
const me = (cookie: string) => request(room.url).get('/api/v1/me').set('Cookie', cookie);

async function linkOf(
  given: { email: string | null; password: string | null } = nothing,
): Promise<string> {
  const admin = await ensureFirstAdmin(room.ctx, given);
  if (admin?.link == null) throw new Error('expected a link');
  return admin.link;
}

test('the configured administrator is created once', async () => {
  const given = { email: ' Root@example.org', password };
  expect(await ensureFirstAdmin(room.ctx, given)).toEqual({
    email: 'Root@example.org',
    link: null,
  });
  expect(await ensureFirstAdmin(room.ctx, given)).toBeNull();
  const self = await me(await room.cookieOf('root@example.org'));
  expect(self.body).toMatchObject({ name: 'Root', roles: ['admin'], languages: ['en', 'zh'] });
});

test('where there are people nothing is created', async () => {
  await room.person('someone@example.org', 'admin');
  expect(await ensureFirstAdmin(room.ctx, nothing)).toBeNull();
});

test('processes that start at once create one administrator', async () => {
  const found = await Promise.all(
    Array.from({ length: 5 }, () => ensureFirstAdmin(room.ctx, { email: null, password })),
  );
  expect(found.filter((each) => each !== null)).toHaveLength(1);
  const { rows } = await sql`select 1 from person`.execute(room.ctx.db);
  expect(rows).toHaveLength(1);
});

test('without a password a one-time link signs in, once', async () => {
  const link = await linkOf();
  const session = () => request(room.url).post('/api/v1/session').send({ link });
  const answers = await Promise.all([session(), session(), session()]);
  expect(answers.map((each) => each.status).sort((a, b) => a - b)).toEqual([200, 401, 401]);
  const signedIn = answers.find((each) => each.status === 200);
  expect(signedIn?.body).toMatchObject({ email: 'admin@localhost' });
  expect(await ensureFirstAdmin(room.ctx, nothing)).toBeNull();
});

test('as long as nobody signed in, each start gives a fresh link in place of the last', async () => {
  const [first, second] = [await linkOf(), await linkOf()];
  await request(room.url).post('/api/v1/session').send({ link: first }).expect(401);
  await request(room.url).post('/api/v1/session').send({ link: second }).expect(200);
});

test('a password given at a later start takes the place of the link', async () => {
  const link = await linkOf();
  const given = { email: 'root@example.org', password };
  expect(await ensureFirstAdmin(room.ctx, given)).toEqual({
    email: 'root@example.org',
    link: null,
  });
  expect(await room.cookieOf('root@example.org')).toMatch(/^hebi_session=./);
  await request(room.url).post('/api/v1/session').send({ link }).expect(401);
});

test('a link lapses after a day', async () => {
  const link = await linkOf();
  const { rows } = await sql<{ hours: number }>`
    select extract(epoch from expires_at - created_at)::integer / 3600 as hours
    from sign_in_link`.execute(room.ctx.db);
  expect(rows[0]?.hours).toBe(24);
  await sql`update sign_in_link set expires_at = now()`.execute(room.ctx.db);
  await request(room.url).post('/api/v1/session').send({ link }).expect(401);
  expect((await request(room.url).get(`/sign-in/${link}`)).status).toBe(410);
});

test('the page of a link uses nothing up; its button signs in and leads on', async () => {
  const link = await linkOf({ email: '"<b>"@example.org', password: null });
  const chinese = { 'Accept-Language': 'zh-CN' };
  for (let i = 0; i < 2; i += 1) {
    const page = await request(room.url).get(`/sign-in/${link}`).set(chinese);
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-language': 'zh',
      'referrer-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(page.text).toContain('<html lang="zh-Hans">');
    expect(page.text).toContain('&quot;&lt;b&gt;&quot;@example.org');
    expect(page.text).not.toContain('<b>');
  }
  const evil = await request(room.url).post(`/sign-in/${link}`).set('Sec-Fetch-Site', 'cross-site');
  expect(evil.status).toBe(403);

  const pressed = await request(room.url)
    .post(`/sign-in/${link}`)
    .type('form')
    .set('Origin', room.url);
  expect(pressed.status).toBe(303);
  expect(pressed.headers['location']).toBe('/app');
  await me(cookieIn(pressed)).expect(200);

  const again = await request(room.url).post(`/sign-in/${link}`);
  expect(again.status).toBe(410);
  expect(again.text).toContain('This link no longer works');
  expect(setCookieOf(again)).toBe('');
});

test('what has lapsed is forgotten, what has not stays', async () => {
  await room.person('one@example.org', 'admin');
  const cookie = await room.cookieOf('one@example.org');
  await room.cookieOf('one@example.org');
  await sql`update session set expires_at = now()
    where token_hash <> sha256(convert_to(${cookie.split('=')[1]}, 'UTF8'))`.execute(room.ctx.db);
  await sql`insert into rate_limit values ('old', 3, 1), ('new', 3, ${Date.now() + 60_000})`.execute(
    room.ctx.db,
  );
  await forgetLapsed(room.ctx);
  const left = await sql<{ sessions: number; limits: string[] }>`
    select (select count(*) from session) as sessions, (select array_agg(key) from rate_limit) as limits`.execute(
    room.ctx.db,
  );
  expect(left.rows[0]).toEqual({ sessions: 1, limits: ['new'] });
  await me(cookie).expect(200);
});
