import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import type { Session } from './catalogue.ts';
import { quoted, readMigrations, readSequences, readTables, revisionSum } from './catalogue.ts';
import type { Header, TableEnd, TableShape, Tell, Trailer } from './format.ts';
import { BackupRefused, linesIn, stretchBytes } from './format.ts';
import type { FrameWriter } from './frame-writer.ts';
import { beginFrames } from './frame-writer.ts';
import { withSession } from './session.ts';

const pack = promisify(gzip);

export interface BackupOptions {
  readonly url: string;
  /** Ended when everything is written, unless it is standard output. */
  readonly out: Writable;
  readonly hebi: string;
  readonly engine: number;
  /** Migrations that this Hebi knows. */
  readonly known: readonly string[];
  readonly takenAt: Date;
  readonly tell: Tell;
}

export interface WrittenBackup {
  readonly header: Header;
  readonly trailer: Trailer;
  /** Of the file. */
  readonly bytes: number;
}

/**
 * Writes a backup of a database as it is at one moment, however long it takes and whatever goes on meanwhile.
 *
 * @throws BackupRefused when the database has no tables of Hebi, or those of a newer one
 */
export async function writeBackup(options: BackupOptions): Promise<WrittenBackup> {
  return withSession(options.url, async (session) => {
    await session.query('begin transaction isolation level repeatable read, read only');
    const header = await headerOf(session, options);
    const tables = await readTables(session);
    // Nobody alters or drops a table from here on; reading and writing go on.
    const names = tables.map(({ name }) => `public.${quoted(name)}`).join(', ');
    await session.query(`lock table ${names} in access share mode`);
    const frames = await beginFrames(options.out);
    await frames.write('header', header);
    const rows: Record<string, number> = {};
    for (const table of tables) {
      rows[table.name] = (await writeTable(session, table, { frames, tell: options.tell })).rows;
    }
    const revisions = await revisionSum(session);
    // Read last: a sequence is no part of the snapshot, and may only be ahead of the rows.
    const trailer = { rows, revisions, sequences: await readSequences(session) };
    await frames.write('trailer', trailer);
    await session.query('commit');
    return { header, trailer, bytes: await frames.end() };
  });
}

async function headerOf(session: Session, options: BackupOptions): Promise<Header> {
  const migrations = await readMigrations(session);
  if (migrations.length === 0) throw new BackupRefused('noTables');
  const unknown = migrations.filter((name) => !options.known.includes(name));
  if (unknown.length > 0)
    throw new BackupRefused('databaseNewer', { migrations: unknown.join(', ') });
  const { rows } = await session.query<{ server_version: string }>('show server_version');
  return {
    hebi: options.hebi,
    migrations,
    takenAt: options.takenAt.toISOString(),
    engine: options.engine,
    postgres: rows[0]?.server_version ?? '',
  };
}

async function writeTable(
  session: Session,
  table: TableShape,
  { frames, tell }: { frames: FrameWriter; tell: Tell },
): Promise<TableEnd> {
  await frames.write('table', table);
  const columns = table.columns.map(quoted).join(', ');
  const copy = session.query(
    copyTo(
      `copy public.${quoted(table.name)} (${columns}) to stdout (format text, encoding 'UTF8')`,
    ),
  );
  const sum = createHash('sha256');
  const state = { step: 'saved', table: table.name, rows: 0, bytes: 0 } as const;
  const count = { rows: 0, bytes: 0 };
  for await (const stretch of stretches(copy as AsyncIterable<Buffer>)) {
    sum.update(stretch);
    count.rows += linesIn(stretch);
    count.bytes += stretch.length;
    await frames.write('rows', await pack(stretch, { level: 1 }));
    tell({ ...state, ...count, done: false });
  }
  const end = { ...count, sha256: sum.digest('hex') };
  await frames.write('endOfTable', end);
  tell({ ...state, ...count, done: true });
  return end;
}

/** The same bytes in stretches of one length, the last one shorter. */
async function* stretches(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const chunk of source) {
    parts.push(chunk);
    held += chunk.length;
    if (held < stretchBytes) continue;
    const all = Buffer.concat(parts);
    let from = 0;
    for (; held - from >= stretchBytes; from += stretchBytes)
      yield all.subarray(from, from + stretchBytes);
    parts = [Buffer.from(all.subarray(from))];
    held -= from;
  }
  if (held > 0) yield Buffer.concat(parts);
}
