import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './figures.ts';
import { embeddedPostgres } from './figures.ts';
import { makeManyNotices } from './many-notices.ts';
import { dataFolder } from './processes.ts';
import { startScratchServer } from './scratch-database.ts';

const sizes = [10_000, 100_000] as const;
const goalSeconds = 300;
/** How much more memory ten times the notices may take: what the process itself needs varies by a tenth. */
const goalGrowth = 1.3;

/**
 * `hebi backup` and `hebi restore` as processes of their own, on 10,000 notices and on ten times as many:
 * how long they take, how much memory at most, and that what comes back is sound.
 */
export async function backup(): Promise<Report> {
  const server = await startScratchServer();
  const folder = dataFolder();
  const rows: (string | number)[][] = [];
  const peaks = { backup: [] as number[], restore: [] as number[] };
  let slowest = 0;
  try {
    const url = await server.create('source', 'migrated');
    let made = 0;
    for (const size of sizes) {
      await makeManyNotices({ url, from: made + 1, to: size, length: 'whole' });
      made = size;
      const file = join(folder.path, `${size}.hebi`);
      const saved = await runHebi(['backup', file], url);
      const target = await server.create('target', 'bare');
      const restored = await runHebi(['restore', file], target);
      const checked = await runHebi(['doctor'], target);
      const database = await server.sizeOf('target');
      await server.drop('target');
      peaks.backup.push(saved.peak);
      peaks.restore.push(restored.peak);
      slowest = Math.max(saved.seconds, restored.seconds);
      const figures = [saved.seconds, saved.peak, restored.seconds, restored.peak, checked.seconds];
      const bytes = [statSync(file).size / 1e6, database / 1e6];
      rows.push([size.toLocaleString('en'), ...[...bytes, ...figures].map((n) => n.toFixed(0))]);
    }
  } finally {
    folder.remove();
    await server.stop();
  }
  return {
    name: 'backup',
    parts: [embeddedPostgres()],
    columns: [
      'notices',
      'file MB',
      'database MB',
      'backup s',
      'peak MB',
      'restore s',
      'peak MB',
      'doctor after s',
    ],
    rows,
    goals: [
      {
        what: `each within ${goalSeconds} s`,
        measured: `${slowest.toFixed(0)} s`,
        met: slowest < goalSeconds,
      },
      ...(['backup', 'restore'] as const).map((command) => {
        const growth = (peaks[command][1] ?? Number.NaN) / (peaks[command][0] ?? Number.NaN);
        return {
          what: `memory of ${command} flat: ten times the notices, at most ${goalGrowth} times the memory`,
          measured: growth.toFixed(2),
          met: growth <= goalGrowth,
        };
      }),
    ],
  };
}

export interface Ran {
  readonly seconds: number;
  /** Of memory, in MB; Linux only. */
  readonly peak: number;
  readonly output: string;
}

const program = join(import.meta.dirname, '..', 'bin', 'hebi.mjs');

/** Runs `hebi` as built, in a process of its own. @throws where it fails */
export async function runHebi(args: readonly string[], url: string): Promise<Ran> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url, LANG: 'en_GB.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, peakOf(child.pid ?? 0))), 50);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(look);
  if (code !== 0) throw new Error(`hebi ${args.join(' ')}: ${code} ${said}${output}`);
  return { seconds: (performance.now() - started) / 1000, peak, output };
}

/** The most memory that a process has had, in MB. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}
