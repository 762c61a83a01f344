import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/launch.ts';
import { runningPostmaster, stopPostmaster } from '../../src/platform/embedded-postgres/server.ts';

const report = z.strictObject({
  url: z.string().optional(),
  port: z.number().optional(),
  started: z.boolean().optional(),
  done: z.boolean().optional(),
  error: z.string().optional(),
});

/** What another process reported: that its database is up, or an error. */
export type Report = Readonly<z.infer<typeof report>>;

export interface LauncherProcess {
  readonly pid: number;
  readonly report: Report;
  /** Sends a signal to the process, or to its whole group as a terminal does. */
  signal(signal: NodeJS.Signals, to?: 'process' | 'group'): void;
  /** Lets it stop in order; resolves when it has exited. */
  stop(): Promise<void>;
  readonly exited: Promise<void>;
}

export type LauncherMode = 'server' | 'command' | 'contend';

export interface LauncherOptions {
  /** Default false. */
  readonly durable?: boolean;
  readonly packageDir?: string;
  readonly systemDir?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = fileURLToPath(new URL('launcher-process.mjs', import.meta.url));

/** Runs the launcher in a process of its own; `account` needs root. Resolves with its first report. */
export async function launch(
  mode: LauncherMode,
  dataDir: string,
  options: LauncherOptions & { account?: { uid: number; gid: number }; tmpdir?: string } = {},
): Promise<LauncherProcess> {
  const { account, tmpdir: temporary = tmpdir(), ...more } = options;
  const args = [script, mode, dataDir, JSON.stringify(more)];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary },
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...account,
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const pid = child.pid ?? 0;
  return {
    pid,
    exited,
    report: await firstReport(child),
    signal: (signal, to = 'process') => process.kill(to === 'group' ? -pid : pid, signal),
    stop: () => {
      child.stdin?.end();
      return exited;
    },
  };
}

function firstReport(child: ChildProcess): Promise<Report> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [line, rest] = printed.split('\n');
      if (line !== undefined && rest !== undefined) resolve(report.parse(JSON.parse(line)));
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the process ended without a report: ${printed}`)));
  });
}

/** A folder that every account may pass through, removed by `removeFolders`. */
export function newFolder(mode = 0o711, parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'hebi-postgres-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
let prepared: string | null = null;

/** A data directory whose database is set up already, by copying: a fifth of the time. */
export async function preparedFolder(): Promise<string> {
  if (prepared === null) {
    prepared = mkdtempSync(join(tmpdir(), 'hebi-prepared-'));
    chmodSync(prepared, 0o711);
    await (await startEmbeddedPostgres({ dataDir: prepared, durable: false })).stop();
  }
  const folder = newFolder();
  execFileSync('cp', ['-a', `${prepared}/.`, folder]);
  return folder;
}

/** Removes what `preparedFolder` copies from. */
export function removePrepared(): void {
  if (prepared !== null) rmSync(prepared, { recursive: true, force: true });
  prepared = null;
}

/** Removes the folders of a test, and whatever server a failed test has left in them. */
export async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) {
    const cluster = join(folder, 'postgres');
    const left = existsSync(cluster) ? runningPostmaster(cluster) : null;
    if (left !== null) await stopPostmaster(left, () => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first column of the first row of a query. */
export async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: query, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** The pid of the server that runs on a data directory, or null. */
export function serverOf(dataDir: string): number | null {
  return runningPostmaster(join(dataDir, 'postgres'))?.pid ?? null;
}

/** What PostgreSQL's own pid file says, which a crash leaves behind. */
export function pidFileOf(dataDir: string): string {
  return readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
}
