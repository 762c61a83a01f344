import fc from 'fast-check';
import {
  bucketsOf,
  bucketStart,
  countBuckets,
  plusDays,
  runningCounts,
} from '../../src/core/trends.ts';

const date = fc.integer({ min: -400, max: 20_000 }).map((days) => plusDays('1971-06-01', days));

describe('buckets of time', () => {
  it('begin on Monday where they are weeks', () => {
    expect(bucketStart('2026-11-27', 'week')).toBe('2026-11-23');
    expect(bucketStart('2026-11-23', 'week')).toBe('2026-11-23');
    expect(bucketStart('2026-11-27', 'day')).toBe('2026-11-27');
    expect(bucketsOf('2026-10-31', '2026-11-02', 'day')).toEqual([
      '2026-10-31',
      '2026-11-01',
      '2026-11-02',
    ]);
    expect(bucketsOf('2026-11-02', '2026-11-01', 'day')).toEqual([]);
  });

  it('end also where the calendar does', () => {
    expect(bucketsOf('9999-12-31', '9999-12-31', 'day')).toEqual(['9999-12-31']);
    expect(countBuckets('0001-01-01', '9999-12-31', 'day')).toBe(3_652_059);
  });

  it('hold every day once, and begin on the same weekday', () => {
    fc.assert(
      fc.property(date, fc.nat(300), (from, days) => {
        const to = plusDays(from, days);
        const starts = bucketsOf(from, to, 'week');
        expect((starts[0] ?? '') <= from && plusDays(starts.at(-1) ?? '', 7) > to).toBe(true);
        for (const start of starts) expect(new Date(`${start}T00:00:00Z`).getUTCDay()).toBe(1);
        expect(new Set(starts).size).toBe(starts.length);
      }),
    );
  });
});

it('counts run on from what was before', () => {
  const deltas = [
    { start: null, state: 'in_sync', delta: 5 },
    { start: 'b', state: 'in_sync', delta: -2 },
    { start: 'b', state: 'en_ahead', delta: 2 },
    { start: 'b', state: 'of another version', delta: 9 },
  ];
  expect(runningCounts(['in_sync', 'en_ahead'], ['a', 'b', 'c'], deltas)).toEqual([
    { in_sync: 5, en_ahead: 0 },
    { in_sync: 3, en_ahead: 2 },
    { in_sync: 3, en_ahead: 2 },
  ]);
});
