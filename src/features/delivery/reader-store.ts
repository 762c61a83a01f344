import { sql } from 'kysely';
import type { Language } from '../../core/language.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';

/** SQL of previews and of what readers report. */

/** The shared secret of a name: the one that is there, or else the one proposed. */
export async function ensureSecret(db: Queryable, name: string, proposed: string): Promise<string> {
  await sql`insert into site_secret (name, secret) values (${name}, ${proposed})
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ secret: string }>`
    select secret from site_secret where name = ${name}`.execute(db);
  return rows[0]?.secret ?? proposed;
}

export async function previewedNotice(
  db: Queryable,
  id: string,
): Promise<{ slug: string; date: string | null } | null> {
  const { rows } = await sql<{ slug: string; date: string | null }>`
    select slug, date from notice where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/**
 * Uses one more of what a key may use within a time that begins with the first.
 *
 * @returns how many were used, this one among them, and in how many seconds the time ends
 */
export async function useUp(
  db: Queryable,
  key: string,
  seconds: number,
): Promise<{ used: number; endsIn: number }> {
  const { rows } = await sql<{ used: number; endsIn: number }>`
    insert into reader_limit as l (key, used, ends_at)
    values (${key}, 1, now() + make_interval(secs => ${seconds}))
    on conflict (key) do update set
      used = case when l.ends_at <= now() then 1 else l.used + 1 end,
      ends_at = case when l.ends_at <= now() then excluded.ends_at else l.ends_at end
    returning used, ceil(extract(epoch from ends_at - now()))::integer as ends_in`.execute(db);
  return rows[0] ?? { used: 1, endsIn: seconds };
}

/** Forgets limits whose time is over. */
export async function forgetLimits(db: Queryable): Promise<void> {
  await sql`delete from reader_limit where ends_at <= now()`.execute(db);
}

export interface NewReport {
  readonly id: string;
  readonly noticeId: string;
  readonly language: Language;
  readonly revision: number;
  readonly words: string;
  readonly wordsHash: string;
}

/** Counts what was reported already. False: nobody reported it, or it was settled. */
export async function repeatReport(tx: Transaction, report: NewReport): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update reader_report set times = times + 1, last_at = now()
    where notice_id = ${report.noticeId} and language = ${report.language}
      and words_hash = ${report.wordsHash} and settled_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

/** Stores a report, unless so many of the notice are open. False: they are, or somebody was faster. */
export async function insertReport(
  tx: Transaction,
  report: NewReport,
  mostOpen: number,
): Promise<boolean> {
  const { id, noticeId, language, revision, words, wordsHash } = report;
  const { numAffectedRows } = await sql`
    insert into reader_report (id, notice_id, language, revision, words, words_hash)
    select ${id}, ${noticeId}, ${language}, ${revision}, ${words}, ${wordsHash}
    where (select count(*) from reader_report
           where notice_id = ${noticeId} and settled_at is null) < ${mostOpen}
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export interface ReportRow {
  readonly id: string;
  readonly noticeId: string;
  readonly slug: string;
  readonly language: Language;
  readonly revision: number;
  readonly words: string;
  readonly times: number;
  readonly reportedAt: Date;
  readonly lastAt: Date;
  readonly settledAt: Date | null;
  readonly settledById: string | null;
  readonly settledByName: string | null;
  readonly outcome: 'mended' | 'dismissed' | null;
  readonly note: string | null;
}

/** Reports, newest first. */
export async function reportRows(
  db: Queryable,
  filter: {
    readonly id?: string;
    readonly settled?: boolean | undefined;
    readonly notice?: string | undefined;
    readonly before?: string | undefined;
    readonly limit: number;
  },
): Promise<ReportRow[]> {
  const { id, settled, notice, before, limit } = filter;
  const conditions = [sql`true`];
  if (id !== undefined) conditions.push(sql`r.id = ${id}`);
  if (settled !== undefined) conditions.push(sql`(r.settled_at is not null) = ${settled}`);
  if (notice !== undefined) conditions.push(sql`(n.id::text = ${notice} or n.slug = ${notice})`);
  if (before !== undefined) conditions.push(sql`r.id < ${before}`);
  const { rows } = await sql<ReportRow>`
    select r.id, r.notice_id, n.slug, r.language, r.revision, r.words, r.times, r.reported_at, r.last_at,
      r.settled_at, p.id as settled_by_id, p.name as settled_by_name, r.outcome, r.note
    from reader_report r join notice n on n.id = r.notice_id left join person p on p.id = r.settled_by
    where ${sql.join(conditions, sql` and `)}
    order by r.id desc limit ${limit}`.execute(db);
  return rows;
}

/** False: it is settled already. */
export async function settleReportRow(
  tx: Transaction,
  settled: { id: string; by: string; outcome: 'mended' | 'dismissed'; note: string | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update reader_report set settled_at = now(), settled_by = ${settled.by},
      outcome = ${settled.outcome}, note = ${settled.note}
    where id = ${settled.id} and settled_at is null`.execute(tx);
  return numAffectedRows === 1n;
}
