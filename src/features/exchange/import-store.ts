import { sql } from 'kysely';
import type { Language } from '../../core/language.ts';
import type { RefusalCode } from '../../core/refusal.ts';
import type { PairState } from '../../core/sync.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { ImportFile, ImportView } from './import-contract.ts';

export interface Remark {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What is kept of a file that had its turn. */
export interface FileResult {
  readonly refusal?: { readonly code: RefusalCode; readonly errors: readonly Remark[] };
  readonly params?: Readonly<Record<string, string | number>>;
  readonly dropped?: number;
  readonly warnings?: readonly Remark[];
}

export interface FileRow {
  readonly number: number;
  readonly name: string;
  readonly language: Language;
  readonly status: 'waiting' | 'done' | 'refused' | 'cancelled';
  readonly noticeId: string | null;
  readonly slug: string | null;
  readonly state: PairState | null;
  readonly result: FileResult;
}

export async function insertImport(
  tx: Transaction,
  made: { id: string; person: string; files: readonly ImportFile[] },
): Promise<void> {
  const { id, person, files } = made;
  await tx.insertInto('importJob').values({ id, personId: person, total: files.length }).execute();
  const rows = files.map((input, i) => ({
    importId: id,
    number: i + 1,
    name: input.name,
    language: input.language,
    input: JSON.stringify(input),
  }));
  await tx.insertInto('importFile').values(rows).execute();
}

/** How many imports of a person are not finished. The person is locked: two requests count one another. */
export async function unfinishedOf(tx: Transaction, person: string): Promise<number> {
  await sql`select 1 from person where id = ${person} for update`.execute(tx);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from import_job where person_id = ${person} and finished_at is null`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

interface FlatImport {
  id: string;
  personId: string;
  name: string;
  total: number;
  createdAt: Date;
  finishedAt: Date | null;
  cancelledAt: Date | null;
  done: number;
  refused: number;
}

/** Imports of a person, or one of them; newest first. */
export async function importViews(
  db: Queryable,
  key: { person: string; id: string | null; before: string | null; limit: number },
): Promise<ImportView[]> {
  const { rows } = await sql<FlatImport>`
    select j.id, j.person_id, p.name, j.total, j.created_at, j.finished_at, j.cancelled_at,
      count(*) filter (where f.status = 'done') as done,
      count(*) filter (where f.status = 'refused') as refused
    from import_job j join person p on p.id = j.person_id join import_file f on f.import_id = j.id
    where j.person_id = ${key.person}
      and (${key.id}::uuid is null or j.id = ${key.id}::uuid)
      and (${key.before}::uuid is null or j.id < ${key.before}::uuid)
    group by j.id, p.name order by j.id desc limit ${key.limit}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    by: { id: row.personId, name: row.name },
    status: row.cancelledAt !== null ? 'cancelled' : row.finishedAt !== null ? 'done' : 'running',
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    total: row.total,
    done: row.done,
    refused: row.refused,
  }));
}

export async function importFiles(db: Queryable, id: string): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`
    select f.number, f.name, f.language, f.status, f.notice_id, n.slug, f.result,
      case when n.id is null then null else pair_state(n.languages, n.archived_at is not null,
        n.head_en, n.head_zh, n.synced_en, n.synced_zh) end as state
    from import_file f left join notice n on n.id = f.notice_id
    where f.import_id = ${id} order by f.number`.execute(db);
  return rows;
}

export interface NextFile {
  readonly number: number;
  readonly person: string;
  readonly input: ImportFile;
}

/** The first file that waits for its turn; null: none does, or there is no such import. */
export async function nextFile(db: Queryable, id: string): Promise<NextFile | null> {
  const { rows } = await sql<NextFile>`
    select f.number, j.person_id as person, f.input
    from import_file f join import_job j on j.id = f.import_id
    where f.import_id = ${id} and f.status = 'waiting' and j.finished_at is null
    order by f.number limit 1`.execute(db);
  return rows[0] ?? null;
}

/**
 * Writes down what became of a file, and lets go of its text. False: it had its turn already, or was
 * cancelled meanwhile, and nothing may come of it.
 */
export async function settleFile(
  db: Queryable,
  file: { id: string; number: number; status: 'done' | 'refused' },
  outcome: { noticeId: string | null; result: FileResult },
): Promise<boolean> {
  const { rows } = await sql`
    update import_file set status = ${file.status}, notice_id = ${outcome.noticeId}::uuid, input = null,
      result = ${JSON.stringify(outcome.result)}::jsonb, finished_at = now()
    where import_id = ${file.id} and number = ${file.number} and status = 'waiting'
    returning number`.execute(db);
  return rows.length > 0;
}

/** Adds to the outcome of a file what is known of it after it was taken in. */
export async function noteResult(
  db: Queryable,
  file: { id: string; number: number },
  result: FileResult,
): Promise<void> {
  await sql`
    update import_file set result = ${JSON.stringify(result)}::jsonb
    where import_id = ${file.id} and number = ${file.number}`.execute(db);
}

/** Ends an import of which no file waits. null: it had ended, or some do. */
export async function finishImport(
  tx: Transaction,
  id: string,
): Promise<{ personId: string; total: number } | null> {
  const { rows } = await sql<{ personId: string; total: number }>`
    update import_job set finished_at = now()
    where id = ${id} and finished_at is null
      and not exists (select 1 from import_file f where f.import_id = ${id} and f.status = 'waiting')
    returning person_id, total`.execute(tx);
  return rows[0] ?? null;
}

/** Cancels the files that wait. False: the import had ended. */
export async function cancelWaiting(tx: Transaction, id: string): Promise<boolean> {
  const { rows } = await sql`
    update import_job set finished_at = now(), cancelled_at = now()
    where id = ${id} and finished_at is null returning id`.execute(tx);
  if (rows.length === 0) return false;
  await sql`
    update import_file set status = 'cancelled', input = null, finished_at = now()
    where import_id = ${id} and status = 'waiting'`.execute(tx);
  return true;
}

/** Imports that nobody seems to be at work on: their job was lost. */
export async function stalledImports(db: Queryable, seconds: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select j.id from import_job j
    where j.finished_at is null and j.created_at < now() - make_interval(secs => ${seconds})
      and not exists (
        select 1 from import_file f
        where f.import_id = j.id and f.finished_at > now() - make_interval(secs => ${seconds}))
    order by j.id limit 100`.execute(db);
  return rows.map((row) => row.id);
}

/** Tells all nodes how far an import has come; kept nowhere. */
export async function tellProgress(db: Queryable, id: string): Promise<void> {
  await sql`
    select pg_notify('hebi_live', 'import ' || json_build_object('person', j.person_id, 'import', j.id,
      'total', j.total, 'done', (
        select count(*) from import_file f where f.import_id = j.id and f.status in ('done', 'refused'))))
    from import_job j where j.id = ${id}`.execute(db);
}

/** The notice with this slug that has no text in this language; null: none. */
export async function noticeLacking(
  db: Queryable,
  slug: string,
  language: Language,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from notice
    where slug = ${slug} and archived_at is null and languages = 'both'
      and case ${language}::text when 'en' then head_en else head_zh end = 0`.execute(db);
  return rows[0]?.id ?? null;
}
