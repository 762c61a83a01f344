import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import { openClients } from './client.ts';
import type { Seen } from './crowd.ts';
import { crowd } from './crowd.ts';
import type { Report } from './figures.ts';
import { embeddedPostgres, milliseconds, percentile } from './figures.ts';
import { makePeople } from './make-people.ts';
import { makeManyNotices } from './many-notices.ts';
import type { Running } from './processes.ts';
import { dataFolder, startHebi } from './processes.ts';

/** PEOPLE=50 PEOPLE_SECONDS=30 PEOPLE_NOTICES=1000 npm run bench people: fewer, for less time, on less. */
const peopleCount = Number(process.env['PEOPLE'] ?? 200);
const seconds = Number(process.env['PEOPLE_SECONDS'] ?? 120);
const notices = Number(process.env['PEOPLE_NOTICES'] ?? 10_000);
/** People come one after the other, and what a process does for the first time takes longer. */
const warmUpSeconds = Math.min(20, seconds / 4);
const medianThinkMs = 5_000;
const goalMs = 200;

/** A working day's crowd at the workbench of one API process, with workers beside it. */
export async function people(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  const environment = { DATABASE_URL: postgres.url };
  const running: Running[] = [];
  try {
    const hebi = await startHebi({ program: 'api', environment, profile });
    running.push(hebi);
    running.push(await startHebi({ program: 'workers', environment, profile }));
    const { writer } = await openClients(hebi.url);
    await makeManyNotices({ url: postgres.url, from: 1, to: notices, length: 'whole' });
    const tokens = await makePeople(hebi.url, { writer, role: 'editor', count: peopleCount });
    const { url } = hebi;
    return reportOf(await crowd({ url, tokens, warmUpSeconds, seconds, medianThinkMs }));
  } finally {
    for (const each of running.toReversed()) await each.stop();
    await postgres.stop();
    data.remove();
  }
}

function reportOf({ book, times, brokenStreams }: Seen): Report {
  const all = [...times.values()].flat();
  const row = (what: string, ms: readonly number[]) => [
    what,
    ms.length,
    ...[0.5, 0.95, 0.99].map((share) => milliseconds(percentile(ms, share))),
  ];
  const p95 = percentile(all, 0.95);
  const refused = [...book.refused].map(([what, count]) => `${count} × ${what}`).join(', ');
  if (refused !== '') process.stdout.write(`refused: ${refused}\n`);
  return {
    name: 'people',
    parts: [embeddedPostgres(), `${notices.toLocaleString('en')} notices`],
    columns: [`${peopleCount} people, ${seconds} s`, 'requests', 'p50 ms', 'p95 ms', 'p99 ms'],
    rows: [
      ...[...times].sort((a, b) => b[1].length - a[1].length).map(([what, ms]) => row(what, ms)),
      row(`all: ${(all.length / seconds).toFixed(0)} a second`, all),
    ],
    goals: [
      {
        what: `p95 of all requests below ${goalMs} ms`,
        measured: `${milliseconds(p95)} ms`,
        met: p95 < goalMs,
      },
      {
        what: 'no request without an answer or with 5xx, no stream refused or broken',
        measured: `${book.unknown + book.toldToWait} and ${brokenStreams}`,
        met: book.unknown + book.toldToWait + brokenStreams === 0,
      },
    ],
  };
}
