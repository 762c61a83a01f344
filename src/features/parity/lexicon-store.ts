import { sql } from 'kysely';
import type { LearnedWord } from '../../core/lexicon/learned.ts';
import type { Report } from '../../core/report.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';

/** Older lessons that are kept for engines that are just about to ask for theirs. */
const kept = 3;
/** Held by whoever writes a lesson, until the transaction ends. */
const lessonLock = 7_238_155;

/** Version of the lesson that counts; 0: nothing is learned yet. */
export async function lessonVersion(db: Queryable): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from learned_lexicon`.execute(db);
  return rows[0]?.version ?? 0;
}

/** The words of a lesson; none of one that is not there any more. */
export async function lessonWords(db: Queryable, version: number): Promise<LearnedWord[]> {
  const { rows } = await sql<{ words: LearnedWord[] }>`
    select words from learned_lexicon where version = ${version}`.execute(db);
  return rows[0]?.words ?? [];
}

/** One lesson at a time, until the transaction ends. */
export async function lockLessons(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lessonLock})`.execute(tx);
}

/** Writes a lesson; it counts with the end of the transaction. */
export async function writeLesson(
  tx: Transaction,
  lesson: { version: number; words: readonly LearnedWord[]; beads: number },
): Promise<void> {
  const { version, words, beads } = lesson;
  await sql`
    insert into learned_lexicon (version, words, beads)
    values (${version}, ${JSON.stringify(words)}, ${beads})`.execute(tx);
  await sql`delete from learned_lexicon where version <= ${version - kept}`.execute(tx);
}

export interface TaughtReport extends Pick<Report, 'en' | 'zh' | 'alignment' | 'findings'> {
  /** The sync point. */
  readonly point: string;
}

/** Reports of standing sync points, the newest first, before the point `before`. */
export async function certifiedReports(
  db: Queryable,
  key: { before: string | null; limit: number },
): Promise<TaughtReport[]> {
  const { rows } = await sql<TaughtReport>`
    select p.id as point, r.report->'en' as en, r.report->'zh' as zh,
      r.report->'alignment' as alignment, r.report->'findings' as findings
    from standing_point p
    join parity_report r on r.notice_id = p.notice_id and r.en = p.en and r.zh = p.zh
    where ${key.before}::uuid is null or p.id < ${key.before}::uuid
    order by p.id desc limit ${key.limit}`.execute(db);
  return rows;
}
