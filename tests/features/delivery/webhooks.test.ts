import { Webhook } from 'standardwebhooks';
import { announceEvents } from '../../../src/features/delivery/announce-events.ts';
import { deliverWebhook } from '../../../src/features/delivery/deliver-webhook.ts';
import { forgetDeliveries } from '../../../src/features/delivery/forget-deliveries.ts';
import { publishVersion } from '../../../src/features/delivery/publish-version.ts';
import { withdrawVersion } from '../../../src/features/delivery/withdraw-version.ts';
import { dropsAnswers } from '../../../src/features/delivery/ready-answers.ts';
import { webhookEvents } from '../../../src/features/delivery/webhook-contract.ts';
import { createNotice } from '../../../src/features/notices/create-notice.ts';
import { eventTypes } from '../../../src/jobs.ts';
import type { Json } from '../../support/http.ts';
import type { TokenHolder } from '../../support/people.ts';
import { makeHolder } from '../../support/people.ts';
import type { TestService } from '../../support/service.ts';
import { openTestService } from '../../support/service.ts';
import type { Receiver } from './receiver.ts';
import { openReceiver } from './receiver.ts';

/** Webhooks without a queue: each attempt is made here and now. */
const environment = { HEBI_WEBHOOK_RETRY: '0', HEBI_SECRET: 's'.repeat(32) };
let t: TestService;
/** The same, with leave to reach this machine. */
let near: TestService;
let admin: TokenHolder;
let nearAdmin: TokenHolder;
let receiver: Receiver;
beforeAll(async () => {
  const allowed = { ...environment, HEBI_WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8' };
  t = await openTestService({ workers: false, environment });
  near = await openTestService({ workers: false, environment: allowed });
  admin = await makeHolder(t, 'Ada', { roles: ['admin'] });
  nearAdmin = await makeHolder(near, 'Ada', { roles: ['admin'] });
  receiver = await openReceiver();
});
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answer = (response) => void response.writeHead(204).end();
  for (const { service } of [t, near]) {
    for (const table of ['webhookDelivery', 'webhook', 'outbox'] as const) {
      await service.db.deleteFrom(table).execute();
    }
  }
});
afterAll(async () => {
  for (const each of [t, near]) await each.close();
  await receiver.close();
});

const path = '/api/v1/webhooks';

/** Announces what has happened, as the relay does. */
async function announce(from: TestService): Promise<string[]> {
  const rows = await from.service.db
    .selectFrom('event')
    .select(['id', 'type'])
    .orderBy('id')
    .execute();
  return announceEvents(from.service, rows);
}

async function sendAll(from: TestService): Promise<void> {
  for (const delivery of await announce(from)) await deliverWebhook(from.service, { delivery });
}

async function testMessage(hook: string): Promise<Json> {
  const { body } = await nearAdmin.client.post(`${path}/${hook}/test`);
  await sendAll(near);
  return (await nearAdmin.client.get(`${path}/${hook}/deliveries/${body.id}`)).body;
}

const create = async (client: TokenHolder, body: Json): Promise<Json> =>
  (await client.client.post(path, body)).body;

test('everything that may change what readers see can be heard of', () => {
  const changing = eventTypes.filter(dropsAnswers);
  expect(webhookEvents).toEqual(expect.arrayContaining(changing));
});

describe('an address', () => {
  it.each([
    ['http://example.org/', 'not_https'],
    ['https://127.0.0.1/', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['https://[::ffff:10.0.0.1]/', 'private_address'],
    ['https://169.254.169.254/latest', 'private_address'],
    ['https://ann:secret@example.org/', 'has_credentials'],
    ['ftp://example.org/', 'invalid_format'],
  ])('%s is refused', async (url, code) => {
    const { status, body } = await admin.client.post(path, { url });
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ path: 'url', code })]]);
  });

  it('by a name that leads here is not reached', async () => {
    const { id } = await create(admin, { url: `https://localhost:${receiver.port}/` });
    const { body } = await admin.client.post(`${path}/${id}/test`);
    await sendAll(t);
    const { log, status } = (await admin.client.get(`${path}/${id}/deliveries/${body.id}`)).body;
    expect([status, log[0].error, log[0].status]).toEqual(['pending', 'forbidden_address', null]);
    expect(receiver.received).toHaveLength(0);
  });
});

describe('a webhook', () => {
  it('is for administrators, and shows its secret once', async () => {
    const editor = await makeHolder(near, 'Eve', { roles: ['editor'] });
    expect((await editor.client.get(path)).status).toBe(403);
    const { id, secret } = await create(nearAdmin, {
      url: receiver.url,
      description: ' a\ncache ',
    });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { items } = (await nearAdmin.client.get(path)).body;
    expect(items).toEqual([
      expect.objectContaining({ id, description: 'a cache', paused: false, warning: null }),
    ]);
    expect(items[0]).not.toHaveProperty('secret');
    const [stored] = await near.service.db.selectFrom('webhook').select('secret').execute();
    expect(stored?.secret).toMatch(/^v1\./);
    expect((await nearAdmin.client.del(`${path}/${id}`)).status).toBe(204);
    for (const rest of ['', '/deliveries']) {
      expect((await nearAdmin.client.get(`${path}/${id}${rest}`)).status).toBe(404);
    }
  });

  it('signs with the old and the new secret until the overlap ends', async () => {
    const { id, secret } = await create(nearAdmin, { url: receiver.url });
    const renewed = (await nearAdmin.client.post(`${path}/${id}/secret`)).body;
    await testMessage(id);
    const [both] = receiver.received;
    for (const each of [secret, renewed.secret]) {
      expect(new Webhook(each).verify(both?.body ?? '', both?.headers ?? {})).toMatchObject({
        type: 'webhook.test',
      });
    }
    await near.service.db
      .updateTable('webhook')
      .set({ previousUntil: new Date(0) })
      .execute();
    await testMessage(id);
    const { body = '', headers = {} } = receiver.received[1] ?? {};
    expect(() => new Webhook(secret).verify(body, headers)).toThrow();
    expect(new Webhook(renewed.secret).verify(body, headers)).toBeDefined();
  });

  it('that has failed for days is paused with a warning, and wakes when told', async () => {
    const { id } = await create(nearAdmin, { url: receiver.url });
    receiver.answer = (response) => void response.writeHead(302, { location: '/x' }).end();
    expect((await testMessage(id)).log[0]).toMatchObject({ status: 302, error: null });
    const before = (await nearAdmin.client.get(`${path}/${id}`)).body;
    expect(before).toMatchObject({ paused: false, warning: { code: 'failing' } });
    const failingSince = new Date(Date.now() - 6 * 86_400_000);
    await near.service.db.updateTable('webhook').set({ failingSince }).execute();
    await testMessage(id);
    const paused = (await nearAdmin.client.get(path)).body.items[0];
    expect(paused).toMatchObject({ paused: true, warning: { code: 'paused_failing' } });
    const noted = near.service.db
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'webhook.paused');
    expect(await noted.execute()).toContainEqual({ data: { webhook: id, reason: 'failing' } });
    const woken = (await nearAdmin.client.patch(`${path}/${id}`, { paused: false })).body;
    expect(woken).toMatchObject({ paused: false, warning: null });
  });

  it('is not sent to once it is paused or removed, whatever was queued before', async () => {
    for (const end of ['pause', 'remove']) {
      const { id } = await create(nearAdmin, { url: receiver.url });
      const { body } = await nearAdmin.client.post(`${path}/${id}/test`);
      if (end === 'pause') await nearAdmin.client.patch(`${path}/${id}`, { paused: true });
      else await nearAdmin.client.del(`${path}/${id}`);
      expect(await deliverWebhook(near.service, { delivery: body.id })).toBeNull();
    }
    expect(receiver.received).toHaveLength(0);
  });
});

describe('a delivery', () => {
  it('has failed when its last attempt has; two at once make one', async () => {
    const { id } = await create(nearAdmin, { url: receiver.url });
    receiver.answer = (response) => void response.writeHead(500).end();
    const { id: delivery, status } = await testMessage(id);
    expect(status).toBe('pending');
    const twice = [1, 2].map(() => deliverWebhook(near.service, { delivery }));
    expect((await Promise.all(twice)).filter((each) => each !== null)).toHaveLength(1);
    const after = (await nearAdmin.client.get(`${path}/${id}/deliveries?status=failed`)).body;
    expect(after.items).toEqual([
      expect.objectContaining({ id: delivery, attempts: 2, nextAttemptAt: null }),
    ]);
    expect(await deliverWebhook(near.service, { delivery })).toBeNull();
  });

  it('is made for what was asked for, once, and for nothing from before', async () => {
    const text = { language: 'zh', title: '时间', body: '<p>九时半开门。</p>' } as const;
    const notice = { slug: 'hours', release: 'independent' } as const;
    const { id } = await createNotice(near.service, nearAdmin, { ...notice, ...text });
    await publishVersion(near.service, nearAdmin, { notice: id, language: 'zh' });
    const { id: hook } = await create(nearAdmin, {
      url: receiver.url,
      events: ['publication.withdrawn', 'notice.changed', 'category.changed'],
    });
    await nearAdmin.client.patch(
      `/api/v1/notices/${id}`,
      { slug: 'opening', category: 'news' },
      { 'If-Match': '*' },
    );
    await nearAdmin.client.put('/api/v1/categories/news', { name: { en: 'News', zh: '新闻' } });
    await withdrawVersion(near.service, nearAdmin, { notice: id, language: 'zh' });
    for (let i = 0; i < 3; i += 1) await sendAll(near);
    const messages = receiver.received.map(({ body }) => JSON.parse(body));
    const keys = [`notice-${id}`, 'notices'];
    const named = { id, slug: 'opening' };
    expect(messages.map(({ type, data }) => [type, data])).toEqual([
      ['notice.changed', { notice: named, changed: ['slug', 'category'], surrogateKeys: keys }],
      ['category.changed', { id: 'news', surrogateKeys: ['notices'] }],
      [
        'publication.withdrawn',
        {
          notice: named,
          language: 'zh',
          revision: 1,
          locales: ['zh', 'zh-Hant'],
          surrogateKeys: keys,
        },
      ],
    ]);
    expect(
      (await nearAdmin.client.get(`${path}/${hook}/deliveries?limit=2`)).body.next,
    ).not.toBeNull();
  });

  it('is forgotten after its time, and not made again', async () => {
    const { id } = await create(nearAdmin, { url: receiver.url });
    await testMessage(id);
    const old = new Date(Date.now() - 31 * 86_400_000);
    await near.service.db.updateTable('webhookDelivery').set({ createdAt: old }).execute();
    await forgetDeliveries(near.service);
    expect((await nearAdmin.client.get(`${path}/${id}/deliveries`)).body.items).toEqual([]);
  });
});
