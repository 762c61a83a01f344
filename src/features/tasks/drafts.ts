import { sql } from 'kysely';
import type { Pair } from '../../core/language.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { VersionTexts } from './contract.ts';
import type { LeaseKey } from './store.ts';

/** SQL of drafts and submissions: the room's other tables. */

export interface Draft {
  readonly draft: number;
  readonly author: string;
  readonly authors: readonly string[];
  readonly versions: VersionTexts;
  readonly segments: Readonly<Record<string, string>>;
}

export interface DraftTexts {
  readonly versions: VersionTexts;
  readonly segments: Readonly<Record<string, string>>;
}

/** The task's newest draft that is not late, by whomever: what the next holder goes on from. */
export async function latestDraft(db: Queryable, taskId: string): Promise<Draft | null> {
  const { rows } = await sql<Draft>`
    select draft, author, authors, versions, segments from task_draft
    where task_id = ${taskId} and not late order by lease_number desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/**
 * Saves a draft under a lease: the lease's number, its holder and its deadline, and the draft's counter,
 * are all checked in this one statement. The first draft of a lease goes on from the task's newest.
 *
 * @param expected the counter that the writer last saw; null: not checked
 * @returns the new counter; null: the lease or the counter is not the present one
 */
export async function saveDraftRow(
  tx: Transaction,
  save: LeaseKey & { draftId: string; expected: number | null; texts: DraftTexts },
): Promise<number | null> {
  const versions = JSON.stringify(save.texts.versions);
  const segments = JSON.stringify(save.texts.segments);
  const { rows } = await sql<{ draft: number }>`
    with held as (
      select id, lease_number from task
      where id = ${save.id} and holder = ${save.person} and lease_number = ${save.lease} and lease_until > now()
      for update),
    earlier as (
      select d.versions, d.segments, d.authors, d.draft from task_draft d join held on d.task_id = held.id
      where not d.late and d.lease_number < held.lease_number order by d.lease_number desc limit 1)
    insert into task_draft as d (id, task_id, author, authors, lease_number, draft, late, versions, segments)
    select ${save.draftId}, held.id, ${save.person}::uuid,
      array(select distinct unnest(coalesce(earlier.authors, '{}') || ${save.person}::uuid)),
      held.lease_number, coalesce(earlier.draft, 0) + 1, false,
      coalesce(earlier.versions, '{}') || ${versions}::jsonb,
      coalesce(earlier.segments, '{}') || ${segments}::jsonb
    from held left join earlier on true
    where ${save.expected}::integer is null or ${save.expected}::integer = coalesce(earlier.draft, 0)
      or exists (select 1 from task_draft x where x.task_id = held.id and x.lease_number = held.lease_number and not x.late)
    on conflict (task_id, lease_number) where not late do update
      set versions = d.versions || ${versions}::jsonb, segments = d.segments || ${segments}::jsonb,
        draft = d.draft + 1, saved_at = now()
      where ${save.expected}::integer is null or d.draft = ${save.expected}::integer
    returning d.draft`.execute(tx);
  return rows[0]?.draft ?? null;
}

/**
 * Puts the texts of single sentences in place of those of the newest draft, under a lease; whole texts stay.
 * Called with the task locked.
 */
export async function replaceDraftSegments(
  tx: Transaction,
  save: LeaseKey & { draftId: string; segments: Readonly<Record<string, string>> },
): Promise<number> {
  const { rows } = await sql<{ draft: number }>`
    with earlier as (
      select d.versions, d.authors, d.draft from task_draft d
      where d.task_id = ${save.id} and not d.late and d.lease_number < ${save.lease}
      order by d.lease_number desc limit 1)
    insert into task_draft as d (id, task_id, author, authors, lease_number, draft, late, versions, segments)
    select ${save.draftId}::uuid, ${save.id}::uuid, ${save.person}::uuid,
      array(select distinct unnest(coalesce(earlier.authors, '{}') || ${save.person}::uuid)),
      ${save.lease}::integer, coalesce(earlier.draft, 0) + 1, false, coalesce(earlier.versions, '{}'),
      ${JSON.stringify(save.segments)}::jsonb
    from (values (1)) v left join earlier on true
    on conflict (task_id, lease_number) where not late do update
      set segments = excluded.segments, draft = d.draft + 1, saved_at = now()
    returning d.draft`.execute(tx);
  return rows[0]?.draft ?? 0;
}

/**
 * Gives a task that was opened just now what was written in the last one of its notice, where that was about the same
 * texts in the same way: a pair was certified, and that was taken back.
 */
export async function adoptDraft(
  tx: Transaction,
  { id, draftId }: { id: string; draftId: string },
): Promise<void> {
  await sql`
    with last as (
      select t.id from task t join task n on n.id = ${id} and n.notice_id = t.notice_id
      where t.id <> n.id and t.closed_at is not null and (t.kind, t.writes, t.base_en, t.base_zh)
        = (n.kind, n.writes, n.base_en, n.base_zh)
      order by t.closed_at desc limit 1),
    adopted as (
      insert into task_draft (id, task_id, author, authors, lease_number, draft, late, versions, segments)
      select ${draftId}::uuid, ${id}::uuid, d.author, d.authors, 0, d.draft, false, d.versions, d.segments
      from task_draft d join last on last.id = d.task_id
      where not d.late order by d.lease_number desc limit 1
      returning task_id)
    update task t set claim_en = base_en, claim_zh = base_zh, claim_writes = writes
    from adopted where t.id = adopted.task_id`.execute(tx);
}

export interface LateDraft extends DraftTexts {
  readonly id: string;
  readonly taskId: string;
  readonly author: string;
  readonly lease: number;
  readonly reason: string;
}

/** Keeps a text that was refused, beside the task's own drafts. */
export async function insertLateDraft(db: Queryable, draft: LateDraft): Promise<void> {
  await db
    .insertInto('taskDraft')
    .values({
      id: draft.id,
      taskId: draft.taskId,
      author: draft.author,
      authors: [draft.author],
      leaseNumber: draft.lease,
      draft: 0,
      late: true,
      reason: draft.reason,
      versions: JSON.stringify(draft.versions),
      segments: JSON.stringify(draft.segments),
    })
    .execute();
}

/**
 * Lays a submitted text down as the task's newest draft, under a lease number of its own, so that no
 * draft of a lease before is overwritten.
 *
 * @param draft.segments what the text does not tell: which conflicts are settled
 */
export async function reopenAsDraft(
  tx: Transaction,
  draft: {
    id: string;
    taskId: string;
    author: string;
    authors: readonly string[];
    versions: VersionTexts;
    segments: Readonly<Record<string, string>>;
  },
): Promise<void> {
  await sql`
    with numbered as (
      update task set lease_number = lease_number + 1 where id = ${draft.taskId} returning lease_number),
    earlier as (
      select max(draft) as draft from task_draft where task_id = ${draft.taskId} and not late)
    insert into task_draft (id, task_id, author, authors, lease_number, draft, late, versions, segments)
    select ${draft.id}, ${draft.taskId}, ${draft.author}, ${[...draft.authors]}::uuid[], numbered.lease_number,
      coalesce(earlier.draft, 0) + 1, false, ${JSON.stringify(draft.versions)}::jsonb,
      ${JSON.stringify(draft.segments)}::jsonb
    from numbered, earlier`.execute(tx);
}

export interface Submission {
  readonly taskId: string;
  readonly number: number;
  readonly submitter: string;
  readonly writers: readonly string[];
  readonly pair: Pair<number>;
  /** The heads at submission: an approval needs the written sides to be there still. */
  readonly heads: Pair<number>;
  readonly written: readonly ('en' | 'zh')[];
  readonly versions: VersionTexts;
}

export async function insertSubmission(tx: Transaction, submission: Submission): Promise<void> {
  const { pair, heads, writers, written, versions, ...rest } = submission;
  await tx
    .insertInto('taskSubmission')
    .values({
      ...rest,
      writers: [...writers],
      pairEn: pair.en,
      pairZh: pair.zh,
      headEn: heads.en,
      headZh: heads.zh,
      written: [...written],
      versions: JSON.stringify(versions),
    })
    .execute();
}

export async function findSubmission(
  db: Queryable,
  taskId: string,
  number: number,
): Promise<Submission | null> {
  const row = await db
    .selectFrom('taskSubmission')
    .selectAll()
    .where('taskId', '=', taskId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    taskId,
    number,
    submitter: row.submitter,
    writers: row.writers,
    pair: { en: row.pairEn, zh: row.pairZh },
    heads: { en: row.headEn, zh: row.headZh },
    written: row.written as ('en' | 'zh')[],
    versions: row.versions as VersionTexts,
  };
}
