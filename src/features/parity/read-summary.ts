import { exposureDays } from '../../core/priority.ts';
import type { PairState } from '../../core/sync.ts';
import { pairStates } from '../../core/sync.ts';
import type { Context } from '../../context.ts';
import type { Summary } from './contract.ts';
import { exposureSummary, summaryRow } from './report-store.ts';

/** The figures of the parity board. */
export async function readSummary(ctx: Context): Promise<Summary> {
  const row = await summaryRow(ctx.db);
  const count = (state: PairState): number => row.states?.[state] ?? 0;
  return {
    states: Object.fromEntries(
      pairStates.map((state) => [state, count(state)]),
    ) as Summary['states'],
    ages: row.ages,
    directions: {
      enAhead: count('en_ahead'),
      zhAhead: count('zh_ahead'),
      diverged: count('diverged'),
    },
    categories: row.categories,
    medianHoursToParity: row.median === null ? null : Math.round(row.median * 100) / 100,
    findings: row.findings,
    waivers: row.waivers,
    exposure: await exposureSummary(ctx.db, exposureDays),
  };
}
