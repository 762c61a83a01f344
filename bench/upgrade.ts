import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrateTo, migrateToLatest, migrationNames } from '../src/platform/database.ts';
import type { Client } from './client.ts';
import { clientFor } from './client.ts';
import type { Report } from './figures.ts';
import { embeddedPostgres, milliseconds, percentile } from './figures.ts';
import { makeManyNotices, wordOf } from './many-notices.ts';
import type { Running } from './processes.ts';
import { admin, dataFolder, startHebi } from './processes.ts';
import { startScratchServer } from './scratch-database.ts';

const root = join(import.meta.dirname, '..');
const notices = Number(process.env['UPGRADE_NOTICES'] ?? 100_000);
const secondsEach = 10;

/** What people did in one phase. */
interface Phase {
  readonly name: string;
  readonly took: number[];
  readonly failures: string[];
}

/**
 * An upgrade while people work: the version before the newest migration serves from a checkout of its own, on a
 * database of its age with many notices; this version's migration runs under it; both versions serve side by
 * side; the old one is stopped. Counted are the answers that people got, and timed how long the migration took
 * and the longest of them waited. `UPGRADE_FROM` names another commit to come from.
 */
export async function upgrade(): Promise<Report> {
  const before = migrationNames.at(-2);
  if (before === undefined) throw new Error('there is no migration to come from');
  const data = dataFolder();
  const server = await startScratchServer();
  try {
    const url = await server.create('upgrade', 'bare');
    await migrateTo(url, before);
    const checkout = checkoutOf(process.env['UPGRADE_FROM'] ?? revisionBefore(), data.path);
    return reportOf(await upgradeUnder(url, checkout), doctorFinds(url));
  } finally {
    await server.stop();
    data.remove();
  }
}

/** The commit before the one that brought the newest migration. */
function revisionBefore(): string {
  const newest = `src/platform/migrations/${migrationNames.at(-1)}.ts`;
  return `${git('log', '--diff-filter=A', '-1', '--format=%H', '--', newest)}^`;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

/** The server of a revision, built in a folder of its own. */
function checkoutOf(revision: string, folder: string): string {
  const checkout = join(folder, 'old');
  mkdirSync(checkout);
  const archive = execFileSync('git', ['archive', revision], { cwd: root, maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', checkout], { input: archive });
  rmSync(join(checkout, 'web'), { recursive: true });
  const lock = (at: string): string => readFileSync(join(at, 'package-lock.json'), 'utf8');
  if (lock(checkout) === lock(root)) {
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: checkout, stdio: 'inherit' });
  } else {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: checkout, stdio: 'inherit' });
  }
  return checkout;
}

interface Upgraded {
  readonly phases: readonly Phase[];
  readonly migrationMs: number;
}

async function upgradeUnder(databaseUrl: string, checkout: string): Promise<Upgraded> {
  const environment = { DATABASE_URL: databaseUrl };
  const running: Running[] = [];
  const start = async (program: 'api' | 'workers', from = root): Promise<Running> => {
    const started = await startHebi({ program, environment, root: from });
    running.push(started);
    return started;
  };
  try {
    const old = [await start('api', checkout), await start('workers', checkout)];
    const oldUrl = old[0]?.url ?? '';
    // The first administrator is made where nobody is yet.
    const writer = await clientFor(oldUrl, admin);
    await makeManyNotices({ url: databaseUrl, from: 1, to: notices, length: 'whole' });
    const people = startPeople('the old version alone');
    people.alsoAt(oldUrl, writer);
    await sleep(secondsEach * 1000);
    people.enter('the migration runs under it');
    const began = performance.now();
    await migrateToLatest(databaseUrl);
    const migrationMs = performance.now() - began;
    people.enter('the old version on the new tables');
    await sleep(secondsEach * 1000);
    const { url } = await start('api');
    await start('workers');
    people.enter('both versions side by side');
    people.alsoAt(url, await clientFor(url, admin));
    await sleep(secondsEach * 1000);
    await people.leave(oldUrl);
    for (const each of running.splice(0, old.length)) await each.stop();
    people.enter('the new version alone');
    await sleep(secondsEach * 1000);
    return { phases: await people.stop(), migrationMs };
  } finally {
    await Promise.all(running.map((each) => each.stop()));
  }
}

interface People {
  /** What is done from now on counts as of this phase. */
  enter(name: string): void;
  alsoAt(url: string, client: Client): void;
  /** Ends what is under way at an address; nobody asks there any more. */
  leave(url: string): Promise<void>;
  stop(): Promise<readonly Phase[]>;
}

/** People who save, look for notices, claim and read, one thing after the other, at each address. */
function startPeople(phase: string): People {
  const phases: Phase[] = [];
  const groups = new Map<string, { ended: Promise<unknown>; isOver: boolean }>();
  const enter = (name: string): void => void phases.push({ name, took: [], failures: [] });
  const repeat = async (group: { isOver: boolean }, act: (k: number) => Promise<unknown>) => {
    for (let k = 0; !group.isOver; k += 1) {
      const phase = phases.at(-1);
      const began = performance.now();
      await act(k).catch((error: unknown) => phase?.failures.push(String(error)));
      phase?.took.push(performance.now() - began);
      await sleep(50);
    }
  };
  const alsoAt: People['alsoAt'] = (at, asker) => {
    const group = { isOver: false, ended: Promise.resolve<unknown>(null) };
    group.ended = Promise.all(acts(asker).map((act) => repeat(group, act)));
    groups.set(at, group);
  };
  const leave = async (at: string): Promise<void> => {
    const group = groups.get(at);
    if (group === undefined) return;
    group.isOver = true;
    await group.ended;
  };
  enter(phase);
  return {
    enter,
    alsoAt,
    leave,
    stop: async () => {
      for (const at of groups.keys()) await leave(at);
      return phases;
    },
  };
}

function acts(client: Client): readonly ((k: number) => Promise<unknown>)[] {
  const slug = `upgraded-${Math.random().toString(36).slice(2)}`;
  const version = `/api/v1/notices/${slug}/versions/en`;
  const body = (k: number): string => `<p>The desk opens at 9:30 and closes after ${k} hours.</p>`;
  return [
    async (k) => {
      if (k === 0) {
        const notice = { slug, release: 'independent', language: 'en', title: 'Hours' };
        return client.post('/api/v1/notices', { ...notice, body: body(0) });
      }
      const { etag } = await client.get<{ etag: string }>(version);
      return client.put(version, { title: 'Hours', body: body(k) }, etag);
    },
    (k) => client.get(`/api/v1/notices?q=${wordOf('en', k % 400)}`),
    (k) => client.get(k % 2 === 0 ? '/api/v1/tasks?claimable=true' : '/api/v1/parity/summary'),
    (k) => client.get(`/site/en/notices/many-${20 * (k % (notices / 20)) + 1}`),
  ];
}

/** What `hebi doctor` says of the database; null: nothing. */
function doctorFinds(url: string): string | null {
  const { status, stdout } = spawnSync(process.execPath, ['bin/hebi.mjs', 'doctor'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  });
  return status === 0 ? null : stdout;
}

function reportOf({ phases, migrationMs }: Upgraded, ill: string | null): Report {
  const failures = phases.flatMap((phase) => phase.failures);
  const longest = Math.max(...phases.flatMap((phase) => phase.took));
  return {
    name: 'upgrade',
    parts: [embeddedPostgres(), `${notices.toLocaleString('en')} notices`],
    columns: ['while people work', 'requests', 'failures', 'p95 ms', 'longest ms'],
    rows: phases.map(({ name, took, failures: failed }) => [
      name,
      took.length,
      failed.length,
      milliseconds(percentile(took, 0.95)),
      milliseconds(Math.max(...took)),
    ]),
    goals: [
      { what: 'no request fails', measured: failures[0] ?? '0', met: failures.length === 0 },
      {
        what: 'the migration takes less than a minute, and nobody waits for 5 s',
        measured: `${(migrationMs / 1000).toFixed(1)} s; ${milliseconds(longest)} ms`,
        met: migrationMs < 60_000 && longest < 5_000,
      },
      {
        what: '`hebi doctor` finds nothing afterwards',
        measured: ill ?? 'nothing',
        met: ill === null,
      },
    ],
  };
}
