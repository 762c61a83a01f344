import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Account } from './account.ts';
import { chooseAccount } from './account.ts';
import { installedPackage, prepareBinaries } from './binaries.ts';
import type { NewCluster } from './cluster.ts';
import {
  checkVersion,
  clusterLink,
  clusterOwner,
  createCluster,
  removeLeftovers,
  resetPassword,
} from './cluster.ts';
import { ensureDatabase } from './connection.ts';
import { failure, orFail } from './failure.ts';
import type { Memory } from './memory.ts';
import { newPassword, recall, remember } from './memory.ts';
import type { Postmaster } from './server.ts';
import { settledPostmaster, startPostmaster, stopPostmaster } from './server.ts';

export interface EmbeddedPostgresOptions {
  /** HEBI_DATA_DIR; made when missing. What it holds: see `Site`. */
  readonly dataDir: string;
  /** Hears what takes time or is unusual, a line at a time. PostgreSQL itself writes to `postgres.log`. */
  readonly log?: (line: string) => void;
  /** Called when PostgreSQL's process is there, and not yet ready. */
  readonly onStarting?: () => void;
  /** Default true. False gives up what a crash of the machine would need: for tests only. */
  readonly durable?: boolean;
  /** The package with PostgreSQL's programs; default: the one that npm installed for this platform. */
  readonly packageDir?: string;
  /** Where root puts what PostgreSQL's account cannot reach in place; default `/var/lib/hebi`. */
  readonly systemDir?: string;
}

/*
 * In the data directory:
 *   postgres          the cluster, or (as root, when its account cannot reach it) a link to the cluster
 *   postgres.json     its password and last port, mode 0600
 *   postgres.owner/   who owns it now: pid and start of the process
 *   postgres.log      what PostgreSQL prints; .log.1 is the one before, from 10 MB on
 */
export interface Site {
  readonly dataDir: string;
  readonly durable: boolean;
  readonly systemDir: string;
  readonly packageDir: string | null;
  readonly log: (line: string) => void;
  readonly onStarting: () => void;
}

export interface Running extends Postmaster {
  readonly password: string;
  readonly started: boolean;
}

/** Reads the options and makes the data directory. */
export async function openSite(options: EmbeddedPostgresOptions): Promise<Site> {
  const wished = resolve(options.dataDir);
  const dataDir = await orFail(`The data directory ${wished} cannot be made`, async () => {
    await mkdir(wished, { recursive: true });
    return realpath(wished);
  });
  return {
    dataDir,
    durable: options.durable ?? true,
    systemDir: options.systemDir ?? '/var/lib/hebi',
    packageDir: options.packageDir ?? null,
    log: options.log ?? (() => undefined),
    onStarting: options.onStarting ?? (() => undefined),
  };
}

/** What is remembered of the site's cluster. */
export function readMemory(site: Site): Promise<Memory | null> {
  return orFail(`The data directory ${site.dataDir} cannot be used`, () => recall(site.dataDir));
}

/** The database of a site that we own, running and answering. */
export async function bringUp(site: Site): Promise<Running> {
  const owner = clusterOwner(site.dataDir);
  const memory = await readMemory(site);
  const orphan = await settledPostmaster(clusterLink(site.dataDir));
  if (orphan !== null) {
    const adopted = memory === null ? null : await adopt(orphan, memory, site);
    if (adopted !== null) return adopted;
    site.log(`a database server that does not take our password is running; restarting it`);
    await stopPostmaster(orphan, site.log);
  }
  return start(site, owner, memory);
}

async function adopt(orphan: Postmaster, memory: Memory, site: Site): Promise<Running | null> {
  try {
    await ensureDatabase(memory.password, orphan.port);
  } catch {
    return null;
  }
  site.log(`taking over the database server that is already running, process ${orphan.pid}`);
  return { ...orphan, password: memory.password, started: false };
}

async function start(
  site: Site,
  owner: Account | null,
  remembered: Memory | null,
): Promise<Running> {
  const account = chooseAccount(owner);
  const packageDir = site.packageDir ?? installedPackage();
  const binaries = await prepareBinaries({ ...site, account, packageDir });
  const memory = await prepareCluster(
    { ...site, binaries, account },
    { isNew: owner === null, remembered },
  );
  const postmaster = await startPostmaster({
    binaries,
    account,
    cluster: await realpath(clusterLink(site.dataDir)),
    logFile: join(site.dataDir, 'postgres.log'),
    durable: site.durable,
    port: memory.port,
    onStarting: site.onStarting,
  });
  try {
    await ensureDatabase(memory.password, postmaster.port);
    await remember(site.dataDir, { password: memory.password, port: postmaster.port });
  } catch (error) {
    await stopPostmaster(postmaster, site.log);
    throw failure(`The database in ${site.dataDir} cannot be used`, error);
  }
  return { ...postmaster, password: memory.password, started: true };
}

/** Makes the cluster, or sees that the one that is there can be used; returns its password. */
async function prepareCluster(
  options: Omit<NewCluster, 'password'> & Pick<Site, 'log'>,
  known: { isNew: boolean; remembered: Memory | null },
): Promise<Memory> {
  const { dataDir, binaries, log } = options;
  if (!known.isNew) {
    checkVersion(dataDir, binaries.major);
    await removeLeftovers(dataDir);
  }
  if (!known.isNew && known.remembered !== null) return known.remembered;
  const memory = known.remembered ?? { password: newPassword(), port: null };
  if (known.isNew) {
    log(`setting up a new database in ${clusterLink(dataDir)}`);
    // Remembered first: a cluster whose password nobody knows would be of no use.
    await remember(dataDir, memory);
    await createCluster({ ...options, password: memory.password });
  } else {
    log(`postgres.json is gone; giving the database a new password`);
    await resetPassword(await realpath(clusterLink(dataDir)), memory.password, options);
    await remember(dataDir, memory);
  }
  return memory;
}
