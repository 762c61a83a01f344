import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import {
  chmod,
  chown,
  mkdtemp,
  open,
  rename,
  rm,
  rmdir,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Account } from './account.ts';
import { canUse, run } from './account.ts';
import type { Binaries } from './binaries.ts';
import { ownFolder } from './binaries.ts';
import { codeOf, failure } from './failure.ts';

export interface NewCluster {
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly dataDir: string;
  readonly systemDir: string;
  readonly password: string;
  readonly durable: boolean;
}

const stagingPrefix = 'postgres.new-';
const noteName = 'belongs-to.txt';

/** Where Hebi finds the cluster of a data directory: a folder, or a link to one. */
export function clusterLink(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/**
 * Who owns the cluster of a data directory.
 *
 * @returns null when there is no cluster yet
 * @throws EmbeddedPostgresFailure when something else is in its place, or the link to it leads nowhere
 */
export function clusterOwner(dataDir: string): Account | null {
  const link = clusterLink(dataDir);
  try {
    const { uid, gid } = statSync(link);
    const mine = process.getuid?.();
    if (mine !== 0 && uid !== mine) {
      throw failure(
        `The database in ${link} belongs to user ${uid}: run Hebi as that user or as root`,
      );
    }
    if (existsSync(join(link, 'PG_VERSION'))) return { uid, gid };
    if (readdirSync(link).length === 0) return null;
    throw failure(`${link} holds something that is no PostgreSQL cluster: move it away`);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    if (unfinishedTarget(link) !== null || !isLink(link)) return null;
    throw failure(
      `${link} points at ${readlinkSync(link)}, which is gone; bring it back, or remove the link to begin with an empty database`,
    );
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** The folder that a link leads to whose cluster was never finished: a start was cut short. */
function unfinishedTarget(link: string): string | null {
  if (!isLink(link)) return null;
  const home = dirname(resolve(dirname(link), readlinkSync(link)));
  return !existsSync(link) && stagingsIn(home).length > 0 ? home : null;
}

function stagingsIn(home: string): string[] {
  if (!existsSync(home)) return [];
  const names = readdirSync(home).filter((name) => name.startsWith(stagingPrefix));
  return names.map((name) => join(home, name));
}

/** @throws EmbeddedPostgresFailure when the cluster was made by another major version */
export function checkVersion(dataDir: string, major: string): void {
  const version = readFileSync(join(clusterLink(dataDir), 'PG_VERSION'), 'utf8').trim();
  if (version === major) return;
  throw failure(
    `The database in ${clusterLink(dataDir)} was made by PostgreSQL ${version} and this Hebi brings ${major}, which cannot read it: export with the release that made it and import into an empty data directory`,
  );
}

/**
 * Makes the cluster of a data directory.
 *
 * It is built and written to the disk under another name and gets its own in one step, so a cluster
 * that is there is whole. As root the account may be unable to reach the data directory (one under
 * /root); the cluster then goes to a folder of its own under `systemDir`, and `<dataDir>/postgres` is
 * a link to it.
 */
export async function createCluster(options: NewCluster): Promise<void> {
  const { account, dataDir } = options;
  const link = clusterLink(dataDir);
  await removeUnfinished(dataDir);
  const inside = await makeStaging(dataDir, account);
  const staging = inside ?? (await makeOutside(options));
  const home = dirname(staging);
  // Before there is anything to point at: cut short from here on, the next start finds and removes it.
  if (inside === null) await symlink(join(home, 'postgres'), link);
  try {
    await initialise(options, staging);
    await rename(join(staging, 'cluster'), join(home, 'postgres'));
    if (options.durable) await syncFolders([home, dataDir]);
  } catch (error) {
    await removeUnfinished(dataDir);
    throw error;
  }
  await remove(staging);
}

async function removeUnfinished(dataDir: string): Promise<void> {
  const link = clusterLink(dataDir);
  const home = unfinishedTarget(link);
  if (home !== null) {
    for (const staging of stagingsIn(home)) await remove(staging);
    await rm(link);
    await rm(join(home, noteName), { force: true });
    // Stays if it holds anything else, which is not ours then.
    await rmdir(home).catch(() => undefined);
  }
  await removeLeftovers(dataDir);
}

/** Removes what set-ups that were cut short have left beside a cluster that is there. */
export async function removeLeftovers(dataDir: string): Promise<void> {
  for (const staging of stagingsIn(dataDir)) await remove(staging);
}

/** As far as possible: initdb may outlive a killed Hebi for a moment and still write there; later starts go on. */
async function remove(staging: string): Promise<void> {
  await rm(staging, { recursive: true, force: true }).catch(() => undefined);
}

/** Makes the folder in which a cluster is built; null when the account could not reach it. */
async function makeStaging(home: string, account: Account | null): Promise<string | null> {
  const staging = await mkdtemp(join(home, stagingPrefix));
  if (account !== null) await chown(staging, account.uid, account.gid);
  if (await canUse(staging, account)) return staging;
  await rm(staging, { recursive: true });
  return null;
}

async function makeOutside({ dataDir, systemDir, account }: NewCluster): Promise<string> {
  const where = `user ${account?.uid}, whom PostgreSQL has to run as, cannot reach ${dataDir}`;
  if (account === null) throw failure(`PostgreSQL cannot use ${dataDir}`);
  try {
    await ownFolder(systemDir);
    const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
    const home = await mkdtemp(join(systemDir, `data-${hash}-`));
    await chmod(home, 0o711);
    await writeFile(join(home, noteName), `${dataDir}\n`);
    const staging = await makeStaging(home, account);
    if (staging !== null) return staging;
    await rm(home, { recursive: true });
  } catch (error) {
    throw failure(`${where}, and a folder under ${systemDir} could not be made`, error);
  }
  throw failure(`${where}, nor ${systemDir}: make one of them passable to all (chmod o+x)`);
}

async function syncFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  }
}

// Not every system has C.UTF-8. pg_trgm takes no notice of Chinese unless LC_CTYPE is some UTF-8.
const locales = ['C.UTF-8', 'en_US.UTF-8'];

async function initialise(options: NewCluster, staging: string): Promise<void> {
  const { account, binaries } = options;
  const passwordFile = join(staging, 'password');
  const cluster = join(staging, 'cluster');
  let printed = '';
  try {
    await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
    if (account !== null) await chown(passwordFile, account.uid, account.gid);
    for (const locale of locales) {
      const args = [...initdbArguments(locale), `--pwfile=${passwordFile}`, '-D', cluster];
      const { code, output } = await run(binaries.initdb, args, { account });
      printed = code === 0 ? '' : lastLines(output);
      if (!/invalid locale/i.test(printed)) break;
    }
  } catch (error) {
    throw failure(`A new database could not be set up in ${staging}`, error);
  } finally {
    await rm(passwordFile, { force: true });
  }
  if (printed !== '') throw failure(`A new database could not be set up in ${staging}`, printed);
  if (!options.durable) return;
  // One pass over all files: 0.12 s, where initdb's own way costs 0.35 s more.
  const sync = await run(binaries.initdb, ['--sync-only', '-D', cluster], { account });
  if (sync.code !== 0)
    throw failure(`${cluster} could not be written to the disk`, lastLines(sync.output));
}

/**
 * An eighth of the memory that this process may have, within 128 MB, PostgreSQL's own, and 1 GB. It takes what it comes
 * to need. With 100,000 notices it made no difference beyond the noise: a miss .78 and .82 of the rate with 100.
 */
function buffersMegabytes(): number {
  // 0: a container's limit is not known.
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(totalmem(), limit) : totalmem();
  return Math.min(1024, Math.max(128, Math.floor(bytes / 8 / 2 ** 20)));
}

function initdbArguments(locale: string): string[] {
  const settings = [
    'max_connections=200',
    `shared_buffers=${buffersMegabytes()}MB`,
    'timezone=UTC',
    'log_timezone=UTC',
    'max_wal_size=256MB',
    'min_wal_size=32MB',
    // Fewer processes on a small machine; the default keeps three workers for input and output.
    'io_method=sync',
    'jit=off',
    'log_checkpoints=off',
  ];
  return [
    '--username=hebi',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    `--locale=${locale}`,
    // Sorts by code point, the same on every system, now and after an upgrade of the C library.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
    ...settings.map((setting) => `--set=${setting}`),
  ];
}

/** The last lines that a program printed, for a message. */
export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-6).join('\n');
}

/**
 * Gives the cluster's user a new password, for when the old one is lost with `postgres.json`. The
 * server must not be running.
 */
export async function resetPassword(
  cluster: string,
  password: string,
  { binaries, account }: Pick<NewCluster, 'binaries' | 'account'>,
): Promise<void> {
  const { code, output } = await run(binaries.postgres, ['--single', '-D', cluster, 'postgres'], {
    account,
    input: `alter role hebi password '${password}'\n`,
  });
  if (code !== 0 || /ERROR|FATAL/.test(output)) {
    throw failure(`The database in ${cluster} could not get a new password`, lastLines(output));
  }
}
