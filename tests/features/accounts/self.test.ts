import type { Client } from '../../support/http.ts';
import { clientOf, signIn } from '../../support/http.ts';
import { makeHolder } from '../../support/people.ts';
import type { TestService } from '../../support/service.ts';
import { makePerson, openTestService } from '../../support/service.ts';

/** What people see and change of themselves, and administrators of others' tokens. */
let t: TestService;
beforeAll(async () => {
  t = await openTestService({ workers: false });
});
afterAll(() => t.close());

async function newcomer(): Promise<{ client: Client; email: string; password: string }> {
  const person = await makePerson(t.service, { name: 'Nora', roles: ['translator'] });
  return { client: await signIn(t.url, person), ...person };
}

describe('/api/v1/me', () => {
  it('says what one may do, what one chose, and when the session ends', async () => {
    const { client } = await newcomer();
    const { body } = await client.get('/api/v1/me');
    expect(body).toMatchObject({
      name: 'Nora',
      locale: null,
      theme: null,
      tour: true,
      scopes: null,
    });
    expect(body.permissions).toEqual(expect.arrayContaining(['task.work', 'self.write']));
    expect(body.permissions).not.toContain('task.review');
    expect(Date.parse(body.until)).toBeGreaterThan(Date.now());
    const machine = await makeHolder(t, 'Bot', { roles: ['editor'], scopes: ['read'] });
    const bot = (await machine.client.get('/api/v1/me')).body;
    expect(bot).toMatchObject({ scopes: ['read'], until: null });
    expect(bot.permissions).not.toContain('notice.write');
    expect((await machine.client.patch('/api/v1/me', { name: 'X' })).status).toBe(403);
  });

  it('takes name, locale, theme and tour, and null for no choice', async () => {
    const { client } = await newcomer();
    const chosen = { name: '诺拉', locale: 'zh', theme: 'dark', tour: false };
    expect((await client.patch('/api/v1/me', chosen)).body).toMatchObject(chosen);
    expect((await client.patch('/api/v1/me', { theme: null })).body.theme).toBeNull();
    expect((await client.get('/api/v1/me')).body).toMatchObject({ ...chosen, theme: null });
    for (const wrong of [{ locale: 'fr' }, { theme: 'pink' }, { roles: ['admin'] }, { name: '' }]) {
      expect((await client.patch('/api/v1/me', wrong)).status).toBe(422);
    }
    expect((await clientOf(t.url).patch('/api/v1/me', {})).status).toBe(401);
  });

  it('changes the password by the present one, and ends the other sessions', async () => {
    const { client, email, password } = await newcomer();
    const elsewhere = await signIn(t.url, { email, password });
    const next = 'another long password';
    const change = (current: string | undefined) =>
      client.patch('/api/v1/me', {
        password: { next, ...(current === undefined ? {} : { current }) },
      });
    for (const wrong of ['not this one', undefined]) {
      const answer = await change(wrong);
      expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, 'wrong_password']);
    }
    expect((await change(password)).status).toBe(200);
    expect((await client.get('/api/v1/me')).status).toBe(200);
    expect((await elsewhere.get('/api/v1/me')).status).toBe(401);
    await signIn(t.url, { email, password: next });
  });
});

describe('tokens of others', () => {
  it('are listed and revoked by administrators alone', async () => {
    const admin = await makeHolder(t, 'Ada', { roles: ['admin'] });
    const machine = await makeHolder(t, 'Bot', { roles: ['editor'] });
    const path = `/api/v1/users/${machine.id}/tokens`;
    const { body } = await admin.client.get(path);
    expect(body.items).toMatchObject([{ name: 'Bot' }]);
    expect(JSON.stringify(body)).not.toContain(machine.authorization.split(' ')[1]);
    expect((await machine.client.get(path)).status).toBe(403);
    const one = `${path}/${body.items[0].id}`;
    expect(
      (await admin.client.del(`/api/v1/users/${admin.id}/tokens/${body.items[0].id}`)).status,
    ).toBe(404);
    expect((await admin.client.del(one)).status).toBe(204);
    expect((await machine.client.get('/api/v1/me')).status).toBe(401);
    expect((await admin.client.del(one)).status).toBe(404);
    expect((await admin.client.get('/api/v1/users/nobody/tokens')).status).toBe(404);
  });
});
