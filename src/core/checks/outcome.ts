import type { CheckName } from './names.ts';

/** What became of the findings of a check that people had before them. */
export interface Outcome {
  /** Dismissed, and not taken back. */
  readonly waived: number;
  /** Gone with a later text. */
  readonly fixed: number;
}

/** Fewer findings tell nothing of a check. */
const leastCases = 10;
/** What the share of dismissals is at least, to speak of a check that is mostly dismissed. */
const mostly = 0.7;
/** Of a normal distribution 95 % lie within so many deviations. */
const deviations = 1.96;

/**
 * Whether findings of a check are dismissed far more often than mended: the share is at least 0.7 with a
 * certainty of 97.5 %. 10 of 10 are enough, or 19 of 21.
 */
export function isMostlyWaived({ waived, fixed }: Outcome): boolean {
  const cases = waived + fixed;
  return cases >= leastCases && leastShare(waived, cases) >= mostly;
}

/**
 * What a share is at least, from 0 to 1, when `hits` of `cases` were seen: the lower bound of Wilson's
 * score interval at 95 %. 0 where nothing was seen.
 */
export function leastShare(hits: number, cases: number): number {
  if (cases === 0) return 0;
  const share = hits / cases;
  const square = deviations ** 2;
  const middle = share + square / (2 * cases);
  const spread = deviations * Math.sqrt((share * (1 - share) + square / (4 * cases)) / cases);
  return Math.max(0, (middle - spread) / (1 + square / cases));
}

interface Seen {
  readonly id: string;
  readonly check: CheckName;
}

/**
 * How many findings of each check are gone in a later pair of texts. A finding has another name as soon
 * as its sentence is touched, so counts are compared, not names; what was waived counts on neither side.
 */
export function fixesBetween(
  before: readonly Seen[],
  after: readonly Seen[],
  waived: ReadonlySet<string>,
): Map<CheckName, number> {
  const now = countsOf(after, waived);
  const fixes = new Map<CheckName, number>();
  for (const [check, count] of countsOf(before, waived)) {
    const fixed = count - (now.get(check) ?? 0);
    if (fixed > 0) fixes.set(check, fixed);
  }
  return fixes;
}

function countsOf(findings: readonly Seen[], waived: ReadonlySet<string>): Map<CheckName, number> {
  const counts = new Map<CheckName, number>();
  for (const { id, check } of findings) {
    if (!waived.has(id)) counts.set(check, (counts.get(check) ?? 0) + 1);
  }
  return counts;
}
