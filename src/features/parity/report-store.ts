import { sql } from 'kysely';
import type { Constraint } from '../../core/align.ts';
import type { Pair } from '../../core/language.ts';
import type { Report } from '../../core/report.ts';
import type { PairState } from '../../core/sync.ts';
import type { TaskAge } from '../../core/task-age.ts';
import { daysOfAge } from '../../core/task-age.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { ReaderFinding, Summary } from './contract.ts';

export interface ReportKey {
  readonly noticeId: string;
  readonly pair: Pair<number>;
  readonly engine: number;
  /** A hash of the house policy and of the hand corrections that the report was made with. */
  readonly policy: string;
}

export interface StoredReport {
  readonly report: Report;
  /** Version of the words learned from certified pairs that it was made with; 0: none. */
  readonly lexicon: number;
  readonly createdAt: Date;
}

/** The report of a pair of revisions by this engine and policy, if it is stored. */
export async function findReport(db: Queryable, key: ReportKey): Promise<StoredReport | null> {
  const { rows } = await sql<StoredReport>`
    select report, lexicon, created_at from parity_report
    where notice_id = ${key.noticeId} and en = ${key.pair.en} and zh = ${key.pair.zh}
      and engine = ${key.engine} and policy = ${key.policy}`.execute(db);
  return rows[0] ?? null;
}

export async function storedScore(
  db: Queryable,
  noticeId: string,
  pair: Pair<number>,
): Promise<number | null> {
  const { rows } = await sql<{ score: number }>`
    select score from parity_report
    where notice_id = ${noticeId} and en = ${pair.en} and zh = ${pair.zh}`.execute(db);
  return rows[0]?.score ?? null;
}

/** Writes a report in place of the pair's earlier one. */
export async function writeReport(
  db: Queryable,
  key: ReportKey,
  { report, lexicon }: Pick<StoredReport, 'report' | 'lexicon'>,
): Promise<StoredReport> {
  const count = (severity: string) =>
    report.findings.filter((finding) => finding.severity === severity).length;
  const { rows } = await sql<{ createdAt: Date }>`
    insert into parity_report (notice_id, en, zh, engine, policy, lexicon, report, score, errors, warnings)
    values (${key.noticeId}, ${key.pair.en}, ${key.pair.zh}, ${key.engine}, ${key.policy}, ${lexicon},
            ${JSON.stringify(report)}, ${report.score}, ${count('error')}, ${count('warning')})
    on conflict (notice_id, en, zh) do update set engine = excluded.engine, policy = excluded.policy,
      lexicon = excluded.lexicon,
      report = excluded.report, score = excluded.score, errors = excluded.errors,
      warnings = excluded.warnings, created_at = now()
    returning created_at`.execute(db);
  return { report, lexicon, createdAt: rows[0]?.createdAt ?? new Date(0) };
}

export interface Waiver {
  readonly finding: string;
  readonly reason: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
}

/** Standing waivers of a notice. */
export async function standingWaivers(db: Queryable, noticeId: string): Promise<Waiver[]> {
  const { rows } = await sql<{
    finding: string;
    reason: string;
    waivedBy: string;
    name: string;
    waivedAt: Date;
  }>`
    select w.finding, w.reason, w.waived_by, p.name, w.waived_at
    from finding_waiver w join person p on p.id = w.waived_by
    where w.notice_id = ${noticeId} and w.restored_at is null`.execute(db);
  return rows.map(({ finding, reason, waivedBy, name, waivedAt }) => ({
    finding,
    reason,
    by: { id: waivedBy, name },
    at: waivedAt.toISOString(),
  }));
}

/** Waives a finding; one that is waived already stays as it is. */
export async function insertWaiver(
  tx: Transaction,
  waiver: {
    id: string;
    noticeId: string;
    finding: string;
    checkName: string;
    reason: string;
    waivedBy: string;
  },
): Promise<void> {
  await tx
    .insertInto('findingWaiver')
    .values(waiver)
    .onConflict((conflict) =>
      conflict.columns(['noticeId', 'finding']).where('restoredAt', 'is', null).doNothing(),
    )
    .execute();
}

/** Takes a waiver back. False: there is none. */
export async function restoreWaiver(
  tx: Transaction,
  key: { noticeId: string; finding: string; restoredBy: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update finding_waiver set restored_by = ${key.restoredBy}, restored_at = now()
    where notice_id = ${key.noticeId} and finding = ${key.finding} and restored_at is null`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

export async function insertCorrection(
  tx: Transaction,
  correction: {
    id: string;
    noticeId: string;
    pair: Pair<number>;
    constraints: readonly Constraint[];
    by: string;
  },
): Promise<void> {
  const { id, noticeId, pair, constraints, by } = correction;
  await tx
    .insertInto('alignmentCorrection')
    .values({ id, noticeId, ...pair, constraints: JSON.stringify(constraints), correctedBy: by })
    .execute();
}

/** What readers reported of a notice and nobody has dealt with yet, newest first. */
export async function readerFindings(db: Queryable, noticeId: string): Promise<ReaderFinding[]> {
  const { rows } = await sql<
    Omit<ReaderFinding, 'check' | 'severity' | 'reportedAt'> & { at: Date }
  >`
    select id, language, revision, words, times, reported_at as at from reader_report
    where notice_id = ${noticeId} and settled_at is null order by id desc limit 50`.execute(db);
  return rows.map(({ at, ...row }) => ({
    ...row,
    check: 'reader',
    severity: 'warning',
    reportedAt: at.toISOString(),
  }));
}

/** The newest hand corrections of a pair's alignment. */
export async function correctionsOf(
  db: Queryable,
  noticeId: string,
  pair: Pair<number>,
): Promise<Constraint[]> {
  const { rows } = await sql<{ constraints: Constraint[] }>`
    select constraints from alignment_correction
    where notice_id = ${noticeId} and en = ${pair.en} and zh = ${pair.zh}
    order by corrected_at desc, id desc limit 1`.execute(db);
  return rows[0]?.constraints ?? [];
}

/** Notices past `after`, in order of id, that have both languages. */
export async function pairedNotices(
  db: Queryable,
  key: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from notice where (${key.after}::uuid is null or id > ${key.after}::uuid)
      and head_en > 0 and head_zh > 0 and archived_at is null and languages = 'both'
    order by id limit ${key.limit}`.execute(db);
  return rows.map((row) => row.id);
}

export async function countPairedNotices(db: Queryable): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from notice
    where head_en > 0 and head_zh > 0 and archived_at is null and languages = 'both'`.execute(db);
  return rows[0]?.count ?? 0;
}

interface SummaryRow {
  states: Partial<Record<PairState, number>>;
  ages: Summary['ages'];
  categories: Summary['categories'];
  median: number | null;
  findings: Summary['findings'];
  waivers: Summary['waivers'];
}

function isOfAge(age: TaskAge) {
  const { from, below } = daysOfAge[age];
  const isYoung = below === null ? sql`true` : sql`age < make_interval(days => ${below})`;
  return sql`age >= make_interval(days => ${from}) and ${isYoung}`;
}

/** The figures of the parity board. */
export async function summaryRow(db: Queryable): Promise<SummaryRow> {
  const { rows } = await sql<SummaryRow>`
    with state as (
      select n.category,
        pair_state(n.languages, n.archived_at is not null, n.head_en, n.head_zh, n.synced_en, n.synced_zh) as state
      from notice n),
    open_task as (
      select now() - created_at as age from task
      where status in ('open', 'claimed', 'submitted', 'in_review')),
    reached as (
      select extract(epoch from closed_at - created_at) / 3600 as hours from task
      where status = 'done' and closed_at > now() - interval '90 days')
    select
      (select jsonb_object_agg(state, n) from (select state, count(*) as n from state group by state) s) as states,
      (select jsonb_build_object(
         'day', count(*) filter (where ${isOfAge('day')}),
         'week', count(*) filter (where ${isOfAge('week')}),
         'month', count(*) filter (where ${isOfAge('month')}),
         'older', count(*) filter (where ${isOfAge('older')})) from open_task) as ages,
      (select coalesce(jsonb_agg(jsonb_build_object('category', category, 'total', total, 'outOfStep', out_of_step)
         order by out_of_step desc, category), '[]')
       from (select category, count(*) as total,
               count(*) filter (where state not in ('in_sync', 'single', 'archived')) as out_of_step
             from state group by category) c) as categories,
      (select percentile_cont(0.5) within group (order by hours) from reached)::float8 as median,
      (select jsonb_build_object('errors', coalesce(sum(r.errors), 0), 'warnings', coalesce(sum(r.warnings), 0),
         'reports', count(*))
       from parity_report r join notice n on n.id = r.notice_id and n.head_en = r.en and n.head_zh = r.zh) as findings,
      (select coalesce(jsonb_agg(jsonb_build_object('check', check_name, 'waived', waived, 'restored', restored)
         order by waived desc), '[]')
       from (select check_name, count(*) as waived, count(restored_at) as restored
             from finding_waiver group by check_name) w) as waivers`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a query without rows');
  return row;
}

/** How many readers saw texts that were behind, within so many days; of each day the greater figure. */
export async function exposureSummary(db: Queryable, days: number): Promise<Summary['exposure']> {
  const { rows } = await sql<{
    id: string;
    slug: string;
    language: 'en' | 'zh';
    views: number;
    all: number;
  }>`
    select n.id, n.slug, d.language, sum(d.views)::float8 as views,
      (sum(sum(d.views)) over ())::float8 as "all"
    from (
      select notice_id, language, day, max(views) as views from reader_exposure
      where day > (now() at time zone 'UTC')::date - ${days}::integer
      group by notice_id, language, day) d
    join notice n on n.id = d.notice_id
    group by n.id, n.slug, d.language order by views desc, n.slug, d.language limit 10`.execute(db);
  return {
    days,
    views: rows[0]?.all ?? 0,
    notices: rows.map(({ id, slug, language, views }) => ({
      notice: { id, slug },
      language,
      views,
    })),
  };
}

/** The pair of revisions that an event is about; null where it names none. */
export async function eventPair(db: Queryable, event: string): Promise<Pair<number> | null> {
  const { rows } = await sql<{ data: { en?: unknown; zh?: unknown } }>`
    select data from event where id = ${event}`.execute(db);
  const { en, zh } = rows[0]?.data ?? {};
  return typeof en === 'number' && typeof zh === 'number' ? { en, zh } : null;
}
