import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Language } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { hasRole, may } from '../../core/permission.ts';
import type { TaskKind } from '../../core/sync.ts';
import type { TaskStatus } from '../../core/task-life.ts';
import type { Queryable } from '../../platform/database.ts';
import { writtenLimit } from '../../platform/database.ts';
import type { TaskDetail, TaskView } from './contract.ts';

/** SQL of the room's reads: the pool and a task as people see them. */

/** Something is written in it: whoever confirms the pair as it is leaves that out. */
const isDrafted = `exists (select 1 from task_draft d where d.task_id = t.id and not d.late
  and (d.segments <> '{}' or d.versions <> '{}'))`;

const taskSelect = sql.raw(`
  select t.id, t.kind, t.status, t.notice_id, n.slug, e.title as title_en, z.title as title_zh,
    ${isDrafted} as drafted,
    t.writes, t.leads, t.base_en, t.base_zh, t.synced_en, t.synced_zh, t.change_class, t.confirmable,
    t.english_words, t.chinese_characters, t.priority, t.due, t.assignee, a.name as assignee_name,
    t.holder, h.name as holder_name, t.lease_until, t.created_at, t.updated_at, t.cleanness, t.exposure, t.closed_at,
    s.submitter, w.name as submitter_name
  from live_task t
  join notice n on n.id = t.notice_id
  left join revision e on e.notice_id = n.id and e.language = 'en' and e.number = n.head_en
  left join revision z on z.notice_id = n.id and z.language = 'zh' and z.number = n.head_zh
  left join person a on a.id = t.assignee
  left join person h on h.id = t.holder
  left join task_submission s on s.task_id = t.id and s.number = t.submission
    and t.status in ('submitted', 'in_review')
  left join person w on w.id = s.submitter`);

interface FlatView {
  id: string;
  kind: TaskKind;
  status: TaskStatus;
  noticeId: string;
  slug: string;
  titleEn: string | null;
  titleZh: string | null;
  writes: Language[];
  leads: Language | null;
  baseEn: number;
  baseZh: number;
  syncedEn: number | null;
  syncedZh: number | null;
  changeClass: TaskView['class'];
  confirmable: boolean;
  drafted: boolean;
  englishWords: number;
  chineseCharacters: number;
  priority: number;
  due: Date | null;
  assignee: string | null;
  assigneeName: string | null;
  holder: string | null;
  holderName: string | null;
  leaseUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
  cleanness: number | null;
  exposure: number;
  closedAt: Date | null;
  submitter: string | null;
  submitterName: string | null;
}

function viewOf(row: FlatView): TaskView {
  const { syncedEn, syncedZh } = row;
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    notice: { id: row.noticeId, slug: row.slug, title: { en: row.titleEn, zh: row.titleZh } },
    writes: row.writes,
    leads: row.leads,
    base: { en: row.baseEn, zh: row.baseZh },
    synced: syncedEn === null || syncedZh === null ? null : { en: syncedEn, zh: syncedZh },
    class: row.changeClass,
    confirmable: row.confirmable,
    drafted: row.drafted,
    size: { englishWords: row.englishWords, chineseCharacters: row.chineseCharacters },
    priority: row.priority,
    cleanness: row.cleanness,
    exposure: row.exposure,
    due: row.due?.toISOString() ?? null,
    assignee: personOf(row.assignee, row.assigneeName),
    holder: personOf(row.holder, row.holderName),
    submitter: personOf(row.submitter, row.submitterName),
    leaseUntil: row.leaseUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

function personOf(id: string | null, name: string | null) {
  return id === null ? null : { id, name: name ?? '' };
}

/** By what the pool is ordered; the older of equals comes first. */
export type PoolOrder = 'priority' | 'cleanest' | 'exposure';

export interface PoolFilter {
  readonly status?: TaskStatus | undefined;
  readonly kind?: TaskKind | undefined;
  readonly language?: Language | undefined;
  readonly notice?: string | undefined;
  readonly mine?: boolean | undefined;
  readonly claimable?: boolean | undefined;
  readonly reviewable?: boolean | undefined;
  readonly confirmable?: boolean | undefined;
  readonly sort?: PoolOrder | undefined;
  readonly openedFrom?: string | undefined;
  readonly openedBefore?: string | undefined;
  readonly closedFrom?: string | undefined;
  readonly closedBefore?: string | undefined;
  /** The last task of the page before: its priority, cleanness or exposure, and its id. */
  readonly after: { rank: number; id: string } | null;
  readonly limit: number;
}

/** Tasks without a report come after those with one. */
const rankOf: Readonly<Record<PoolOrder, RawBuilder<number>>> = {
  priority: sql`t.priority`,
  cleanest: sql`coalesce(t.cleanness, -1)`,
  exposure: sql`t.exposure`,
};

/**
 * A status as it is now, with what is stored where it is so, by which an index can find it. Written out: an index of
 * the tasks under way is of use only where the planner sees that no other is asked for.
 */
const statusIs: Readonly<Record<TaskStatus, RawBuilder<unknown>>> = {
  open: sql`(t.stored_status = 'open' or (t.stored_status = 'claimed' and t.status = 'open'))`,
  claimed: sql`(t.stored_status = 'claimed' and t.status = 'claimed')`,
  submitted: sql`(t.stored_status = 'submitted' or (t.stored_status = 'in_review' and t.status = 'submitted'))`,
  in_review: sql`(t.stored_status = 'in_review' and t.status = 'in_review')`,
  done: sql`t.stored_status = 'done'`,
  cancelled: sql`t.stored_status = 'cancelled'`,
};

/** A page of the pool: highest priority or cleanest pair first, then oldest first. */
export async function poolViews(
  db: Queryable,
  actor: Actor,
  filter: PoolFilter,
): Promise<TaskView[]> {
  const { rows } = await sql<FlatView>`${taskSelect}
    where ${sql.join(conditionsOf(actor, filter), sql` and `)}
    order by ${rankOf[filter.sort ?? 'priority']} desc, t.id limit ${writtenLimit(filter.limit)}`.execute(
    db,
  );
  return rows.slice(0, filter.limit).map(viewOf);
}

function conditionsOf(actor: Actor, filter: PoolFilter): RawBuilder<unknown>[] {
  const conditions = [...timeConditions(filter)];
  if (filter.status !== undefined) conditions.push(statusIs[filter.status]);
  else if (conditions.length === 0)
    conditions.push(sql`t.stored_status in ('open', 'claimed', 'submitted', 'in_review')`);
  if (filter.kind !== undefined) conditions.push(sql`t.kind = ${filter.kind}`);
  if (filter.language !== undefined) conditions.push(sql`${filter.language} = any (t.writes)`);
  if (filter.notice !== undefined) conditions.push(sql`t.notice_id = ${filter.notice}`);
  if (filter.mine !== undefined) {
    const mine = sql`(coalesce(t.holder = ${actor.id}, false) or (t.status = 'open' and coalesce(t.assignee = ${actor.id}, false)))`;
    conditions.push(filter.mine ? mine : sql`not ${mine}`);
  }
  if (filter.claimable !== undefined) {
    const claimable = claimableBy(actor);
    conditions.push(filter.claimable ? claimable : sql`not (${claimable})`);
  }
  if (filter.reviewable !== undefined) {
    const reviewable = reviewableBy(actor);
    conditions.push(filter.reviewable ? reviewable : sql`not (${reviewable})`);
  }
  if (filter.confirmable !== undefined) {
    const asItIs = sql`((t.kind = 'verify' or t.confirmable) and not ${sql.raw(isDrafted)})`;
    conditions.push(sql`${asItIs} = ${filter.confirmable}`);
  }
  if (filter.after !== null) {
    const { rank, id } = filter.after;
    const own = rankOf[filter.sort ?? 'priority'];
    conditions.push(sql`${own} <= ${rank} and (${own} < ${rank} or t.id > ${id})`);
  }
  return conditions;
}

function timeConditions(filter: PoolFilter): RawBuilder<unknown>[] {
  const { openedFrom, openedBefore, closedFrom, closedBefore } = filter;
  return [
    ...(openedFrom === undefined ? [] : [sql`t.created_at >= ${openedFrom}::timestamptz`]),
    ...(openedBefore === undefined ? [] : [sql`t.created_at < ${openedBefore}::timestamptz`]),
    ...(closedFrom === undefined ? [] : [sql`t.closed_at >= ${closedFrom}::timestamptz`]),
    ...(closedBefore === undefined ? [] : [sql`t.closed_at < ${closedBefore}::timestamptz`]),
  ];
}

/** What `mayHold` of core/permission.ts says, for lists. */
function claimableBy(actor: Actor): RawBuilder<unknown> {
  if (!hasRole(actor, 'translator')) return sql`false`;
  const own = [...actor.languages];
  return sql`${statusIs.open} and case t.kind
    when 'verify' then ${hasRole(actor, 'editor')}::boolean
    else t.writes <@ ${own}::text[] end`;
}

/** What `mayVouch` of core/four-eyes.ts says of a review, for lists. */
function reviewableBy(actor: Actor): RawBuilder<unknown> {
  if (!may(actor, 'task.review')) return sql`false`;
  const me = actor.id;
  return sql`${statusIs.submitted} and s.task_id is not null
    and not (cardinality(s.written) > 0 and ${me} = any (s.writers))
    and case when t.kind in ('translate', 'update') then not ${me} = any (s.writers)
      else cardinality(s.written) > 0 or exists (
        select 1 from settled_revision r where r.notice_id = t.notice_id and not ${me} = any (r.authors)
          and ((r.language = 'en' and r.number > coalesce(n.synced_en, 0) and r.number <= s.pair_en)
            or (r.language = 'zh' and r.number > coalesce(n.synced_zh, 0) and r.number <= s.pair_zh)))
      end`;
}

export async function taskView(db: Queryable, id: string): Promise<TaskView | null> {
  const { rows } = await sql<FlatView>`${taskSelect} where t.id = ${id}`.execute(db);
  return rows[0] === undefined ? null : viewOf(rows[0]);
}

interface FlatDraft {
  author: string;
  name: string;
  leaseNumber: number;
  draft: number;
  savedAt: Date;
  late: boolean;
  reason: string | null;
  versions: Record<string, unknown>;
  segments: Record<string, string>;
}

/** A task's drafts, newest first: late ones are for their author, the holder and editors. */
export async function draftViews(
  db: Queryable,
  key: { taskId: string; viewer: string; seesLate: boolean },
): Promise<TaskDetail['drafts']> {
  const { rows } = await sql<FlatDraft>`
    select d.author, p.name, d.lease_number, d.draft, d.saved_at, d.late, d.reason, d.versions, d.segments
    from task_draft d join person p on p.id = d.author
    where d.task_id = ${key.taskId} and (not d.late or ${key.seesLate} or d.author = ${key.viewer})
    order by d.saved_at desc, d.id desc limit 50`.execute(db);
  return rows.map(({ author, name, leaseNumber, savedAt, ...draft }) => ({
    author: { id: author, name },
    lease: leaseNumber,
    savedAt: savedAt.toISOString(),
    ...draft,
  }));
}

export async function commentViews(db: Queryable, taskId: string): Promise<TaskDetail['comments']> {
  const { rows } = await sql<{
    id: string;
    author: string;
    name: string;
    body: string;
    mentions: string[];
    createdAt: Date;
  }>`
    select c.id, c.author, p.name, c.body, c.mentions, c.created_at
    from task_comment c join person p on p.id = c.author
    where c.task_id = ${taskId} order by c.id`.execute(db);
  return rows.map(({ author, name, createdAt, ...comment }) => ({
    ...comment,
    author: { id: author, name },
    at: createdAt.toISOString(),
  }));
}

export async function submissionView(
  db: Queryable,
  key: { taskId: string; number: number },
): Promise<TaskDetail['submission']> {
  const { rows } = await sql<{
    number: number;
    submitter: string;
    name: string;
    pairEn: number;
    pairZh: number;
    createdAt: Date;
  }>`
    select s.number, s.submitter, p.name, s.pair_en, s.pair_zh, s.created_at
    from task_submission s join person p on p.id = s.submitter
    where s.task_id = ${key.taskId} and s.number = ${key.number}`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    number: row.number,
    submitter: { id: row.submitter, name: row.name },
    pair: { en: row.pairEn, zh: row.pairZh },
    at: row.createdAt.toISOString(),
  };
}
