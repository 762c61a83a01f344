import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import { openClients, openPatientClients } from './client.ts';
import type { Seen } from './crowd.ts';
import { crowd } from './crowd.ts';
import { doctor, untilDrained } from './doctor.ts';
import type { Report } from './figures.ts';
import { embeddedPostgres, median, milliseconds, percentile } from './figures.ts';
import { makePeople } from './make-people.ts';
import { makeManyNotices } from './many-notices.ts';
import { openNewsroom } from './newsroom.ts';
import { handlesOf, heapOf, memoryOf, tellingHeap } from './process-figures.ts';
import type { Running } from './processes.ts';
import { dataFolder, startHebi, startRedis } from './processes.ts';
import type { Readers } from './site-readers.ts';
import { openReaders } from './site-readers.ts';

/** SOAK_SECONDS=120 npm run bench soak: for another time than an hour. */
const seconds = Number(process.env['SOAK_SECONDS'] ?? 3_600);
const warmUpSeconds = Math.min(60, seconds / 10);
const peopleCount = 40;
const medianThinkMs = 10_000;
const readers = 20;
const readerPauseMs = 1_500;
const notices = 1_000;
/** Between two publications of the newsroom. */
const publishEveryMs = 5_000;
const sampleEveryMs = Math.min(30_000, (seconds * 1000) / 24);
/** The last third, of what the second had. */
const mostGrowth = 1.15;
const drainMs = 120_000;

/** What is watched, in the order in which it is shown. */
const watched = [
  'API: memory, MB',
  'API: heap after a collection, MB',
  'API: open files and sockets',
  'worker: memory, MB',
  'worker: heap after a collection, MB',
  'worker: open files and sockets',
  'sessions of the database',
  'connections of Redis',
] as const;
type Watched = (typeof watched)[number];
type Sample = Readonly<Record<Watched, number>>;

interface Stage {
  readonly api: Running;
  readonly worker: Running;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly heapFolder: string;
}

/**
 * A working day in short: one API, one worker, PostgreSQL and Redis under people with their streams of events,
 * readers of the website and a newsroom. What the processes hold must not grow, and nothing may fail.
 */
export async function soak(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const heap = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  const redis = await startRedis();
  if (redis === null) throw new Error('this benchmark needs redis-server on PATH');
  const running: Running[] = [redis];
  try {
    const environment = {
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      ...tellingHeap(heap.path),
    };
    const api = await startHebi({ program: 'api', environment, profile });
    running.push(api);
    const worker = await startHebi({ program: 'workers', environment, profile });
    running.push(worker);
    const [databaseUrl, redisUrl] = [postgres.url, redis.url];
    const stage = { api, worker, databaseUrl, redisUrl, heapFolder: heap.path };
    return reportOf(await live(stage), redis.version);
  } finally {
    for (const each of running.toReversed()) await each.stop();
    await postgres.stop();
    data.remove();
    heap.remove();
  }
}

interface Lived {
  readonly seen: Seen;
  readonly site: Readers;
  readonly publications: number;
  readonly samples: readonly Sample[];
  /** What the newsroom and the readers met with. */
  readonly faults: readonly string[];
  readonly symptoms: readonly string[];
}

async function live(stage: Stage): Promise<Lived> {
  const { url } = stage.api;
  const { writer } = await openClients(url);
  await makeManyNotices({ url: stage.databaseUrl, from: 1, to: notices, length: 'whole' });
  const tokens = await makePeople(url, { writer, role: 'editor', count: peopleCount });
  const slugs = Array.from({ length: 20 }, (_, k) => `green-shipping-${k + 1}`);
  const newsroom = await openNewsroom(await openPatientClients(url), slugs);
  const site = openReaders(url, { slugs, readers, pauseMs: readerPauseMs });
  const watch = await openWatch(stage);
  let isOver = false;
  let publications = 0;
  const faults: string[] = [];
  const publishing = async (): Promise<void> => {
    for (; !isOver; publications += 1) {
      const text = await newsroom.publishNext().catch((error: unknown) => {
        faults.push(String(error));
      });
      if (text === undefined) break;
      site.published(text.slug, text.participants);
      await sleep(publishEveryMs);
    }
  };
  const sampling = async (): Promise<Sample[]> => {
    const samples: Sample[] = [];
    await sleep(warmUpSeconds * 1000);
    const begun = performance.now();
    while (!isOver) {
      samples.push(await watch.sample());
      const due = begun + samples.length * sampleEveryMs;
      while (!isOver && performance.now() < due) await sleep(Math.min(1_000, sampleEveryMs));
    }
    return samples;
  };
  const besides = Promise.all([sampling(), publishing()]);
  const seen = await crowd({ url, tokens, warmUpSeconds, seconds, medianThinkMs });
  isOver = true;
  const [samples] = await besides;
  await site.stop();
  await watch.close();
  await untilDrained(stage, drainMs);
  const symptoms = (await doctor(stage)).map(({ grade, detail }) => `${grade}: ${detail}`);
  faults.push(...site.errors, ...site.stale);
  return { seen, site, publications, samples, faults, symptoms };
}

interface Watch {
  sample(): Promise<Sample>;
  close(): Promise<void>;
}

async function openWatch({ api, worker, ...stage }: Stage): Promise<Watch> {
  const database = new pg.Client({
    connectionString: stage.databaseUrl,
    application_name: 'watch',
  });
  await database.connect();
  const redis = new Redis(stage.redisUrl);
  const sessions = async (): Promise<number> => {
    const { rows } = await database.query<{ n: number }>(
      `select count(*)::integer as n from pg_stat_activity
       where backend_type = 'client backend' and application_name <> 'watch'`,
    );
    return rows[0]?.n ?? Number.NaN;
  };
  const connections = async (): Promise<number> => {
    const told = /^connected_clients:(\d+)/m.exec(await redis.info('clients'))?.[1];
    return Number(told) - 1;
  };
  return {
    sample: async () => ({
      'API: memory, MB': memoryOf(api.pid),
      'API: heap after a collection, MB': await heapOf(api.pid, stage.heapFolder),
      'API: open files and sockets': handlesOf(api.pid),
      'worker: memory, MB': memoryOf(worker.pid),
      'worker: heap after a collection, MB': await heapOf(worker.pid, stage.heapFolder),
      'worker: open files and sockets': handlesOf(worker.pid),
      'sessions of the database': await sessions(),
      'connections of Redis': await connections(),
    }),
    close: async () => {
      await database.end();
      await redis.quit();
    },
  };
}

interface Thirds {
  readonly what: Watched;
  readonly medians: readonly number[];
  readonly growth: number;
}

function thirdsOf(samples: readonly Sample[]): Thirds[] {
  const third = Math.floor(samples.length / 3);
  return watched.map((what) => {
    const values = samples.map((sample) => sample[what]);
    const [first, second, last] = [0, 1, 2].map((k) =>
      median(k < 2 ? values.slice(k * third, (k + 1) * third) : values.slice(-third)),
    );
    const medians = [first, second, last].map((each) => each ?? Number.NaN);
    return { what, medians, growth: (last ?? Number.NaN) / (second ?? Number.NaN) };
  });
}

function reportOf(lived: Lived, redisVersion: string): Report {
  const { seen, site, publications, samples, faults, symptoms } = lived;
  const thirds = thirdsOf(samples);
  const requests = [...seen.times.values()].flat();
  const most = thirds.reduce((a, b) => (b.growth > a.growth ? b : a));
  const failures = seen.book.unknown + seen.brokenStreams + faults.length;
  const toldToWait = seen.book.toldToWait + site.toldToWait();
  for (const [what, times] of seen.book.refused) process.stdout.write(`${times} × ${what}\n`);
  for (const each of [...faults, ...symptoms].slice(0, 20)) process.stdout.write(`${each}\n`);
  const p95 = (ms: readonly number[]) => milliseconds(percentile(ms, 0.95));
  const blank = ['', '', ''];
  return {
    name: 'soak',
    parts: [embeddedPostgres(), `Redis ${redisVersion}`, `${notices.toLocaleString('en')} notices`],
    columns: [
      `${peopleCount} people, ${readers} readers, ${seconds} s`,
      'first third',
      'second',
      'last',
      'last / second',
    ],
    rows: [
      ...thirds.map(({ what, medians, growth }) => [
        what,
        ...medians.map((each) => each.toFixed(0)),
        growth.toFixed(2),
      ]),
      ['requests of people', ...blank, requests.length],
      ['p95 of them, ms', ...blank, p95(requests)],
      ['told to come back in some seconds, for the machine was busy', ...blank, toldToWait],
      ['acknowledged texts', ...blank, seen.book.written.length],
      ['answers of the website', ...blank, site.answers.count],
      ['p95 of them, ms', ...blank, p95(site.answers.times)],
      ['publications of the newsroom', ...blank, publications],
    ],
    goals: [
      {
        what: `each in the last third at most ${mostGrowth} of the third before (medians)`,
        measured: `${most.growth.toFixed(2)} (${most.what})`,
        met: most.growth <= mostGrowth,
      },
      {
        what: 'every request answered, none with 5xx for good, no stream broken, no page older than 1 s',
        measured: String(failures),
        met: failures === 0,
      },
      {
        what: '`hebi doctor` finds nothing afterwards',
        measured: symptoms.length === 0 ? 'nothing' : `${symptoms.length}: ${symptoms[0] ?? ''}`,
        met: symptoms.length === 0,
      },
    ],
  };
}
