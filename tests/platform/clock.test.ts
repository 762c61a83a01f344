import { isUuid } from '../../src/core/ids.ts';
import { systemClock } from '../../src/platform/clock.ts';

describe('new ids', () => {
  it('are UUIDs of version 7 that rise, also within one millisecond', () => {
    const clock = systemClock();
    const ids = Array.from({ length: 20_000 }, () => clock.newId());
    expect(ids.every((id) => isUuid(id) && /^.{14}7.{4}[89ab]/.test(id))).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tell the time of their making', () => {
    const before = Date.now();
    const told = Number.parseInt(systemClock().newId().replace('-', '').slice(0, 12), 16);
    expect(told).toBeGreaterThanOrEqual(before);
    expect(told).toBeLessThanOrEqual(Date.now() + 1);
  });
});
