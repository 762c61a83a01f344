import { setTimeout as sleep } from 'node:timers/promises';
import { symptomsIn } from '../support/doctor.ts';
import type { Client } from '../support/http.ts';
import { signIn } from '../support/http.ts';
import { until } from '../support/invariants.ts';
import { preparedFolder, removeFolders, removePrepared, serverOf } from '../support/launcher.ts';
import type { HebiProcess } from '../support/process.ts';
import { startProcess } from '../support/process.ts';

/** The whole of Hebi in one process on its own database, killed while people write: no text is lost. */
const admin = { email: 'admin@example.org', password: 'pulled while they write' } as const;
const writers = 4;
let dataDir: string;
let hebi: HebiProcess;

beforeAll(async () => {
  dataDir = await preparedFolder();
}, 120_000);
afterAll(async () => {
  hebi.signal('SIGTERM');
  await hebi.ended;
  await removeFolders();
  removePrepared();
});

const startHebi = (): Promise<HebiProcess> =>
  startProcess('src/main.ts', {
    HEBI_DATA_DIR: dataDir,
    HEBI_ADMIN_EMAIL: admin.email,
    HEBI_ADMIN_PASSWORD: admin.password,
  });

/** Every notice whose text was acknowledged, by its slug. */
const acknowledged = new Map<string, string>();

/** Writes one notice after the other until told to end. What is refused or cut off was not acknowledged. */
async function write(client: Client, name: string, signal: AbortSignal): Promise<void> {
  for (let number = 1; !signal.aborted; number += 1) {
    const slug = `${name}-${number}`;
    const body = `<p>Counter ${number} opens at 9.30.</p>`;
    const notice = { slug, release: 'independent', language: 'en', title: slug, body };
    const answer = await client.post('/api/v1/notices', notice).catch(() => null);
    if (answer?.status === 201) acknowledged.set(slug, body);
    // A service that is away is asked again, not stormed.
    else await sleep(50);
  }
}

/** Has people write, lets the blow fall amid it, and returns when they stopped. */
async function amidWriting(name: string, blow: () => Promise<void>): Promise<void> {
  const client = await signIn(hebi.url ?? '', admin);
  const before = acknowledged.size;
  const end = new AbortController();
  const all = Array.from({ length: writers }, (_, i) => write(client, `${name}-${i}`, end.signal));
  await until('texts acknowledged', 60_000, async () => acknowledged.size >= before + 20);
  await blow();
  end.abort();
  await Promise.all(all);
}

async function expectNothingLost(): Promise<void> {
  const client = await signIn(hebi.url ?? '', admin);
  for (const [slug, body] of acknowledged) {
    const { status, body: version } = await client.get(`/api/v1/notices/${slug}/versions/en`);
    expect({ slug, status, body: version.body }).toEqual({ slug, status: 200, body });
  }
}

const killDatabase = (): void => {
  process.kill(serverOf(dataDir) ?? 0, 'SIGKILL');
};
const killHebi = async (): Promise<void> => {
  hebi.signal('SIGKILL');
  await hebi.ended;
};

it('killed in any part amid writing keeps every text that it acknowledged', async () => {
  hebi = await startHebi();

  await amidWriting('database', async () => {
    killDatabase();
    const before = acknowledged.size;
    await until('writing goes on', 60_000, async () => acknowledged.size > before + 10);
  });
  await expectNothingLost();

  await amidWriting('process', killHebi);
  hebi = await startHebi();
  await expectNothingLost();

  await amidWriting('both', async () => {
    hebi.signal('SIGKILL');
    killDatabase();
    await hebi.ended;
  });
  hebi = await startHebi();
  await expectNothingLost();

  // A second blow while the database still mends what the first has left.
  await amidWriting('again', async () => {
    killDatabase();
    await killHebi();
  });
  const mending = startHebi();
  await until('a server begins', 60_000, async () => serverOf(dataDir) !== null);
  killDatabase();
  // It either ends with a word about it, or was far enough to start its database again.
  hebi = await mending.catch(startHebi);
  await expectNothingLost();
  // Tasks follow in their own time, a job that was cut off after a lapse.
  await until('a doctor who finds nothing', 90_000, async () => {
    return (await symptomsIn({ HEBI_DATA_DIR: dataDir })).length === 0;
  });
}, 300_000);
