import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedPostgresOptions, Running, Site } from './bring-up.ts';
import { bringUp, openSite, readMemory } from './bring-up.ts';
import { clusterLink } from './cluster.ts';
import type { Guard } from './connection.ts';
import { closeServer, urlOf, useServer } from './connection.ts';
import { DataDirectoryBusy, failure, orFail } from './failure.ts';
import type { Claim, Role } from './owner.ts';
import { claimOwnership } from './owner.ts';
import { keepUp } from './keep-up.ts';
import { runningPostmaster, stopPostmaster } from './server.ts';

export type { EmbeddedPostgresOptions } from './bring-up.ts';
export { DataDirectoryBusy, EmbeddedPostgresFailure } from './failure.ts';

export interface EmbeddedPostgres {
  /** `postgres://hebi:<password>@127.0.0.1:<port>/hebi`. */
  readonly url: string;
  readonly port: number;
  /** False: one that was already running is used. */
  readonly started: boolean;
  /** Resolves when PostgreSQL has exited, or has been left to others who use it. */
  stop(): Promise<void>;
}

const commandLimitMs = 15_000;
const joinLimitMs = 130_000;
const pollMs = 20;

/**
 * Starts the database of a data directory for a server, which owns it until it stops it. A database
 * that a killed server left running, or that a command is using, is taken over as it runs; one that ends
 * by itself is started again.
 *
 * @throws DataDirectoryBusy at once when another server owns the directory, or after 15 s in which
 *   commands kept starting or stopping it
 * @throws EmbeddedPostgresFailure when it cannot run here; the message says why and what to do
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const site = await openSite(options);
  const claim = await claimForServer(site);
  try {
    const running = await orFail(cannotBeUsed(site), () => bringUp(site));
    const kept = keepUp(site, running);
    return handleOf(running, () => kept.stop().finally(claim.release));
  } catch (error) {
    claim.release();
    throw error;
  }
}

/**
 * Uses the database of a data directory for a command: the running one, otherwise one started for the
 * moment. `stop()` stops it when no server owns it and no other command uses it, and leaves it alone
 * when one does. A command that ends without `stop()` leaves it running, to be stopped by the next.
 *
 * @throws EmbeddedPostgresFailure when it cannot run here; the message says why and what to do
 */
export async function joinOrStartEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const site = await openSite(options);
  const tell = once(() => site.log('waiting for the database, which another Hebi starts or stops'));
  for (const limit = Date.now() + joinLimitMs; Date.now() < limit; await sleep(pollMs)) {
    const joined = (await joinRunning(site, false)) ?? (await startForCommand(site));
    if (joined === null) {
      tell();
      continue;
    }
    return handleOf(joined.running, async () => {
      await joined.guard.end();
      await stopUnlessUsed(site);
    });
  }
  throw failure(`The database in ${site.dataDir} belongs to another Hebi and does not answer`);
}

function handleOf(running: Running, stop: () => Promise<void>): EmbeddedPostgres {
  return {
    url: urlOf(running.password, running.port, 'hebi'),
    port: running.port,
    started: running.started,
    stop: once(stop),
  };
}

function once<T>(action: () => T): () => T {
  let done: { readonly result: T } | null = null;
  return () => (done ??= { result: action() }).result;
}

function cannotBeUsed(site: Site): string {
  return `The database in ${site.dataDir} cannot be used`;
}

function claimFor(site: Site, role: Role): Promise<Claim> {
  return orFail(`The data directory ${site.dataDir} cannot be used`, () =>
    claimOwnership(join(site.dataDir, 'postgres.owner'), role),
  );
}

async function claimForServer(site: Site): Promise<Extract<Claim, { held: true }>> {
  const tell = once(() => site.log('waiting for a hebi command to finish starting the database'));
  for (const limit = Date.now() + commandLimitMs; ; await sleep(pollMs)) {
    const claim = await claimFor(site, 'server');
    if (claim.held) return claim;
    if (claim.holder.role === 'server' || Date.now() > limit) {
      throw new DataDirectoryBusy(site.dataDir, claim.holder.pid);
    }
    tell();
  }
}

interface Joined {
  readonly running: Running;
  readonly guard: Guard;
}

/** Joins a running server; null when there is none that is ready. */
async function joinRunning(site: Site, started: boolean): Promise<Joined | null> {
  const postmaster = await orFail(cannotBeUsed(site), () =>
    runningPostmaster(clusterLink(site.dataDir)),
  );
  const memory = await readMemory(site);
  if (postmaster?.ready !== true || memory === null) return null;
  const guard = await useServer(memory.password, postmaster.port);
  if (guard === null) return null;
  return { running: { ...postmaster, password: memory.password, started }, guard };
}

/** Starts the server for a command, if nobody owns it; null when somebody does. */
async function startForCommand(site: Site): Promise<Joined | null> {
  const claim = await claimFor(site, 'command');
  if (!claim.held) return null;
  try {
    const { started } = await orFail(cannotBeUsed(site), () => bringUp(site));
    return await joinRunning(site, started);
  } finally {
    claim.release();
  }
}

/**
 * The last user of a server that nobody owns stops it. A command that is about to stop it lets go of
 * its claim first when it finds users, so each of them comes to try in its turn.
 */
async function stopUnlessUsed(site: Site): Promise<void> {
  for (const limit = Date.now() + commandLimitMs; Date.now() < limit; await sleep(pollMs)) {
    const claim = await claimFor(site, 'command');
    if (!claim.held && claim.holder.role === 'server') return;
    if (!claim.held) continue;
    try {
      const postmaster = runningPostmaster(clusterLink(site.dataDir));
      const memory = await readMemory(site);
      if (postmaster === null || memory === null) return;
      const closed = await closeServer(memory.password, postmaster.port);
      if (closed === null) return;
      await stopPostmaster(postmaster, site.log).finally(() => closed.end());
      return;
    } finally {
      claim.release();
    }
  }
}
