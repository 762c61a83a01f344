import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import type { Client } from './client.ts';
import { openClients } from './client.ts';
import type { Report } from './figures.ts';
import { milliseconds, percentile, embeddedPostgres } from './figures.ts';
import type { Running } from './processes.ts';
import { dataFolder, startHebi } from './processes.ts';
import { chinese, english, withParticipants } from './texts.ts';

const publications = 50;
const slug = 'green-shipping';

/**
 * A publication through one API process as seen through another, which holds the text before it ready:
 * from the answer to the publication until the first answer of the other process with the new text.
 */
export async function publication(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  const running: Running[] = [];
  const start = async (program: 'api' | 'workers') => {
    const environment = { DATABASE_URL: postgres.url };
    const started = await startHebi({ program, environment, profile });
    running.push(started);
    return started;
  };
  try {
    const first = await start('api');
    const other = await start('api');
    await start('workers');
    const times = await measure(first.url, other.url);
    return reportOf(times);
  } finally {
    for (const process of running.toReversed()) await process.stop();
    await postgres.stop();
    data.remove();
  }
}

function reportOf(times: readonly number[]): Report {
  const most = percentile(times, 1);
  const shares = [0.5, 0.95].map((share) => milliseconds(percentile(times, share)));
  return {
    name: 'publication',
    parts: [embeddedPostgres()],
    columns: ['publications', 'p50 ms', 'p95 ms', 'max ms'],
    rows: [[times.length, ...shares, milliseconds(most)]],
    goals: [
      { what: 'each within 1 s', measured: `${milliseconds(most)} ms at most`, met: most < 1000 },
    ],
  };
}

async function measure(first: string, other: string): Promise<number[]> {
  const { writer } = await openClients(first);
  const versions = { en: english, zh: chinese };
  const { id } = await writer.post<{ id: string }>('/api/v1/notices', { slug, versions });
  const path = `/api/v1/notices/${id}/versions/en`;
  await writer.post(`${path}/publication`, {});
  const times: number[] = [];
  for (let i = 1; i <= publications; i += 1) {
    await readUntil(other, `over ${29 + i}`);
    await writer.put(path, withParticipants(30 + i), `"en-${i}"`);
    times.push(await publishAndLook({ writer, path, other, text: `over ${30 + i}` }));
  }
  return times;
}

async function publishAndLook(look: {
  writer: Client;
  path: string;
  other: string;
  text: string;
}): Promise<number> {
  await look.writer.post(`${look.path}/publication`, {});
  const answered = performance.now();
  await readUntil(look.other, look.text);
  return performance.now() - answered;
}

/** Reads without a pause until the text is there. */
async function readUntil(url: string, text: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const body = await (await fetch(`${url}/site/en/notices/${slug}`)).text();
    if (body.includes(text)) return;
    if (Date.now() > deadline) throw new Error(`no “${text}” within 30 s`);
  }
}
