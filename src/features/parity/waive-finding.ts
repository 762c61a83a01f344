import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { requireNotice } from '../notices/lock-notice.ts';
import type { EngineContext } from './read-report.ts';
import { readReport } from './read-report.ts';
import type { Waiver } from './report-store.ts';
import { insertWaiver, restoreWaiver, standingWaivers } from './report-store.ts';

/**
 * Dismisses a finding of two revisions, such as those under review; of the heads where none are named.
 *
 * @throws Refusal `not_found` where they have no such finding
 */
export async function waiveFinding(
  ctx: EngineContext,
  actor: Actor,
  input: {
    notice: string;
    finding: string;
    reason: string;
    en?: number | undefined;
    zh?: number | undefined;
  },
): Promise<Omit<Waiver, 'finding'>> {
  const { noticeId, report } = await readReport(ctx, input);
  const finding = report.findings.find(({ id }) => id === input.finding);
  if (finding === undefined) throw new Refusal('not_found');
  return ctx.db.transaction().execute(async (tx) => {
    const { reason } = input;
    const waiver = {
      noticeId,
      finding: finding.id,
      checkName: finding.check,
      reason,
      waivedBy: actor.id,
    };
    await insertWaiver(tx, { id: ctx.clock.newId(), ...waiver });
    await appendEvent(tx, ctx.clock, {
      type: 'finding.waived',
      noticeId,
      actor: actor.id,
      data: { finding: finding.id, check: finding.check, reason },
    });
    const standing = (await standingWaivers(tx, noticeId)).find(
      (each) => each.finding === finding.id,
    );
    if (standing === undefined) throw new Refusal('not_found');
    return { reason: standing.reason, by: standing.by, at: standing.at };
  });
}

/** Takes a dismissal back. @throws Refusal `not_found` where there is none */
export async function restoreFinding(
  ctx: EngineContext,
  actor: Actor,
  input: { notice: string; finding: string },
): Promise<void> {
  const notice = await requireNotice(ctx.db, input.notice);
  await ctx.db.transaction().execute(async (tx) => {
    const key = { noticeId: notice.id, finding: input.finding, restoredBy: actor.id };
    if (!(await restoreWaiver(tx, key))) throw new Refusal('not_found');
    await appendEvent(tx, ctx.clock, {
      type: 'finding.restored',
      noticeId: notice.id,
      actor: actor.id,
      data: { finding: input.finding },
    });
  });
}
