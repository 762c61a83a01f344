import { sql } from 'kysely';
import type { ChangeClass } from '../../core/diff.ts';
import type { Language } from '../../core/language.ts';
import type { NoticeSpan } from '../../core/symptom.ts';
import type { Ground, LanguageScope, PairState, TaskKind } from '../../core/sync.ts';
import type { TaskStatus } from '../../core/task-life.ts';
import type { Queryable } from '../../platform/database.ts';

/** SQL of the ledger's checks: reads of one stretch of notices, whole. */

/** A notice's copies of what its other rows say, and its state by the database's own function. */
export interface LedgerRow {
  readonly id: string;
  readonly slug: string;
  readonly languages: LanguageScope;
  readonly archived: boolean;
  readonly headEn: number;
  readonly headZh: number;
  readonly syncedEn: number | null;
  readonly syncedZh: number | null;
  readonly state: PairState;
  readonly slugKept: boolean;
}

/** The first `size` notices past an id, in order; empty at the end. */
export async function ledgerIds(
  db: Queryable,
  after: string,
  size: number,
): Promise<{ id: string; slug: string }[]> {
  return db
    .selectFrom('notice')
    .select(['id', 'slug'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(size)
    .execute();
}

export async function ledgerRows(db: Queryable, span: NoticeSpan): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select n.id, n.slug, n.languages, n.archived_at is not null as archived,
      n.head_en, n.head_zh, n.synced_en, n.synced_zh,
      pair_state(n.languages, n.archived_at is not null, n.head_en, n.head_zh, n.synced_en, n.synced_zh) as state,
      exists (select 1 from notice_slug s where s.slug = n.slug and s.notice_id = n.id) as slug_kept
    from notice n where n.id > ${span.after} and n.id <= ${span.upTo}`.execute(db);
  return rows;
}

/** Versions whose revisions are not numbered 1 to the newest. */
export async function numberGaps(
  db: Queryable,
  span: NoticeSpan,
): Promise<{ noticeId: string; language: Language; count: number; newest: number }[]> {
  const { rows } = await sql<{
    noticeId: string;
    language: Language;
    count: number;
    newest: number;
  }>`
    select notice_id, language, count(*) as count, max(number) as newest from revision
    where notice_id > ${span.after} and notice_id <= ${span.upTo}
    group by notice_id, language having count(*) <> max(number)`.execute(db);
  return rows;
}

/** Rulings on revisions that were never pending. */
export async function strayRulings(
  db: Queryable,
  span: NoticeSpan,
): Promise<{ noticeId: string; language: Language; number: number }[]> {
  const { rows } = await sql<{ noticeId: string; language: Language; number: number }>`
    select g.notice_id, g.language, g.number from revision_ruling g
    left join revision r on r.notice_id = g.notice_id and r.language = g.language and r.number = g.number
    where g.notice_id > ${span.after} and g.notice_id <= ${span.upTo} and r.pending is not true`.execute(
    db,
  );
  return rows;
}

/** A sync point with the task that it names, as that task is now. */
export interface PointRow {
  readonly id: string;
  readonly noticeId: string;
  readonly en: number;
  readonly zh: number;
  readonly ground: Ground;
  readonly certifiedBy: string | null;
  readonly changeClass: ChangeClass | null;
  readonly retracted: boolean;
  readonly taskId: string | null;
  /** null: it names no task of its notice. */
  readonly kind: TaskKind | null;
  readonly status: TaskStatus | null;
  readonly writers: readonly string[] | null;
}

/** Every sync point, of each notice from the least pair to the greatest. */
export async function pointRows(db: Queryable, span: NoticeSpan): Promise<PointRow[]> {
  const { rows } = await sql<PointRow>`
    select p.id, p.notice_id, p.en, p.zh, p.ground, p.certified_by, p.change_class, p.task_id,
      exists (select 1 from sync_point_retraction x where x.sync_point_id = p.id) as retracted,
      t.kind, t.status, s.writers
    from sync_point p
    left join task t on t.id = p.task_id and t.notice_id = p.notice_id
    left join task_submission s on s.task_id = t.id and s.number = t.submission
    where p.notice_id > ${span.after} and p.notice_id <= ${span.upTo}
    order by p.notice_id, p.en, p.zh, p.id`.execute(db);
  return rows;
}

export interface SettledRow {
  readonly noticeId: string;
  readonly language: Language;
  readonly number: number;
  readonly authors: readonly string[];
  readonly taskId: string | null;
}

/** Every settled revision, without its text. */
export async function settledRows(db: Queryable, span: NoticeSpan): Promise<SettledRow[]> {
  const { rows } = await sql<SettledRow>`
    select notice_id, language, number, authors, task_id from settled_revision
    where notice_id > ${span.after} and notice_id <= ${span.upTo}`.execute(db);
  return rows;
}

/** The sync points that events tell of, by what happened to them. */
export async function toldPoints(
  db: Queryable,
  span: NoticeSpan,
): Promise<{ type: 'pair.certified' | 'pair.retracted'; point: string }[]> {
  const { rows } = await sql<{ type: 'pair.certified' | 'pair.retracted'; point: string }>`
    select type, data ->> 'syncPoint' as point from event
    where notice_id > ${span.after} and notice_id <= ${span.upTo}
      and type in ('pair.certified', 'pair.retracted') and data ->> 'syncPoint' is not null`.execute(
    db,
  );
  return rows;
}
