import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';
import { openClients } from './client.ts';
import type { Report } from './figures.ts';
import { milliseconds, percentile, embeddedPostgres, versionOf } from './figures.ts';
import { dataFolder, startHebi, startRedis } from './processes.ts';
import { chinese, english, withParticipants } from './texts.ts';

const perSecond = 20;
const seconds = 20;
/** Saves before those that count: a server that was just started has not compiled its own code. */
const warmUp = 2 * perSecond;
/** Between two looks at tasks. */
const pauseMs = 10;
const patienceMs = 60_000;

interface Run {
  readonly queue: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly goalMs: number;
  readonly profile: string | null;
}

/**
 * From the answer to a save until the task that follows from it is in the answer to
 * `GET /api/v1/tasks?notice=…`: one process with everything, its own PostgreSQL; the queue in PostgreSQL,
 * then in Redis. Every save is of another notice, certified before; 20 a second for 20 s, not waiting for
 * each other, after 2 s of the same that do not count. One observer looks at the notices that wait, one
 * after the other: a look for each of them at any time would be a load of its own, which grows as the
 * server slows down.
 */
export async function saveToTask(profile: string | null): Promise<Report> {
  const redis = await startRedis();
  const runs: Run[] = [{ queue: 'PostgreSQL', environment: {}, goalMs: 250, profile }];
  if (redis !== null) {
    runs.push({ queue: 'Redis', environment: { REDIS_URL: redis.url }, goalMs: 100, profile });
  }
  const rows: (string | number)[][] = [];
  const goals: Report['goals'][number][] = [];
  try {
    for (const run of runs) {
      const times = await measure(run);
      const p95 = percentile(times.task, 0.95);
      rows.push([
        run.queue,
        times.task.length,
        ...[0.5, 0.95, 0.99].map((share) => milliseconds(percentile(times.task, share))),
        milliseconds(percentile(times.task, 1)),
        milliseconds(percentile(times.save, 0.5)),
        milliseconds(percentile(times.save, 0.95)),
      ]);
      const what = `p95 below ${run.goalMs} ms with the queue in ${run.queue}`;
      goals.push({ what, measured: `${milliseconds(p95)} ms`, met: p95 < run.goalMs });
    }
  } finally {
    await redis?.stop();
  }
  const parts = [
    embeddedPostgres(),
    redis === null ? 'no Redis installed: not measured' : `Redis ${redis.version}`,
    `BullMQ ${versionOf('bullmq')}`,
  ];
  const columns = [
    'queue',
    'saves',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'max ms',
    'save p50',
    'save p95',
  ];
  return { name: 'save-to-task', parts, columns, rows, goals };
}

interface Times {
  /** From the answer to a save until its task is seen. */
  readonly task: number[];
  /** Of the saves themselves. */
  readonly save: number[];
}

async function measure(run: Run): Promise<Times> {
  const data = dataFolder();
  const hebi = await startHebi({
    program: 'main',
    environment: { HEBI_DATA_DIR: data.path, ...run.environment },
    profile: run.profile,
  });
  try {
    const { writer, second } = await openClients(hebi.url);
    const notices = await makeNotices(writer, second, warmUp + perSecond * seconds);
    await saveAndObserve(writer, notices.slice(0, warmUp));
    return await saveAndObserve(writer, notices.slice(warmUp));
  } finally {
    await hebi.stop();
    data.remove();
  }
}

/** A notice whose save was answered, and when. */
interface Waiting {
  readonly notice: string;
  readonly since: number;
}

async function saveAndObserve(writer: Client, notices: readonly string[]): Promise<Times> {
  const times: Times = { task: [], save: [] };
  const waiting: Waiting[] = [];
  const started = performance.now();
  const saves = notices.map(async (notice, i) => {
    await sleep(started + (i * 1000) / perSecond - performance.now());
    const sent = performance.now();
    await writer.put(`/api/v1/notices/${notice}/versions/en`, withParticipants(40), '"en-1"');
    const since = performance.now();
    times.save.push(since - sent);
    waiting.push({ notice, since });
  });
  await Promise.all([...saves, observe(writer, { waiting, times, count: notices.length })]);
  return times;
}

async function observe(
  writer: Client,
  { waiting, times, count }: { waiting: Waiting[]; times: Times; count: number },
): Promise<void> {
  while (times.task.length < count) {
    const next = waiting.shift();
    if (next !== undefined) {
      const tasks = await writer.get<{ items: { base: { en: number } }[] }>(
        `/api/v1/tasks?notice=${next.notice}`,
      );
      const passed = performance.now() - next.since;
      if (tasks.items[0]?.base.en === 2) times.task.push(passed);
      else if (passed > patienceMs) throw new Error('no task within a minute of a save');
      else waiting.push(next);
    }
    await sleep(pauseMs);
  }
}

/** Notices in step, with no task left. */
async function makeNotices(writer: Client, second: Client, count: number): Promise<string[]> {
  const notices: string[] = [];
  const makeSome = async (): Promise<void> => {
    while (made < count) {
      const slug = `notice-${made}`;
      made += 1;
      const versions = { en: english, zh: chinese };
      const { id } = await writer.post<{ id: string }>('/api/v1/notices', { slug, versions });
      await second.post(`/api/v1/notices/${id}/sync-points`, { en: 1, zh: 1 });
      notices.push(id);
    }
  };
  let made = 0;
  await Promise.all(Array.from({ length: 8 }, makeSome));
  await sleep(3000);
  for (let left = -1; left !== 0; await sleep(200)) {
    left = (await writer.get<{ items: unknown[] }>('/api/v1/tasks')).items.length;
  }
  return notices;
}
