import { sql } from 'kysely';
import { exposureDays } from '../../core/priority.ts';
import type { ChangeClass } from '../../core/diff.ts';
import type { Language, Pair } from '../../core/language.ts';
import type { TaskKind } from '../../core/sync.ts';
import type { TaskChange } from '../../core/task-changes.ts';
import type { TaskStatus } from '../../core/task-life.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';

/** A task's row as it stands at this moment: a lease past its deadline holds nothing. */
export interface TaskRow {
  readonly id: string;
  readonly noticeId: string;
  readonly kind: TaskKind;
  readonly status: TaskStatus;
  readonly writes: readonly Language[];
  readonly leads: Language | null;
  readonly base: Pair<number>;
  readonly claimBase: Pair<number> | null;
  /** What it wrote when it was claimed last. */
  readonly claimWrites: readonly Language[] | null;
  readonly changeClass: ChangeClass | null;
  readonly confirmable: boolean;
  readonly changes: readonly TaskChange[];
  readonly holder: string | null;
  readonly leaseNumber: number;
  readonly leaseUntil: Date | null;
  readonly submission: number;
  readonly priority: number;
  readonly assignee: string | null;
}

interface FlatTask extends Omit<TaskRow, 'base' | 'claimBase'> {
  baseEn: number;
  baseZh: number;
  claimEn: number | null;
  claimZh: number | null;
}

const columns = sql.raw(
  'id, notice_id, kind, status, writes, leads, base_en, base_zh, claim_en, claim_zh, claim_writes, ' +
    'change_class, confirmable, changes, holder, lease_number, lease_until, submission, priority, assignee',
);

function taskOf({ baseEn, baseZh, claimEn, claimZh, ...rest }: FlatTask): TaskRow {
  const claimBase = claimEn === null || claimZh === null ? null : { en: claimEn, zh: claimZh };
  return { ...rest, base: { en: baseEn, zh: baseZh }, claimBase };
}

export async function findTask(db: Queryable, id: string): Promise<TaskRow | null> {
  const { rows } = await sql<FlatTask>`select ${columns} from live_task where id = ${id}`.execute(
    db,
  );
  return rows[0] === undefined ? null : taskOf(rows[0]);
}

/** The task, locked until the transaction ends. Where the notice is locked too, it is locked before. */
export async function lockTaskRow(tx: Transaction, id: string): Promise<TaskRow | null> {
  await sql`select 1 from task where id = ${id} for update`.execute(tx);
  return findTask(tx, id);
}

/** The notice's active task, locked; a notice has at most one. */
export async function lockActiveTask(tx: Transaction, noticeId: string): Promise<TaskRow | null> {
  const { rows } = await sql<{ id: string }>`
    select id from task where notice_id = ${noticeId}
      and status in ('open', 'claimed', 'submitted', 'in_review') for update`.execute(tx);
  return rows[0] === undefined ? null : findTask(tx, rows[0].id);
}

/** What a pair state makes of a task; recomputed while it is open or claimed. */
export interface TaskCallRow {
  readonly kind: TaskKind;
  readonly writes: readonly Language[];
  readonly leads: Language | null;
  readonly base: Pair<number>;
  readonly synced: Pair<number> | null;
  readonly changeClass: ChangeClass | null;
  readonly confirmable: boolean;
  readonly changes: readonly TaskChange[];
  readonly size: { readonly englishWords: number; readonly chineseCharacters: number };
  readonly priority: number;
  /** Score of the pair's report, 0–100; null: there is none yet. */
  readonly cleanness: number | null;
}

function flatCall(call: TaskCallRow) {
  return {
    kind: call.kind,
    writes: [...call.writes],
    leads: call.leads,
    baseEn: call.base.en,
    baseZh: call.base.zh,
    syncedEn: call.synced?.en ?? null,
    syncedZh: call.synced?.zh ?? null,
    changeClass: call.changeClass,
    confirmable: call.confirmable,
    changes: JSON.stringify(call.changes),
    englishWords: call.size.englishWords,
    chineseCharacters: call.size.chineseCharacters,
  };
}

export async function insertTask(
  tx: Transaction,
  task: { id: string; noticeId: string; call: TaskCallRow },
): Promise<void> {
  const { id, noticeId, call } = task;
  await tx
    .insertInto('task')
    .values({
      id,
      noticeId,
      ...flatCall(call),
      priority: call.priority,
      cleanness: call.cleanness,
    })
    .execute();
}

/** Refreshes what the task is about. A priority that an editor set stays. True: something changed. */
export async function refreshTask(
  tx: Transaction,
  id: string,
  call: TaskCallRow,
): Promise<boolean> {
  const flat = flatCall(call);
  const { rows } = await sql`
    update task set kind = ${flat.kind}, writes = ${flat.writes}, leads = ${flat.leads},
      base_en = ${flat.baseEn}, base_zh = ${flat.baseZh},
      synced_en = ${flat.syncedEn}, synced_zh = ${flat.syncedZh},
      change_class = ${flat.changeClass}, confirmable = ${flat.confirmable}, changes = ${flat.changes}::jsonb,
      english_words = ${flat.englishWords}, chinese_characters = ${flat.chineseCharacters},
      priority = case when priority_set then priority else ${call.priority} end,
      cleanness = ${call.cleanness}, updated_at = now()
    where id = ${id} and (kind, base_en, base_zh, coalesce(synced_en, 0), coalesce(synced_zh, 0),
        coalesce(change_class, ''), confirmable, changes)
      is distinct from (${flat.kind}, ${flat.baseEn}::integer, ${flat.baseZh}::integer,
        coalesce(${flat.syncedEn}::integer, 0), coalesce(${flat.syncedZh}::integer, 0),
        coalesce(${flat.changeClass}::text, ''), ${flat.confirmable}::boolean, ${flat.changes}::jsonb)
    returning id`.execute(tx);
  return rows.length > 0;
}

export interface Lease {
  readonly number: number;
  readonly until: Date;
}

/**
 * Takes the lease of an open task, or the review of a submitted one, in one statement: of any number of
 * people at once exactly one gets a row. A lapsed lease is free, swept up or not.
 */
export async function takeLease(
  tx: Transaction,
  claim: { id: string; person: string; seconds: number; purpose: 'claimed' | 'in_review' },
): Promise<Lease | null> {
  const free = claim.purpose === 'claimed' ? 'open' : 'submitted';
  const { rows } = await sql<Lease>`
    update task set status = ${claim.purpose}, holder = ${claim.person}, lease_number = lease_number + 1,
      lease_until = now() + make_interval(secs => ${claim.seconds}),
      claim_en = case when ${free} = 'open' then base_en else claim_en end,
      claim_zh = case when ${free} = 'open' then base_zh else claim_zh end,
      claim_writes = case when ${free} = 'open' then writes else claim_writes end, updated_at = now()
    where id = ${claim.id} and (status = ${free} or (status = ${claim.purpose} and lease_until <= now()))
    returning lease_number as number, lease_until as until`.execute(tx);
  return rows[0] ?? null;
}

/** Gives a submitted task back to whoever submitted it, under a lease of its own; null: it is none any more. */
export async function retakeLease(
  tx: Transaction,
  retaken: { id: string; person: string; seconds: number },
): Promise<Lease | null> {
  const { rows } = await sql<Lease>`
    update task set status = 'claimed', holder = ${retaken.person}, lease_number = lease_number + 1,
      lease_until = now() + make_interval(secs => ${retaken.seconds}), updated_at = now()
    where id = ${retaken.id} and (status = 'submitted' or (status = 'in_review' and lease_until <= now()))
    returning lease_number as number, lease_until as until`.execute(tx);
  return rows[0] ?? null;
}

/** What the holder works on is based on the pair of now. */
export async function moveClaimBase(tx: Transaction, id: string): Promise<void> {
  await sql`update task set claim_en = base_en, claim_zh = base_zh, claim_writes = writes where id = ${id}`.execute(
    tx,
  );
}

export interface LeaseKey {
  readonly id: string;
  readonly person: string;
  readonly lease: number;
}

/** Renews a lease that is held and not lapsed; null otherwise. */
export async function renewLease(
  tx: Transaction,
  key: LeaseKey,
  seconds: number,
): Promise<Lease | null> {
  const { rows } = await sql<Lease>`
    update task set lease_until = greatest(lease_until, now() + make_interval(secs => ${seconds}))
    where id = ${key.id} and holder = ${key.person} and lease_number = ${key.lease} and lease_until > now()
    returning lease_number as number, lease_until as until`.execute(tx);
  return rows[0] ?? null;
}

/** Moves a task out of a lease to another status. The number is checked in the same statement. */
export async function endLease(
  tx: Transaction,
  ended: { id: string; lease: number; status: TaskStatus; assignee?: string; submission?: number },
): Promise<boolean> {
  const { rows } = await sql`
    update task set status = ${ended.status}, holder = null, lease_until = null, updated_at = now(),
      assignee = coalesce(${ended.assignee ?? null}::uuid, assignee),
      submission = coalesce(${ended.submission ?? null}::integer, submission),
      closed_at = case when ${ended.status} in ('done', 'cancelled') then now() end
    where id = ${ended.id} and lease_number = ${ended.lease} and holder is not null
    returning id`.execute(tx);
  return rows.length > 0;
}

export async function cancelTask(tx: Transaction, id: string): Promise<void> {
  await sql`
    update task set status = 'cancelled', holder = null, lease_until = null, closed_at = now(), updated_at = now()
    where id = ${id}`.execute(tx);
}

/** Opens or resubmits every task whose lease has lapsed; up to `limit` at a time. */
export async function sweepLapsed(
  tx: Transaction,
  limit: number,
): Promise<{ id: string; noticeId: string; status: TaskStatus; leaseNumber: number }[]> {
  const { rows } = await sql<{
    id: string;
    noticeId: string;
    status: TaskStatus;
    leaseNumber: number;
  }>`
    update task set status = case status when 'claimed' then 'open' else 'submitted' end,
      holder = null, lease_until = null, updated_at = now()
    where id in (select id from task where holder is not null and lease_until <= now()
                 order by lease_until limit ${limit} for update skip locked)
    returning id, notice_id, status, lease_number`.execute(tx);
  return rows;
}

export async function steerTask(
  tx: Transaction,
  id: string,
  change: { assignee?: string | null; due?: string | null; priority?: number },
): Promise<void> {
  await tx
    .updateTable('task')
    .set({
      ...change,
      ...(change.priority === undefined ? {} : { prioritySet: true }),
      updatedAt: sql`now()`,
    })
    .where('id', '=', id)
    .execute();
}

export async function insertComment(
  tx: Transaction,
  comment: { id: string; taskId: string; author: string; body: string; mentions: string[] },
): Promise<void> {
  await tx.insertInto('taskComment').values(comment).execute();
}

export async function personExists(db: Queryable, id: string): Promise<boolean> {
  const row = await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

export async function personName(db: Queryable, id: string): Promise<string> {
  const row = await db.selectFrom('person').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? '';
}

/** Whether readers see this notice in any language. */
export async function isPublished(db: Queryable, noticeId: string): Promise<boolean> {
  const row = await db
    .selectFrom('published')
    .select('noticeId')
    .where('noticeId', '=', noticeId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notices past `after`, in order of id, whose state calls for a task that is not there, or has one too many. */
export async function noticesOutOfStep(
  db: Queryable,
  key: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select n.id from notice n
    left join task t on t.notice_id = n.id and t.status in ('open', 'claimed', 'submitted', 'in_review')
    where (${key.after}::uuid is null or n.id > ${key.after}::uuid)
      and (pair_state(n.languages, n.archived_at is not null, n.head_en, n.head_zh, n.synced_en, n.synced_zh)
             in ('in_sync', 'single', 'archived')) = (t.id is not null)
    order by n.id limit ${key.limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Views of texts of a notice that were behind, within the days that count: of each day the greater figure. */
export async function exposureOf(db: Queryable, noticeId: string): Promise<number> {
  const { rows } = await sql<{ views: number }>`
    select coalesce(sum(views), 0)::float8 as views from (
      select max(views) as views from reader_exposure
      where notice_id = ${noticeId} and day > (now() at time zone 'UTC')::date - ${exposureDays}::integer
      group by language, day) d`.execute(db);
  return rows[0]?.views ?? 0;
}

export interface WeighedTask {
  readonly id: string;
  readonly kind: TaskKind;
  readonly changeClass: ChangeClass | null;
  readonly published: boolean;
  readonly exposure: number;
}

/** Active tasks past `after` whose exposure is not what it was when they were weighed, in order of id. */
export async function tasksToWeigh(
  db: Queryable,
  key: { after: string | null; limit: number },
): Promise<WeighedTask[]> {
  const { rows } = await sql<WeighedTask>`
    with seen as (
      select notice_id, sum(views)::float8 as views from (
        select notice_id, max(views) as views from reader_exposure
        where day > (now() at time zone 'UTC')::date - ${exposureDays}::integer
        group by notice_id, language, day) d
      group by notice_id)
    select t.id, t.kind, t.change_class, coalesce(s.views, 0) as exposure,
      exists (select 1 from published p where p.notice_id = t.notice_id) as published
    from task t left join seen s on s.notice_id = t.notice_id
    where t.status in ('open', 'claimed', 'submitted', 'in_review')
      and t.exposure <> least(coalesce(s.views, 0), 2147483647)
      and (${key.after}::uuid is null or t.id > ${key.after}::uuid)
    order by t.id limit ${key.limit}`.execute(db);
  return rows;
}

/** A priority that an editor set stays. */
export async function writeWeight(
  db: Queryable,
  weight: { id: string; exposure: number; priority: number },
): Promise<void> {
  await sql`
    update task set exposure = least(${weight.exposure}::float8, 2147483647)::integer,
      priority = case when priority_set then priority else ${weight.priority} end
    where id = ${weight.id}`.execute(db);
}

/** How clean the pair of a notice's active task is, if the task is about this pair still. */
export async function writeCleanness(
  tx: Transaction,
  ranked: { noticeId: string; pair: Pair<number>; cleanness: number },
): Promise<void> {
  const { noticeId, pair, cleanness } = ranked;
  await sql`
    update task set cleanness = ${cleanness}
    where notice_id = ${noticeId} and base_en = ${pair.en} and base_zh = ${pair.zh}
      and status in ('open', 'claimed', 'submitted', 'in_review')
      and cleanness is distinct from ${cleanness}`.execute(tx);
}
