import fc from 'fast-check';
import type { CheckName } from '../../../src/core/checks/check.ts';
import { fixesBetween, isMostlyWaived, leastShare } from '../../../src/core/checks/outcome.ts';

describe('what a share is at least', () => {
  it('agrees with known values of the interval', () => {
    expect(leastShare(10, 10)).toBeCloseTo(0.7225, 3);
    expect(leastShare(19, 21)).toBeCloseTo(0.7109, 3);
    expect(leastShare(5, 10)).toBeCloseTo(0.2366, 3);
  });

  it('lies between 0 and the share that was seen, and grows with evidence', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (hits, misses) => {
        const cases = hits + misses;
        const least = leastShare(hits, cases);
        expect(least).toBeGreaterThanOrEqual(0);
        if (cases === 0) return;
        expect(least).toBeLessThanOrEqual(hits / cases + 1e-9);
        expect(leastShare(hits + 1, cases + 1)).toBeGreaterThanOrEqual(least - 1e-9);
        expect(leastShare(hits, cases + 1)).toBeLessThanOrEqual(least + 1e-9);
        expect(leastShare(2 * hits, 2 * cases)).toBeGreaterThanOrEqual(least - 1e-9);
      }),
    );
  });
});

test.each([
  [9, 0, false],
  [10, 0, true],
  [10, 1, false],
  [19, 2, true],
  [10, 10, false],
  [200, 60, true],
  [200, 100, false],
])('of %d dismissed and %d mended findings: %s', (waived, fixed, expected) => {
  expect(isMostlyWaived({ waived, fixed })).toBe(expected);
});

describe('findings that are gone', () => {
  const finding = (id: string, check: CheckName) => ({ id, check });

  it('count by check; what is named anew or was waived does not', () => {
    const before = [
      finding('a', 'facts'),
      finding('b', 'facts'),
      finding('c', 'width'),
      finding('d', 'name'),
    ];
    const after = [finding('e', 'facts'), finding('f', 'links')];
    const fixes = fixesBetween(before, after, new Set(['d']));
    expect(Object.fromEntries(fixes)).toEqual({ facts: 1, width: 1 });
    expect(fixesBetween(before, before, new Set()).size).toBe(0);
  });
});
