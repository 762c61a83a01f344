import fc from 'fast-check';
import type { Block, Mark } from '../../src/core/document.ts';
import type { Language } from '../../src/core/language.ts';
import { gluedSentences, segmentBlocks } from '../../src/core/segment.ts';

function block(text: string, marks: readonly Mark[] = []): Block {
  return { kind: 'paragraph', index: 0, text, marks };
}

function sentences(language: Language, text: string): string[] {
  return segmentBlocks(language, [block(text)]).map((segment) => segment.text);
}

describe('English sentences', () => {
  it.each([
    ['titles', 'Dr. Lin met Prof. Zhou. They spoke.', ['Dr. Lin met Prof. Zhou.', 'They spoke.']],
    [
      'e.g. and i.e.',
      'Bring proof, e.g. a licence, i.e. a copy. Then wait.',
      ['Bring proof, e.g. a licence, i.e. a copy.', 'Then wait.'],
    ],
    [
      'numbers',
      'See No. 12 and Fig. 3. Fees rose 3.5 percent.',
      ['See No. 12 and Fig. 3.', 'Fees rose 3.5 percent.'],
    ],
    [
      'companies',
      'Jade Ring Co., Ltd. signed. Others wait.',
      ['Jade Ring Co., Ltd. signed.', 'Others wait.'],
    ],
    [
      'initials',
      'J. K. Marsh of the U.S. team left. He was tired.',
      ['J. K. Marsh of the U.S. team left.', 'He was tired.'],
    ],
    [
      'an abbreviation at an end',
      'It ended at 5 p.m. The guests left.',
      ['It ended at 5 p.m.', 'The guests left.'],
    ],
    ['lists', '1. Apply online. 2. Wait for a call.', ['1. Apply online.', '2. Wait for a call.']],
    [
      'ellipses',
      'We waited... and left. Well... Nobody came.',
      ['We waited... and left.', 'Well...', 'Nobody came.'],
    ],
    [
      'quotations',
      'She said "We agree. We sign." Then she left.',
      ['She said "We agree. We sign."', 'Then she left.'],
    ],
    [
      'brackets',
      'It is open. (See below. Twice.) Come in!',
      ['It is open.', '(See below. Twice.)', 'Come in!'],
    ],
    [
      'file names and code',
      'Use node.js or app.Config now. Good.',
      ['Use node.js or app.Config now.', 'Good.'],
    ],
    ['questions', 'Is it open? Yes! Come in', ['Is it open?', 'Yes!', 'Come in']],
  ])('%s', (_, text, expected) => {
    expect(sentences('en', text)).toEqual(expected);
  });

  it('divides glued sentences and reports them', () => {
    const text = 'It helps the business.This is important. Really?Yes it is.';
    expect(sentences('en', text)).toEqual([
      'It helps the business.',
      'This is important.',
      'Really?',
      'Yes it is.',
    ]);
    expect(gluedSentences('en', [block(text)]).map((item) => item.segments)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});

describe('Chinese sentences', () => {
  it.each([
    [
      'marks',
      '会议召开了。效果很好！下次何时？待定',
      ['会议召开了。', '效果很好！', '下次何时？', '待定'],
    ],
    ['semicolons', '第一项通过；第二项未通过。', ['第一项通过；第二项未通过。']],
    ['quotations', '他说：“同意。签约。”随后离开。', ['他说：“同意。签约。”', '随后离开。']],
    ['a quotation that goes on', '“先到先得。”的原则不变。', ['“先到先得。”的原则不变。']],
    [
      'brackets',
      '请携带证件。（复印件无效。）谢谢。',
      ['请携带证件。', '（复印件无效。）', '谢谢。'],
    ],
    ['decimals', '费用为3.5元.每人一份。', ['费用为3.5元.', '每人一份。']],
    ['ellipses', '等了很久……还是没来。', ['等了很久……还是没来。']],
  ])('%s', (_, text, expected) => {
    expect(sentences('zh', text)).toEqual(expected);
  });
});

describe('segments', () => {
  it('clip marks, and keep a void mark in one sentence', () => {
    const strong: Mark = { from: 4, to: 12, tag: 'strong', attributes: {} };
    const br: Mark = { from: 9, to: 9, tag: 'br', attributes: {} };
    const [first, second] = segmentBlocks('en', [block('One two. Three four.', [strong, br])]);
    expect(first?.marks).toEqual([{ ...strong, from: 4, to: 8 }]);
    expect(second?.marks).toEqual([
      { ...strong, from: 0, to: 3 },
      { ...br, from: 0, to: 0 },
    ]);
  });

  it('keep an image without words, and drop what is empty', () => {
    const image: Mark = { from: 0, to: 0, tag: 'img', attributes: { src: '/a.png' } };
    const blocks: Block[] = [block(''), { ...block('', [image]), kind: 'image', index: 1 }];
    expect(segmentBlocks('zh', blocks)).toMatchObject([
      { index: 0, block: 'image', blockIndex: 1, text: '' },
    ]);
  });

  it('joined with the gaps give back the block', () => {
    const piece = fc.constantFrom(
      'A',
      'b',
      ' ',
      '.',
      '!',
      '。',
      '”',
      '“',
      '"',
      '(',
      ')',
      '3',
      '中',
      'Dr',
      'e.g',
      '…',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom<Language>('en', 'zh'),
        (pieces, language) => {
          const text = pieces.join('');
          let rebuilt = '';
          let at = 0;
          for (const segment of segmentBlocks(language, [block(text)])) {
            expect(text.slice(at, segment.from).trim()).toBe('');
            rebuilt += text.slice(at, segment.from) + segment.text;
            at = segment.to;
          }
          expect(rebuilt + text.slice(at)).toBe(text);
          expect(text.slice(at).trim()).toBe('');
        },
      ),
    );
  });

  it.each(['a', '.', 'a. ', '“', '"', '。', '好。', 'done.This is ', '1', '\ud800', '('])(
    'take bounded time over 200,000 characters of %j',
    (unit) => {
      const text = unit.repeat(Math.ceil(200_000 / unit.length));
      const start = process.cpuUsage();
      segmentBlocks('en', [block(text)]);
      segmentBlocks('zh', [block(text)]);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000);
    },
  );
});
