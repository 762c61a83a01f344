export type Bucket = 'day' | 'week';

const dayMs = 24 * 3600 * 1000;

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** A date that is this many days later, or earlier. */
export function plusDays(date: string, days: number): string {
  return dateOf(dayOf(date) + days);
}

/** The first day of the bucket that a date is in; weeks begin on Monday. */
export function bucketStart(date: string, bucket: Bucket): string {
  if (bucket === 'day') return date;
  const day = dayOf(date);
  // 1970-01-01 was a Thursday.
  return dateOf(day - ((((day + 3) % 7) + 7) % 7));
}

/** How many buckets there are from that of one date to that of another; 0 where it ends before it begins. */
export function countBuckets(from: string, to: string, bucket: Bucket): number {
  const days = dayOf(to) - dayOf(bucketStart(from, bucket));
  return Math.max(0, Math.floor(days / (bucket === 'day' ? 1 : 7)) + 1);
}

/** The first days of all buckets from that of one date to that of another. */
export function bucketsOf(from: string, to: string, bucket: Bucket): string[] {
  const first = bucketStart(from, bucket);
  const step = bucket === 'day' ? 1 : 7;
  return Array.from({ length: countBuckets(from, to, bucket) }, (_, i) =>
    plusDays(first, i * step),
  );
}

/**
 * How many stood in each state at the end of each bucket, from how many came and went in each.
 *
 * @param deltas `start` null: before the first bucket
 */
export function runningCounts<State extends string>(
  states: readonly State[],
  starts: readonly string[],
  deltas: readonly {
    readonly start: string | null;
    readonly state: string;
    readonly delta: number;
  }[],
): Record<State, number>[] {
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>;
  const add = (start: string | null): void => {
    for (const each of deltas) {
      if (each.start === start && each.state in counts) counts[each.state as State] += each.delta;
    }
  };
  add(null);
  return starts.map((start) => {
    add(start);
    return { ...counts };
  });
}
