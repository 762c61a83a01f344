import { checkNames } from '../../core/checks/check.ts';
import type { CheckName } from '../../core/checks/check.ts';
import type { Outcome } from '../../core/checks/outcome.ts';
import { isMostlyWaived, leastShare } from '../../core/checks/outcome.ts';
import { exposureDays } from '../../core/priority.ts';
import type { PairState } from '../../core/sync.ts';
import { pairStates } from '../../core/sync.ts';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../platform/database.ts';
import { readSettings } from '../notices/set-house.ts';
import type { Summary } from './contract.ts';
import { checkOutcomes } from './outcome-store.ts';
import { exposureSummary, summaryRow } from './report-store.ts';

/** A check whose findings are mostly dismissed, without words. */
export type MostlyWaived = Omit<Summary['mostlyWaived'][number], 'message'>;
export type Board = Omit<Summary, 'mostlyWaived'> & {
  readonly mostlyWaived: readonly MostlyWaived[];
};

/** The figures of the parity board. */
export async function readSummary(ctx: Context): Promise<Board> {
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
    mostlyWaived: await mostlyWaived(ctx.db),
    exposure: await exposureSummary(ctx.db, exposureDays),
  };
}

/**
 * Checks whose findings are dismissed far more often than mended, unless the house has turned them off: an
 * editor may want another severity in the house policy. Nothing is muted by itself.
 */
export async function mostlyWaived(db: Queryable): Promise<MostlyWaived[]> {
  const { severity } = (await readSettings(db)).parity;
  const outcomes = await checkOutcomes(db);
  return outcomes
    .filter(
      (outcome): outcome is Outcome & { check: CheckName } =>
        isCheck(outcome.check) && severity[outcome.check] !== 'off' && isMostlyWaived(outcome),
    )
    .map(({ check, waived, fixed }) => {
      const atLeast = Math.floor(100 * leastShare(waived, waived + fixed)) / 100;
      return { check, waived, fixed, atLeast };
    })
    .sort(
      (a, b) => b.atLeast - a.atLeast || checkNames.indexOf(a.check) - checkNames.indexOf(b.check),
    );
}

/** Rows may be of a check that another version had. */
function isCheck(name: string): name is CheckName {
  return (checkNames as readonly string[]).includes(name);
}
