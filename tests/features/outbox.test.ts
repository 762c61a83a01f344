import { Redis } from 'ioredis';
import { sql } from 'kysely';
import type { Service } from '../../src/context.ts';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import { readNotice, readVersion } from '../../src/features/notices/read-notice.ts';
import { retractPoint } from '../../src/features/notices/retract-point.ts';
import { saveRevision } from '../../src/features/notices/save-revision.ts';
import { confirmPair } from '../../src/features/parity/confirm-pair.ts';
import type { JobName } from '../../src/jobs.ts';
import { eventJobs, jobNames, jobsAfter } from '../../src/jobs.ts';
import { refillOutbox, relayBatch } from '../../src/platform/outbox.ts';
import { onEachBackend, onRedis } from '../support/backends.ts';
import { expectHealthy } from '../support/doctor.ts';
import { allDone, unfinishedJobs, until } from '../support/invariants.ts';
import type { DueJob } from '../support/jobs.ts';
import { dueJobs, runJob } from '../support/jobs.ts';
import type { TokenHolder } from '../support/people.ts';
import { makePeople } from '../support/people.ts';
import type { RedisServer } from '../support/redis.ts';
import { startRedis } from '../support/redis.ts';
import { rowsOf } from '../support/rows.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

/** What delivery itself may change: whatever is handed over is gone from the outbox, done or not. */
const bookkeeping = ['outbox', 'rate_limit'];

interface Stage {
  readonly t: TestService;
  readonly service: Service;
  readonly author: TokenHolder;
  readonly editor: TokenHolder;
}

async function setStage(redisUrl: string | null): Promise<Stage> {
  const t = await openTestService({ redisUrl, workers: false });
  const [author, editor] = await makePeople(t, ['Author', 'Editor'], { roles: ['editor'] });
  if (author === undefined || editor === undefined) throw new Error('nobody was made');
  return { t, service: t.service, author, editor };
}

const paragraph = (sentence: string): string => `<p>${sentence}</p>`;

/** Creates a pair in step; answers its slug. */
async function addPair({ service, author, editor }: Stage, slug: string): Promise<string> {
  await createNotice(service, author, {
    slug,
    release: 'independent',
    versions: {
      en: { title: 'Hours', body: paragraph('We open at 9.30.'), format: 'html' },
      zh: { title: '时间', body: paragraph('九时三十分开放。'), format: 'html' },
    },
  });
  await confirmPair(service, editor, { notice: slug, en: 1, zh: 1 });
  return slug;
}

async function saveEnglish(
  { service, author }: Stage,
  slug: string,
  sentence: string,
): Promise<void> {
  const { etag } = await readVersion(service, slug, 'en');
  await saveRevision(service, author, {
    notice: slug,
    language: 'en',
    text: { title: 'Hours', body: paragraph(sentence), format: 'html' },
    change: 'auto',
    condition: { ifMatch: etag, ifNoneMatch: null },
  });
}

/** Pairs of which English has moved on by a fact; two saves each, so that jobs overtake one another. */
async function makeWork(stage: Stage, count: number): Promise<string[]> {
  const slugs = Array.from({ length: count }, (_, i) => `work-${i}`);
  for (const slug of slugs) await addPair(stage, slug);
  await Promise.all(
    slugs.map(async (slug) => {
      await saveEnglish(stage, slug, 'We open at 10.30.');
      await saveEnglish(stage, slug, 'We open at 11.30.');
    }),
  );
  return slugs;
}

/** Everything has followed: each of these pairs has its task. */
async function expectFollowed({ service }: Stage, slugs: readonly string[]): Promise<void> {
  await allDone(service, 60_000);
  for (const slug of slugs) {
    const notice = await readNotice(service, slug);
    expect(notice).toMatchObject({ state: 'en_ahead', task: { kind: 'update', status: 'open' } });
  }
  await expectHealthy(service);
}

/** Hands events over to the queue as the relay does, under the same ids. */
async function enqueue({ service }: Stage, events: readonly DueJob[]): Promise<void> {
  for (const { name, data } of events) {
    const job = { id: `${data.event}-${name}`, data, attempts: 5, backoffMs: 100, delayMs: 0 };
    await service.queues[name].addAll([job]);
  }
}

/** Every job that ever followed from any event. */
async function allJobs({ service }: Stage): Promise<DueJob[]> {
  const events = await service.db
    .selectFrom('event')
    .select(['id', 'type', 'noticeId'])
    .where('noticeId', 'is not', null)
    .execute();
  return events.flatMap(({ id, type, noticeId }) =>
    jobsAfter(type).map((name) => ({ name, data: { event: id, notice: noticeId ?? '' } })),
  );
}

const emptyAll = async ({ service }: Stage): Promise<void> => {
  for (const name of jobNames) await service.queues[name].empty();
};
const refill = ({ service }: Stage): Promise<number> => refillOutbox(service.db, eventJobs);

onEachBackend('a job', (redisUrl) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage(redisUrl);
  });
  afterEach(() => stage.t.close());

  it('delivered thrice at the same moment, late and again has one effect', async () => {
    const { service, editor } = stage;
    const slug = await addPair(stage, 'pair');
    await saveEnglish(stage, slug, 'We  open at 9.30.');
    await saveEnglish(stage, slug, 'We open at 9.30 .');
    for (let jobs = await dueJobs(service); jobs.length > 0; jobs = await dueJobs(service)) {
      for (const job of jobs) {
        await Promise.all([runJob(service, job), runJob(service, job), runJob(service, job)]);
      }
    }
    const certified = await readNotice(service, slug);
    expect(certified).toMatchObject({ state: 'in_sync', syncPoint: { ground: 'cosmetic' } });
    await retractPoint(service, editor, { notice: slug, syncPoint: certified.syncPoint?.id ?? '' });
    await saveEnglish(stage, slug, 'We open at 10.30.');
    // All that is due at once, in parallel with itself and with each other.
    for (let jobs = await dueJobs(service); jobs.length > 0; jobs = await dueJobs(service)) {
      await Promise.all([...jobs, ...jobs.toReversed()].map((job) => runJob(service, job)));
    }
    await expectFollowed(stage, [slug]);
    const before = await rowsOf(service.db, bookkeeping);
    for (const job of await allJobs(stage)) await runJob(service, job);
    expect(await rowsOf(service.db, bookkeeping)).toEqual(before);
  });

  it('enqueued again under its id, or again after it was forgotten, changes nothing', async () => {
    const { service, t } = stage;
    const slugs = await makeWork(stage, 5);
    await t.startWorkers();
    await expectFollowed(stage, slugs);
    const before = await rowsOf(service.db, bookkeeping);
    for (const forget of [false, true]) {
      if (forget) for (const name of jobNames) await service.queues[name].forgetFinished();
      await enqueue(stage, await allJobs(stage));
      await until('the queue to be empty', 20_000, () => isIdle(service));
    }
    expect(await rowsOf(service.db, bookkeeping)).toEqual(before);
    await expectHealthy(service);
  });

  it('is handed over again when the relay died between the queue and its commit', async () => {
    const { service, t } = stage;
    const slugs = await makeWork(stage, 5);
    const died = relayBatch(service.db, async (events) => {
      const jobs = events.flatMap(({ id, type, noticeId }) =>
        jobsAfter(type).map((name) => ({ name, data: { event: id, notice: noticeId ?? '' } })),
      );
      await enqueue(stage, jobs);
      throw new Error('killed');
    });
    await expect(died).rejects.toThrow('killed');
    await t.startWorkers();
    await expectFollowed(stage, slugs);
  });

  it('comes back from the database when the queue was emptied in mid-work', async () => {
    const { service, t } = stage;
    await t.startWorkers();
    const working = makeWork(stage, 20);
    await until('some work', 20_000, async () => (await unfinishedJobs(service.db)).length > 10);
    await emptyAll(stage);
    const slugs = await working;
    await emptyAll(stage);
    await refill(stage);
    await expectFollowed(stage, slugs);
    await until('the sweeps to be scheduled', 30_000, () => isScheduled(service));
  }, 100_000);
});

/** Whether no job of an event waits or runs. */
async function isIdle(service: Service): Promise<boolean> {
  const followers = new Set(Object.values(eventJobs).flat());
  const counts = await Promise.all([...followers].map((name) => service.queues[name].counts()));
  return counts.every(
    ({ waiting = 0, active = 0, delayed = 0, prioritized = 0 }) =>
      waiting + active + delayed + prioritized === 0,
  );
}

async function isScheduled(service: Service): Promise<boolean> {
  const names: JobName[] = ['expire-claims', 'recheck-pairs'];
  const counts = await Promise.all(names.map((name) => service.queues[name].counts()));
  return counts.every(({ waiting = 0, active = 0, delayed = 0 }) => waiting + active + delayed > 0);
}

onRedis('the queue away', () => {
  let redis: RedisServer;
  let stage: Stage;
  beforeEach(async () => {
    redis = await startRedis();
    stage = await setStage(redis.url);
  });
  afterEach(async () => {
    await stage.t.close();
    await redis.stop();
  });

  it('does not keep anybody from saving; the tasks follow when it is back', async () => {
    const { service, t, author } = stage;
    const slug = await addPair(stage, 'pair');
    await t.startWorkers();
    await allDone(service);
    await redis.kill();
    const path = `/api/v1/notices/${slug}/versions/en`;
    const { body } = await author.client.get(path);
    const text = { title: 'Hours', body: paragraph('We open at 10.30.') };
    const saved = await author.client.put(path, text, { 'If-Match': body.etag });
    expect([saved.status, saved.body.number]).toEqual([200, 2]);
    expect((await author.client.get(`/api/v1/notices/${slug}`)).body.state).toBe('en_ahead');
    expect((await author.client.get('/readyz')).status).toBe(503);
    expect((await author.client.get('/healthz')).status).toBe(200);
    expect(await unfinishedJobs(service.db)).toHaveLength(1);
    await redis.restart();
    await expectFollowed(stage, [slug]);
    expect((await author.client.get('/readyz')).status).toBe(200);
  }, 60_000);

  it('does not keep the workers from stopping', async () => {
    const { t } = stage;
    await addPair(stage, 'pair');
    await t.startWorkers();
    await redis.kill();
    const asked = Date.now();
    await t.stopWorkers();
    expect(Date.now() - asked).toBeLessThan(9_000);
    await redis.restart();
  });

  it('flushed in mid-work: all comes back from the database', async () => {
    const { service, t } = stage;
    await t.startWorkers();
    const working = makeWork(stage, 20);
    await until('some work', 20_000, async () => (await unfinishedJobs(service.db)).length > 10);
    const other = new Redis(redis.url);
    await other.flushall();
    const slugs = await working;
    await other.flushall();
    await other.quit();
    await refill(stage);
    await expectFollowed(stage, slugs);
    await until('the sweeps to be scheduled', 30_000, () => isScheduled(service));
  }, 100_000);
});

test('the queue’s tables away: saves go on, and the tasks follow when they are back', async () => {
  const stage = await setStage(null);
  const { service, t } = stage;
  try {
    const slug = await addPair(stage, 'pair');
    await t.startWorkers();
    await allDone(service);
    await sql`alter schema bullmq rename to elsewhere`.execute(service.db);
    await saveEnglish(stage, slug, 'We open at 10.30.');
    expect((await readNotice(service, slug)).state).toBe('en_ahead');
    await until('the relay to have tried', 10_000, async () => {
      const { rows } = await sql<{ failed: boolean }>`
        select exists (select 1 from outbox) as failed`.execute(service.db);
      return rows[0]?.failed === true;
    });
    await sql`alter schema elsewhere rename to bullmq`.execute(service.db);
    await expectFollowed(stage, [slug]);
  } finally {
    await t.close();
  }
}, 60_000);
