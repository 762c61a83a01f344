import type { JobName } from '../../src/jobs.ts';
import { jobNames } from '../../src/jobs.ts';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import { readNotice } from '../../src/features/notices/read-notice.ts';
import { relayBatch } from '../../src/platform/outbox.ts';
import type { TestService } from '../support/service.ts';
import { backends, makePerson, openTestService, settle } from '../support/service.ts';
import { runHebi } from '../support/terminal.ts';

interface Status {
  readonly outbox: number;
  readonly queues: Readonly<Record<JobName, Readonly<Record<string, number>>>>;
}

test('a queue that does not answer is a failure with its reason', async () => {
  const t = await openTestService({ workers: false });
  try {
    const options = {
      databaseUrl: t.databaseUrl,
      environment: { REDIS_URL: 'redis://127.0.0.1:1' },
    };
    const { code, out, err } = await runHebi(['queue', 'rebuild'], options);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^It failed: /);
  } finally {
    await t.close();
  }
});

describe.each(backends)('on $kind', ({ redisUrl }) => {
  let t: TestService;
  beforeAll(async () => {
    t = await openTestService({ redisUrl, workers: false });
  });
  afterAll(() => t.close());

  const hebi = (args: string) =>
    runHebi(args.split(' '), {
      databaseUrl: t.databaseUrl,
      environment: redisUrl === null ? {} : { REDIS_URL: redisUrl },
    });
  const status = async () => JSON.parse((await hebi('queue status --json')).out) as Status;

  test('status counts events in the outbox and jobs in every queue', async () => {
    expect((await hebi('queue status')).out).toMatch(
      /^0 events wait in the outbox\.\ndetect-outdated\tempty\n/,
    );
    const emma = await makePerson(t.service, { name: 'Emma', roles: ['editor'] });
    const first = { slug: 'first', language: 'en', title: 'First', body: '<p>Text.</p>' } as const;
    await createNotice(t.service, emma, { ...first, release: 'independent' });
    const before = await status();
    expect(Object.keys(before.queues)).toEqual(jobNames);
    expect(before.outbox).toBeGreaterThan(0);
    const job = { attempts: 1, backoffMs: 0, data: {} };
    await t.service.queues['queue-task'].addAll([
      { ...job, id: 'a', delayMs: 0 },
      { ...job, id: 'b', delayMs: 60_000 },
    ]);
    expect((await status()).queues['queue-task']).toMatchObject({ waiting: 1, delayed: 1 });
    expect((await hebi('queue status')).out).toMatch(/^queue-task\twaiting 1, delayed 1$/m);
    await t.service.queues['queue-task'].empty();
  });

  test('rebuild queues again what was lost, and nothing that is done', async () => {
    // The relay hands over, and then the queue loses everything.
    while ((await relayBatch(t.service.db, () => Promise.resolve())) > 0);
    const ill = await hebi('doctor');
    expect([ill.code, ill.out]).toEqual([0, expect.stringContaining('hebi queue rebuild')]);
    expect(await hebi('queue rebuild')).toMatchObject({
      code: 0,
      out: 'Put 1 event back into the outbox; a running server queues its jobs.\n',
    });
    await t.startWorkers();
    await settle(t.service);
    expect((await readNotice(t.service, 'first')).task).toMatchObject({ kind: 'translate' });
    expect(await hebi('queue rebuild --json')).toMatchObject({ code: 0, out: '{"events":0}\n' });
    expect((await hebi('doctor')).out).toBe('Checked 1 notice. Every rule holds.\n');
  });

  test('rebuild brings a job back that failed for good or was done before a restore', async () => {
    await t.stopWorkers();
    const { rows, ids } = await forgottenJobs();
    expect(rows).toBeGreaterThan(0);
    const queue = t.service.queues['queue-task'];
    for (const id of ids) expect([id, await queue.holds(id)]).toEqual([id, false]);
    expect((await hebi('doctor')).out).toContain('neither done nor queued');
    await hebi('queue rebuild');
    await t.startWorkers();
    await settle(t.service);
    expect((await hebi('doctor')).out).toBe('Checked 1 notice. Every rule holds.\n');
  });

  /** The database as it was before its last jobs, while the queue still remembers them as done. */
  async function forgottenJobs() {
    const gone = await t.service.db
      .deleteFrom('jobCompletion')
      .where('job', '=', 'queue-task')
      .returning('eventId')
      .execute();
    return { rows: gone.length, ids: gone.map(({ eventId }) => `${eventId}-queue-task`) };
  }
});
