import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  negotiateLocale,
  parseAcceptLanguage,
  parseLocale,
  readerLocales,
} from '../../src/core/locale.ts';
import { Refusal } from '../../src/core/refusal.ts';

const table = readFileSync(new URL('../fixtures/locale-cases.tsv', import.meta.url), 'utf8');
const cases = table.trimEnd().split('\n').slice(1);

/** A header as the table shows it: `(x×3)` stands for xxx. */
function headerOf(shown: string): string | undefined {
  if (shown === '(none)') return undefined;
  if (shown === '(empty)') return '';
  return shown.replace(/\(([^()]+)×(\d+)\)/g, (_, text: string, times: string) =>
    text.repeat(Number(times)),
  );
}

/** The table as a page of the documentation. */
function documentOf(lines: readonly string[]): string {
  const rows = lines.map((line) => {
    const [header = '', supported = '', fallback = '', expected = '', why = ''] = line.split('\t');
    const shown = header.startsWith('(none') || header === '(empty)' ? header : `\`${header}\``;
    return `| ${[shown, supported.replaceAll(',', ', '), fallback, expected, why].join(' | ')} |`;
  });
  return `# Which edition a reader gets

Every case that the tests hold \`Accept-Language\` to, and in the same way the locale that a page is asked
for by. The rules are in [the API guide](api-guide.md#the-websites-side). \`(x×3)\` stands for xxx.
This page is written by \`WRITE_DOCS=1 npm test -- tests/core/locale.test.ts\`, which fails where it is out of date.

| header | editions | default | answer | why |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

describe('negotiateLocale', () => {
  test.each(cases)('%s', (line) => {
    const [shown = '', supported = '', fallback, expected] = line.split('\t');
    const header = headerOf(shown);
    const named = supported.split(',');
    const offer = {
      supported: readerLocales.filter((locale) => named.includes(locale)),
      fallback: readerLocales.find((locale) => locale === fallback) ?? 'zh-Hant',
    };
    expect(negotiateLocale(header, offer)).toBe(expected);
  });

  test('the published table is this one', () => {
    const document = new URL('../../docs/locales.md', import.meta.url);
    const written = documentOf(cases);
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(document, written);
    expect(readFileSync(document, 'utf8')).toBe(written);
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(new Set(cases.map((line) => line.split('\t').slice(0, 3).join())).size).toBe(
      cases.length,
    );
  });

  test('always answers with an edition that exists', () => {
    const part = fc.constantFrom(
      'en',
      'zh',
      'zh-TW',
      'yue',
      '*',
      ';q=',
      '0',
      '0.5',
      ',',
      '-',
      ' ',
      'x',
    );
    const header = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(header, (text) => {
        expect(['en', 'zh']).toContain(
          negotiateLocale(text, { supported: ['en', 'zh'], fallback: 'zh' }),
        );
      }),
    );
  });

  test('malformed elements among good ones change nothing', () => {
    const good = fc.array(fc.constantFrom('en', 'zh;q=0.5', 'zh-TW;q=0.3', '*;q=0.1', 'en;q=0'), {
      maxLength: 5,
    });
    const bad = fc.constantFrom('zh_CN', 'en;q=2', 'en q=1', '-', '"en"', '');
    fc.assert(
      fc.property(good, fc.array(fc.tuple(fc.nat(5), bad), { maxLength: 5 }), (all, added) => {
        const mixed: string[] = [...all];
        for (const [place, element] of added)
          mixed.splice(Math.min(place, mixed.length), 0, element);
        const offer = { supported: ['en', 'zh'] as const, fallback: 'zh' as const };
        expect(negotiateLocale(mixed.join(','), offer)).toBe(negotiateLocale(all.join(','), offer));
      }),
    );
  });
});

describe('limits of a header', () => {
  test('16 KB are looked at, and the element cut in two is dropped', () => {
    const long = `en;q=0.5,${' '.repeat(16_367)}zh-CN`;
    expect(long.length).toBeLessThanOrEqual(16_384);
    expect(parseAcceptLanguage(long)).toHaveLength(2);
    expect(parseAcceptLanguage(`${' '.repeat(10)}${long}`)).toEqual([{ range: 'en', weight: 0.5 }]);
    expect(parseAcceptLanguage('e'.repeat(20_000))).toEqual([]);
  });

  test.each([
    ' '.repeat(16_000),
    'a-'.repeat(8000),
    `en${' '.repeat(16_000)}x`,
    'en;'.repeat(5400),
  ])('white space, hyphens and semicolons without end ask for nothing', (hostile) => {
    expect(negotiateLocale(hostile, { supported: ['en', 'zh'], fallback: 'zh' })).toBe('zh');
  });
});

describe('parseLocale', () => {
  test.each([
    ['en', 'en'],
    ['en-GB', 'en'],
    ['zh', 'zh'],
    ['zh-CN', 'zh'],
    ['ZH-hans', 'zh'],
    ['wuu', 'zh'],
    ['i-hak', 'zh'],
  ])('%s means %s', (name, locale) => {
    expect(parseLocale(name, ['en', 'zh'])).toBe(locale);
  });

  test.each(['', 'fr', '*', 'zh_CN', 'zh-TW', 'zh-Hant', 'en;q=1', 'en,zh', ' en', '__proto__'])(
    '%s is unknown where there is no such edition',
    (name) => {
      expect(() => parseLocale(name, ['en', 'zh'])).toThrow(new Refusal('unknown_locale'));
    },
  );

  test('traditional Chinese is known once its edition exists', () => {
    expect(parseLocale('zh-TW', ['en', 'zh', 'zh-Hant'])).toBe('zh-Hant');
  });
});
