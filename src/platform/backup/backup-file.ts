import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BackupRefused } from './format.ts';

/** A backup holds everything: nobody but its owner reads it. */
const mode = 0o600;

const chunk = { highWaterMark: 1 << 20 };

/**
 * Writes a file that appears whole or not at all, under another name until it is on the disk. One that is
 * there already is replaced.
 *
 * @throws BackupRefused when the name belongs to something that is no file
 */
export async function writeWhole<T>(
  path: string,
  write: (out: Writable) => Promise<T>,
): Promise<T> {
  const there = await stat(path).catch(() => null);
  if (there !== null && !there.isFile()) throw new BackupRefused('notAFile', { file: path });
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  // Synced before it is closed, and so before `write` resolves.
  const out = createWriteStream(part, { ...chunk, flags: 'wx', mode, flush: true });
  try {
    const result = await write(out);
    await rename(part, path);
    await syncFolder(dirname(path));
    return result;
  } catch (error) {
    await closed(out);
    await rm(part, { force: true });
    throw error;
  }
}

async function closed(out: Writable): Promise<void> {
  if (out.closed) return;
  const closing = once(out, 'close');
  out.destroy();
  await closing.catch(() => undefined);
}

/** The name is on the disk as well, where the system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** A file that is read twice from its beginning. */
export interface Rereadable {
  read(): Readable;
}

/**
 * Opens a backup, to be checked and then restored. What can be read only once, a pipe or standard input, is
 * put into the folder for temporary files for that long.
 *
 * @param source a path, or a stream
 */
export async function withRereadable<T>(
  source: string | Readable,
  action: (file: Rereadable) => Promise<T>,
): Promise<T> {
  if (typeof source !== 'string') return withCopy(source, action);
  const handle = await open(source, 'r');
  try {
    if ((await handle.stat()).isFile()) return await action(rereadable(handle));
    return await withCopy(createReadStream(source, { ...chunk, ...kept(handle) }), action);
  } finally {
    await handle.close();
  }
}

async function withCopy<T>(source: Readable, action: (file: Rereadable) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hebi-restore-'));
  try {
    const path = join(folder, 'backup');
    await pipeline(source, createWriteStream(path, { ...chunk, flags: 'wx', mode }));
    const handle = await open(path, 'r');
    try {
      return await action(rereadable(handle));
    } finally {
      await handle.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rereadable(handle: FileHandle): Rereadable {
  return { read: () => createReadStream('', { ...chunk, ...kept(handle), start: 0 }) };
}

/** Reads an open file and leaves it open. (A stream made by the handle itself keeps it from being closed.) */
function kept({ fd }: FileHandle): { fd: number; autoClose: false } {
  return { fd, autoClose: false };
}
