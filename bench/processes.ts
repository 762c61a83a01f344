import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The processes under measurement, each on its own, apart from the one that puts load on them. */

const root = join(import.meta.dirname, '..');
export const admin = { email: 'bench@example.org', password: 'measured with care' } as const;

export interface Running {
  /** `http://127.0.0.1:<port>` of a server that speaks HTTP. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface HebiOptions {
  /** `main`: everything in one process. `api` and `workers` need DATABASE_URL. */
  readonly program: 'main' | 'api' | 'workers';
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it listens; any free port unless one is given. */
  readonly port?: number;
  /** Where to put a CPU profile; null: none. */
  readonly profile?: string | null;
  /** The checkout that it runs from; this one unless another is given. */
  readonly root?: string;
}

/** Builds dist/ where it is out of date: what is measured is what `npm start` runs. */
export function build(): void {
  execFileSync(process.execPath, [join(root, 'scripts', 'ensure-build.mjs')], { stdio: 'inherit' });
}

/** Starts a program of Hebi and waits until it is ready. Its log goes nowhere; its errors are shown. */
export async function startHebi(options: HebiOptions): Promise<Running> {
  const program =
    options.program === 'workers' ? 'dist/workers/main.js' : `dist/src/${options.program}.js`;
  const from = options.root ?? root;
  const port = options.port ?? (await freePort());
  const flags =
    options.profile === null || options.profile === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
  const child = spawn(process.execPath, ['--enable-source-maps', ...flags, join(from, program)], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      PORT: String(port),
      HEBI_LOG_LEVEL: 'warn',
      HEBI_SAMPLE: 'off',
      HEBI_ADMIN_EMAIL: admin.email,
      HEBI_ADMIN_PASSWORD: admin.password,
      ...options.environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  if (options.program !== 'workers') await untilReady(child, `${url}/readyz`);
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** Starts a bare server, of Express or of `node:http`, on a file with what it answers. */
export async function startBare(kind: 'express' | 'http', file: string): Promise<Running> {
  const port = await freePort();
  const script = join(import.meta.dirname, `bare-${kind}.mjs`);
  const child = spawn(process.execPath, [script, file, String(port)], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, `${url}/notice`);
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** Starts a Redis of its own that keeps nothing, at a port or any free one; null where redis-server is not installed. */
export async function startRedis(
  at?: number,
): Promise<(Running & { readonly version: string }) | null> {
  let version: string;
  try {
    const said = execFileSync('redis-server', ['--version'], { encoding: 'utf8' });
    version = /v=(\S+)/.exec(said)?.[1] ?? 'unknown';
  } catch {
    return null;
  }
  const port = at ?? (await freePort());
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { cwd: tmpdir(), stdio: 'ignore' },
  );
  await untilOpen(child, port);
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    version,
    stop: () => stop(child),
  };
}

/** A folder for a database, which goes when `stop` is called. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'hebi-bench-'));
  // PostgreSQL of a bench that root runs belongs to another user, who has to pass.
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  await until(child, () =>
    fetch(url).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
}

function untilOpen(child: ChildProcess, port: number): Promise<void> {
  return until(child, async () => {
    const socket = connect(port, '127.0.0.1');
    return once(socket, 'connect').then(
      () => Boolean(socket.destroy()),
      () => false,
    );
  });
}

async function until(child: ChildProcess, ready: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error(`a server ended with code ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error('a server was not ready within 180 s');
    await sleep(50);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
