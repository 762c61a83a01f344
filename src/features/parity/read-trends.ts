import { pairStates } from '../../core/sync.ts';
import {
  bucketsOf,
  bucketStart,
  countBuckets,
  plusDays,
  runningCounts,
} from '../../core/trends.ts';
import { invalidField } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Trends } from './trend-contract.ts';
import type { Bucket, TrendRow } from './trend-store.ts';
import { exposureByTime, hoursToParity, stateDeltas, tasksByTime } from './trend-store.ts';

const mostBuckets = 400;
const usual = { day: 30, week: 7 * 12 } as const;

/**
 * The parity board over time, whole buckets that contain the dates asked for.
 *
 * @throws Refusal `invalid` for a range that ends before it begins, or has too many buckets
 */
export async function readTrends(
  ctx: Context,
  query: { from?: string | undefined; to?: string | undefined; bucket: Bucket },
): Promise<Trends> {
  const { bucket } = query;
  const to = query.to ?? ctx.clock.now().toISOString().slice(0, 10);
  const from = query.from ?? plusDays(to, 1 - usual[bucket]);
  const count = countBuckets(from, to, bucket);
  if (count === 0) throw invalidField('query.to', 'too_small', 'ends before it begins');
  if (count > mostBuckets) {
    throw invalidField('query.from', 'too_big', `more than ${mostBuckets} buckets`);
  }
  const starts = bucketsOf(from, to, bucket);
  const first = bucketStart(from, bucket);
  const range = {
    bucket,
    from: first,
    before: plusDays(starts.at(-1) ?? first, bucket === 'day' ? 1 : 7),
  };
  const [deltas, opened, done, hours, exposure] = await Promise.all([
    stateDeltas(ctx.db, range),
    tasksByTime(ctx.db, range, 'opened'),
    tasksByTime(ctx.db, range, 'done'),
    hoursToParity(ctx.db, range),
    exposureByTime(ctx.db, range),
  ]);
  const counts = runningCounts(pairStates, starts, deltas);
  const points = starts.map((start, i) => ({
    start,
    states: counts[i] ?? {},
    opened: valueAt(opened, start) ?? 0,
    done: valueAt(done, start) ?? 0,
    medianHoursToParity: rounded(valueAt(hours, start)),
    exposure: valueAt(exposure, start) ?? 0,
  }));
  return { bucket, from: range.from, before: range.before, points: points as Trends['points'] };
}

function valueAt(rows: readonly TrendRow[], start: string): number | null {
  return rows.find((row) => row.start === start)?.value ?? null;
}

function rounded(hours: number | null): number | null {
  return hours === null ? null : Math.round(hours * 100) / 100;
}
