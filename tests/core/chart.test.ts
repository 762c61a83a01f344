import fc from 'fast-check';
import { axisRoom, linePath, scaleOf } from '../../src/core/chart.ts';

test.each([
  [[0], true, [0, 1]],
  [[3], true, [0, 1, 2, 3]],
  [[7], true, [0, 2, 4, 6, 8]],
  [[null, 100], true, [0, 25, 50, 75, 100]],
  [[0.8], false, [0, 0.2, 0.4, 0.6, 0.8]],
  [[], true, [0, 1]],
])('%j', (values, whole, ticks) => {
  expect(scaleOf(values, whole).ticks).toEqual(ticks);
});

test('every value is within the scale, whose steps are few', () => {
  const values = fc.array(fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })));
  fc.assert(
    fc.property(values, fc.boolean(), (given, whole) => {
      const { top, ticks } = scaleOf(given, whole);
      for (const value of given) expect(value ?? 0).toBeLessThanOrEqual(top * (1 + 1e-9));
      expect(ticks.length).toBeLessThanOrEqual(6);
      if (whole) expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});

test('the axis has room for its longest label', () => {
  expect(axisRoom(['0', '4'])).toBeLessThan(40);
  expect(axisRoom(['0', '0.025'])).toBeGreaterThanOrEqual(5 * 7.5 + 6);
  expect(axisRoom([])).toBe(axisRoom(['100']));
});

test('a line breaks where nothing was measured', () => {
  const path = linePath({ width: 100, height: 10 }, [0, 5, null, 10], 10);
  expect(path).toBe('M12.5 10.0L37.5 5.0M87.5 0.0');
});
