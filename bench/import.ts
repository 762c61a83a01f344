import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import { runHebi } from './backup.ts';
import type { Client } from './client.ts';
import { openClients } from './client.ts';
import type { Report } from './figures.ts';
import { embeddedPostgres } from './figures.ts';
import { textOf, variants } from './many-notices.ts';
import { admin, dataFolder, startHebi } from './processes.ts';

/** IMPORT_NOTICES=1000 npm run bench import: of fewer. */
const notices = Number(process.env['IMPORT_NOTICES'] ?? 10_000);
const goalPerSecond = 100;
const goalMb = 350;

/**
 * Notice pairs through `hebi import-many` as it is built, certified and published, into the database of a
 * server that goes on with its work and begins at once with the jobs that follow; then until none of those is
 * left, and `hebi doctor` finds nothing.
 */
export async function importMany(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  const environment = { DATABASE_URL: postgres.url };
  try {
    const hebi = await startHebi({ program: 'main', environment, profile });
    try {
      const { writer } = await openClients(hebi.url);
      const file = join(data.path, 'notices.jsonl');
      await writeNotices(file);
      const ran = await runHebi(['import-many', file, '--as', admin.email, '--json'], postgres.url);
      const { imported } = JSON.parse(ran.output) as { imported: number };
      if (imported !== notices) throw new Error(`${imported} of ${notices} were imported`);
      const drainedS = await untilDrained(writer);
      await runHebi(['doctor'], postgres.url);
      return reportOf({ ...ran, drainedS });
    } finally {
      await hebi.stop();
    }
  } finally {
    await postgres.stop();
    data.remove();
  }
}

async function writeNotices(file: string): Promise<void> {
  const out = createWriteStream(file);
  for (let k = 0; k < notices; k += 1) {
    const [en, zh] = (['en', 'zh'] as const).map((language) =>
      textOf(language, k % variants, 'whole'),
    );
    const notice = { slug: `imported-${k}`, category: 'news', certified: true, published: true };
    if (!out.write(`${JSON.stringify({ ...notice, en, zh })}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

interface Queues {
  readonly outbox: number;
  readonly items: readonly { readonly waiting: number; readonly active: number }[];
}

/** Seconds until no event waits and no job is left. */
async function untilDrained(writer: Client): Promise<number> {
  const start = performance.now();
  for (;;) {
    const { outbox, items } = await writer.get<Queues>('/api/v1/queues');
    const left = items.reduce((sum, { waiting, active }) => sum + waiting + active, outbox);
    if (left === 0) return (performance.now() - start) / 1000;
    await sleep(200);
  }
}

function reportOf(ran: { seconds: number; peak: number; drainedS: number }): Report {
  const perSecond = notices / ran.seconds;
  return {
    name: 'import',
    parts: [embeddedPostgres()],
    columns: [
      'notice pairs',
      'import s',
      'pairs / s',
      'peak MB of the command',
      'every job done, s later',
    ],
    rows: [
      [
        notices.toLocaleString('en'),
        ran.seconds.toFixed(1),
        perSecond.toFixed(0),
        ran.peak.toFixed(0),
        ran.drainedS.toFixed(0),
      ],
    ],
    goals: [
      {
        what: `${goalPerSecond} pairs a second or more`,
        measured: perSecond.toFixed(0),
        met: perSecond >= goalPerSecond,
      },
      {
        what: `the command within ${goalMb} MB`,
        measured: `${ran.peak.toFixed(0)} MB`,
        met: ran.peak < goalMb,
      },
    ],
  };
}
