import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import { deployedConfig, startNginx } from '../tests/features/delivery/clients/nginx.ts';
import { openClients } from './client.ts';
import type { Report } from './figures.ts';
import { median, milliseconds, percentile, embeddedPostgres } from './figures.ts';
import { openNewsroom } from './newsroom.ts';
import type { Running } from './processes.ts';
import { memoryOf } from './process-figures.ts';
import { dataFolder, startHebi, startRedis } from './processes.ts';
import type { Readers } from './site-readers.ts';
import { openReaders } from './site-readers.ts';

const seconds = Number(process.env['SOAK_SECONDS'] ?? 600);
const notices = 40;
const readers = 12;
/** Between two publications. */
const everyMs = 500;
/** A node's memory at the end, of what it had after the first third. */
const mostGrowth = 1.15;

/**
 * Two API nodes behind nginx as `deploy/nginx.conf` sets it up, workers, PostgreSQL, and Redis where it is
 * installed; readers of pages, JSON and lists in three editions while new texts are published. Nothing may
 * be older than a second, nothing may fail, memory has to stay. `SOAK_SECONDS`: for how long, 600 unless said.
 */
export async function siteSoak(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  const redis = await startRedis();
  const running: { stop(): Promise<void> }[] = redis === null ? [] : [redis];
  try {
    const queue: Record<string, string> = redis === null ? {} : { REDIS_URL: redis.url };
    const environment = { DATABASE_URL: postgres.url, HEBI_TRUST_PROXY: '1', ...queue };
    const nodes: Running[] = [];
    for (const program of ['api', 'api', 'workers'] as const) {
      const started = await startHebi({ program, environment, profile });
      running.push(started);
      if (program === 'api') nodes.push(started);
    }
    const front = await startNginx(deployedConfig(nodes.map((node) => node.url)));
    running.push(front);
    const soaked = await soak(front.url, nodes);
    if (soaked.readers.errors.length > 0) process.stderr.write(front.errors().slice(0, 2000));
    return reportOf(soaked);
  } finally {
    for (const each of running.toReversed()) await each.stop();
    await postgres.stop();
    data.remove();
  }
}

interface Soaked {
  readonly readers: Readers;
  readonly publications: number;
  /** Of each node, in MB, a sample a second. */
  readonly memory: readonly (readonly number[])[];
}

async function soak(front: string, nodes: readonly Running[]): Promise<Soaked> {
  const [first] = nodes;
  if (first === undefined) throw new Error('no node');
  const { writer } = await openClients(first.url);
  const slugs = Array.from({ length: notices }, (_, i) => `green-shipping-${i + 1}`);
  const newsroom = await openNewsroom({ writer }, slugs);
  const open = openReaders(front, { slugs, readers });
  const memory = nodes.map((): number[] => []);
  const sampler = setInterval(() => {
    for (const [i, { pid }] of nodes.entries()) memory[i]?.push(memoryOf(pid));
  }, 1000);
  const end = performance.now() + seconds * 1000;
  let publications = 0;
  for (; performance.now() < end; publications += 1) {
    const { slug, participants } = await newsroom.publishNext();
    open.published(slug, participants);
    await sleep(everyMs);
  }
  clearInterval(sampler);
  await open.stop();
  if (open.toldToWait() > 0) open.errors.push(`${open.toldToWait()} × told to come back later`);
  return { readers: open, publications, memory };
}

function reportOf({ readers: { answers, stale, errors }, publications, memory }: Soaked): Report {
  const growth = memory.map((samples) => {
    const third = Math.floor(samples.length / 3);
    return median(samples.slice(-third)) / median(samples.slice(third, 2 * third));
  });
  const sizes = memory.map((samples) => median(samples.slice(-5)).toFixed(0)).join(', ');
  const most = Math.max(...growth);
  const p99 = milliseconds(percentile(answers.times, 0.99));
  return {
    name: 'site-soak',
    parts: [embeddedPostgres()],
    columns: [
      'seconds',
      'answers',
      'publications',
      'p99 ms',
      'stale after 1 s',
      'errors',
      'MB of the nodes',
      'growth',
    ],
    rows: [
      [
        seconds,
        answers.count,
        publications,
        p99,
        stale.length,
        errors.length,
        sizes,
        most.toFixed(2),
      ],
    ],
    goals: [
      {
        what: 'no answer older than 1 s after its publication',
        measured: stale.length === 0 ? 'none' : `${stale.length}, such as ${stale[0] ?? ''}`,
        met: stale.length === 0,
      },
      {
        what: 'no error',
        measured: errors.length === 0 ? 'none' : `${errors.length}, such as ${errors[0] ?? ''}`,
        met: errors.length === 0,
      },
      {
        what: `memory of a node in the last third at most ${mostGrowth} of the third before`,
        measured: most.toFixed(2),
        met: most <= mostGrowth,
      },
    ],
  };
}
