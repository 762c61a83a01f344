import { sql } from 'kysely';
import type { Bead } from '../../core/align.ts';
import type { ChangeClass } from '../../core/diff.ts';
import type { Language, Pair } from '../../core/language.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { SyncPointRecord } from './contract.ts';

export interface ChangeKey {
  readonly noticeId: string;
  readonly language: Language;
  readonly before: number;
  readonly after: number;
}

export async function writeChange(
  tx: Transaction,
  key: ChangeKey,
  change: { class: ChangeClass; engine: number },
): Promise<void> {
  await sql`
    insert into change_record (notice_id, language, before_number, after_number, engine, change_class)
    values (${key.noticeId}, ${key.language}, ${key.before}, ${key.after}, ${change.engine}, ${change.class})
    on conflict (notice_id, language, before_number, after_number)
    do update set engine = excluded.engine, change_class = excluded.change_class, created_at = now()`.execute(
    tx,
  );
}

/** What this version of the engine found an edit to be, if it was asked before. */
export async function storedChange(
  db: Queryable,
  key: ChangeKey,
  engine: number,
): Promise<ChangeClass | null> {
  const { rows } = await sql<{ changeClass: ChangeClass }>`
    select change_class from change_record
    where notice_id = ${key.noticeId} and language = ${key.language}
      and before_number = ${key.before} and after_number = ${key.after} and engine = ${engine}`.execute(
    db,
  );
  return rows[0]?.changeClass ?? null;
}

/** The alignment of a pair of revisions by this version of the engine, if it is stored. */
export async function storedBeads(
  db: Queryable,
  key: { noticeId: string; pair: Pair<number>; engine: number },
): Promise<Bead[] | null> {
  const { rows } = await sql<{ beads: Bead[] }>`
    select beads from alignment
    where notice_id = ${key.noticeId} and en = ${key.pair.en} and zh = ${key.pair.zh}
      and engine = ${key.engine}`.execute(db);
  return rows[0]?.beads ?? null;
}

export async function writeBeads(
  db: Queryable,
  key: { noticeId: string; pair: Pair<number>; engine: number },
  beads: readonly Bead[],
): Promise<void> {
  await sql`
    insert into alignment (notice_id, en, zh, engine, beads)
    values (${key.noticeId}, ${key.pair.en}, ${key.pair.zh}, ${key.engine}, ${JSON.stringify(beads)})
    on conflict (notice_id, en, zh) do update set engine = excluded.engine, beads = excluded.beads,
      created_at = now()`.execute(db);
}

export async function changeMarks(
  db: Queryable,
  key: { noticeId: string; language: Language; after: number; upTo: number },
): Promise<('auto' | 'cosmetic')[]> {
  const { rows } = await sql<{ changeMark: 'auto' | 'cosmetic' }>`
    select change_mark from settled_revision
    where notice_id = ${key.noticeId} and language = ${key.language}
      and number > ${key.after} and number <= ${key.upTo}`.execute(db);
  return rows.map((row) => row.changeMark);
}

interface FlatPoint extends Omit<SyncPointRecord, 'by' | 'at' | 'retracted'> {
  certifiedBy: string | null;
  certifierName: string | null;
  createdAt: Date;
  retractedBy: string | null;
  retractorName: string | null;
  retractedAt: Date | null;
}

export async function syncPointRecords(
  db: Queryable,
  key: { noticeId: string; id?: string },
): Promise<SyncPointRecord[]> {
  const { rows } = await sql<FlatPoint>`
    select p.id, p.en, p.zh, p.ground, p.note, p.certified_by, c.name as certifier_name, p.created_at,
      x.retracted_by, r.name as retractor_name, x.retracted_at
    from sync_point p
    left join person c on c.id = p.certified_by
    left join sync_point_retraction x on x.sync_point_id = p.id
    left join person r on r.id = x.retracted_by
    where p.notice_id = ${key.noticeId} and (${key.id ?? null}::uuid is null or p.id = ${key.id ?? null}::uuid)
    order by p.id desc`.execute(db);
  return rows.map(recordOf);
}

function recordOf(row: FlatPoint): SyncPointRecord {
  const { id, en, zh, ground, note, retractedAt } = row;
  return {
    id,
    en,
    zh,
    ground,
    note,
    by: personOf(row.certifiedBy, row.certifierName),
    at: row.createdAt.toISOString(),
    retracted:
      retractedAt === null
        ? null
        : { by: personOf(row.retractedBy, row.retractorName), at: retractedAt.toISOString() },
  };
}

function personOf(id: string | null, name: string | null) {
  return id === null ? null : { id, name: name ?? '' };
}
