import { Webhook } from 'standardwebhooks';
import { createNotice } from '../../../src/features/notices/create-notice.ts';
import { publishVersion } from '../../../src/features/delivery/publish-version.ts';
import { onEachBackend } from '../../support/backends.ts';
import { until } from '../../support/invariants.ts';
import type { Json } from '../../support/http.ts';
import type { TokenHolder } from '../../support/people.ts';
import { makeHolder } from '../../support/people.ts';
import type { HebiProcess } from '../../support/process.ts';
import { startProcess } from '../../support/process.ts';
import type { TestService } from '../../support/service.ts';
import { openTestService } from '../../support/service.ts';
import type { Received, Receiver } from './receiver.ts';
import { openReceiver } from './receiver.ts';

/** Deliveries by the queue to a real receiver that verifies them by the official package. */
const environment = { HEBI_WEBHOOK_ALLOW_PRIVATE: '127.0.0.0/8', HEBI_WEBHOOK_RETRY: '0,0,3600' };
let t: TestService;
let admin: TokenHolder;
let receiver: Receiver;
let slugs = 0;

async function setStage(redisUrl: string | null, workers = true): Promise<void> {
  t = await openTestService({ redisUrl, workers, environment });
  admin = await makeHolder(t, 'Ada', { roles: ['admin'] });
  receiver = await openReceiver();
}
async function clearStage(): Promise<void> {
  await t.close();
  await receiver.close();
}

interface Made {
  readonly id: string;
  readonly path: string;
  readonly secret: string;
}

async function makeWebhook(url = receiver.url, events = ['publication.published']): Promise<Made> {
  const { status, body } = await admin.client.post('/api/v1/webhooks', { url, events });
  expect(status).toBe(201);
  return { id: body.id, secret: body.secret, path: `/api/v1/webhooks/${body.id}` };
}

/** Makes something happen that webhooks are told of. */
async function publish(): Promise<{ id: string; slug: string }> {
  slugs += 1;
  const slug = `notice-${slugs}`;
  const text = { language: 'en', title: 'Hours', body: '<p>We open at 9.30.</p>' } as const;
  const { id } = await createNotice(t.service, admin, { slug, release: 'independent', ...text });
  await publishVersion(t.service, admin, { notice: id, language: 'en' });
  return { id, slug };
}

const get = async (path: string): Promise<Json> => (await admin.client.get(path)).body;
const deliveries = async (hook: Made): Promise<Json[]> =>
  (await get(`${hook.path}/deliveries`)).items;

async function theDelivery(hook: Made): Promise<Json> {
  const [first] = await deliveries(hook);
  return first === undefined ? undefined : get(`${hook.path}/deliveries/${first.id}`);
}

/** Waits for the newest delivery to have a status, and gives it with its log. */
async function settled(hook: Made, status: string, attempts = 1): Promise<Json> {
  await until(`a ${status} delivery`, 20_000, async () => {
    const delivery = await theDelivery(hook);
    return delivery?.status === status && delivery.log.length >= attempts;
  });
  return theDelivery(hook);
}

const first = (): Received => {
  const [message] = receiver.received;
  if (message === undefined) throw new Error('nothing was received');
  return message;
};

onEachBackend('a delivery', (redisUrl) => {
  beforeAll(() => setStage(redisUrl));
  afterAll(clearStage);
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = (response) => void response.writeHead(204).end();
  });

  it('is signed, thin, and names the keys that the site answers with', async () => {
    const hook = await makeWebhook();
    const { id, slug } = await publish();
    const delivery = await settled(hook, 'delivered');
    const { headers, body } = first();
    expect(new Webhook(hook.secret).verify(body, headers)).toMatchObject({
      type: 'publication.published',
      data: { notice: { id, slug }, language: 'en', revision: 1, locales: ['en'] },
    });
    expect(() => new Webhook(hook.secret).verify(`${body} `, headers)).toThrow();
    expect(body).not.toContain('9.30');
    expect(delivery).toMatchObject({ event: headers['webhook-id'], payload: JSON.parse(body) });
    expect(delivery.log).toEqual([expect.objectContaining({ status: 204, error: null })]);

    const page = await fetch(`${t.url}/site/en/notices/${slug}`);
    const keys = JSON.parse(body).data.surrogateKeys;
    expect(page.headers.get('surrogate-key')?.split(' ')).toEqual(keys);
    const list = await fetch(`${t.url}/site/en/notices`);
    expect(keys).toContain(list.headers.get('surrogate-key'));
    await admin.client.del(hook.path);
  });

  it('is tried again under the same id after a failure, and keeps the answers', async () => {
    const hook = await makeWebhook();
    receiver.answer = (response) => {
      const status = receiver.received.length < 3 ? 500 : 200;
      response.writeHead(status).end(`answer ${'x'.repeat(2000)}`);
    };
    await publish();
    const { log } = await settled(hook, 'delivered', 3);
    expect(log.map(({ status }: Json) => status)).toEqual([500, 500, 200]);
    expect(log[0].answer).toHaveLength(1024);
    expect(new Set(receiver.received.map((each) => each.id)).size).toBe(1);
    expect(new Set(receiver.received.map((each) => each.body)).size).toBe(1);
    expect((await get(hook.path)).warning).toBeNull();
    await admin.client.del(hook.path);
  });

  it('waits while its webhook is paused, and goes when the pause ends', async () => {
    const hook = await makeWebhook();
    expect((await admin.client.patch(hook.path, { paused: true })).body.paused).toBe(true);
    await publish();
    await until('it to wait', 10_000, async () => (await get(hook.path)).waiting === 1);
    expect((await admin.client.post(`${hook.path}/test`)).body.code).toBe('webhook_paused');
    expect(receiver.received).toHaveLength(0);
    await admin.client.patch(hook.path, { paused: false });
    await settled(hook, 'delivered');
    await admin.client.del(hook.path);
  });

  it('to one that is slow holds up nobody else, and only so many run at once', async () => {
    const slow = await openReceiver();
    const held: (() => void)[] = [];
    slow.answer = (response) => void held.push(() => response.writeHead(204).end());
    const slowHook = await makeWebhook(slow.url);
    const hook = await makeWebhook();
    for (let i = 0; i < 7; i += 1) await publish();
    await until('the others', 20_000, () => Promise.resolve(receiver.received.length === 7));
    await until('the slow one', 20_000, () => Promise.resolve(held.length === 4));
    expect(slow.most()).toBe(4);
    slow.answer = (response) => void response.writeHead(204).end();
    for (const answer of held) answer();
    await until('the rest', 20_000, async () =>
      (await deliveries(slowHook)).every(({ status }) => status === 'delivered'),
    );
    expect(slow.most()).toBe(4);
    for (const each of [hook, slowHook]) await admin.client.del(each.path);
    await slow.close();
  });

  it('goes no more to who says 410, and again after the pause and a replay', async () => {
    const hook = await makeWebhook();
    receiver.answer = (response) => void response.writeHead(410).end();
    await publish();
    await settled(hook, 'failed');
    expect(await get(hook.path)).toMatchObject({ paused: true, warning: { code: 'gone' } });
    receiver.answer = (response) => void response.writeHead(204).end();
    const since = '2000-01-01T00:00:00Z';
    expect((await admin.client.post(`${hook.path}/replay`, { since })).status).toBe(409);
    await admin.client.patch(hook.path, { paused: false });
    const replayed = await admin.client.post(`${hook.path}/replay`, { since });
    expect([replayed.status, replayed.body]).toEqual([202, { deliveries: 1 }]);
    const { id, log } = await settled(hook, 'delivered', 2);
    expect(log.map(({ status }: Json) => status)).toEqual([410, 204]);
    expect((await admin.client.post(`${hook.path}/deliveries/${id}/replay`)).status).toBe(202);
    await until('it to come again', 10_000, () => Promise.resolve(receiver.received.length === 3));
    expect(new Set(receiver.received.map((each) => each.id)).size).toBe(1);
    await admin.client.del(hook.path);
  });
});

onEachBackend('a worker that dies', (redisUrl) => {
  let worker: HebiProcess | null = null;
  beforeAll(() => setStage(redisUrl, false));
  afterAll(async () => {
    worker?.signal('SIGKILL');
    await worker?.ended;
    await clearStage();
  });
  const start = () =>
    startProcess('workers/main.ts', {
      DATABASE_URL: t.databaseUrl,
      ...environment,
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
    });

  it('between sending and writing it down sends it again under the same id', async () => {
    const hook = await makeWebhook();
    receiver.answer = () => undefined;
    await publish();
    worker = await start();
    await until('the message', 20_000, () => Promise.resolve(receiver.received.length === 1));
    worker.signal('SIGKILL');
    await worker.ended;
    // Its lease on the delivery would lapse in 20 s.
    await t.service.db
      .updateTable('webhookDelivery')
      .set({ leasedUntil: new Date() })
      .where('leasedUntil', 'is not', null)
      .execute();
    receiver.answer = (response) => void response.writeHead(204).end();
    worker = await start();
    const { log } = await settledSlowly(hook);
    expect(receiver.received.map((each) => each.id)).toEqual([first().id, first().id]);
    expect(log).toHaveLength(1);
  }, 120_000);
});

/** The sweep comes every 15 s. */
async function settledSlowly(hook: Made): Promise<Json> {
  const isDone = async () => (await theDelivery(hook))?.status === 'delivered';
  await until('it to be sent again', 90_000, isDone);
  return theDelivery(hook);
}
