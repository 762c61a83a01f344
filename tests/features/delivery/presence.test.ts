import type { Api } from '../../../src/api.ts';
import { startApi } from '../../../src/api.ts';
import { openPresence } from '../../../src/features/delivery/presence.ts';
import { readEvents } from '../../support/event-reader.ts';
import type { TokenHolder } from '../../support/people.ts';
import { makeHolder } from '../../support/people.ts';
import type { TestService } from '../../support/service.ts';
import { openTestService } from '../../support/service.ts';

/** Who is at work on what: told to all nodes, kept by none. */
let t: TestService;
let other: Api;
let translator: TokenHolder;
let notice = '';
beforeAll(async () => {
  t = await openTestService({ workers: false });
  other = await startApi(t.service, { live: { presenceMs: 300 } });
  translator = await makeHolder(t, 'Tia', { roles: ['editor'] });
  const { body } = await translator.client.post('/api/v1/notices', {
    slug: 'here',
    language: 'en',
    title: 'Title',
    body: '<p>Text.</p>',
  });
  notice = body.id;
});
afterAll(async () => {
  await other.close();
  await t.close();
});

const tell = (doing: string | null, subject: object = { notice }) =>
  translator.client.put('/api/v1/presence', { subject, doing });

it('is told on every node when it begins and when it lapses, and listed meanwhile', async () => {
  const headers = { authorization: translator.authorization };
  const here = await readEvents(t.url, headers, `?notice=${notice}`);
  const there = await readEvents(`http://127.0.0.1:${other.port}`, headers);
  expect((await tell('working')).status).toBe(204);
  const person = { id: translator.id, name: 'Tia' };
  const present = { type: 'presence', notice, task: null, person, doing: 'working' };
  for (const reader of [here, there]) {
    expect((await reader.heardOf(({ type }) => type === 'presence')).data).toEqual(present);
  }
  expect((await translator.client.get('/api/v1/presence')).body).toEqual({ items: [present] });
  expect((await translator.client.get(`/api/v1/presence?task=${notice}`)).body.items).toEqual([]);
  // The other node forgets after 300 ms, this one has another half a minute to go.
  await there.heardOf(({ data }) => data['doing'] === null);
  await tell('working');
  expect(here.heard).toHaveLength(1);
  await tell(null);
  await here.heardOf(({ data }) => data['doing'] === null);
  expect((await translator.client.get('/api/v1/presence')).body).toEqual({ items: [] });
  await Promise.all([here.leave(), there.leave()]);
});

it('is of something that is there, by somebody who may', async () => {
  const nothing = '01890000-0000-7000-8000-000000000000';
  expect((await tell('working', { task: nothing })).status).toBe(404);
  expect((await tell('working', { notice: nothing })).status).toBe(404);
  expect((await tell('sleeping')).status).toBe(422);
  expect((await tell('working', { task: nothing, notice })).status).toBe(422);
  const reader = await makeHolder(t, 'Rob', { roles: ['reader'], scopes: ['read'] });
  const body = { subject: { notice }, doing: 'reading' };
  expect((await reader.client.put('/api/v1/presence', body)).status).toBe(403);
  expect((await fetch(`${t.url}/api/v1/presence`)).status).toBe(401);
});

it('is bounded for each person, the first place is forgotten first', async () => {
  const seen: unknown[] = [];
  const presence = openPresence((present) => seen.push([present.notice, present.doing]));
  const person = { id: 'p', name: 'P' };
  for (let i = 0; i < 31; i += 1) {
    presence.hear(JSON.stringify({ notice: `n${i}`, task: null, person, doing: 'reading' }));
  }
  presence.hear('no JSON');
  expect(presence.list({ notice: null, task: null })).toHaveLength(30);
  expect(seen.at(-2)).toEqual(['n0', null]);
  presence.close();
});
