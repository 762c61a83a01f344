import fc from 'fast-check';
import { extractFacts, factKey, renderFact } from '../../src/core/facts/extract.ts';
import type { Language } from '../../src/core/language.ts';

function keys(text: string, language: Language): string[] {
  return extractFacts(text, language).map(factKey);
}

describe('facts in English', () => {
  it.each([
    ['The office has 1,250 desks.', ['number:1250']],
    ['a fund of 3.4 billion yuan', ['money:CNY 3400000000']],
    ['fees of US$2,500', ['money:USD 2500']],
    ['over 40 firms, nearly 90%', ['number:40:over', 'percent:90:near']],
    ['twenty-six rooms and one hundred and five beds', ['number:26', 'number:105']],
    ['on 7 April 2025 at 9:15 a.m.', ['date:2025-04-07', 'time:09:15']],
    [
      'from 10:00 p.m. on September 5 to 6:00 a.m. on September 7, 2025',
      ['time:22:00', 'date:--09-05', 'time:06:00', 'date:2025-09-07'],
    ],
    ['from May 3 to 5, 2025', ['date:2025-05-03', 'date:2025-05-05']],
    ['in March 2025 they may march', ['date:2025-03']],
    ['since 1998, and in the 1980s', ['date:1998', 'date:1980s']],
    ['the third quarter of 2024', ['date:2024-Q3']],
    ['three quarters of the members', ['number:3/4']],
    ['the 42nd meeting of the fourth group', ['ordinal:42', 'ordinal:4']],
    ['under GB/T 12345-2019 and ISO 14001:2015', ['code:GB/T12345-2019', 'code:ISO14001:2015']],
    [
      'write to help@example.org or see https://example.org/a?b=1.',
      ['email:help@example.org', 'url:example.org/a?b=1'],
    ],
    ['call 021-55512345', ['phone:2155512345']],
    ['version 2.10.3 of the NWC tool', ['version:2.10.3', 'name:NWC']],
    ['one of the best, at first hand', []],
  ])('%s', (text, expected) => {
    expect(keys(text, 'en')).toEqual(expected);
  });
});

describe('facts in Chinese', () => {
  it.each([
    ['办公室有1250张桌子。', ['number:1250']],
    ['基金规模34亿元', ['money:CNY 3400000000']],
    ['费用2500美元', ['money:USD 2500']],
    ['40多家企业，近九成', ['number:40:over', 'percent:90:near']],
    ['二十六个房间，一百零五张床', ['number:26', 'number:105']],
    ['会议十点开始', ['time:10:00']],
    [
      '4月7日十四点三十分至十六点，在三楼',
      ['date:--04-07', 'time:14:30', 'time:16:00', 'number:3'],
    ],
    ['每天九点开放，二十一点半闭馆', ['time:09:00', 'time:21:30']],
    ['提出三点，十点建议', ['number:3', 'number:10']],
    ['2025年4月7日上午9:15', ['date:2025-04-07', 'time:09:15']],
    ['2025年5月3日至5日', ['date:2025-05-03', 'date:2025-05-05']],
    ['二〇二五年三月', ['date:2025-03']],
    ['2024年第三季度', ['date:2024-Q3']],
    ['20世纪80年代', ['date:1980s']],
    ['四分之三的成员，百分之十二', ['number:3/4', 'percent:12']],
    ['第42次会议，第四组', ['ordinal:42', 'ordinal:4']],
    ['依据〔2021〕37号文', ['code:[2021]37']],
    ['进一步统一认识，一带一路', []],
    ['数十位专家、上万名观众', ['vague:10', 'number:10000:over']],
  ])('%s', (text, expected) => {
    expect(keys(text, 'zh')).toEqual(expected);
  });
});

describe('every text', () => {
  const languages = fc.constantFrom<Language>('en', 'zh');

  it('can be read, and facts say what stands at their place', () => {
    const piece = fc.constantFrom(
      '1',
      '2,',
      '.',
      '-',
      '年',
      '3月',
      '日',
      '万',
      '亿',
      '三',
      '百',
      'May ',
      'one ',
      'million',
      '%',
      '$',
      'ISO ',
      '@',
      '/',
      ' ',
      '第',
      '\ud800',
      '🙂',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((list) => list.join('')),
        ),
        languages,
        (text, language) => {
          for (const fact of extractFacts(text, language)) {
            expect(fact.text).toBe(text.slice(fact.from, fact.to));
            expect(fact.text).not.toBe('');
          }
        },
      ),
    );
  });

  it.each([
    '1',
    '1,',
    '一',
    'A',
    'a',
    'one ',
    '5%',
    '2024-',
    'A1-',
    'www.',
    '(',
    '$',
    '10:',
    '3月5日、',
    '三成',
    '1比',
    '自3月5日起',
    'a@',
    'aB',
    '\ud800',
    '🙂',
  ])('is read in bounded time: 200,000 characters of %j', (unit) => {
    const text = unit.repeat(Math.ceil(200_000 / unit.length));
    const start = process.cpuUsage();
    extractFacts(text, 'en');
    extractFacts(text, 'zh');
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000);
  });

  it('reads back what it renders', () => {
    const date = fc
      .record({
        y: fc.integer({ min: 1900, max: 2099 }),
        m: fc.integer({ min: 1, max: 12 }),
        d: fc.integer({ min: 1, max: 28 }),
      })
      .map(({ y, m, d }) => ({
        type: 'date' as const,
        value: `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
      }));
    const amount = (type: 'number' | 'percent') =>
      fc
        .integer({ min: 0, max: 9_999_999 })
        .filter((n) => type === 'percent' || n < 1900 || n > 2099)
        .map((n) => ({ type, value: String(n) }));
    const money = fc
      .tuple(fc.constantFrom('CNY', 'USD', 'EUR'), fc.integer({ min: 1, max: 2_000_000_000 }))
      .map(([code, n]) => ({ type: 'money' as const, value: `${code} ${n}` }));
    const ordinal = fc
      .integer({ min: 1, max: 999 })
      .map((n) => ({ type: 'ordinal' as const, value: String(n) }));
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => ({
        type: 'time' as const,
        value: `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`,
      }));
    fc.assert(
      fc.property(
        fc.oneof(date, amount('number'), amount('percent'), money, ordinal, time),
        languages,
        (fact, language) => {
          const text = renderFact({ ...fact, text: '' }, language);
          expect(text).not.toBeNull();
          expect(extractFacts(text ?? '', language)).toMatchObject([
            { type: fact.type, value: fact.value },
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
