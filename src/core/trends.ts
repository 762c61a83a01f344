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

/** The first days of all buckets from that of one date to that of another. */
export function bucketsOf(from: string, to: string, bucket: Bucket): string[] {
  const starts: string[] = [];
  const step = bucket === 'day' ? 1 : 7;
  for (let start = bucketStart(from, bucket); start <= to; start = plusDays(start, step)) {
    starts.push(start);
  }
  return starts;
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
