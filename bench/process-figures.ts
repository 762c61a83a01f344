import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** What Linux tells of a process. */

/** What a process holds in memory, in MB. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** How many files, sockets and other things a process has open. */
export function handlesOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** The environment of a Node process that can be asked for its heap. */
export function tellingHeap(folder: string): Readonly<Record<string, string>> {
  const script = pathToFileURL(join(import.meta.dirname, 'tell-heap.mjs')).href;
  return { NODE_OPTIONS: `--import ${script}`, HEAP_FOLDER: folder };
}

/** What its heap holds once the garbage is gone, in MB. */
export async function heapOf(pid: number, folder: string): Promise<number> {
  const file = join(folder, String(pid));
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  const deadline = performance.now() + 10_000;
  while (!existsSync(file)) {
    if (performance.now() > deadline) throw new Error(`process ${pid} does not tell its heap`);
    await sleep(20);
  }
  return Number(readFileSync(file, 'utf8')) / 1024 ** 2;
}
