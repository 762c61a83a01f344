import type { Language, Pair } from './language.ts';
import { languages } from './language.ts';

/** What the picture of a ledger shows of a revision. */
export interface LaneRevision {
  readonly language: Language;
  readonly number: number;
  readonly createdAt: string;
}

/** A statement that two revisions say the same. */
export interface LanePoint extends Pair<number> {
  readonly id: string;
  readonly retracted: unknown;
}

/** Revisions saved in one act share a row. */
export interface LedgerRow<R> {
  readonly at: string;
  readonly revisions: Readonly<Partial<Record<Language, R>>>;
}

/** A sync point as a line between two rows; null: that revision is older than what is shown. */
export interface LedgerJoin {
  readonly id: string;
  readonly rows: Pair<number | null>;
  readonly standing: boolean;
  readonly retracted: boolean;
}

export interface LedgerGraph<R> {
  /** Newest first. */
  readonly rows: readonly LedgerRow<R>[];
  readonly joins: readonly LedgerJoin[];
}

/**
 * Two lanes of revisions in the order of time, joined by sync points. Each lane falls with its numbers,
 * also where two clocks disagree.
 *
 * @param revisions of each language, newest first
 * @param points newest first; the first that was not retracted stands
 */
export function ledgerGraph<R extends LaneRevision>(
  revisions: Pair<readonly R[]>,
  points: readonly LanePoint[],
): LedgerGraph<R> {
  const rows = mergedRows(revisions);
  const standing = points.find((point) => point.retracted === null)?.id ?? null;
  const joins = points.map((point) => ({
    id: point.id,
    rows: { en: rowOf(rows, 'en', point.en), zh: rowOf(rows, 'zh', point.zh) },
    standing: point.id === standing,
    retracted: point.retracted !== null,
  }));
  return { rows, joins };
}

function mergedRows<R extends LaneRevision>({ en, zh }: Pair<readonly R[]>): LedgerRow<R>[] {
  const rows: LedgerRow<R>[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [left, right] = [en[i], zh[j]];
    if (left === undefined && right === undefined) return rows;
    const takesLeft = left !== undefined && (right === undefined || timeOf(left) >= timeOf(right));
    const takesRight = right !== undefined && (left === undefined || timeOf(right) >= timeOf(left));
    rows.push({
      at: (takesLeft ? left : right)?.createdAt ?? '',
      revisions: {
        ...(takesLeft ? { en: left } : {}),
        ...(takesRight ? { zh: right } : {}),
      },
    });
    if (takesLeft) i += 1;
    if (takesRight) j += 1;
  }
}

function timeOf({ createdAt }: LaneRevision): number {
  return new Date(createdAt).getTime();
}

function rowOf<R extends LaneRevision>(
  rows: readonly LedgerRow<R>[],
  language: Language,
  number: number,
): number | null {
  const at = rows.findIndex(({ revisions }) => revisions[language]?.number === number);
  return at === -1 ? null : at;
}

/** The sync points that hold a revision, for telling the picture in words. */
export function pointsOf<P extends LanePoint>(
  points: readonly P[],
  { language, number }: Pick<LaneRevision, 'language' | 'number'>,
): P[] {
  return points.filter((point) => point[language] === number);
}

/** The first and the last row of each lane: the lane is drawn between them. */
export function laneSpans<R>(
  rows: readonly LedgerRow<R>[],
): Readonly<Record<Language, readonly [number, number] | null>> {
  const spans: Record<Language, readonly [number, number] | null> = { en: null, zh: null };
  for (const language of languages) {
    rows.forEach(({ revisions }, row) => {
      if (revisions[language] === undefined) return;
      spans[language] = [spans[language]?.[0] ?? row, row];
    });
  }
  return spans;
}
