import { Webhook } from 'standardwebhooks';
import { startSchedules } from '../../workers/keep-schedules.ts';
import { failuresPerAccount } from '../../src/features/accounts/failure-limits.ts';
import { onEachBackend } from '../support/backends.ts';
import { clockOff } from '../support/clock.ts';
import { expectHealthy } from '../support/doctor.ts';
import { readEvents } from '../support/event-reader.ts';
import type { Client } from '../support/http.ts';
import { clientOf } from '../support/http.ts';
import { allDone, until } from '../support/invariants.ts';
import type { TokenHolder } from '../support/people.ts';
import { makeHolder } from '../support/people.ts';
import type { HebiProcess } from '../support/process.ts';
import { placesOf, startProcess } from '../support/process.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';
import type { Receiver } from '../features/delivery/receiver.ts';
import { openReceiver } from '../features/delivery/receiver.ts';

const environment = { HEBI_WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8' };
const text = { language: 'en', title: 'Hours', body: '<p>We open at 9.30.</p>' };
const password = 'wrong wrong wrong';

/** One node's clock is an hour wrong, in either direction; the database's decides, so nobody notices. */
for (const [off, hours] of [
  ['ahead', 1],
  ['behind', -1],
] as const) {
  onEachBackend(`a node whose clock is an hour ${off}`, (redisUrl) => {
    let t: TestService;
    let ada: TokenHolder;
    /** Ada at the node with the wrong clock. */
    let wrong: Client;
    let receiver: Receiver;
    let wrongUrl = '';
    let task = '';
    const running: HebiProcess[] = [];

    beforeAll(async () => {
      t = await openTestService({ redisUrl, workers: false, environment });
      ada = await makeHolder(t, 'Ada', { roles: ['admin', 'editor'] });
      receiver = await openReceiver();
      const its = { ...placesOf(t.service), ...environment };
      for (const entry of ['src/api.ts', 'workers/main.ts'] as const)
        running.push(await startProcess(entry, { ...its, ...clockOff(hours) }));
      wrongUrl = running[0]?.url ?? '';
      wrong = clientOf(wrongUrl, { authorization: ada.authorization });
    });
    afterAll(async () => {
      for (const each of running) {
        each.signal('SIGKILL');
        await each.ended;
      }
      await t.close();
      await receiver.close();
    });

    const make = async (slug: string): Promise<string> => {
      const { status, body } = await wrong.post('/api/v1/notices', { ...text, slug });
      expect(status).toBe(201);
      return body.id;
    };
    const minutesUntil = (time: string) => (Date.parse(time) - Date.now()) / 60_000;

    it('is an hour wrong', async () => {
      // The first 48 bits of an id are the time at which the node made it.
      const madeAt = Number.parseInt((await make('when')).replace('-', '').slice(0, 12), 16);
      expect(Math.round((madeAt - Date.now()) / 60_000)).toBe(hours * 60);
    });

    it('counts failed sign-ins together with the others, and for the same time', async () => {
      const [here, there] = [clientOf(t.url), clientOf(wrongUrl)];
      const attempt = (at: Client) => at.post('/api/v1/session', { email: 'a@b.org', password });
      for (let k = 0; k < failuresPerAccount; k += 1)
        expect((await attempt(k % 2 === 0 ? here : there)).status).toBe(401);
      for (const at of [there, here, there]) {
        const refused = await attempt(at);
        expect(refused.status).toBe(429);
        const seconds = Number(refused.headers.get('retry-after'));
        expect(seconds).toBeGreaterThan(14 * 60);
        expect(seconds).toBeLessThanOrEqual(15 * 60);
      }
    });

    it('signs webhooks with a time that their receiver takes', async () => {
      const made = await wrong.post('/api/v1/webhooks', {
        url: receiver.url,
        events: ['publication.published'],
      });
      expect((await wrong.post(`/api/v1/webhooks/${made.body.id}/test`)).status).toBe(202);
      const id = await make('told');
      await wrong.post(`/api/v1/notices/${id}/versions/en/publication`, {});
      await until('two messages', 20_000, () => Promise.resolve(receiver.received.length === 2));
      for (const { body, headers } of receiver.received) {
        const message = new Webhook(made.body.secret).verify(body, headers);
        const { timestamp } = message as { timestamp: string };
        expect(Math.abs(minutesUntil(timestamp))).toBeLessThan(5);
      }
      await wrong.del(`/api/v1/webhooks/${made.body.id}`);
    });

    it('gives leases and previews the time that they are to have', async () => {
      const id = await make('leased');
      await allDone(t.service);
      const tasks = await wrong.get(`/api/v1/tasks?notice=${id}`);
      task = `/api/v1/tasks/${tasks.body.items[0].id}`;
      const claimed = await wrong.post(`${task}/claim`);
      expect(Math.round(minutesUntil(claimed.body.lease.until))).toBe(15);
      const link = await wrong.post(`/api/v1/notices/${id}/versions/en/preview`, { minutes: 30 });
      expect(Math.round(minutesUntil(link.body.expires))).toBe(30);
      const { pathname } = new URL(link.body.json);
      for (const url of [t.url, wrongUrl])
        expect((await clientOf(url).get(pathname)).status).toBe(200);
    });

    it('leaves the newest word on an alignment to whoever spoke last', async () => {
      const versions = {
        en: { title: 'Hours', body: '<p>We open at 9.30. Come early. Bring a friend.</p>' },
        zh: { title: '时间', body: '<p>我们9:30开门。请早点来。带上朋友。</p>' },
      };
      const { body } = await wrong.post('/api/v1/notices', { slug: 'aligned', versions });
      const path = `/api/v1/notices/${body.id}`;
      const [first, last] = hours > 0 ? [wrong, ada.client] : [ada.client, wrong];
      await first.put(`${path}/alignment`, { constraints: [{ en: [1, 2], zh: [1, 2] }] });
      const constraints = [{ en: [1], zh: [1] }];
      const spoken = await last.put(`${path}/alignment`, { constraints });
      expect(spoken.body.alignment).toContainEqual(expect.objectContaining(constraints[0]));
      for (const { get } of [wrong, ada.client])
        expect((await get(`${path}/parity`)).body.alignment).toEqual(spoken.body.alignment);
    });

    it('tells live events on, and takes up a stream that another node began', async () => {
      const headers = { authorization: ada.authorization };
      const here = await readEvents(t.url, headers);
      await make('heard');
      await here.heardOf(({ type }) => type === 'notice.created');
      await here.leave();
      await ada.client.post('/api/v1/notices', { ...text, slug: 'missed' });
      const there = await readEvents(wrongUrl, { ...headers, 'Last-Event-ID': here.lastId() });
      const missed = await there.heardOf(({ type }) => type === 'notice.created');
      expect(missed.data['slug'] ?? missed.data['notice']).toBeDefined();
      await there.leave();
    });

    it('publishes what is scheduled not before its time, and then at once', async () => {
      const id = await make('scheduled');
      const path = `/api/v1/notices/${id}/versions/en/publication`;
      const at = new Date(Date.now() + 3_000).toISOString();
      const asked = await wrong.post(path, { at });
      expect([asked.status, asked.body.waiting]).toEqual([202, 'time']);
      const shown = async () => (await fetch(`${t.url}/site/en/notices/scheduled`)).status === 200;
      // By the sweep at the latest, which comes every 15 s.
      await until('its publication', 40_000, shown);
      const [entry] = await t.service.db
        .selectFrom('publication')
        .select('publishedAt')
        .where('noticeId', '=', id)
        .execute();
      expect(entry?.publishedAt.getTime()).toBeGreaterThanOrEqual(Date.parse(at));
    }, 60_000);

    it('has ended no lease before its time, and leaves everything whole', async () => {
      expect((await wrong.get(task)).body.status).toBe('claimed');
      await allDone(t.service);
      await expectHealthy(t.service);
    });
  });
}

onEachBackend('a schedule whose next run a worker with a wrong clock wrote down', (redisUrl) => {
  it('is put right by the others', async () => {
    const t = await openTestService({ redisUrl, workers: false });
    // Seldom enough for the wrong time to be seen before it is put right.
    const schedules = await startSchedules(t.service, 2_000);
    try {
      const queue = t.service.queues['expire-claims'];
      const next = async () => ((await queue.nextRun())?.getTime() ?? 0) - Date.now();
      const worker = await startProcess('workers/main.ts', {
        ...placesOf(t.service),
        ...clockOff(1),
      });
      await until('the wrong time', 20_000, async () => (await next()) > 1_800_000);
      worker.signal('SIGKILL');
      await worker.ended;
      await until('its next run to be near', 10_000, async () => (await next()) <= 30_000);
    } finally {
      schedules.close();
      await t.close();
    }
  }, 60_000);
});
