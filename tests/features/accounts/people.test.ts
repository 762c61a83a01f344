import request from 'supertest';
import { sql } from 'kysely';
import { pageShape } from '../../../src/core/operation.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import type { Person, PersonPatch } from '../../../src/features/accounts/contract.ts';
import { personShape } from '../../../src/features/accounts/contract.ts';
import { updatePerson } from '../../../src/features/accounts/update-person.ts';
import type { Room } from './room.ts';
import { openRoom, password } from './room.ts';

let room: Room;
let admin: Person;
let cookie: string;
beforeAll(async () => {
  room = await openRoom();
  admin = await room.person('root@example.org', 'admin');
  cookie = await room.cookieOf('root@example.org');
});
afterAll(() => room.close());

const add = (body: object, as = cookie) =>
  request(room.url).post('/api/v1/users').set('Cookie', as).send(body);
const patch = (id: string, body: PersonPatch, as = cookie) =>
  request(room.url).patch(`/api/v1/users/${id}`).set('Cookie', as).send(body);
const me = (as: string) => request(room.url).get('/api/v1/me').set('Cookie', as);

test('an administrator adds a person, who can sign in at once', async () => {
  const answer = await add({
    email: ' Ouyang@example.org ',
    name: '欧阳 小美\u202e',
    password,
    roles: ['translator', 'translator'],
    languages: ['zh'],
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.any(String),
    email: 'Ouyang@example.org',
    name: '欧阳 小美',
    roles: ['translator'],
    languages: ['zh'],
    disabled: false,
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  const self = await me(await room.cookieOf('ouyang@example.org'));
  expect(self.body).toMatchObject({ id: answer.body.id, languages: ['zh'] });
});

test('languages are both unless said, and a password can come later', async () => {
  const { body } = await add({ email: 'later@example.org', name: 'Later', roles: ['reader'] });
  expect(body.languages).toEqual(['en', 'zh']);
  const before = await request(room.url)
    .post('/api/v1/session')
    .send({ email: 'later@example.org', password });
  expect(before.status).toBe(401);
  await patch(body.id, { password }).expect(200);
  expect(await room.cookieOf('later@example.org')).toMatch(/^hebi_session=./);
});

test('an e-mail address is taken in whatever case', async () => {
  await room.person('taken@example.org', 'reader');
  const answer = await add({ email: 'TAKEN@Example.Org', name: 'T', roles: ['reader'] });
  expect(answer.body).toMatchObject({ status: 409, code: 'email_taken' });
});

const fine = { email: 'fine@example.org', name: 'Fine', roles: ['reader'] };

test.each<[object, string, string]>([
  [{ ...fine, email: 'no address' }, 'email', 'invalid_format'],
  [{ ...fine, email: 'a\u202eb@example.org' }, 'email', 'invalid_format'],
  [{ ...fine, email: `${'a'.repeat(65)}@example.org` }, 'email', 'invalid_format'],
  [{ ...fine, name: '   ' }, 'name', 'too_small'],
  [{ ...fine, name: 'n'.repeat(201) }, 'name', 'too_big'],
  [{ ...fine, name: 'n\0' }, 'name', 'nul'],
  [{ ...fine, password: 'too short' }, 'password', 'too_small'],
  [{ ...fine, password: 'p'.repeat(201) }, 'password', 'too_big'],
  [{ ...fine, roles: [] }, 'roles', 'too_small'],
  [{ ...fine, roles: ['owner'] }, 'roles[0]', 'invalid_value'],
  [{ ...fine, languages: ['fr'] }, 'languages[0]', 'invalid_value'],
  [{ ...fine, passwordHash: 'x' }, 'passwordHash', 'unknown_field'],
  [{ name: 'Fine', roles: ['reader'] }, 'email', 'required'],
])('%j is no person', async (body, path, code) => {
  const answer = await add(body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject([{ path, code }]);
});

test('people are for administrators; editors see the list; nobody else does', async () => {
  await room.person('editor@example.org', 'editor');
  await room.person('reader@example.org', 'reader');
  const [editor, reader] = [
    await room.cookieOf('editor@example.org'),
    await room.cookieOf('reader@example.org'),
  ];
  const list = (as?: string) => {
    const call = request(room.url).get('/api/v1/users');
    return as === undefined ? call : call.set('Cookie', as);
  };
  expect((await add(fine, editor)).status).toBe(403);
  expect((await patch(admin.id, { name: 'Mine' }, editor)).status).toBe(403);
  expect((await list(editor)).status).toBe(200);
  expect((await list(reader)).status).toBe(403);
  expect((await list()).status).toBe(401);
  expect((await request(room.url).post('/api/v1/users').send(fine)).status).toBe(401);
});

test('the list is read page by page and shows no hash', async () => {
  const seen: string[] = [];
  let next: string | null = null;
  do {
    const query: string = next === null ? '' : `&cursor=${next}`;
    const page = await request(room.url).get(`/api/v1/users?limit=3${query}`).set('Cookie', cookie);
    expect(page.text).not.toMatch(/argon2|hash/i);
    const { items, next: following } = pageShape(personShape).parse(page.body);
    expect(items.length).toBeLessThanOrEqual(3);
    seen.push(...items.map((person) => person.id));
    next = following;
  } while (next !== null);
  const { rows } = await sql<{ id: string }>`select id from person order by id`.execute(
    room.ctx.db,
  );
  expect(seen).toEqual(rows.map((row) => row.id));
  const bad = await request(room.url).get('/api/v1/users?cursor=abc').set('Cookie', cookie);
  expect(bad.body.errors).toMatchObject([{ path: 'query.cursor', code: 'bad_cursor' }]);
  await request(room.url).get('/api/v1/users?page=2').set('Cookie', cookie).expect(422);
});

test('a patch changes what it names, and tells of it in an event', async () => {
  const { id } = await room.person('change@example.org', 'reader');
  const answer = await patch(id, { name: 'Changed', roles: ['editor'], languages: ['en'] });
  expect(answer.body).toMatchObject({ name: 'Changed', roles: ['editor'], languages: ['en'] });
  await patch(id, { name: 'Changed' }).expect(200);
  const { rows } = await sql<{ actor: string; data: object }>`
    select actor, data from event where type = 'person.changed' and data->>'person' = ${id}
    order by id`.execute(room.ctx.db);
  expect(rows).toEqual([
    { actor: null, data: { person: id, added: true, roles: ['reader'], languages: ['en', 'zh'] } },
    {
      actor: admin.id,
      data: {
        person: id,
        changed: ['name', 'roles', 'languages'],
        roles: ['editor'],
        languages: ['en'],
        disabled: false,
      },
    },
  ]);
  for (const unknown of ['0198c0de-0000-7000-8000-000000000000', 'x']) {
    expect((await patch(unknown, { name: 'N' })).body).toMatchObject({ code: 'not_found' });
  }
});

test('roles count from the next request on', async () => {
  const { id } = await room.person('rise@example.org', 'reader');
  const session = await room.cookieOf('rise@example.org');
  const list = () => request(room.url).get('/api/v1/users').set('Cookie', session);
  expect((await list()).status).toBe(403);
  await patch(id, { roles: ['editor'] }).expect(200);
  expect((await list()).status).toBe(200);
});

test('disabling ends sessions at once and for good', async () => {
  const { id } = await room.person('leaver@example.org', 'editor');
  const session = await room.cookieOf('leaver@example.org');
  await me(session).expect(200);
  await patch(id, { disabled: true }).expect(200);
  await me(session).expect(401);
  const refused = await request(room.url)
    .post('/api/v1/session')
    .send({ email: 'leaver@example.org', password });
  expect(refused.status).toBe(401);
  await patch(id, { disabled: false }).expect(200);
  await me(session).expect(401);
  expect(await room.cookieOf('leaver@example.org')).toMatch(/^hebi_session=./);
});

test('a new password ends the person’s sessions, save the one that sets it', async () => {
  const { id } = await room.person('careful@example.org', 'admin');
  const [here, there] = [
    await room.cookieOf('careful@example.org'),
    await room.cookieOf('careful@example.org'),
  ];
  await patch(id, { password }, here).expect(200);
  await me(here).expect(200);
  await me(there).expect(401);
  await patch(id, { roles: ['reader'] }).expect(200);
});

test('the last administrator who can sign in stays one', async () => {
  expect((await patch(admin.id, { roles: ['editor'] })).body).toMatchObject({ code: 'last_admin' });
  expect((await patch(admin.id, { disabled: true })).body).toMatchObject({ status: 409 });
  const other = await room.person('deputy@example.org', 'admin');
  await patch(other.id, { disabled: true }).expect(200);
  expect((await patch(admin.id, { roles: ['editor'] })).status).toBe(409);
  await patch(admin.id, { name: 'Root', roles: ['admin', 'editor'] }).expect(200);
});

test('of two administrators who remove each other at the same time one stays', async () => {
  const one = await room.person('one@example.org', 'admin');
  const two = await room.person('two@example.org', 'admin');
  await sql`update person set disabled_at = now() where id = ${admin.id}`.execute(room.ctx.db);
  const removals: PersonPatch[] = [{ disabled: true }, { roles: ['editor'] }];
  for (let round = 0; round < 10; round += 1) {
    await sql`update person set disabled_at = null, roles = '{admin}'
      where id in (${one.id}, ${two.id})`.execute(room.ctx.db);
    const outcomes = await Promise.allSettled(
      [one, two].map(({ id }, i) =>
        updatePerson(room.ctx, null, { id, patch: removals[(i + round) % 2] ?? {} }),
      ),
    );
    const refusals = outcomes.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as unknown] : [],
    );
    expect(refusals).toEqual([new Refusal('last_admin')]);
  }
  await sql`update person set disabled_at = null where id = ${admin.id}`.execute(room.ctx.db);
});

const addOnce = () =>
  add({ email: 'once@example.org', name: 'Once', roles: ['reader'] }).set('Idempotency-Key', 'k1');

test('an idempotency key adds a person once', async () => {
  cookie = await room.cookieOf('root@example.org');
  const [first, second] = [await addOnce(), await addOnce()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toEqual(first.body);
});
