import fc from 'fast-check';
import type { Inline } from '../../src/core/document.ts';
import { blocksOf, mendBody, parseBody, writeBody } from '../../src/core/document.ts';
import { sanitised, soup } from './html-soup.ts';

const bodyBlocks = (body: string) => blocksOf({ title: 't', summary: '', body }).slice(1);
const plain = (text: string): Inline => ({ text, marks: [] });
const nothing = { added: [], model: '', answers: new Map(), stands: 'before' } as const;

describe('other texts', () => {
  const body =
    '<p>See <a href="/r">rules</a>.</p><figure><img src="/a.png" alt="Map"></figure><ul><li>One</li></ul>';

  test('stand in the same places', () => {
    const texts = new Map([
      [0, plain('请见规则。')],
      [1, plain('地图')],
      [2, plain('第一<b>')],
    ]);
    expect(mendBody(body, { ...nothing, texts })).toBe(
      '<p>请见规则。</p><figure><img src="/a.png" alt="地图"></figure><ul><li>第一&lt;b&gt;</li></ul>',
    );
  });

  test('an emptied block goes, with what held it alone', () => {
    expect(mendBody(body, { ...nothing, texts: new Map([[2, plain('')]]) })).not.toContain('<ul>');
  });

  test('its own texts change nothing', () => {
    fc.assert(
      fc.property(soup, (given) => {
        const html = sanitised(given);
        const texts = new Map(bodyBlocks(html).map((block, at) => [at, block]));
        expect(mendBody(html, { ...nothing, texts })).toBe(html);
      }),
      { numRuns: 500 },
    );
  });
});

describe('blocks that only the other body has', () => {
  /** Puts the blocks with a + before their text, which the shorter body lacks, back into it. Those with a ? it lacks too. */
  const mended = (
    model: string,
    shorter: string,
    stands: 'before' | 'behind' = 'before',
  ): string => {
    const blocks = bodyBlocks(model);
    const added = blocks.flatMap(({ text, marks }, block) =>
      text.startsWith('+') ? [{ block, text, marks }] : [],
    );
    let at = -1;
    const answers = new Map(
      blocks.flatMap(({ text }, block) => {
        if (/^[+?]/.test(text)) return [];
        at += 1;
        return [[block, { first: at, last: at }] as const];
      }),
    );
    return mendBody(shorter, { texts: new Map(), added, model, answers, stands });
  };

  test.each([
    [
      'an item, in the middle',
      '<ul><li>a</li><li>+b</li><li>c</li></ul>',
      '<ul><li>a</li><li>c</li></ul>',
    ],
    [
      'an item, at the head of its list',
      '<p>a</p><ol><li>+b</li><li>c</li></ol>',
      '<p>a</p><ol><li>c</li></ol>',
    ],
    ['a list', '<p>a</p><ul><li>+b</li><li>+c</li></ul><p>d</p>', '<p>a</p><p>d</p>'],
    [
      'a list within a list',
      '<ul><li>a<ul><li>+b</li></ul></li><li>c</li></ul>',
      '<ul><li>a</li><li>c</li></ul>',
    ],
    ['a heading', '<h2>a</h2><p>b</p><h3>+c</h3><p>+d</p>', '<h2>a</h2><p>b</p>'],
    ['a paragraph before all others', '<p>+a</p><p>b</p>', '<p>b</p>'],
    ['a link in it', '<p>a</p><p>+b <a href="https://example.org">c</a></p>', '<p>a</p>'],
    [
      'a row, with the cell that is empty',
      '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>+c</td><td></td></tr></tbody></table>',
      '<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>',
    ],
    [
      'a picture',
      '<p>a</p><figure><img src="/a.png" alt="+Map"><figcaption>+b</figcaption></figure>',
      '<p>a</p>',
    ],
    ['everything', '<p>+a</p><ul><li>+b</li></ul>', ''],
  ])('%s', (_what, model, shorter) => {
    expect(mended(model, shorter)).toBe(model);
  });

  test('where the other body has another shape, they stand as near as it allows', () => {
    expect(mended('<ul><li>a</li><li>+b</li></ul>', '<p>a</p>')).toBe(
      '<p>a</p><ul><li>+b</li></ul>',
    );
  });

  const word = fc.constantFrom('a', 'b', '+c', '+d');
  const { block } = fc.letrec<{ block: string; list: string; item: string }>((tie) => ({
    block: fc.oneof(
      word.map((text) => `<p>${text}</p>`),
      word.map((text) => `<h2>${text}</h2>`),
      tie('list'),
    ),
    list: fc.oneof(
      { maxDepth: 2 },
      fc
        .array(word, { minLength: 1, maxLength: 3 })
        .map((items) => `<ul>${items.map((text) => `<li>${text}</li>`).join('')}</ul>`),
      fc.tuple(word, tie('list')).map(([text, list]) => `<ol><li>${text}${list}</li></ol>`),
    ),
    item: word,
  }));

  test('what was taken out comes back where it was', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        // Lists that follow each other are divided, since they are one once what is between is gone.
        const model = writeBody(parseBody(blocks.join('<p>z</p>')));
        const shorter = writeBody(parseBody(model.replaceAll(/\+\w/g, '')));
        for (const stands of ['before', 'behind'] as const) {
          const back = mended(model, shorter, stands);
          expect(bodyBlocks(back)).toEqual(bodyBlocks(model));
        }
      }),
      { numRuns: 1000 },
    );
  });

  describe('of tables', () => {
    const table = (...rows: readonly string[]): string =>
      `<table><tbody>${rows.map((row) => `<tr>${row.replaceAll(/[^|]+|(?<=\|)(?=\||$)|^(?=\|)/g, '<td>$&</td>').replaceAll('|', '')}</tr>`).join('')}</tbody></table>`;

    test('stand in their column, also where a cell before them is not filled', () => {
      expect(mended(table('a|b', '?c|+d', '+e|?f', '?g|?h'), table('A|B'))).toBe(
        table('A|B', '|+d', '+e|'),
      );
      expect(mended(table('a|?b|c', 'd|+e|f'), table('A|C', 'D|F'))).toBe(table('A||C', 'D|+e|F'));
    });

    test('fill the cell that is empty here', () => {
      expect(mended(table('a|+b', '+c|d'), table('A|', '|D'))).toBe(table('A|+b', '+c|D'));
      expect(mended(table('a|?b', 'c|+d'), table('A|', 'C|'))).toBe(table('A|', 'C|+d'));
    });

    test('a row goes with its last text, and not before', () => {
      const emptied = (...blocks: number[]): string =>
        mendBody(table('A|B', 'C|D'), {
          ...nothing,
          texts: new Map(blocks.map((block) => [block, plain('')])),
        });
      expect(emptied(2)).toBe(table('A|B', '|D'));
      expect(emptied(2, 3)).toBe(table('A|B'));
      expect(emptied(0, 1, 2, 3)).toBe('');
    });
  });
});
