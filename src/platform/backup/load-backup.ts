import type { Readable } from 'node:stream';
import { Readable as Source } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Session } from './catalogue.ts';
import {
  quoted,
  readMigrations,
  readScaffold,
  readSequences,
  readTables,
  revisionSum,
} from './catalogue.ts';
import type { SequenceState, TableShape, Tell, Trailer } from './format.ts';
import { BackupRefused, linesIn } from './format.ts';
import type { Part } from './read-backup.ts';
import { readParts } from './read-backup.ts';
import { withSession } from './session.ts';

/**
 * Looks whether a backup may be restored into a database: no server of Hebi uses it, it holds nothing, and it
 * has no migration that the backup has not.
 *
 * @throws BackupRefused
 */
export async function checkTarget(url: string, migrations: readonly string[]): Promise<void> {
  await withSession(url, async (session) => {
    const { rows } = await session.query<{ used: boolean }>(
      `select exists (select 1 from pg_stat_activity
         where datname = current_database() and application_name in ('hebi', 'hebi-queue')) as used`,
    );
    if (rows[0]?.used === true) throw new BackupRefused('inUse');
    await refuseRows(session, await readTables(session));
    const beyond = (await readMigrations(session)).filter((name) => !migrations.includes(name));
    if (beyond.length > 0)
      throw new BackupRefused('migratedBeyond', { migrations: beyond.join(', ') });
  });
}

async function refuseRows(session: Session, tables: readonly TableShape[]): Promise<void> {
  const held: string[] = [];
  for (const { name } of tables) {
    const { rows } = await session.query(`select 1 from public.${quoted(name)} limit 1`);
    if (rows.length > 0) held.push(name);
  }
  if (held.length > 0) throw new BackupRefused('notEmpty', { tables: held.join(', ') });
}

export interface LoadOptions {
  readonly url: string;
  readonly file: Readable;
  readonly tell: Tell;
}

export interface Loaded {
  readonly trailer: Trailer;
  /** Tables of the backup that no migration of Hebi makes. */
  readonly leftOut: readonly string[];
}

/**
 * Fills an empty database, which has exactly the backup's migrations, in one transaction.
 *
 * @throws BackupRefused when the database has come to hold something, or what was read back is not the same
 */
export async function loadBackup({ url, file, tell }: LoadOptions): Promise<Loaded> {
  return withSession(url, async (session) => {
    await session.query('begin');
    await session.query(`set local maintenance_work_mem = '128MB'`);
    const tables = await readTables(session);
    const names = tables.map(({ name }) => `public.${quoted(name)}`).join(', ');
    await session.query(`lock table ${names} in access exclusive mode`);
    await refuseRows(session, tables);
    const { remove, putBack } = await readScaffold(session);
    for (const statement of remove) await session.query(statement);
    const loaded = await loadParts(session, readParts(file), { tables, tell });
    for (const statement of putBack) await session.query(statement);
    await setSequences(session, loaded.trailer.sequences);
    if ((await revisionSum(session)) !== loaded.trailer.revisions)
      throw new BackupRefused('revisionsDiffer');
    await session.query('commit');
    return loaded;
  });
}

async function loadParts(
  session: Session,
  parts: AsyncGenerator<Part>,
  { tables, tell }: { tables: readonly TableShape[]; tell: Tell },
): Promise<Loaded> {
  const known = new Set(tables.map(({ name }) => name));
  const leftOut: string[] = [];
  let trailer: Trailer | null = null;
  for (;;) {
    const next = await parts.next();
    if (next.done === true) break;
    const part = next.value;
    if (part.kind === 'trailer') trailer = part.trailer;
    if (part.kind !== 'table') continue;
    const count = { rows: 0, bytes: 0 };
    const rows = rowsOf(parts, { table: part.table.name, count, tell });
    if (known.has(part.table.name)) {
      const restored = await loadTable(session, part.table, rows);
      if (restored !== count.rows)
        throw new BackupRefused('rowsDiffer', {
          table: part.table.name,
          rows: count.rows,
          restored,
        });
    } else {
      leftOut.push(part.table.name);
      while ((await rows.next()).done !== true);
    }
  }
  if (trailer === null) throw new BackupRefused('malformed', { at: 0 });
  return { trailer, leftOut };
}

/** How many rows the database took. */
async function loadTable(
  session: Session,
  { name, columns }: TableShape,
  rows: AsyncGenerator<Buffer>,
): Promise<number> {
  const list = columns.map(quoted).join(', ');
  const copy = session.query(
    copyFrom(`copy public.${quoted(name)} (${list}) from stdin (format text, encoding 'UTF8')`),
  );
  await pipeline(Source.from(rows, { objectMode: false }), copy);
  return copy.rowCount;
}

interface Count {
  rows: number;
  bytes: number;
}

/** COPY's text of one table, up to its end. */
async function* rowsOf(
  parts: AsyncGenerator<Part>,
  { table, count, tell }: { table: string; count: Count; tell: Tell },
): AsyncGenerator<Buffer> {
  for (;;) {
    const next = await parts.next();
    if (next.done === true || next.value.kind !== 'rows') break;
    const { text } = next.value;
    yield text;
    count.rows += linesIn(text);
    count.bytes += text.length;
    tell({ step: 'restored', table, ...count, done: false });
  }
  tell({ step: 'restored', table, ...count, done: true });
}

async function setSequences(session: Session, states: readonly SequenceState[]): Promise<void> {
  const known = new Set((await readSequences(session)).map(({ name }) => name));
  for (const { name, value, called } of states) {
    if (!known.has(name)) continue;
    await session.query('select setval($1::regclass, $2::bigint, $3)', [
      `public.${quoted(name)}`,
      value,
      called,
    ]);
  }
}

/** Tells the planner what the tables hold; without it the first lists would be slow. */
export async function analyzeTables(url: string): Promise<void> {
  await withSession(url, async (session) => {
    const tables = await readTables(session);
    await session.query(`analyze ${tables.map(({ name }) => `public.${quoted(name)}`).join(', ')}`);
  });
}
