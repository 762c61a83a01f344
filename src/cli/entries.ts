import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** One notice of a source, and where it stands. */
export interface Entry {
  /** `file:line`. */
  readonly place: string;
  /** Bytes from the beginning of the source to the end of the entry. */
  readonly upTo: number;
  readonly text: string | null;
  /** Why there is no text. */
  readonly fault: 'notUtf8' | 'tooLong' | null;
}

/** Longer than the two longest bodies with everything around them. */
export const longestEntry = 16_000_000;

export interface Source {
  /** Bytes in all; null: unknown. */
  readonly size: number | null;
  entries(): AsyncGenerator<Entry>;
}

/** A file with an entry a line, a folder of such files and of files with one entry each, or a stream. */
export async function openSource(path: string, input: Readable): Promise<Source> {
  if (path === '-') return { size: null, entries: () => linesOf(input, { file: '-', before: 0 }) };
  if (!(await stat(path)).isDirectory()) return sourceOf([path]);
  const names = (await readdir(path)).filter((name) => /\.jsonl?$/.test(name)).toSorted();
  return sourceOf(names.map((name) => join(path, name)));
}

async function sourceOf(files: readonly string[]): Promise<Source> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return {
    size: sizes.reduce((sum, size) => sum + size, 0),
    entries: async function* () {
      let before = 0;
      for (const [i, file] of files.entries()) {
        yield* linesOf(createReadStream(file), { file, before, whole: file.endsWith('.json') });
        before += sizes[i] ?? 0;
      }
    },
  };
}

const newline = 0x0a;

interface Place {
  readonly file: string;
  /** Bytes of the files before it. */
  readonly before: number;
  /** The file is one entry. */
  readonly whole?: boolean;
}

/** The lines that hold something. Never holds more than one. */
async function* linesOf(
  source: Readable,
  { file, before, whole = false }: Place,
): AsyncGenerator<Entry> {
  let parts: Buffer[] = [];
  let held = 0;
  let number = 1;
  let upTo = before;
  const take = (last: Buffer): Entry | null => {
    held += last.length;
    upTo += last.length;
    const entry = held > longestEntry ? tooLong() : entryOf(Buffer.concat([...parts, last]));
    parts = [];
    held = 0;
    return entry;
  };
  const at = () => ({ place: `${file}:${number}`, upTo });
  const tooLong = (): Entry => ({ ...at(), text: null, fault: 'tooLong' });
  const entryOf = (bytes: Buffer): Entry | null => {
    if (!isUtf8(bytes)) return { ...at(), text: null, fault: 'notUtf8' };
    const text = bytes
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trim();
    return text === '' ? null : { ...at(), text, fault: null };
  };
  for await (const chunk of source as AsyncIterable<Buffer>) {
    let from = 0;
    for (
      let end = whole ? -1 : chunk.indexOf(newline);
      end !== -1;
      end = chunk.indexOf(newline, from)
    ) {
      const entry = take(chunk.subarray(from, end + 1));
      if (entry !== null) yield entry;
      number += 1;
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    held += rest.length;
    upTo += rest.length;
    // What is too long already is not kept.
    if (held <= longestEntry) parts.push(rest);
    else parts = [];
  }
  const entry = take(Buffer.alloc(0));
  if (entry !== null) yield entry;
}
