import type { Constraint } from '../../core/align.ts';
import type { Actor } from '../../core/permission.ts';
import { invalidField } from '../../core/refusal.ts';
import { appendEvent } from '../../platform/outbox.ts';
import type { EngineContext, NoticeReport } from './read-report.ts';
import { readReport } from './read-report.ts';
import { insertCorrection } from './report-store.ts';

/**
 * Sets the hand corrections of a pair's alignment, in place of earlier ones, and makes its report anew.
 * Corrections that contradict the order of the text are kept and left out of account.
 *
 * @throws Refusal `invalid` naming a segment that is not there or is named twice
 */
export async function correctAlignment(
  ctx: EngineContext,
  actor: Actor,
  input: {
    notice: string;
    en?: number | undefined;
    zh?: number | undefined;
    constraints: readonly Constraint[];
  },
): Promise<NoticeReport> {
  const { noticeId, pair, report } = await readReport(ctx, input);
  checkIndexes(input.constraints, {
    en: report.en.segments.length,
    zh: report.zh.segments.length,
  });
  const { constraints } = input;
  await ctx.db.transaction().execute(async (tx) => {
    const correction = { id: ctx.clock.newId(), noticeId, pair, constraints, by: actor.id };
    await insertCorrection(tx, correction);
    await appendEvent(tx, ctx.clock, {
      type: 'alignment.corrected',
      noticeId,
      actor: actor.id,
      data: { ...pair, constraints: constraints.length },
    });
  });
  return readReport(ctx, input);
}

function checkIndexes(
  constraints: readonly Constraint[],
  counts: { readonly en: number; readonly zh: number },
): void {
  const seen = { en: new Set<number>(), zh: new Set<number>() };
  for (const [i, constraint] of constraints.entries()) {
    for (const language of ['en', 'zh'] as const) {
      for (const index of constraint[language]) {
        const path = `constraints[${i}].${language}`;
        if (index >= counts[language])
          throw invalidField(path, 'unknown_segment', 'no such segment');
        if (seen[language].has(index)) throw invalidField(path, 'repeated', 'named twice');
        seen[language].add(index);
      }
    }
  }
}
