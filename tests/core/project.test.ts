import { alignSegments } from '../../src/core/align.ts';
import { diffSegments } from '../../src/core/diff.ts';
import type { Block } from '../../src/core/document.ts';
import { type Language, otherLanguage } from '../../src/core/language.ts';
import { projectDiff } from '../../src/core/project.ts';
import { type Segment, segmentBlocks } from '../../src/core/segment.ts';

function segments(language: Language, text: string): Segment[] {
  const block: Block = { kind: 'paragraph', index: 0, text, marks: [] };
  return segmentBlocks(language, [block]);
}

function project(side: Language, texts: { before: string; after: string; other: string }) {
  const before = segments(side, texts.before);
  const after = segments(side, texts.after);
  const other = segments(otherLanguage(side), texts.other);
  const beads = side === 'en' ? alignSegments(before, other) : alignSegments(other, before);
  return projectDiff({
    diff: diffSegments(side, before, after),
    side,
    beads,
    other,
    before,
    after,
  });
}

describe('a ready patch', () => {
  it.each([
    [
      'en',
      ['Over 30 firms came on March 21.', 'Over 40 firms came on March 28.'],
      ['3月21日，30多家企业到场。', '3月28日，40多家企业到场。'],
    ],
    [
      'zh',
      ['3月21日，30多家企业到场。', '3月28日，40多家企业到场。'],
      ['Over 30 firms came on March 21.', 'Over 40 firms came on March 28.'],
    ],
    [
      'en',
      ['The fee is RMB 3,000.', 'The fee is RMB 3,500.'],
      ['费用为3000元。', '费用为3500元。'],
    ],
    [
      'zh',
      ['投资12亿元。', '投资15亿元。'],
      ['It invests 1.2 billion yuan.', 'It invests 1.5 billion yuan.'],
    ],
    [
      'en',
      ['Five boats joined the 33rd race.', 'Six boats joined the 34th race.'],
      ['五艘船参加了第33届比赛。', '六艘船参加了第34届比赛。'],
    ],
    [
      'en',
      ['Open at 9:30 a.m. on July 13-14.', 'Open at 2 p.m. on July 15-16.'],
      ['7月13日至14日上午9:30开放。', '7月15日至16日下午2:00开放。'],
    ],
    ['en', ['It grew 11.2%.', 'It grew 12.5%.'], ['增长11.2%。', '增长12.5%。']],
    [
      'en',
      ['See https://example.org/a now.', 'See https://example.org/b now.'],
      ['请见https://example.org/a。', '请见https://example.org/b。'],
    ],
    [
      'en',
      ['GB/T 12345-2019 applies.', 'GB/T 12345-2024 applies.'],
      ['适用GB/T 12345-2019。', '适用GB/T 12345-2024。'],
    ],
  ] as const)('%s: %s', (side, [before, after], [other, expected]) => {
    const [touched] = project(side, { before, after, other });
    expect(touched).toMatchObject({
      class: 'facts',
      keep: false,
      counterpart: [0],
      patch: expected,
    });
  });

  it.each([
    ['the words changed too', 'Over 30 firms came.', 'Over 40 banks came.', '30多家企业到场。'],
    ['a bound changed', 'Over 30 firms came.', 'Nearly 30 firms came.', '30多家企业到场。'],
    [
      'the fact stands twice',
      '30 firms sent 30 boats.',
      '40 firms sent 30 boats.',
      '30家企业派出30艘船。',
    ],
    ['the fact is not found', 'Over 30 firms came.', 'Over 40 firms came.', '许多企业到场。'],
  ])('is not made when %s', (_, before, after, other) => {
    expect(project('en', { before, after, other })).toMatchObject([{ patch: null }]);
  });
});

describe('a projection', () => {
  const before = 'The office opens at dawn. Boats must register. Visitors are welcome.';
  const other = '办公室黎明开门。船只必须登记。欢迎参观。';

  it('names the segments that answer, and what can be kept', () => {
    const after =
      'The office does open at dawn. Boats may register. Visitors are welcome. Dogs are not.';
    expect(project('en', { before, after, other })).toMatchObject([
      { class: 'minor', counterpart: [0], keep: true, patch: null },
      {
        class: 'wording',
        counterpart: [1],
        keep: false,
        before: 'Boats must register.',
        after: 'Boats may register.',
      },
      { class: 'added', counterpart: [], keep: false, before: null, after: 'Dogs are not.' },
    ]);
  });

  it('names what answered a removed segment', () => {
    const after = 'The office opens at dawn. Visitors are welcome.';
    expect(project('en', { before, after, other })).toMatchObject([
      { class: 'removed', counterpart: [1], after: null },
    ]);
  });

  it('is empty when nothing changed', () => {
    expect(project('en', { before, after: before, other })).toEqual([]);
  });
});
