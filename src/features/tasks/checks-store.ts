import { sql } from 'kysely';
import type { Language } from '../../core/language.ts';
import type { NoticeSpan } from '../../core/symptom.ts';
import type { LanguageScope, TaskKind } from '../../core/sync.ts';
import type { TaskStatus } from '../../core/task-life.ts';
import type { Queryable } from '../../platform/database.ts';

/** SQL of the tasks' checks: reads of one stretch of notices, only what is out of order where SQL can tell. */

export interface ActiveTask {
  readonly kind: TaskKind;
  readonly status: TaskStatus;
  readonly base: { readonly en: number; readonly zh: number };
  readonly synced: { readonly en: number | null; readonly zh: number | null };
}

/** What a notice calls for, and the tasks that it has. */
export interface CallRow {
  readonly id: string;
  readonly languages: LanguageScope;
  readonly archived: boolean;
  readonly headEn: number;
  readonly headZh: number;
  readonly syncedEn: number | null;
  readonly syncedZh: number | null;
  /** Whether both heads were saved in one act; told where both are past the synced pair. */
  readonly together: boolean;
  readonly active: readonly ActiveTask[];
  /** Whether a job that may raise or refresh its task is still to be done. */
  readonly underWay: boolean;
}

/** @param expected the jobs that may lead to a task, and the type of event that each follows */
export async function callRows(
  db: Queryable,
  span: NoticeSpan,
  expected: readonly { readonly type: string; readonly job: string }[],
): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`
    with under_way as materialized (
      select distinct e.notice_id from event e
      join jsonb_to_recordset(${JSON.stringify(expected)}::jsonb) as x(type text, job text) on x.type = e.type
      where e.notice_id > ${span.after} and e.notice_id <= ${span.upTo}
        and not exists (select 1 from job_completion c where c.event_id = e.id and c.job = x.job)),
    active as materialized (
      select t.notice_id, json_agg(json_build_object('kind', t.kind, 'status', t.status,
          'base', json_build_object('en', t.base_en, 'zh', t.base_zh),
          'synced', json_build_object('en', t.synced_en, 'zh', t.synced_zh))) as tasks
      from task t
      where t.notice_id > ${span.after} and t.notice_id <= ${span.upTo}
        and t.status in ('open', 'claimed', 'submitted', 'in_review')
      group by t.notice_id)
    select n.id, n.languages, n.archived_at is not null as archived,
      n.head_en, n.head_zh, n.synced_en, n.synced_zh,
      case when n.head_en > n.synced_en and n.head_zh > n.synced_zh then
        exists (select 1 from revision e join revision z on z.notice_id = e.notice_id and z.act = e.act
                where e.notice_id = n.id and e.language = 'en' and e.number = n.head_en
                  and z.language = 'zh' and z.number = n.head_zh)
        else false end as together,
      coalesce(a.tasks, '[]') as active, u.notice_id is not null as under_way
    from notice n left join active a on a.notice_id = n.id left join under_way u on u.notice_id = n.id
    where n.id > ${span.after} and n.id <= ${span.upTo}`.execute(db);
  return rows;
}

export interface RevisionRef {
  readonly noticeId: string;
  readonly language: Language;
  readonly number: number;
}

/** Pending revisions without a ruling that no review waits for. */
export async function pendingLeft(db: Queryable, span: NoticeSpan): Promise<RevisionRef[]> {
  const { rows } = await sql<RevisionRef>`
    select r.notice_id, r.language, r.number from revision r
    where r.notice_id > ${span.after} and r.notice_id <= ${span.upTo} and r.pending
      and not exists (select 1 from revision_ruling g
        where g.notice_id = r.notice_id and g.language = r.language and g.number = r.number)
      and not exists (select 1 from task t join task_submission s on s.task_id = t.id and s.number = t.submission
        where t.id = r.task_id and t.notice_id = r.notice_id and t.status in ('submitted', 'in_review')
          and r.language = any (s.written)
          and r.number = case r.language when 'en' then s.pair_en else s.pair_zh end)`.execute(db);
  return rows;
}

/** Revisions that wait for a review and have a ruling already. */
export async function ruledSubmissions(db: Queryable, span: NoticeSpan): Promise<RevisionRef[]> {
  const { rows } = await sql<RevisionRef>`
    select g.notice_id, g.language, g.number
    from task t join task_submission s on s.task_id = t.id and s.number = t.submission
    join revision_ruling g on g.notice_id = t.notice_id and g.language = any (s.written)
      and g.number = case g.language when 'en' then s.pair_en else s.pair_zh end
    where t.notice_id > ${span.after} and t.notice_id <= ${span.upTo}
      and t.status in ('submitted', 'in_review')`.execute(db);
  return rows;
}

/** Accepted revisions whose task certified no pair with them. */
export async function unapproved(db: Queryable, span: NoticeSpan): Promise<RevisionRef[]> {
  const { rows } = await sql<RevisionRef>`
    select g.notice_id, g.language, g.number from revision_ruling g
    join revision r on r.notice_id = g.notice_id and r.language = g.language and r.number = g.number
    where g.notice_id > ${span.after} and g.notice_id <= ${span.upTo}
      and g.ruling = 'accepted' and r.pending
      and not exists (select 1 from sync_point p
        where p.notice_id = g.notice_id and p.ground = 'reviewed' and p.task_id = r.task_id
          and g.number = case g.language when 'en' then p.en else p.zh end)`.execute(db);
  return rows;
}

/** A task that ended or is held, with what its other rows say of it; only those with something wrong. */
export interface TaskFault {
  readonly id: string;
  readonly noticeId: string;
  readonly status: TaskStatus;
  readonly leaseNumber: number;
  readonly leaseWrong: boolean;
  /** The greatest lease number of its drafts that is past its own; null: none is. */
  readonly draftLease: number | null;
  readonly submission: number;
  readonly submissions: number;
  /** It went to review with none. */
  readonly submissionMissing: boolean;
  readonly pointMissing: boolean;
  readonly eventMissing: boolean;
}

export async function taskFaults(db: Queryable, span: NoticeSpan): Promise<TaskFault[]> {
  const { rows } = await sql<TaskFault>`
    select * from (
      select t.id, t.notice_id, t.status, t.lease_number, t.submission,
        (t.status in ('claimed', 'in_review')) <> (t.holder is not null)
          or (t.holder is null) <> (t.lease_until is null)
          or (t.holder is not null and t.lease_number = 0) as lease_wrong,
        (select max(d.lease_number) from task_draft d
          where d.task_id = t.id and not d.late and d.lease_number > t.lease_number) as draft_lease,
        (select count(*) from task_submission s
          where s.task_id = t.id and s.number between 1 and t.submission) as submissions,
        t.status in ('submitted', 'in_review', 'done') and t.submission = 0 as submission_missing,
        t.status = 'done' and not exists (select 1 from sync_point p
          where p.notice_id = t.notice_id and p.task_id = t.id and p.ground = 'reviewed') as point_missing,
        t.status in ('done', 'cancelled') and not exists (select 1 from event e
          where e.notice_id = t.notice_id and e.task_id = t.id
            and e.type = case t.status when 'done' then 'task.approved' else 'task.cancelled' end) as event_missing
      from task t where t.notice_id > ${span.after} and t.notice_id <= ${span.upTo}) f
    where f.lease_wrong or f.draft_lease is not null or f.submissions <> f.submission
      or f.submission_missing or f.point_missing or f.event_missing`.execute(db);
  return rows;
}

/** Reviewed sync points of another pair than was frozen when the review was claimed. */
export async function unfrozenPoints(
  db: Queryable,
  span: NoticeSpan,
): Promise<{ noticeId: string; en: number; zh: number; pairEn: number; pairZh: number }[]> {
  const { rows } = await sql<{
    noticeId: string;
    en: number;
    zh: number;
    pairEn: number;
    pairZh: number;
  }>`
    select p.notice_id, p.en, p.zh, s.pair_en, s.pair_zh from sync_point p
    join task t on t.id = p.task_id and t.notice_id = p.notice_id
    join task_submission s on s.task_id = t.id and s.number = t.submission
    where p.notice_id > ${span.after} and p.notice_id <= ${span.upTo} and p.ground = 'reviewed'
      and (p.en, p.zh) <> (s.pair_en, s.pair_zh)`.execute(db);
  return rows;
}
