import { setTimeout as sleep } from 'node:timers/promises';
import type { Pair } from '../src/core/language.ts';
import type { Client } from './client.ts';
import { openClients } from './client.ts';
import type { Report } from './figures.ts';
import { milliseconds } from './figures.ts';
import { dataFolder, startHebi } from './processes.ts';
import type { Text } from './texts.ts';
import { chinese, english } from './texts.ts';

/** Characters of English; a notice has 1,000. */
const lengths = [20_000, 200_000] as const;
const goalMs = 50;
/** The metric counts the ten milliseconds between two looks as well. */
const lookMs = 10;
/** As long as the jobs that follow from a save take. */
const afterwardsMs = 4_000;

/** Something that is asked of the server, and the longest that its event loop stood still meanwhile. */
interface Stop {
  readonly what: string;
  readonly characters: number;
  readonly ms: number;
}

/**
 * The longest standstill of the event loop of a server that does everything, jobs as well, by its own metric,
 * while it is asked for what costs most of long texts.
 */
export async function eventLoop(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const environment = { HEBI_DATA_DIR: data.path };
  const hebi = await startHebi({ program: 'main', environment, profile });
  const stops: Stop[] = [];
  try {
    const { writer, second } = await openClients(hebi.url);
    for (const characters of lengths) stops.push(...(await stopsOf(writer, second, characters)));
  } finally {
    await hebi.stop();
    data.remove();
  }
  return reportOf(stops);
}

async function stopsOf(writer: Client, second: Client, characters: number): Promise<Stop[]> {
  const { en, zh } = longPair(characters);
  const changed = { ...en, body: rewritten(en.body, 'once more') };
  const slug = `long-${characters}`;
  const { id } = await writer.post<{ id: string }>('/api/v1/notices', {
    slug,
    versions: { en, zh },
  });
  await sleep(afterwardsMs);
  await second.post(`/api/v1/notices/${id}/sync-points`, { en: 1, zh: 1 });
  await sleep(afterwardsMs);
  let head = 1;
  const html = (text: Text) => ({ ...text, format: 'html' });
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    'a report of two texts': () => writer.post('/api/v1/parity', { en: html(en), zh: html(zh) }),
    'the difference of two texts': () =>
      writer.post('/api/v1/diff', {
        language: 'en',
        before: en,
        after: changed,
        format: 'html',
      }),
    'a save, and the jobs after it': async () => {
      const again = { ...en, body: rewritten(en.body, 'again') };
      const text = head % 2 === 1 ? changed : again;
      await writer.put(`/api/v1/notices/${id}/versions/en`, text, `"en-${head}"`);
      head += 1;
      await sleep(afterwardsMs);
    },
    'the difference of two revisions': () =>
      writer.get(`/api/v1/notices/${id}/versions/en/diff?from=1&to=2`),
    'the task': async () => {
      const { items } = await writer.get<{ items: { id: string }[] }>(`/api/v1/tasks?notice=${id}`);
      await writer.get(`/api/v1/tasks/${items[0]?.id ?? 'none'}`);
    },
    'a report of the heads': () => writer.get(`/api/v1/notices/${id}/parity`),
  };
  const stops: Stop[] = [];
  for (const [what, act] of Object.entries(acts)) {
    await act(); // The first time compiles what it runs through.
    await standstill(writer);
    await act();
    stops.push({ what, characters, ms: await standstill(writer) });
  }
  return stops;
}

/** The longest since it was asked for the last time. */
async function standstill(client: Client): Promise<number> {
  const metrics = await client.text('/metrics');
  const seconds = /^hebi_nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1];
  if (seconds === undefined) throw new Error('the server does not tell how its event loop does');
  return Math.max(0, Number(seconds) * 1000 - lookMs);
}

/** The same notice again and again, each time with other numbers, until it is that long. */
function longPair(characters: number): Pair<Text> {
  const bodies = { en: '', zh: '' };
  for (let k = 0; bodies.en.length < characters; k += 1) {
    const other = (text: string) =>
      text.replaceAll('30', String(30 + k)).replaceAll('12', String(k));
    bodies.en += other(english.body);
    bodies.zh += other(chinese.body);
  }
  return { en: { ...english, body: bodies.en }, zh: { ...chinese, body: bodies.zh } };
}

/** Half of its sentences in other words. */
function rewritten(body: string, more: string): string {
  let count = 0;
  return body.replace(/\b(meeting|members?|help|spoke|stay|attended)\b/g, (word) => {
    count += 1;
    return count % 2 === 0 ? word : `${word} ${more}`;
  });
}

function reportOf(stops: readonly Stop[]): Report {
  const longest = Math.max(...stops.map(({ ms }) => ms));
  const whats = [...new Set(stops.map(({ what }) => what))];
  const msOf = (what: string, characters: number) =>
    stops.find((stop) => stop.what === what && stop.characters === characters)?.ms ?? Number.NaN;
  return {
    name: 'event-loop',
    parts: [],
    columns: ['longest standstill, ms', ...lengths.map((length) => `${length} characters`)],
    rows: whats.map((what) => [what, ...lengths.map((length) => milliseconds(msOf(what, length)))]),
    goals: [
      {
        what: `never more than ${goalMs} ms`,
        measured: `${milliseconds(longest)} ms`,
        met: longest <= goalMs,
      },
    ],
  };
}
