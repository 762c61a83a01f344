import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { startApi } from '../../src/api.ts';
import { openService } from '../../src/context.ts';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import { readConfig } from '../../src/platform/config.ts';
import { startWorkers } from '../../workers/start.ts';
import { createBareDatabase, fillEverything, run, tablesIn } from '../support/backup.ts';
import type { TestDatabase } from '../support/database.ts';
import { createTestDatabase } from '../support/database.ts';
import { preparedFolder, removeFolders, removePrepared } from '../support/launcher.ts';
import { openDatabase, openPool } from '../../src/platform/database.ts';
import { rowsOf } from '../support/rows.ts';
import type { TestService } from '../support/service.ts';
import { makePerson, openTestService, settle } from '../support/service.ts';
import type { CliOptions } from '../support/terminal.ts';
import { runHebi } from '../support/terminal.ts';

const publicUrl = 'https://www.example.org';

let t: TestService;
let folder: string;
let file: string;
const databases: TestDatabase[] = [];
beforeAll(async () => {
  t = await openTestService({ environment: { HEBI_PUBLIC_URL: publicUrl } });
  folder = mkdtempSync(join(tmpdir(), 'hebi-backup-'));
  file = join(folder, 'all.hebi');
  await fillEverything(t);
  await t.stopWorkers();
  // One event that nobody has taken out of the outbox yet, and one whose jobs the queue forgets.
  const emma = await makePerson(t.service, { name: 'Emma', roles: ['editor'] });
  const text = { language: 'en', title: 'Late', body: '<p>Late.</p>' } as const;
  await createNotice(t.service, emma, { slug: 'late', release: 'independent', ...text });
  // The first reader of the changes gives them their places: nothing may change after the backup.
  await fetch(`${t.url}/site/changes`);
  await hebi(t.databaseUrl, ['backup', file]);
}, 120_000);
afterAll(async () => {
  await t.close();
  for (const database of databases) await database.drop();
  rmSync(folder, { recursive: true });
  await removeFolders();
  removePrepared();
});

/** Runs a command that has to do its work. */
async function hebi(
  databaseUrl: string,
  args: string[],
  more: Omit<CliOptions, 'databaseUrl'> = {},
) {
  const answer = await runHebi(args, { databaseUrl, ...more });
  expect(answer).toMatchObject({ code: 0 });
  return answer;
}

async function bare(): Promise<string> {
  const database = await createBareDatabase();
  databases.push(database);
  return database.url;
}

async function held(url: string): Promise<Record<string, string>> {
  const db = openDatabase(openPool({ url, max: 1, name: 'test', onError: () => undefined }));
  try {
    return await rowsOf(db, ['schema_migration', 'schema_migration_lock']);
  } finally {
    await db.destroy();
  }
}

/** Every answer of the website to a reader. */
async function siteOf(url: string): Promise<Record<string, unknown>> {
  const map = await (await fetch(`${url}/sitemap.xml`)).text();
  const pages = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, loc = '']) => new URL(loc).pathname,
  );
  const answers: Record<string, unknown> = { map };
  expect(pages.length).toBeGreaterThan(20);
  const more = [
    '/site/en/notices',
    '/site/zh/notices',
    '/site/en/feed.json',
    '/site/changes',
    '/en',
  ];
  for (const path of [...pages, ...pages.map((page) => `/site${page}`), ...more]) {
    const answer = await fetch(`${url}${path}`, { redirect: 'manual' });
    answers[path] = [answer.status, answer.headers.get('etag'), await answer.text()];
  }
  return answers;
}

test('a database that its owner restores is the same, and readers get the same bytes', async () => {
  const before = await held(t.databaseUrl);
  const empty = Object.entries(before).filter(([, rows]) => rows.startsWith('0 '));
  expect(empty.map(([name]) => name)).toEqual([]);
  const url = await bare();
  const { out, err } = await hebi(url, ['restore', file]);
  expect(out).toMatch(/^Restored what was saved at 20.*: \d+ notices, [\d,]+ rows in all\.\n/);
  expect(out).toMatch(/Put \d+ events? back into the outbox/);
  expect(err).toMatch(/^restored revision: \d+ rows, [\d.]+ [kM]B$/m);
  const after = await held(url);
  expect({ ...after, outbox: '' }).toEqual({ ...before, outbox: '' });
  const guards =
    'select tgname, tgenabled from pg_trigger where not tgisinternal order by 1, tgrelid::regclass::text';
  expect(await run(url, guards)).toEqual(await run(t.databaseUrl, guards));
  for (const made of [
    `select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
    `select indexdef from pg_indexes where schemaname = 'public' order by 1`,
    'select last_value, is_called from site_change_place',
  ])
    expect(await run(url, made)).toEqual(await run(t.databaseUrl, made));

  const config = readConfig({ PORT: '0', HEBI_LOG_LEVEL: 'silent', HEBI_PUBLIC_URL: publicUrl });
  const service = await openService({ config, databaseUrl: url });
  const api = await startApi(service);
  try {
    expect(await siteOf(`http://127.0.0.1:${api.port}`)).toEqual(await siteOf(t.url));
    const workers = await startWorkers(service);
    await settle(service);
    await workers.close();
  } finally {
    await api.close();
    await service.close();
  }
  expect((await hebi(url, ['doctor'])).out).toMatch(/^Checked \d+ notices\. Every rule holds\.\n$/);
}, 120_000);

test('goes from a server into the embedded database and back, also through a pipe', async () => {
  const dataDir = await preparedFolder();
  const environment = { HEBI_DATA_DIR: dataDir };
  const input = Readable.from(await bytesOf(['backup', '-'], t.databaseUrl));
  const streams = { input, output: new PassThrough() };
  await hebi('', ['restore', '-'], { environment, streams });
  const copy = join(folder, 'embedded.hebi');
  const told = JSON.parse((await hebi('', ['backup', '--json', copy], { environment })).out);
  expect(told).toMatchObject({ file: copy, rows: { notice: expect.any(Number) } });
  const { outbox: _refilled, ...tables } = await tablesIn(copy);
  const { outbox: _before, ...same } = await tablesIn(file);
  expect(tables).toEqual(same);
  const url = await bare();
  await hebi(url, ['restore', copy]);
}, 120_000);

async function bytesOf(args: string[], url: string): Promise<Buffer[]> {
  const output = new PassThrough();
  const parts: Buffer[] = [];
  output.on('data', (part: Buffer) => parts.push(part));
  const { out, err } = await hebi(url, args, { streams: { input: Readable.from([]), output } });
  expect([out, err]).toEqual(['', expect.stringMatching(/^Wrote standard output: /m)]);
  return parts;
}

test('a backup is readable by its owner alone, and is there whole or not at all', async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  mkdirSync(join(folder, 'taken'), { recursive: true });
  const refused = await runHebi(['backup', join(folder, 'taken')], { databaseUrl: t.databaseUrl });
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('is no file') });
  const none = await bare();
  const unfit = await runHebi(['backup', join(folder, 'none')], { databaseUrl: none });
  expect(unfit).toMatchObject({ code: 1, err: expect.stringContaining('no tables') });
  expect(readdirSync(folder).filter((name) => /part|none/.test(name))).toEqual([]);
});

test('two backups at once are the same, under one name too', async () => {
  const names = ['one', 'two', 'two'].map((name) => join(folder, name));
  await Promise.all(names.map((name) => hebi(t.databaseUrl, ['backup', name])));
  const [one, two] = await Promise.all([tablesIn(names[0] ?? ''), tablesIn(names[1] ?? '')]);
  expect(one).toEqual(two);
  expect(one).toEqual(await tablesIn(file));
});

test('a backup while people save is what the database was at one moment', async () => {
  const source = await openTestService({ workers: true });
  try {
    const emma = await makePerson(source.service, { name: 'Emma', roles: ['editor'] });
    let over = false;
    const saving = (async () => {
      for (let n = 0; !over; n += 1) {
        const text = { language: 'en', title: `No ${n}`, body: `<p>Text ${n}.</p>` } as const;
        await createNotice(source.service, emma, {
          slug: `n-${n}`,
          release: 'independent',
          ...text,
        });
        // As quick as people: what there is to copy must not grow with how slow the machine is.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    const copies = [1, 2, 3].map((n) => join(folder, `live-${n}`));
    for (const copy of copies) await hebi(source.databaseUrl, ['backup', copy]);
    over = true;
    await saving;
    for (const copy of copies) {
      const url = await bare();
      await hebi(url, ['restore', copy]);
      expect((await hebi(url, ['doctor'])).out).toContain('Every rule holds.');
    }
  } finally {
    await source.close();
  }
}, 120_000);

test('only an empty database that no server uses is filled', async () => {
  const url = await bare();
  const refused = async (reason: string) => {
    const { code, out, err } = await runHebi(['restore', file], { databaseUrl: url });
    expect([code, out, err]).toEqual([1, '', expect.stringContaining(reason)]);
  };
  await hebi(url, ['migrate']);
  const person = `insert into person (id, email, name, roles) values (gen_random_uuid(), 'a@example.org', 'A', '{}')`;
  await run(url, person);
  await refused('not empty: there are rows in person');
  await run(url, 'delete from person');
  const pool = openPool({ url, max: 1, name: 'hebi', onError: () => undefined });
  await pool.query('select 1');
  await refused('stop it first');
  await pool.end();
  await hebi(url, ['restore', file]);
  await refused('not empty: there are rows in alignment');
});

test('of two restores into one database one is done', async () => {
  const database = await createTestDatabase();
  databases.push(database);
  const both = await Promise.all(
    [1, 2].map(() => runHebi(['restore', file], { databaseUrl: database.url })),
  );
  expect(both.map(({ code }) => code).toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect(both.find(({ code }) => code === 1)?.err).toMatch(/not empty/);
});
