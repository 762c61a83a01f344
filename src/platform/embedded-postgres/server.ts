import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { spawnOptions } from './account.ts';
import type { Binaries } from './binaries.ts';
import { lastLines } from './cluster.ts';
import { codeOf, failure } from './failure.ts';
import { processStart } from './owner.ts';

/** A running server, as its own pid file describes it. */
export interface Postmaster {
  readonly pid: number;
  /** Tells the process from a later one with its pid; see `processStart`. */
  readonly since: string;
  readonly port: number;
  /** False while it starts, recovers or shuts down. */
  readonly ready: boolean;
}

export interface ServerOptions {
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly cluster: string;
  readonly logFile: string;
  readonly durable: boolean;
  /** Tried first; null: any free port. */
  readonly port: number | null;
  readonly onStarting: () => void;
}

const pollMs = 20;
/** Recovery after a crash of the machine may take this long. */
const startLimitMs = 120_000;

/** The server that runs on a cluster, or null. What a dead one left behind counts as none. */
export function runningPostmaster(cluster: string): Postmaster | null {
  const lines = pidFile(cluster);
  // A minus marks a server without network, which repairs.
  const pid = Math.abs(Number(lines[0] ?? 0));
  const since = processStart(pid);
  if (since === null || !isPostgresOf(pid, cluster)) return null;
  return { pid, since, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

function pidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Whether a process is the server of this cluster: it works in the cluster's folder. When in doubt it
 * is: a server that is taken for dead could be given a second one on the same files.
 */
function isPostgresOf(pid: number, cluster: string): boolean {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)]).includes('postgres');
    }
    const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)];
    return there.ino === here.ino && there.dev === here.dev;
  } catch (error) {
    return codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ESRCH' && processStart(pid) !== null;
  }
}

/** Waits until the server of a cluster is ready, or gone (null). */
export async function settledPostmaster(cluster: string): Promise<Postmaster | null> {
  for (const limit = Date.now() + startLimitMs; Date.now() < limit; await sleep(pollMs)) {
    const postmaster = runningPostmaster(cluster);
    if (postmaster === null || postmaster.ready) return postmaster;
  }
  throw failure(
    `The database in ${cluster} has been starting or stopping for two minutes; see postgres.log`,
  );
}

/**
 * Starts a server and waits until it is ready. It runs in a process group of its own, so that Ctrl-C
 * reaches Hebi alone, and outlives Hebi when that is killed.
 */
export async function startPostmaster(options: ServerOptions): Promise<Postmaster> {
  // PostgreSQL refuses to start when a dead server's pid has gone to another process.
  if (runningPostmaster(options.cluster) === null) {
    rmSync(join(options.cluster, 'postmaster.pid'), { force: true });
  }
  makeRoom(options.logFile);
  let printed = '';
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await freePort(attempt === 0 ? options.port : null);
    const outcome = await attemptStart(options, port);
    if (typeof outcome !== 'string') return outcome;
    printed = outcome;
    if (!/could not bind|could not create any TCP/i.test(printed)) break;
  }
  throw failure(`The database in ${options.cluster} did not start`, lastLines(printed));
}

/** A running server, or what it printed before it ended. */
async function attemptStart(options: ServerOptions, port: number): Promise<Postmaster | string> {
  const printedBefore = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = spawnServer(options, port);
  options.onStarting();
  for (const limit = Date.now() + startLimitMs; Date.now() < limit; await sleep(pollMs)) {
    const end = child.end();
    if (typeof end === 'string') return logSince(options.logFile, printedBefore) || end;
    if (end !== null) throw failure(`${options.binaries.postgres} could not be started`, end);
    const postmaster = runningPostmaster(options.cluster);
    if (postmaster?.ready === true && postmaster.pid === child.pid) return postmaster;
  }
  throw failure(
    `The database in ${options.cluster} was not ready after two minutes; see ${options.logFile}`,
  );
}

interface Child {
  readonly pid: number | undefined;
  /** Null while it runs; why it never did; or how it ended. */
  end(): Error | string | null;
}

function spawnServer(options: ServerOptions, port: number): Child {
  let end: Error | string | null = null;
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    const child = spawn(options.binaries.postgres, serverArguments(options, port), {
      ...spawnOptions(options.account),
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.on('error', (error) => {
      end = error;
    });
    child.on('exit', (code, signal) => {
      end = `it ended with ${signal ?? `code ${code}`}`;
    });
    child.unref();
    return { pid: child.pid, end: () => end };
  } catch (error) {
    throw failure(`${options.binaries.postgres} could not be started`, error);
  } finally {
    closeSync(log);
  }
}

function serverArguments({ cluster, durable }: ServerOptions, port: number): string[] {
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])];
}

function makeRoom(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 10_000_000) renameSync(logFile, `${logFile}.1`);
}

function logSince(logFile: string, offset: number): string {
  return readFileSync(logFile).subarray(offset).toString();
}

/** The wished-for port when it is free, otherwise a free one. */
async function freePort(wish: number | null): Promise<number> {
  const ports = wish === null ? [0] : [wish, 0];
  for (const port of ports) {
    const free = await bindable(port);
    if (free !== null) return free;
  }
  throw failure('No port of 127.0.0.1 is free');
}

function bindable(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const bound = typeof address === 'object' ? (address?.port ?? null) : null;
      probe.close(() => resolve(bound));
    });
  });
}

// Fast shutdown; then without the final checkpoint, which the next start makes up for; then by force.
const escalation = [
  { signal: 'SIGINT', waitMs: 6_000 },
  { signal: 'SIGQUIT', waitMs: 2_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
] as const;

/** Stops a server and waits until its process is gone: 10 s at most. */
export async function stopPostmaster(
  { pid, since }: Pick<Postmaster, 'pid' | 'since'>,
  log: (line: string) => void,
): Promise<void> {
  for (const { signal, waitMs } of escalation) {
    if (processStart(pid) !== since) return;
    if (signal !== 'SIGINT') log(`PostgreSQL has not stopped yet; sending ${signal}`);
    sendSignal(pid, signal);
    for (const limit = Date.now() + waitMs; Date.now() < limit; await sleep(pollMs)) {
      if (processStart(pid) !== since) return;
    }
  }
  throw failure(`The database server, process ${pid}, does not stop`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw failure(`Process ${pid} could not be stopped`, error);
  }
}
