import { sql } from 'kysely';
import type { Report } from '../../core/report.ts';
import type { Outcome } from '../../core/checks/outcome.ts';
import type { Queryable, Transaction } from '../../platform/database.ts';
import type { ReportKey } from './report-store.ts';

/**
 * Findings of the report of the pair before this one: the newest of the notice with neither side newer,
 * made in the same way, so that what is gone is gone for the texts' sake. Null: there is none.
 */
export async function findingsBefore(
  tx: Transaction,
  key: ReportKey,
  lexicon: number,
): Promise<Report['findings'] | null> {
  const { en, zh } = key.pair;
  const { rows } = await sql<{ findings: Report['findings'] }>`
    select report->'findings' as findings from parity_report
    where notice_id = ${key.noticeId} and en <= ${en} and zh <= ${zh} and (en, zh) <> (${en}, ${zh})
      and engine = ${key.engine} and policy = ${key.policy} and lexicon = ${lexicon}
    order by en + zh desc, en desc limit 1`.execute(tx);
  return rows[0]?.findings ?? null;
}

/** How many findings of each check are gone with this pair, in place of what was written before. */
export async function writeFixes(
  tx: Transaction,
  { noticeId, pair }: ReportKey,
  fixes: ReadonlyMap<string, number>,
): Promise<void> {
  await sql`
    delete from finding_fix where notice_id = ${noticeId} and en = ${pair.en} and zh = ${pair.zh}`.execute(
    tx,
  );
  const rows = [...fixes].map(([checkName, fixed]) => ({ noticeId, ...pair, checkName, fixed }));
  if (rows.length > 0)
    await tx
      .insertInto('findingFix')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['noticeId', 'en', 'zh', 'checkName'])
          .doUpdateSet((row) => ({ fixed: row.ref('excluded.fixed') })),
      )
      .execute();
}

/** What became of the findings of each check that somebody dismissed. */
export async function checkOutcomes(db: Queryable): Promise<(Outcome & { check: string })[]> {
  const { rows } = await sql<Outcome & { check: string }>`
    select w.check_name as "check", w.waived, coalesce(f.fixed, 0)::integer as fixed
    from (select check_name, count(*)::integer as waived from finding_waiver
          where restored_at is null group by check_name) w
    left join (select check_name, sum(fixed) as fixed from finding_fix group by check_name) f
      using (check_name)`.execute(db);
  return rows;
}
