import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { z } from 'zod';
import type { Header, TableEnd, TableShape, Tell, Trailer } from './format.ts';
import {
  BackupRefused,
  headerShape,
  linesIn,
  stretchBytes,
  tableEndShape,
  tableShape,
  trailerShape,
} from './format.ts';
import type { Frame } from './frame-reader.ts';
import { readFrames } from './frame-reader.ts';

const unpack = promisify(gunzip);

/** What a backup consists of, in this order: header, (table, rows*, end)*, trailer. */
export type Part =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'table'; readonly table: TableShape }
  /** A stretch of COPY's text, cut anywhere. */
  | { readonly kind: 'rows'; readonly text: Buffer }
  | { readonly kind: 'endOfTable'; readonly end: TableEnd }
  | { readonly kind: 'trailer'; readonly trailer: Trailer };

/**
 * The parts of a backup. Each was checked when it is given; only after the last one is the whole known to
 * be unchanged.
 *
 * @throws BackupRefused
 */
export async function* readParts(file: Readable): AsyncGenerator<Part> {
  const order = new Order();
  const frames = readFrames(file);
  for (;;) {
    const next = await frames.next().catch((error: unknown) => {
      throw order.place(error);
    });
    if (next.done === true) break;
    const part = await partOf(next.value);
    order.follow(part, next.value.at);
    yield part;
  }
  order.finish();
}

async function partOf({ kind, payload, at }: Frame): Promise<Part> {
  switch (kind) {
    case 'header':
      return { kind, header: parse(headerShape, payload, at) };
    case 'table':
      return { kind, table: parse(tableShape, payload, at) };
    case 'rows':
      return { kind, text: await unpacked(payload, at) };
    case 'endOfTable':
      return { kind, end: parse(tableEndShape, payload, at) };
    case 'trailer':
      return { kind, trailer: parse(trailerShape, payload, at) };
    case 'seal':
      break;
  }
  throw new BackupRefused('malformed', { at });
}

function parse<T>(shape: z.ZodType<T>, payload: Buffer, at: number): T {
  let value: unknown;
  try {
    value = JSON.parse(payload.toString('utf8'));
  } catch {
    throw new BackupRefused('malformed', { at });
  }
  const read = shape.safeParse(value);
  if (!read.success) throw new BackupRefused('malformed', { at });
  return read.data;
}

async function unpacked(payload: Buffer, at: number): Promise<Buffer> {
  try {
    return await unpack(payload, { maxOutputLength: stretchBytes });
  } catch {
    throw new BackupRefused('malformed', { at });
  }
}

/** Which parts may follow which, and whether sums and counts are what the parts say themselves. */
class Order {
  #last: Part['kind'] | null = null;
  #table = '';
  #sum = createHash('sha256');
  #rows = 0;
  #bytes = 0;
  readonly #counts = new Map<string, number>();

  follow(part: Part, at: number): void {
    if (!followers[this.#last ?? 'start'].includes(part.kind))
      throw new BackupRefused('malformed', { at });
    this.#last = part.kind;
    if (part.kind === 'table') this.#begin(part.table.name, at);
    else if (part.kind === 'rows') this.#add(part.text);
    else if (part.kind === 'endOfTable') this.#end(part.end, at);
    else if (part.kind === 'trailer') this.#compare(part.trailer, at);
  }

  /** What is wrong, with the table in which it is. */
  place(error: unknown): unknown {
    const within = this.#last === 'table' || this.#last === 'rows';
    if (!within || !(error instanceof BackupRefused)) return error;
    return new BackupRefused(error.fault, { ...error.values, table: this.#table });
  }

  finish(): void {
    if (this.#last !== 'trailer') throw new BackupRefused('malformed', { at: 0 });
  }

  #begin(name: string, at: number): void {
    if (this.#counts.has(name)) throw new BackupRefused('malformed', { at });
    this.#table = name;
    this.#sum = createHash('sha256');
    this.#rows = 0;
    this.#bytes = 0;
  }

  #add(text: Buffer): void {
    this.#sum.update(text);
    this.#rows += linesIn(text);
    this.#bytes += text.length;
  }

  #end({ rows, bytes, sha256 }: TableEnd, at: number): void {
    const same = rows === this.#rows && bytes === this.#bytes && sha256 === this.#sum.digest('hex');
    if (!same) throw new BackupRefused('tableSum', { table: this.#table, at });
    this.#counts.set(this.#table, rows);
  }

  #compare({ rows }: Trailer, at: number): void {
    const told = Object.entries(rows);
    const same = told.every(([name, count]) => this.#counts.get(name) === count);
    if (!same || told.length !== this.#counts.size) throw new BackupRefused('malformed', { at });
  }
}

const betweenTables = ['table', 'trailer'] as const;
const withinTable = ['rows', 'endOfTable'] as const;
const followers: Readonly<Record<Part['kind'] | 'start', readonly Part['kind'][]>> = {
  start: ['header'],
  header: betweenTables,
  table: withinTable,
  rows: withinTable,
  endOfTable: betweenTables,
  trailer: [],
};

/** What a whole backup says of itself. */
export interface BackupSummary {
  readonly header: Header;
  readonly trailer: Trailer;
}

/**
 * Reads a backup from its beginning to its end and keeps nothing of it.
 *
 * @param accept is given the header before anything else is read, and may refuse it
 * @throws BackupRefused when it is truncated, changed, or no backup
 */
export async function verifyBackup(
  file: Readable,
  { accept, tell }: { accept: (header: Header) => void; tell: Tell },
): Promise<BackupSummary> {
  let header: Header | null = null;
  let trailer: Trailer | null = null;
  const seen = { table: '', rows: 0, bytes: 0 };
  for await (const part of readParts(file)) {
    if (part.kind === 'header') accept((header = part.header));
    else if (part.kind === 'trailer') trailer = part.trailer;
    else if (part.kind === 'table')
      Object.assign(seen, { table: part.table.name, rows: 0, bytes: 0 });
    else {
      if (part.kind === 'rows') {
        seen.rows += linesIn(part.text);
        seen.bytes += part.text.length;
      }
      tell({ step: 'checked', ...seen, done: part.kind === 'endOfTable' });
    }
  }
  if (header === null || trailer === null) throw new BackupRefused('malformed', { at: 0 });
  return { header, trailer };
}
