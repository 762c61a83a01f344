import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Language } from '../../core/language.ts';
import { foldForSearch, gramsOfTerm, searchTerms } from '../../core/search.ts';
import type { ServePolicy } from '../../core/publication.ts';
import type { PairState } from '../../core/sync.ts';
import type { TaskAge } from '../../core/task-age.ts';
import { daysOfAge } from '../../core/task-age.ts';
import type { Queryable } from '../../platform/database.ts';
import { plannedAnew } from '../../platform/database.ts';
import type { NoticeView, RevisionView, SyncPointView } from './contract.ts';

/** SQL of the room's reads: notices, revisions and history as people see them. */

const state = sql.raw(
  'pair_state(n.languages, n.archived_at is not null, n.head_en, n.head_zh, n.synced_en, n.synced_zh)',
);

const noticeSelect = sql.raw(`
  select n.id, n.slug, n.category, n.release, n.date, n.languages, n.archived_at is not null as archived,
    pair_state(n.languages, n.archived_at is not null, n.head_en, n.head_zh, n.synced_en, n.synced_zh) as state,
    n.head_en, n.head_zh, n.synced_en, n.synced_zh, n.row_version, n.created_at, n.updated_at,
    e.title as title_en, z.title as title_zh, pe.revision as published_en, pz.revision as published_zh,
    t.id as task_id, t.kind as task_kind, t.status as task_status,
    exists (select 1 from task_draft d where d.task_id = t.id and not d.late
      and (d.segments <> '{}' or d.versions <> '{}')) as task_drafted,
    coalesce(t.priority, -1) as rank, coalesce(c.at, n.created_at) as state_since
  from notice n
  left join revision e on e.notice_id = n.id and e.language = 'en' and e.number = n.head_en
  left join revision z on z.notice_id = n.id and z.language = 'zh' and z.number = n.head_zh
  left join published pe on pe.notice_id = n.id and pe.language = 'en'
  left join published pz on pz.notice_id = n.id and pz.language = 'zh'
  left join task t on t.notice_id = n.id and t.status in ('open', 'claimed', 'submitted', 'in_review')
  left join lateral (
    select at from notice_state_change s where s.notice_id = n.id order by s.number desc limit 1) c on true`);

interface FlatView {
  id: string;
  slug: string;
  category: string | null;
  release: NoticeView['release'];
  date: string | null;
  languages: NoticeView['languages'];
  archived: boolean;
  state: PairState;
  headEn: number;
  headZh: number;
  syncedEn: number | null;
  syncedZh: number | null;
  rowVersion: number;
  createdAt: Date;
  updatedAt: Date;
  titleEn: string | null;
  titleZh: string | null;
  publishedEn: number | null;
  publishedZh: number | null;
  taskId: string | null;
  taskKind: NonNullable<NoticeView['task']>['kind'] | null;
  taskStatus: NonNullable<NoticeView['task']>['status'] | null;
  taskDrafted: boolean;
  rank: number;
  stateSince: Date;
}

function viewOf(row: FlatView): NoticeView {
  const { syncedEn, syncedZh, taskId, taskKind, taskStatus, taskDrafted } = row;
  return {
    id: row.id,
    slug: row.slug,
    category: row.category,
    release: row.release,
    date: row.date,
    languages: row.languages,
    archived: row.archived,
    state: row.state,
    title: { en: row.titleEn, zh: row.titleZh },
    head: { en: row.headEn, zh: row.headZh },
    synced: syncedEn === null || syncedZh === null ? null : { en: syncedEn, zh: syncedZh },
    published: { en: row.publishedEn, zh: row.publishedZh },
    task:
      taskId === null || taskKind === null || taskStatus === null
        ? null
        : { id: taskId, kind: taskKind, status: taskStatus, drafted: taskDrafted },
    stateSince: row.stateSince.toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Where the page before ended: an id, or with `worst` the rank before it too. */
export interface NoticeAfter {
  readonly rank: number;
  readonly id: string;
}

export interface NoticeFilter {
  readonly state?: PairState | undefined;
  readonly category?: string | undefined;
  readonly q?: string | undefined;
  readonly published?: boolean | undefined;
  readonly archived?: boolean | undefined;
  readonly outOfStep?: boolean | undefined;
  readonly taskAge?: TaskAge | undefined;
  readonly before: string | null;
  readonly limit: number;
}

/**
 * A page of notices, worst first: by the priority of their tasks, those without one at the end, the older
 * of equals first. Each with its rank, for the cursor.
 */
export async function worstNotices(
  db: Queryable,
  filter: NoticeFilter & { readonly after: NoticeAfter | null },
): Promise<{ view: NoticeView; rank: number }[]> {
  const { after, limit } = filter;
  const conditions = sql.join(conditionsOf(filter), sql` and `);
  const behind =
    after === null
      ? sql`true`
      : sql`t.priority <= ${after.rank} and (t.priority < ${after.rank} or n.id > ${after.id})`;
  const behindLast = after === null || after.rank >= 0 ? sql`true` : sql`n.id > ${after.id}`;
  // Those with a task by its index, and only where they do not fill the page the others.
  const { rows } = await sql<FlatView>`${sql.raw(plannedAnew)}
    with tasked as materialized (
      select n.id from task t join notice n on n.id = t.notice_id
      where t.status in ('open', 'claimed', 'submitted', 'in_review') and ${conditions} and ${behind}
      order by t.priority desc, t.notice_id limit ${limit}),
    idle as materialized (
      select n.id from notice n
      where (select count(*) from tasked) < ${limit} and ${conditions} and ${behindLast}
        and not exists (select 1 from task o where o.notice_id = n.id
          and o.status in ('open', 'claimed', 'submitted', 'in_review'))
      order by n.id limit ${limit})
    ${noticeSelect} where n.id in (select id from tasked union all select id from idle)
    order by coalesce(t.priority, -1) desc, n.id limit ${limit}`.execute(db);
  return rows.map((row) => ({ view: viewOf(row), rank: row.rank }));
}

/** A page of notices, newest first. */
export async function noticeViews(db: Queryable, filter: NoticeFilter): Promise<NoticeView[]> {
  const { rows } = await sql<FlatView>`${sql.raw(plannedAnew)}
    with page as materialized (
      select n.id from notice n where ${sql.join(conditionsOf(filter), sql` and `)}
      order by n.id desc limit ${filter.limit})
    ${noticeSelect} where n.id in (select id from page) order by n.id desc`.execute(db);
  return rows.map(viewOf);
}

function conditionsOf(filter: NoticeFilter): RawBuilder<unknown>[] {
  const conditions = [sql`true`];
  if (filter.before !== null) conditions.push(sql`n.id < ${filter.before}`);
  if (filter.state !== undefined) conditions.push(sql`${state} = ${filter.state}`);
  if (filter.outOfStep !== undefined) {
    conditions.push(
      sql`(${state} not in ('in_sync', 'single', 'archived')) = ${filter.outOfStep}::boolean`,
    );
  }
  if (filter.taskAge !== undefined) {
    const { from, below } = daysOfAge[filter.taskAge];
    const isYoung =
      below === null ? sql`true` : sql`o.created_at > now() - make_interval(days => ${below})`;
    conditions.push(
      sql`exists (select 1 from task o where o.notice_id = n.id
        and o.status in ('open', 'claimed', 'submitted', 'in_review')
        and o.created_at <= now() - make_interval(days => ${from}) and ${isYoung})`,
    );
  }
  if (filter.category !== undefined) conditions.push(sql`n.category = ${filter.category}`);
  if (filter.archived !== undefined)
    conditions.push(sql`(n.archived_at is not null) = ${filter.archived}`);
  if (filter.published !== undefined) {
    conditions.push(
      sql`exists (select 1 from published p where p.notice_id = n.id) = ${filter.published}`,
    );
  }
  const terms = searchTerms(filter.q ?? '');
  if (terms.length > 0) conditions.push(searchCondition(terms));
  return conditions;
}

function searchCondition(terms: readonly string[]): RawBuilder<unknown> {
  const grams = [...new Set(terms.flatMap(gramsOfTerm))];
  const likes = terms.map((term) => sql`s.folded like ${likePattern(term)}`);
  const found = grams.length > 0 ? sql`s.grams @> ${grams}::text[] and` : sql``;
  return sql`n.id in (select s.notice_id from notice_search s where ${found} ${sql.join(likes, sql` and `)})`;
}

function likePattern(term: string): string {
  return `%${foldForSearch(term).replaceAll(/[\\%_]/g, '\\$&')}%`;
}

export async function noticeView(
  db: Queryable,
  id: string,
): Promise<{ view: NoticeView; rowVersion: number } | null> {
  const { rows } = await sql<FlatView>`${noticeSelect} where n.id = ${id}`.execute(db);
  return rows[0] === undefined ? null : { view: viewOf(rows[0]), rowVersion: rows[0].rowVersion };
}

interface FlatPoint extends Omit<SyncPointView, 'by' | 'at'> {
  certifiedBy: string | null;
  name: string | null;
  createdAt: Date;
}

export async function syncPointView(
  db: Queryable,
  noticeId: string,
): Promise<SyncPointView | null> {
  const { rows } = await sql<FlatPoint>`
    select p.id, p.en, p.zh, p.ground, p.certified_by, h.name, p.created_at, p.note
    from standing_point p left join person h on h.id = p.certified_by
    where p.notice_id = ${noticeId}`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const { certifiedBy, name, createdAt, ...point } = row;
  return { ...point, by: personOf(certifiedBy, name), at: createdAt.toISOString() };
}

function personOf(id: string | null, name: string | null) {
  return id === null ? null : { id, name: name ?? '' };
}

interface FlatRevision extends Omit<RevisionView, 'author' | 'createdAt' | 'pending'> {
  authorId: string | null;
  name: string | null;
  madePending: boolean;
  createdAt: Date;
}

const revisionSelect = sql.raw(`
  select r.language, r.number, r.title, r.summary, r.body, r.author as author_id, h.name, r.authors,
    r.pending as made_pending, g.ruling, r.change_mark as change, r.message, r.created_at
  from revision r
  left join person h on h.id = r.author
  left join revision_ruling g on g.notice_id = r.notice_id and g.language = r.language and g.number = r.number`);

function revisionOf(row: FlatRevision): RevisionView {
  const { authorId, name, createdAt, madePending, ...revision } = row;
  return {
    ...revision,
    author: personOf(authorId, name),
    pending: madePending && revision.ruling === null,
    createdAt: createdAt.toISOString(),
  };
}

export async function revisionView(
  db: Queryable,
  key: { noticeId: string; language: Language; number: number },
): Promise<RevisionView | null> {
  const { rows } = await sql<FlatRevision>`${revisionSelect}
    where r.notice_id = ${key.noticeId} and r.language = ${key.language} and r.number = ${key.number}`.execute(
    db,
  );
  return rows[0] === undefined ? null : revisionOf(rows[0]);
}

/** Revisions below a number, newest first. */
export async function revisionViews(
  db: Queryable,
  key: { noticeId: string; language: Language; before: number | null; limit: number },
): Promise<RevisionView[]> {
  const { rows } = await sql<FlatRevision>`${revisionSelect}
    where r.notice_id = ${key.noticeId} and r.language = ${key.language}
      and (${key.before}::integer is null or r.number < ${key.before})
    order by r.number desc limit ${key.limit}`.execute(db);
  return rows.map(revisionOf);
}

export interface HistoryEntry {
  readonly id: string;
  readonly type: string;
  readonly actor: { id: string; name: string } | null;
  readonly task: string | null;
  readonly data: Record<string, unknown>;
  readonly at: string;
}

interface FlatEvent {
  id: string;
  type: string;
  actor: string | null;
  name: string | null;
  taskId: string | null;
  data: Record<string, unknown>;
  createdAt: Date;
}

export async function historyViews(
  db: Queryable,
  key: { noticeId: string; before: string | null; limit: number },
): Promise<HistoryEntry[]> {
  const { rows } = await sql<FlatEvent>`
    select e.id, e.type, e.actor, h.name, e.task_id, e.data, e.created_at
    from event e left join person h on h.id = e.actor
    where e.notice_id = ${key.noticeId} and (${key.before}::uuid is null or e.id < ${key.before}::uuid)
    order by e.id desc limit ${key.limit}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    actor: personOf(row.actor, row.name),
    task: row.taskId,
    data: row.data,
    at: row.createdAt.toISOString(),
  }));
}

export async function categoryViews(db: Queryable, id?: string) {
  let query = db.selectFrom('category').select(['id', 'nameEn', 'nameZh', 'serve']).orderBy('id');
  if (id !== undefined) query = query.where('id', '=', id);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    name: { en: row.nameEn, zh: row.nameZh },
    serve: row.serve as ServePolicy,
  }));
}
