import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { localesDirectory } from '../../src/context.ts';
import { pastSpan } from '../../src/core/past-span.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How the words of a language say a span of the past. */
function told(language: 'en' | 'zh', milliseconds: number): string | null {
  const file = join(localesDirectory(), language, 'app.json');
  const { past } = JSON.parse(readFileSync(file, 'utf8')) as { past: Record<string, string> };
  const span = pastSpan(milliseconds);
  if (span === null) return null;
  const form = new Intl.PluralRules(language).select(span.count);
  const words = past[span.unit] ?? past[`${span.unit}_${form}`] ?? '';
  return words.replace('{{count}}', String(span.count));
}

test.each([
  ['en', 'en-GB'],
  ['zh', 'zh-CN'],
] as const)('the past is told in %s as the browser would tell it', (language, tag) => {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 364 * day }), (milliseconds) => {
      const { unit, count } = pastSpan(milliseconds) ?? { unit: 'now', count: 0 };
      const units = { now: 'second', yesterday: 'day', twoDays: 'day' } as const;
      const isNamed = unit === 'now' || unit === 'yesterday' || unit === 'twoDays';
      const named = isNamed ? units[unit] : unit;
      const expected = count === 0 ? format.format(0, 'second') : format.format(-count, named);
      expect(told(language, milliseconds)).toBe(expected);
    }),
  );
});

test('two days ago has a word in Chinese', () => {
  expect(told('zh', 2 * day)).toBe('前天');
});

test.each([
  [0, 'now'],
  [minute - 1, 'now'],
  [minute, '1 minute ago'],
  [59.4 * minute, '59 minutes ago'],
  [26 * 60 * minute, 'yesterday'],
  [2 * day, '2 days ago'],
  [13 * day, '13 days ago'],
  [14 * day, '2 weeks ago'],
  [44 * day, '6 weeks ago'],
  [45 * day, '2 months ago'],
  [-minute / 2, 'now'],
  [-minute, null],
  [365 * day, null],
])('%d ms ago is %s', (milliseconds, expected) => {
  expect(told('en', milliseconds)).toBe(expected);
});
