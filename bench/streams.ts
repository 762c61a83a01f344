import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import type { Client } from './client.ts';
import { openClients } from './client.ts';
import { makePeople } from './make-people.ts';
import type { EventStream } from './event-streams.ts';
import { openStream } from './event-streams.ts';
import type { Report } from './figures.ts';
import { embeddedPostgres, median, milliseconds, percentile } from './figures.ts';
import { handlesOf, memoryOf } from './process-figures.ts';
import type { Running } from './processes.ts';
import { dataFolder, startHebi } from './processes.ts';
import { english } from './texts.ts';

/** STREAMS=200 npm run bench streams: fewer. */
const streamCount = Number(process.env['STREAMS'] ?? 2_000);
/** As many as one person may have open. */
const ofPerson = 25;
const atOnce = 64;
const changes = 30;
const betweenChangesMs = 250;
/** After so long a pool has let go of connections that nobody uses. */
const restMs = 12_000;
const goalMs = 1_000;

/** What a process and its database hold. */
interface Held {
  readonly mb: number;
  readonly handles: number;
  readonly sessions: number;
}

interface Measured {
  readonly openedS: number;
  readonly before: Held;
  readonly open: Held;
  readonly after: Held;
  /** Per change, ms from the answer until the first, the median and the last stream heard of it. */
  readonly heard: readonly { first: number; middle: number; last: number }[];
  /** Streams that a change did not reach. */
  readonly deaf: number;
  readonly broken: number;
}

/** Many event streams on one node: opened, held, told, and gone without a trace. */
export async function streams(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  const watch = new pg.Client({ connectionString: postgres.url, application_name: 'watch' });
  await watch.connect();
  try {
    const environment = { DATABASE_URL: postgres.url };
    const hebi = await startHebi({ program: 'api', environment, profile });
    try {
      return reportOf(await measure(hebi, watch));
    } finally {
      await hebi.stop();
    }
  } finally {
    await watch.end();
    await postgres.stop();
    data.remove();
  }
}

async function measure(hebi: Running, watch: pg.Client): Promise<Measured> {
  const { writer } = await openClients(hebi.url);
  const count = Math.ceil(streamCount / ofPerson);
  const tokens = await makePeople(hebi.url, { writer, role: 'reader', count });
  // What the first save and the first stream load is not the streams'.
  await makeNotice(writer, 'first');
  (await openStream({ url: hebi.url, token: tokens[0] ?? '' })).close();
  const held = () => heldBy(hebi, watch);
  await sleep(restMs);
  const before = await held();
  const ears = new Ears();
  const started = performance.now();
  const opened = await openAll(hebi.url, tokens, ears);
  const openedS = (performance.now() - started) / 1000;
  await sleep(restMs);
  const open = await held();
  const heard: Measured['heard'][number][] = [];
  let deaf = 0;
  for (let k = 0; k < changes; k += 1) {
    const notice = await makeNotice(writer, `change-${k}`);
    const since = performance.now();
    const times = (await ears.allHeardOf(notice, streamCount)).map((at) => Math.max(0, at - since));
    if (times.length === 0) throw new Error('no stream heard of a change');
    deaf += streamCount - times.length;
    heard.push({ first: Math.min(...times), middle: median(times), last: Math.max(...times) });
    await sleep(betweenChangesMs);
  }
  const { broken } = ears;
  for (const stream of opened) stream.close();
  await sleep(restMs);
  return { openedS, before, open, after: await held(), heard, deaf, broken };
}

async function makeNotice(writer: Client, slug: string): Promise<string> {
  const made = { slug, language: 'en', ...english };
  return (await writer.post<{ id: string }>('/api/v1/notices', made)).id;
}

async function openAll(url: string, tokens: readonly string[], ears: Ears): Promise<EventStream[]> {
  const opened: EventStream[] = [];
  let next = 0;
  const openSome = async (): Promise<void> => {
    while (next < streamCount) {
      const token = tokens[next % tokens.length] ?? '';
      next += 1;
      opened.push(
        await openStream({
          url,
          token,
          onText: (text) => ears.hear(text),
          onEnd: () => (ears.broken += 1),
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, openSome));
  return opened;
}

/** When each stream heard of each notice that was made. */
class Ears {
  broken = 0;
  readonly #heard = new Map<string, number[]>();

  hear(text: string): void {
    if (!text.includes('notice.created')) return;
    const notice = /"notice":"([^"]+)"/.exec(text.slice(text.indexOf('notice.created')))?.[1];
    if (notice === undefined) return;
    const times = this.#heard.get(notice) ?? [];
    times.push(performance.now());
    this.#heard.set(notice, times);
  }

  /** Waits ten seconds at most. */
  async allHeardOf(notice: string, count: number): Promise<readonly number[]> {
    const deadline = performance.now() + 10_000;
    const times = () => this.#heard.get(notice) ?? [];
    while (times().length < count && performance.now() < deadline) await sleep(5);
    return times();
  }
}

async function heldBy({ pid }: Running, watch: pg.Client): Promise<Held> {
  const { rows } = await watch.query<{ n: number }>(
    `select count(*)::integer as n from pg_stat_activity
     where backend_type = 'client backend' and application_name <> 'watch'`,
  );
  return { mb: memoryOf(pid), handles: handlesOf(pid), sessions: rows[0]?.n ?? Number.NaN };
}

function reportOf({ openedS, before, open, after, heard, deaf, broken }: Measured): Report {
  const last = heard.map((each) => each.last);
  const kb = ((open.mb - before.mb) * 1024) / streamCount;
  const p95 = percentile(last, 0.95);
  const middle = (of: 'first' | 'middle') => milliseconds(median(heard.map((each) => each[of])));
  const left = {
    handles: Math.max(0, after.handles - before.handles),
    sessions: Math.max(0, after.sessions - before.sessions),
  };
  return {
    name: 'streams',
    parts: [embeddedPostgres()],
    columns: [`${streamCount.toLocaleString('en')} streams`, 'measured'],
    rows: [
      ['opened, a second', (streamCount / openedS).toFixed(0)],
      ['memory of the process before, with them, after, MB', mbOf([before, open, after])],
      ['memory of a stream, KB', kb.toFixed(1)],
      ['changes', heard.length],
      ['until the first stream heard, p50 ms', middle('first')],
      ['until half of them heard, p50 ms', middle('middle')],
      ['until the last heard, p50 ms', milliseconds(median(last))],
      ['until the last heard, p95 ms', milliseconds(p95)],
      ['until the last heard, max ms', milliseconds(Math.max(...last))],
    ],
    goals: [
      {
        what: 'each change reached each stream, and none broke',
        measured: `${deaf} not reached, ${broken} broke`,
        met: deaf + broken === 0,
      },
      {
        what: `the last stream hears within ${goalMs} ms at p95`,
        measured: `${milliseconds(p95)} ms`,
        met: p95 <= goalMs,
      },
      {
        what: 'nothing is left open when all have gone',
        measured: `${left.handles} files and sockets, ${left.sessions} sessions of the database`,
        met: left.handles + left.sessions === 0,
      },
    ],
  };
}

function mbOf(held: readonly Held[]): string {
  return held.map(({ mb }) => mb.toFixed(0)).join(', ');
}
