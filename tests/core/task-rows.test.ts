import fc from 'fast-check';
import { draftTexts, followIds } from '../../src/core/draft-texts.ts';
import type { Content } from '../../src/core/document.ts';
import { factChanges } from '../../src/core/fact-changes.ts';
import { escapeBraces } from '../../src/core/document/placeholders.ts';
import { carryPlaceholders, piecesOf, plainText } from '../../src/core/patch-text.ts';
import { alignTexts } from '../../src/core/report.ts';
import { modeOf } from '../../src/core/task-mode.ts';
import type { TaskChange } from '../../src/core/task-changes.ts';
import type { Workpiece } from '../../src/core/task-rows.ts';
import { rowsOf, textsOf } from '../../src/core/task-rows.ts';

const en: Content = {
  title: 'Hours',
  summary: '',
  body: '<p>The desk opens at 9:00. Bring <a href="https://example.org">your card</a>.</p><p>Take line 2.</p>',
};
const zh: Content = {
  title: '时间',
  summary: '',
  body: '<p>服务台9:00开放。请携带<a href="https://example.org">借书证</a>。</p><p>乘坐2号线。</p>',
};
const toFill: Workpiece = {
  writes: ['zh'],
  leads: 'en',
  contents: { en, zh: null },
  changes: [],
  beads: [],
};
const toMend: Workpiece = {
  writes: ['zh'],
  leads: 'en',
  contents: { en, zh },
  changes: [],
  beads: alignTexts({ en, zh }, { constraints: [], lexicon: undefined }),
};
const added: TaskChange = {
  id: 'en::2',
  side: 'en',
  class: 'added',
  before: [],
  after: ['en-2'],
  old: null,
  new: 'Bring your card.',
  edits: [],
  counterpart: { segments: [], text: '' },
  anchor: 'zh-1',
  patch: null,
};

describe('rows', () => {
  test('a side that is to be made has a place for every sentence, by the leading ids', () => {
    const rows = rowsOf(toFill);
    expect(rows.map(({ zh: [cell] }) => cell)).toEqual(
      ['en-0', 'en-1', 'en-2', 'en-3'].map((id) => ({ id, language: 'zh', text: '', isNew: true })),
    );
    expect(rows[2]?.en[0]?.text).toBe('Bring {1}your card{/1}.');
  });

  test('every sentence of both sides stands in one row', () => {
    const cells = rowsOf(toMend).flatMap((row) => [...row.en, ...row.zh].map(({ id }) => id));
    expect(cells.toSorted()).toEqual(
      ['en-0', 'en-1', 'en-2', 'en-3', 'zh-0', 'zh-1', 'zh-2', 'zh-3'].toSorted(),
    );
  });

  test('a change joins the rows that it touches; an addition without an answer gets a place', () => {
    const lone = {
      ...toMend.contents.zh,
      body: '<p>服务台9:00开放。</p><p>乘坐2号线。</p>',
    } as Content;
    const beads = [
      { en: [0], zh: [0], confidence: 1 },
      { en: [1], zh: [1], confidence: 1 },
      { en: [2], zh: [], confidence: 1 },
      { en: [3], zh: [2], confidence: 1 },
    ];
    const rows = rowsOf({ ...toMend, contents: { en, zh: lone }, changes: [added], beads });
    expect(rows[2]).toMatchObject({
      changes: [{ id: 'en::2' }],
      zh: [{ id: 'en-2', isNew: true, language: 'zh' }],
    });
    const both = rowsOf({
      ...toMend,
      writes: ['en', 'zh'],
      leads: null,
      contents: { en, zh: lone },
      changes: [added],
      beads,
    });
    expect(both[2]?.zh[0]?.id).toBe('zh@en-2');
  });

  test('what is typed becomes the whole text, links included', () => {
    const segments = {
      'en-0': '时间',
      'en-1': '九点开放。',
      'en-2': '请带{1}证{/1}。',
      'en-3': '',
    };
    expect(textsOf(toFill, segments).zh).toEqual({
      title: '时间',
      summary: '',
      body: '<p>九点开放。请带<a href="https://example.org">证</a>。</p>',
    });
  });
});

describe('drafts', () => {
  test('a draft of whole texts comes apart into the sentences it was made of', () => {
    const segments = {
      'en-0': '时间',
      'en-1': '九点开放。',
      'en-2': '请带{1}证{/1}。',
      'en-3': '坐车。',
    };
    const { zh: version } = textsOf(toFill, segments);
    if (version === undefined) throw new Error('nothing was made');
    expect(draftTexts(toFill, { versions: { zh: version }, segments: {} })).toEqual(segments);
  });

  test('of a side that was there, what differs comes apart, and what was saved since lies over it', () => {
    const { zh: version } = textsOf(toMend, { 'zh-1': '服务台10:00开放。' });
    if (version === undefined) throw new Error('nothing was made');
    const draft = { versions: { zh: version }, segments: { 'zh-3': '乘坐3号线。' } };
    expect(draftTexts(toMend, draft)).toEqual({
      'zh-1': '服务台10:00开放。',
      'zh-3': '乘坐3号线。',
    });
  });

  test('whatever is written, the whole text taken apart gives the same whole text again', () => {
    const sentence = fc.constantFrom('九点开放。', '请带证。', '', '坐车！走路。', '好');
    const ids = ['zh-0', 'zh-1', 'zh-2', 'zh-3'] as const;
    const typed = fc.record(
      { 'zh-1': sentence, 'zh-2': sentence, 'zh-3': sentence },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(typed, (segments) => {
        const { zh: version = zh } = textsOf(toMend, segments);
        const again = draftTexts(toMend, { versions: { zh: version }, segments: {} });
        expect(Object.keys(again).every((id) => (ids as readonly string[]).includes(id))).toBe(
          true,
        );
        const plain = (content: Content) => content.body.replaceAll(/<[^>]*>/g, '');
        expect(plain(textsOf(toMend, again).zh ?? zh)).toBe(plain(version));
      }),
    );
  });

  test('what was written in the place of an added sentence goes back to that place', () => {
    const short: Content = { ...zh, body: '<p>服务台9:00开放。</p>' };
    const another = { ...added, id: 'en::3', after: ['en-3'], new: 'Take line 2.' };
    const piece: Workpiece = {
      ...toMend,
      contents: { en, zh: short },
      changes: [added, another],
      beads: alignTexts({ en, zh: short }, { constraints: [], lexicon: undefined }),
    };
    const text = fc.constantFrom('请带证。', '坐车！', '好');
    fc.assert(
      fc.property(text, text, (first, second) => {
        const written = { 'en-2': first, 'en-3': second };
        const { zh: version } = textsOf(piece, written);
        if (version === undefined) throw new Error('nothing was made');
        expect(draftTexts(piece, { versions: { zh: version }, segments: {} })).toEqual(written);
      }),
    );
  });

  test('what nothing answers may be written, is not asked for, and goes back to its place', () => {
    const short: Content = { ...zh, body: '<p>服务台9:00开放。</p>' };
    const beads = [[0], [1], [], []].map((own, at) => ({ en: [at], zh: own, confidence: 1 }));
    for (const writes of [['zh'], ['en', 'zh']] as const) {
      const leads = writes.length > 1 ? null : 'en';
      const piece: Workpiece = { writes, leads, contents: { en, zh: short }, changes: [], beads };
      const cells = rowsOf(piece).flatMap((row) => row.zh);
      expect(cells.map(({ isNew }) => isNew)).toEqual([false, false, false, false]);
      const [card, line] = cells.filter(({ text }) => text === '').map(({ id }) => id);
      if (card === undefined || line === undefined) throw new Error('nothing may be written');
      const written = { [card]: '请带证。', [line]: '乘坐2号线。' };
      const { zh: version } = textsOf(piece, written);
      expect(version?.body).toBe('<p>服务台9:00开放。请带证。</p><p>乘坐2号线。</p>');
      const versions = version === undefined ? {} : { zh: version };
      expect(draftTexts(piece, { versions, segments: {} })).toEqual(written);
    }
  });

  test('what answers what both sides have put in in one place goes back to its places', () => {
    const contents = {
      en: { ...en, body: '<p>The desk opens at 9:00. Bring your card.</p><p>Take line 2.</p>' },
      zh: { ...zh, body: '<p>服务台9:00开放。不得拍照。</p><p>乘坐2号线。</p>' },
    };
    const pairs = [
      [[0], [0]],
      [[1], [1]],
      [[], [2]],
      [[2], []],
      [[3], [3]],
    ] as const;
    const beads = pairs.map(([own, other]) => ({ en: own, zh: other, confidence: 1 }));
    const piece: Workpiece = { writes: ['en', 'zh'], leads: null, contents, changes: [], beads };
    const written = { 'zh@en-2': '请带证。', 'en@zh-2': 'Take no pictures.' };
    const versions = textsOf(piece, written);
    expect(versions.en?.body).toContain('Bring your card. Take no pictures.');
    expect(versions.zh?.body).toContain('请带证。不得拍照。');
    expect(draftTexts(piece, { versions, segments: {} })).toEqual(written);
  });

  test('whatever is written in a place is in the text, however badly the two fit', () => {
    const blocks = fc.array(
      fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }),
      {
        maxLength: 4,
      },
    );
    const words = {
      a: ['The desk opens at 9:00.', '服务台9:00开放。'],
      b: ['Bring your card.', '请携带借书证。'],
      c: ['Take line 2.', '乘坐2号线。'],
    } as const;
    const bodyOf = (given: readonly (readonly ('a' | 'b' | 'c')[])[], side: 0 | 1): string =>
      given
        .map(
          (block) => `<p>${block.map((each) => words[each][side]).join(side === 0 ? ' ' : '')}</p>`,
        )
        .join('');
    const places = fc.array(fc.nat(12), { maxLength: 3 });
    fc.assert(
      fc.property(
        blocks,
        blocks,
        places,
        fc.constantFrom('en', null),
        (left, right, news, leads) => {
          const contents = {
            en: { ...en, body: bodyOf(left, 0) },
            zh: { ...zh, body: bodyOf(right, 1) },
          };
          const [ends, last] = [1 + left.flat().length, right.flat().length];
          const changes = [...new Set(news)]
            .filter((at) => at < ends)
            .sort((a, b) => a - b)
            .map((at) => ({
              ...added,
              id: `en::${at}`,
              after: [`en-${at}`],
              anchor: at > last ? null : `zh-${Math.max(0, at - 1)}`,
            }));
          const piece: Workpiece = {
            writes: leads === null ? ['en', 'zh'] : ['zh'],
            leads,
            contents,
            changes,
            beads: alignTexts(contents, { constraints: [], lexicon: undefined }),
          };
          const cells = rowsOf(piece).flatMap((row) => row.zh);
          const written = Object.fromEntries(cells.map(({ id }, k) => [id, `第${k}处。`]));
          const { zh: version } = textsOf(piece, written);
          const text = `${version?.title}${version?.body}`;
          for (const words of Object.values(written)) expect(text).toContain(words);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('texts follow their sentences to new numbers', () => {
    const ids = { 'en-1': ['en-2'], 'en-2': [], 'en-3': ['en-3', 'en-4'] };
    const texts = { 'en-1': 'a', 'zh@en-3': 'b', 'en-2': 'gone', 'zh-7': 'c' };
    expect(followIds(texts, ids)).toEqual({ 'en-2': 'a', 'zh@en-3': 'b', 'zh-7': 'c' });
  });
});

describe('ready wordings', () => {
  test('placeholders stay where their words are', () => {
    expect(carryPlaceholders('超过{1}30家{/1}伙伴', '超过40家伙伴', { language: 'zh' })).toBe(
      '超过{1}40家{/1}伙伴',
    );
    expect(carryPlaceholders('over 30', 'over {40}', { language: 'en' })).toBe('over {{40}}');
  });

  test('every placeholder is kept, and the words are the new ones', () => {
    const words = fc.stringMatching(/^[一二三四 a-c0-9]{0,12}$/u);
    fc.assert(
      fc.property(words, words, words, (before, middle, wording) => {
        const text = `${before}{1}${middle}{/1}{2/}`;
        const carried = carryPlaceholders(text, wording, { language: 'zh' });
        expect(plainText(carried)).toBe(wording);
        const marks = piecesOf(carried).filter(({ kind }) => kind === 'placeholder');
        expect(marks.map((mark) => mark.text)).toEqual(['{1}', '{/1}', '{2/}']);
      }),
    );
  });

  test('what the service reads as words is none of the placeholders', () => {
    expect(piecesOf('{0} {/1/} {1}')).toEqual([
      { kind: 'words', text: '{0} {/1/} ' },
      { kind: 'placeholder', text: '{1}' },
    ]);
  });

  test('plain text comes back from what is written of it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(plainText(escapeBraces(text))).toBe(text);
      }),
    );
  });
});

test('facts that changed are named with both of their wordings', () => {
  expect(
    factChanges('en', 'Over 30 came on 21 March 2026.', 'Over 40 came on 28 March 2026.'),
  ).toEqual([
    { type: 'number', before: '30', after: '40' },
    { type: 'date', before: '21 March 2026', after: '28 March 2026' },
  ]);
  expect(factChanges('en', null, 'Room 12 opens at 9:00.')).toContainEqual(
    expect.objectContaining({ before: null }),
  );
});

describe('what a task asks of whoever looks', () => {
  const person = {
    name: 'Tia',
    roles: ['translator' as const],
    languages: ['zh' as const],
    scopes: null,
  };
  const task = { kind: 'update' as const, writes: ['zh' as const], submitter: null };
  const tia = { ...person, id: 'tia' };
  const ben = { ...person, id: 'ben', roles: ['editor' as const] };
  const nobody = null;
  test.each([
    ['open', [nobody, nobody], ['claimable', 'claimable']],
    ['claimed', [tia, nobody], ['work', 'watch']],
    ['submitted', [nobody, tia], ['waiting', 'reviewable']],
    ['in_review', [ben, tia], ['watch', 'review']],
    ['done', [nobody, tia], ['closed', 'closed']],
  ] as const)('%s', (status, [holder, submitter], modes) => {
    const seen = { ...task, status, holder, submitter };
    expect([modeOf(seen, tia), modeOf(seen, ben)]).toEqual(modes);
  });

  test('who cannot write the language cannot claim', () => {
    const other = { ...tia, languages: ['en' as const] };
    expect(modeOf({ ...task, status: 'open', holder: null }, other)).toBe('watch');
  });
});
