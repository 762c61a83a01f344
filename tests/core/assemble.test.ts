import fc from 'fast-check';
import type { Bead } from '../../src/core/align.ts';
import { assembleVersions } from '../../src/core/assemble.ts';
import type { Content } from '../../src/core/document.ts';
import { blocksOf, parseBody, writeBody } from '../../src/core/document.ts';

const english = (body: string, summary = ''): Content => ({ title: 'Hours', summary, body });
const chinese = (body: string, summary = ''): Content => ({ title: '时间', summary, body });

/** Beads of one English sentence each and of what answers it. */
function beadsOf(...answers: readonly (readonly number[])[]): Bead[] {
  return answers.map((zh, en) => ({ en: [en], zh, confidence: 1 }));
}

function mended(
  { en, zh }: { en: Content; zh: Content },
  given: { segments: Readonly<Record<string, string>>; beads: readonly Bead[] },
): Content {
  const assembly = { writes: ['zh'], leads: 'en', contents: { en, zh } } as const;
  const { zh: text } = assembleVersions({ ...assembly, ...given }).texts;
  if (text === undefined) throw new Error('nothing was made');
  return text;
}

const closes = {
  en: english(
    '<p>Open daily.</p><p>Bring your card.</p><ul><li>Free.</li></ul><p>Closes 5 May.</p>',
  ),
  zh: chinese('<p>每天开放。</p><ul><li>免费。</li></ul><p>5月3日关闭。</p>'),
};

test('what is changed behind an addition is changed in its own place', () => {
  const beads = beadsOf([0], [1], [], [2], [3]);
  const segments = { 'en-2': '请带证件。', 'zh-3': '5月5日关闭。' };
  expect(mended(closes, { beads, segments }).body).toBe(
    '<p>每天开放。</p><p>请带证件。</p><ul><li>免费。</li></ul><p>5月5日关闭。</p>',
  );
});

test('a sentence that was put into a paragraph goes into the paragraph that answers it, with its link', () => {
  const texts = {
    en: english(
      '<p>Read <a href="/a">the rules</a>. The <a href="/n">form</a> is new. It ends here.</p>',
    ),
    zh: chinese('<p>请阅<a href="/a">规则</a>。到此为止。</p>'),
  };
  const segments = { 'en-2': '{2}表格{/2}是新的{9}。' };
  const beads = beadsOf([0], [1], [], [2]);
  expect(mended(texts, { beads, segments }).body).toBe(
    '<p>请阅<a href="/a">规则</a>。<a href="/n">表格</a>是新的。到此为止。</p>',
  );
});

test('a summary that only one side has becomes a summary', () => {
  const texts = { en: english('<p>A.</p>', 'In short.'), zh: chinese('<p>甲。</p>') };
  const beads = beadsOf([0], [], [1]);
  expect(mended(texts, { beads, segments: { 'en-1': '简言之。' } })).toEqual(
    chinese('<p>甲。</p>', '简言之。'),
  );
});

test('what nothing answers may be answered', () => {
  const beads = beadsOf([0], [1], [], [2], [3]);
  expect(mended(closes, { beads, segments: { 'en-2': '请带证件。' } }).body).toBe(
    '<p>每天开放。</p><p>请带证件。</p><ul><li>免费。</li></ul><p>5月3日关闭。</p>',
  );
  // Of a sentence that is answered, another answer is not known.
  expect(mended(closes, { beads, segments: { 'en-1': '天天开放。' } })).toEqual(closes.zh);
});

describe('once all is answered, both texts have the same shape', () => {
  const sentences = fc.array(fc.boolean(), { minLength: 1, maxLength: 3 });
  const blocks = fc.array(fc.record({ tag: fc.constantFrom('p', 'h2', 'li'), sentences }), {
    minLength: 1,
    maxLength: 6,
  });

  /** A body of numbered sentences; those that are not there are left out. */
  function bodyOf(
    given: readonly { tag: string; sentences: readonly boolean[] }[],
    write: (number: number, isThere: boolean) => string,
  ): string {
    let number = 0;
    const html = given.map(({ tag, sentences: own }) => {
      const text = own.map((isThere) => write((number += 1), isThere)).join('');
      return tag === 'li' ? `<ul><li>${text}</li></ul>` : `<${tag}>${text}</${tag}>`;
    });
    return writeBody(parseBody(html.join('').replaceAll('</ul><ul>', '')));
  }

  test('of sentences, items and headings', () => {
    fc.assert(
      fc.property(blocks, (given) => {
        const en = english(bodyOf(given, (number) => `Sentence ${number} is here. `));
        const whole = bodyOf(given, (number) => `第${number}句。`);
        const lacking = bodyOf(given, (number, isThere) => (isThere ? `第${number}句。` : ''));
        const isThere = [true, ...given.flatMap((block) => block.sentences)];
        let at = -1;
        const answers = isThere.map((there) => (there ? [(at += 1)] : []));
        const segments = Object.fromEntries(
          isThere.flatMap((there, number) => (there ? [] : [[`en-${number}`, `第${number}句。`]])),
        );
        const beads = beadsOf(...answers);
        expect(mended({ en, zh: chinese(lacking) }, { beads, segments }).body).toBe(whole);
      }),
      { numRuns: 500 },
    );
  });
});

test('what both sides have put in, also in one place, stands in one order in both', () => {
  const whose = fc.constantFrom('both', 'en', 'zh');
  const blocks = fc.array(
    fc.record({
      tag: fc.constantFrom('p', 'li'),
      sentences: fc.array(whose, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  );
  /** The numbers of the sentences, block by block. */
  const numbers = (body: string): string[] =>
    blocksOf({ title: '', summary: '', body })
      .slice(1)
      .map(({ text }) => (text.match(/\d+/g) ?? []).join());
  fc.assert(
    fc.property(blocks, (given) => {
      let number = 0;
      const all = given.map(({ tag, sentences }) => ({
        tag,
        sentences: sentences.map((owner) => ({ owner, number: (number += 1) })),
      }));
      const words = {
        en: (of: number) => `Sentence ${of} is here. `,
        zh: (of: number) => `第${of}句。`,
      };
      const bodyOf = (side: 'en' | 'zh'): string => {
        const html = all.map(({ tag, sentences }) => {
          const own = sentences.map(({ owner, number: of }) =>
            owner === 'both' || owner === side ? words[side](of) : '',
          );
          const text = own.join('');
          return tag === 'li' ? `<ul><li>${text}</li></ul>` : `<${tag}>${text}</${tag}>`;
        });
        return writeBody(parseBody(html.join('').replaceAll('</ul><ul>', '')));
      };
      const [at, segments] = [{ en: 0, zh: 0 }, {} as Record<string, string>];
      const beads = all
        .flatMap(({ sentences }) => sentences)
        .map(({ owner, number: of }) => {
          const own = {
            en: owner === 'zh' ? [] : [(at.en += 1)],
            zh: owner === 'en' ? [] : [(at.zh += 1)],
          };
          if (owner === 'en') segments[`zh@en-${at.en}`] = words.zh(of).trim();
          if (owner === 'zh') segments[`en@zh-${at.zh}`] = words.en(of).trim();
          return { ...own, confidence: 1 };
        });
      const { texts } = assembleVersions({
        writes: ['en', 'zh'],
        leads: null,
        contents: { en: english(bodyOf('en')), zh: chinese(bodyOf('zh')) },
        beads: [{ en: [0], zh: [0], confidence: 1 }, ...beads],
        segments,
      });
      const [en, zh] = [numbers(texts.en?.body ?? ''), numbers(texts.zh?.body ?? '')];
      const written = (of: readonly string[]): number[] =>
        of
          .join()
          .split(',')
          .map(Number)
          .sort((a, b) => a - b);
      expect(en).toEqual(zh);
      expect(written(en)).toEqual(Array.from({ length: number }, (_, k) => k + 1));
    }),
    { numRuns: 1000 },
  );
});

test('a picture goes with its words where the other side has none, and else stays without them', () => {
  const figure = (alt: string): string => `<figure><img src="/a.png" alt="${alt}"></figure>`;
  const zh = chinese(`<p>甲。</p>${figure('地图')}`);
  const without = { en: english('<p>A.</p>'), zh };
  expect(mended(without, { beads: beadsOf([0], [1]), segments: { 'zh-2': '' } }).body).toBe(
    '<p>甲。</p>',
  );
  const both = { en: english(`<p>A.</p>${figure('Map')}`), zh };
  expect(mended(both, { beads: beadsOf([0], [1], [2]), segments: { 'zh-2': '' } }).body).toBe(
    `<p>甲。</p>${figure('')}`,
  );
});
