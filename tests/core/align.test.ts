import fc from 'fast-check';
import { type Bead, alignSegments } from '../../src/core/align.ts';
import type { Block } from '../../src/core/document.ts';
import { type Segment, segmentBlocks } from '../../src/core/segment.ts';

function text(language: 'en' | 'zh', paragraphs: readonly string[]): Segment[] {
  const blocks = paragraphs.map((paragraph, index): Block => ({
    kind: 'paragraph',
    index,
    text: paragraph,
    marks: [],
  }));
  return segmentBlocks(language, blocks);
}

function shape(beads: readonly Bead[]): string[] {
  return beads.map((bead) => `${bead.en.join('+')}=${bead.zh.join('+')}`);
}

const en = [
  'The harbour office moves on 4 May 2025. Its new address is 12 Quay Road.',
  'Boats longer than 15 metres need a permit from the HBA.',
  'Fees rise by 3.5% in June. Members of the club pay half.',
  'Questions go to pier@example.org.',
];
const zh = [
  '港务办公室将于2025年5月4日搬迁。新地址为码头路12号。',
  '长度超过15米的船只须向HBA申请许可证。',
  '6月起费用上调3.5%。俱乐部会员减半收取。',
  '如有疑问，请联系pier@example.org。',
];

describe('alignment', () => {
  it('pairs sentence with sentence', () => {
    expect(shape(alignSegments(text('en', en), text('zh', zh)))).toEqual([
      '0=0',
      '1=1',
      '2=2',
      '3=3',
      '4=4',
      '5=5',
    ]);
  });

  it('leaves a paragraph without an answer alone', () => {
    const beads = alignSegments(text('en', en), text('zh', [zh[0] ?? '', ...zh.slice(2)]));
    expect(shape(beads)).toEqual(['0=0', '1=1', '2=', '3=2', '4=3', '5=4']);
  });

  it('joins two sentences that answer one', () => {
    const joined = [zh[0]?.replace('搬迁。', '搬迁，') ?? '', ...zh.slice(1)];
    expect(shape(alignSegments(text('en', en), text('zh', joined)))).toEqual([
      '0+1=0',
      '2=1',
      '3=2',
      '4=3',
      '5=4',
    ]);
  });

  it('obeys hand corrections', () => {
    const constraints = [{ en: [0], zh: [0, 1] }];
    const beads = alignSegments(text('en', en), text('zh', zh), { constraints });
    expect(beads[0]).toEqual({ en: [0], zh: [0, 1], confidence: 1 });
  });

  it('obeys a correction that says there is no answer', () => {
    const beads = alignSegments(text('en', en), text('zh', zh), {
      constraints: [{ en: [2], zh: [] }],
    });
    expect(shape(beads)).toContain('2=');
  });

  it('takes a lexicon', () => {
    const lexicon = {
      translations: (word: string) =>
        word === 'lighthouse' ? ['灯塔'] : word === 'ferry' ? ['渡轮'] : [],
    };
    const left = text('en', ['The lighthouse is old.', 'The ferry is slow.']);
    const right = text('zh', ['渡轮很慢。']);
    expect(shape(alignSegments(left, right, { lexicon }))).toEqual(['0=', '1=0']);
  });

  describe('a heading before a paragraph', () => {
    const words = new Map([
      ['harbour', '港口'],
      ['fees', '费用'],
      ['boats', '船只'],
      ['longer', '超过'],
      ['metres', '米'],
      ['day', '天'],
    ]);
    const lexicon = { translations: (word: string) => [words.get(word) ?? []].flat() };
    const left = segmentBlocks('en', [
      { kind: 'heading', index: 0, text: 'Harbour fees', marks: [] },
      {
        kind: 'paragraph',
        index: 1,
        text: 'Boats longer than 15 metres pay 20 yuan a day for the harbour.',
        marks: [],
      },
    ]);

    it('belongs to what begins with its words', () => {
      const right = text('zh', ['港口费用：长度超过15米的船只每天付20元。']);
      expect(shape(alignSegments(left, right, { lexicon }))).toEqual(['0+1=0']);
    });

    it('stands alone where its words are said elsewhere only', () => {
      const right = text('zh', ['长度超过15米的船只每天付20元港口费用。']);
      expect(shape(alignSegments(left, right, { lexicon }))).toEqual(['0=', '1=0']);
    });
  });

  it('names every segment once and in order', () => {
    const piece = fc.constantFrom(
      'Boats leave at 9.',
      'Fees rise 5%.',
      'It is open.',
      '船只9点离港。',
      '费用上涨5%。',
      '开放。',
      '',
    );
    const page = fc.array(
      fc.array(piece, { maxLength: 4 }).map((list) => list.join(' ')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(page, page, (a, b) => {
        const [left, right] = [text('en', a), text('zh', b)];
        const beads = alignSegments(left, right);
        expect(beads.flatMap((bead) => bead.en)).toEqual(left.map((segment) => segment.index));
        expect(beads.flatMap((bead) => bead.zh)).toEqual(right.map((segment) => segment.index));
        for (const { en, zh, confidence } of beads) {
          expect(en.length + zh.length).toBeGreaterThan(0);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('takes bounded time over long texts', () => {
    const many = (count: number, make: (k: number) => string) =>
      Array.from({ length: count }, (_, k) => make(k));
    const start = process.cpuUsage();
    alignSegments(
      text(
        'en',
        many(2000, (k) => `Berth ${k} costs ${k * 3} yuan.`),
      ),
      text(
        'zh',
        many(2000, (k) => `${k}号泊位${k * 3}元。`),
      ),
    );
    alignSegments(
      text(
        'en',
        many(10_000, () => 'a'),
      ),
      text(
        'zh',
        many(7000, () => '好'),
      ),
    );
    alignSegments(text('en', ['a '.repeat(100_000)]), text('zh', ['好'.repeat(200_000)]));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(12_000);
  });
});
