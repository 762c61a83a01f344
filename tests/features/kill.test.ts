import { Redis } from 'ioredis';
import { sql } from 'kysely';
import pg from 'pg';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import { readNotice } from '../../src/features/notices/read-notice.ts';
import { eventJobs } from '../../src/jobs.ts';
import { onEachBackend } from '../support/backends.ts';
import { expectHealthy } from '../support/doctor.ts';
import { allDone, unfinishedJobs, until } from '../support/invariants.ts';
import type { TokenHolder } from '../support/people.ts';
import { makeHolder } from '../support/people.ts';
import type { HebiProcess } from '../support/process.ts';
import { placesOf, startProcess } from '../support/process.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

/** Killed for real: workers and API as processes of their own, the database and the queue outlive them. */
let t: TestService;
let author: TokenHolder;
let redisUrl: string | null = null;
const running: HebiProcess[] = [];

async function setStage(url: string | null): Promise<void> {
  redisUrl = url;
  t = await openTestService({ redisUrl: url, workers: false });
  author = await makeHolder(t, 'Author', { roles: ['editor'] });
}
async function clearStage(): Promise<void> {
  for (const each of running.splice(0)) {
    each.signal('SIGKILL');
    await each.ended;
  }
  await t.close();
}

async function start(entry: 'workers/main.ts' | 'src/api.ts'): Promise<HebiProcess> {
  const started = await startProcess(entry, { ...placesOf(t.service), HEBI_JOB_SILENCE: '5' });
  running.push(started);
  return started;
}

async function addNotice(slug: string): Promise<string> {
  const { id } = await createNotice(t.service, author, {
    slug,
    release: 'independent',
    language: 'en',
    title: 'Hours',
    body: '<p>We open at 9.30.</p>',
  });
  return id;
}

/** A session of its own that holds what it locks until it is let go. */
async function hold(...statements: string[]): Promise<() => Promise<void>> {
  const client = new pg.Client(t.databaseUrl);
  await client.connect();
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  return async () => {
    await client.query('rollback');
    await client.end();
  };
}

const holdNotice = (id: string): Promise<() => Promise<void>> =>
  hold(`select 1 from notice where id = '${id}' for update`);

/** Keeps the queue from taking down that anything is done. */
async function holdQueue(): Promise<() => Promise<void>> {
  if (redisUrl === null) {
    const letGo = await hold('lock table bullmq.job in share row exclusive mode');
    return async () => {
      // What a dead process has asked for the database would do still.
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(t.service.db);
      await letGo();
    };
  }
  const redis = new Redis(redisUrl);
  await redis.call('client', 'pause', '120000', 'WRITE');
  return async () => {
    await redis.call('client', 'unpause');
    await redis.quit();
  };
}

/** How many jobs of events run, wait or rest, by the queue's own word. */
async function inQueue(): Promise<{ active: number; left: number }> {
  const names = [...new Set(Object.values(eventJobs).flat())];
  const counts = await Promise.all(names.map((name) => t.service.queues[name].counts()));
  const sum = (...states: string[]): number =>
    counts.reduce((all, each) => all + states.reduce((n, state) => n + (each[state] ?? 0), 0), 0);
  return { active: sum('active'), left: sum('active', 'waiting', 'delayed', 'prioritized') };
}
const queueIsDone = async (): Promise<boolean> => (await inQueue()).left === 0;

/** A worker that was killed keeps its jobs for 5 s, and another looks for such every 5 s. */
const takenUp = 60_000;

onEachBackend('a worker', (url) => {
  beforeEach(() => setStage(url));
  afterEach(clearStage);

  it('killed between its commit and the queue’s hearing of it has done its work once', async () => {
    const id = await addNotice('caught');
    const letNotice = await holdNotice(id);
    const first = await start('workers/main.ts');
    await until('the job to run', 20_000, async () => (await inQueue()).active > 0);
    const letQueue = await holdQueue();
    await letNotice();
    const isCommitted = async () =>
      (await t.service.db.selectFrom('jobCompletion').select('job').execute()).length > 0;
    await until('its commit', 20_000, isCommitted);
    first.signal('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    await letQueue();
    expect((await inQueue()).active).toBeGreaterThan(0);

    await start('workers/main.ts');
    await allDone(t.service, takenUp);
    await until('the queue to hear of it', takenUp, queueIsDone);
    const events = await t.service.db.selectFrom('event').select('type').orderBy('id').execute();
    const once = ['notice.created', 'pair.assessed', 'task.opened'];
    expect(events.map(({ type }) => type).filter((type) => once.includes(type))).toEqual(once);
    await expectHealthy(t.service);
  }, 120_000);

  it('killed at any moment under load loses nothing and doubles nothing', async () => {
    const slugs = Array.from({ length: 12 }, (_, i) => `busy-${i}`);
    for (const slug of slugs) await addNotice(slug);
    const saved = new Map<string, number>();
    let stopped = false;
    const load = Promise.all(slugs.map((slug) => saveOn(slug, saved, () => stopped)));
    for (const lifeMs of [900, 150, 1_700, 400]) {
      const worker = await start('workers/main.ts');
      await new Promise((resolve) => setTimeout(resolve, lifeMs));
      worker.signal('SIGKILL');
      expect(await worker.ended).toBe('SIGKILL');
    }
    stopped = true;
    await load;
    await start('workers/main.ts');
    await allDone(t.service, takenUp);
    await until('the queue to be done', takenUp, queueIsDone);
    for (const slug of slugs) {
      const { head, task } = await readNotice(t.service, slug);
      expect(head.en).toBe(saved.get(slug) ?? 1);
      expect(task).toMatchObject({ kind: 'translate', status: 'open' });
    }
    expect(saved.size).toBe(slugs.length);
    await expectHealthy(t.service);
  }, 180_000);

  it('asked to stop ends within 10 s and leaves no job behind as running', async () => {
    for (let i = 0; i < 30; i += 1) await addNotice(`many-${i}`);
    const worker = await start('workers/main.ts');
    await until('some work', 20_000, async () => (await inQueue()).left > 0);
    const asked = Date.now();
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect((await inQueue()).active).toBe(0);
    await start('workers/main.ts');
    await allDone(t.service);
    await expectHealthy(t.service);
  }, 120_000);

  it('asked to stop while a job cannot end goes all the same; another takes the job up', async () => {
    const letNotice = await holdNotice(await addNotice('stuck'));
    const worker = await start('workers/main.ts');
    await until('the job to run', 20_000, async () => (await inQueue()).active > 0);
    const asked = Date.now();
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    await letNotice();
    expect(await unfinishedJobs(t.service.db)).not.toEqual([]);
    await start('workers/main.ts');
    await allDone(t.service, takenUp);
    await until('the queue to be done', takenUp, queueIsDone);
    await expectHealthy(t.service);
  }, 120_000);
});

/** Saves one notice again and again over HTTP; notes the last number that was acknowledged. */
async function saveOn(
  slug: string,
  saved: Map<string, number>,
  stopped: () => boolean,
): Promise<void> {
  const path = `/api/v1/notices/${slug}/versions/en`;
  let etag: string = (await author.client.get(path)).body.etag;
  for (let n = 1; !stopped(); n += 1) {
    const text = { title: 'Hours', body: `<p>We open at 9.30 for ${n} days.</p>` };
    const answer = await author.client.put(path, text, { 'If-Match': etag });
    expect(answer.status).toBe(200);
    etag = answer.body.etag;
    saved.set(slug, answer.body.number);
    // Some forty saves a second by all: what they leave to do must not grow with the time that workers take to start.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

describe('the API asked to stop', () => {
  beforeEach(() => setStage(null));
  afterEach(clearStage);

  it('ends the request under way, takes no other, and exits within 10 s', async () => {
    const id = await addNotice('answered');
    const api = await start('src/api.ts');
    const url = api.url ?? '';
    const path = `${url}/api/v1/notices/answered/versions/en`;
    const headers = { authorization: author.authorization, 'content-type': 'application/json' };
    const { etag } = (await (await fetch(path, { headers })).json()) as { etag: string };
    const letNotice = await holdNotice(id);
    const body = JSON.stringify({ title: 'Hours', body: '<p>We open at 10.30.</p>' });
    const saving = fetch(path, { method: 'PUT', headers: { ...headers, 'If-Match': etag }, body });
    await until('the request to wait', 10_000, isWaiting);
    const asked = Date.now();
    api.signal('SIGTERM');
    await until('new requests to be refused', 5_000, () =>
      fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then(
        () => false,
        () => true,
      ),
    );
    await letNotice();
    const answer = await saving;
    expect([answer.status, ((await answer.json()) as { number: number }).number]).toEqual([200, 2]);
    expect(await api.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect((await readNotice(t.service, 'answered')).head.en).toBe(2);
  }, 60_000);
});

/** Whether some session waits for a lock of another. */
async function isWaiting(): Promise<boolean> {
  const { rows } = await sql`select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(t.service.db);
  return rows.length > 0;
}
