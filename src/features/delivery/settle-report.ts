import type { Actor } from '../../core/permission.ts';
import { isUuid } from '../../core/ids.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { appendEvent } from '../../platform/outbox.ts';
import type { ReaderReport, ReaderReports, ReportQuery, Settlement } from './reader-contract.ts';
import type { ReportRow } from './reader-store.ts';
import { reportRows, settleReportRow } from './reader-store.ts';

/** A page of what readers reported, newest first. */
export async function listReports(ctx: Context, query: ReportQuery): Promise<ReaderReports> {
  const { state, notice, cursor, limit } = query;
  if (cursor !== undefined && !isUuid(cursor)) {
    throw invalidField('query.cursor', 'bad_cursor', 'is not a cursor of this list');
  }
  const settled = state === undefined ? undefined : state === 'settled';
  const rows = await reportRows(ctx.db, { settled, notice, before: cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const next = rows.length > page.length ? (page.at(-1)?.id ?? null) : null;
  return { items: page.map(reportView), next };
}

/**
 * An editor is done with a report: the texts were mended, or there was nothing to mend.
 *
 * @throws Refusal `not_found`, also where it is settled already
 */
export async function settleReport(
  ctx: Context,
  actor: Actor,
  input: Settlement & { id: string },
): Promise<ReaderReport> {
  const { id, outcome, note } = input;
  if (!isUuid(id)) throw new Refusal('not_found');
  return ctx.db.transaction().execute(async (tx) => {
    const settled = { id, by: actor.id, outcome, note: note ?? null };
    if (!(await settleReportRow(tx, settled))) throw new Refusal('not_found');
    const [row] = await reportRows(tx, { id, limit: 1 });
    if (row === undefined) throw new Error('a settled report is not there');
    await appendEvent(tx, ctx.clock, {
      type: 'report.settled',
      noticeId: row.noticeId,
      actor: actor.id,
      data: { report: id, outcome },
    });
    return reportView(row);
  });
}

function reportView(row: ReportRow): ReaderReport {
  const { settledAt, settledById, settledByName, outcome } = row;
  const by = settledById === null ? null : { id: settledById, name: settledByName ?? '' };
  return {
    id: row.id,
    notice: { id: row.noticeId, slug: row.slug },
    language: row.language,
    revision: row.revision,
    words: row.words,
    times: row.times,
    reportedAt: row.reportedAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    settled:
      settledAt === null || outcome === null
        ? null
        : { at: settledAt.toISOString(), by, outcome, note: row.note },
  };
}
