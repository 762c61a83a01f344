import fc from 'fast-check';
import { blocksOf, collapse, fromPlaceholders, toPlaceholders } from '../../src/core/document.ts';
import type { Block } from '../../src/core/document.ts';
import { sanitised, soup } from './html-soup.ts';

const bodyBlocks = (body: string): Block[] => blocksOf({ title: 't', summary: '', body }).slice(1);
const shape = (body: string): string[] =>
  bodyBlocks(body).map(({ kind, text, level }) => `${kind}${level ?? ''}: ${text}`);
const only = (body: string): Block => {
  const [block, ...others] = bodyBlocks(body);
  if (!block || others.length > 0) throw new Error(`one block expected in ${body}`);
  return block;
};

describe('blocksOf', () => {
  it('gives title, summary and the blocks of the body, counted through', () => {
    const body = '<h2>Scope</h2><p>All <em>labels</em>.</p>';
    const blocks = blocksOf({ title: ' New\n rules ', summary: 'In short', body });
    expect(blocks).toEqual([
      { kind: 'title', index: 0, text: 'New rules', marks: [] },
      { kind: 'summary', index: 1, text: 'In short', marks: [] },
      { kind: 'heading', index: 2, text: 'Scope', marks: [], level: 2 },
      {
        kind: 'paragraph',
        index: 3,
        text: 'All labels.',
        marks: [{ from: 4, to: 10, tag: 'em', attributes: {} }],
      },
    ]);
    expect(blocksOf({ title: 'T', summary: ' ', body: '' })).toHaveLength(1);
  });

  it('names each kind of block', () => {
    const body = `<h4>a</h4><ul><li>b<p>c</p><ul><li>d</li></ul></li></ul><blockquote><p>e</p><ol><li>f</li></ol>
      </blockquote><table><caption>g</caption><tr><th>h<td>i<td></table>
      <figure><img src="/x.png" alt="j"><figcaption>k</figcaption></figure><p><img src="/y.png" alt=""></p>`;
    expect(shape(body)).toEqual(
      'heading4: a|item: b|item: c|item: d|quote: e|item: f|caption: g|cell: h|cell: i|image: j|caption: k'.split(
        '|',
      ),
    );
  });

  it.each([
    ['<p>中国质量\n认证中心</p>', '中国质量认证中心'],
    ['<p>已发布，\n“新规”</p>', '已发布，“新规”'],
    ['<p>wrapped\n  line</p>', 'wrapped line'],
    ['<p>by\n“others”</p>', 'by “others”'],
    ['<p>中文\nand</p>', '中文 and'],
    ['<p>　　首行缩进&nbsp;&nbsp;两格　</p>', '首行缩进 两格'],
    ['<p>上行<br>下行</p>', '上行下行'],
    ['<p>one<br>two</p>', 'one two'],
    ['<p>a &lt;b&gt; &amp;amp; &#x20BB7;</p>', 'a <b> &amp; 𠮷'],
    ['<p>𠮷\n野</p>', '𠮷野'],
    ['<p>x<b> y </b>z</p>', 'x y z'],
    ['<p>cafe&#x301;</p>', 'café'],
  ])('reads %j', (html, text) => {
    expect(only(html).text).toBe(text);
  });

  it('divides paragraphs where a page divides them by line breaks', () => {
    expect(shape('<p>a<br><br>b<br>c</p>')).toEqual(['paragraph: a', 'paragraph: b c']);
    expect(shape('<p>　　第一段<br>　　第二段</p>')).toEqual([
      'paragraph: 第一段',
      'paragraph: 第二段',
    ]);
  });

  it('keeps images within text as marks and images alone as blocks', () => {
    const block = only('<p>see <a href="/big"><img src="/i.png" alt="logo"></a> here</p>');
    expect(block).toMatchObject({ kind: 'paragraph', text: 'see here' });
    expect(block.marks).toEqual([
      { from: 3, to: 3, tag: 'img', attributes: { src: '/i.png', alt: 'logo', href: '/big' } },
    ]);
    expect(shape('<p><img src="/a.png" alt="一"><img src="/b.png" alt="二"></p>')).toEqual([
      'image: 一',
      'image: 二',
    ]);
  });

  it('tells collapsed texts and nested marks within them, whatever came in', () => {
    fc.assert(
      fc.property(soup, (html) => {
        for (const { text, marks } of bodyBlocks(sanitised(html))) {
          expect(text).toBe(collapse(text));
          expect(text).not.toBe('');
          marks.forEach((mark, index) => {
            const isVoid = mark.tag === 'br' || mark.tag === 'img';
            expect(isVoid ? mark.from === mark.to : mark.from < mark.to).toBe(true);
            expect(mark.to <= text.length && mark.from >= 0).toBe(true);
            for (const later of marks.slice(index + 1)) {
              expect(later.from >= mark.from).toBe(true);
              expect(later.to <= mark.to || later.from >= mark.to).toBe(true);
            }
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('loses no character of text', () => {
    const tag = fc.constantFrom(
      ...'p b ul li table caption tr td blockquote figure h2 br a div'.split(' '),
    );
    const pieces = fc.array(
      fc.oneof(
        fc.tuple(tag, fc.constantFrom('<', '</')).map(([name, opening]) => `${opening}${name}>`),
        fc.constantFrom('one', '二', ' ', '\n', 'x y', '　　'),
      ),
      { maxLength: 30 },
    );
    const characters = (text: string): string => text.replace(/\s/gu, '').split('').sort().join('');
    fc.assert(
      fc.property(pieces, (given) => {
        const text = given.filter((piece) => !piece.startsWith('<')).join('');
        const read = bodyBlocks(sanitised(given.join(''))).map((block) => block.text);
        expect(characters(read.join(''))).toBe(characters(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('placeholders', () => {
  const html = '<p>See <a href="/r">the <strong>rules</strong></a>.<br>Then {go}.</p>';

  it('stand for markup by number, and braces are doubled', () => {
    expect(toPlaceholders(only(html))).toBe('See {1}the {2}rules{/2}{/1}.{3/} Then {{go}}.');
  });

  it('number a part of a block as the whole', () => {
    const block = only(html);
    expect(toPlaceholders(block, { from: 0, to: 8 })).toBe('See {1}the {/1}');
    expect(toPlaceholders(block, { from: 8, to: 14 })).toBe('{1}{2}rules{/2}{/1}.{3/}');
    expect(toPlaceholders(block, { from: 15, to: 25 })).toBe('Then {{go}}.');
  });

  it('go back into markup, whole or in parts', () => {
    fc.assert(
      fc.property(soup, (given) => {
        for (const block of bodyBlocks(sanitised(given))) {
          const { text, marks } = block;
          expect(fromPlaceholders(toPlaceholders(block), marks)).toEqual({
            text,
            marks,
            findings: [],
          });
          const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
          const ends = [...spaces, text.length];
          const parts = ends.map((to, k) =>
            toPlaceholders(block, { from: k && (ends[k - 1] ?? 0) + 1, to }),
          );
          const joined = fromPlaceholders(parts.join(' '), marks);
          expect(joined).toEqual({ text, marks, findings: [] });
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['见{1}规则{/1}。{3/}走', ['placeholder_missing 2']],
    ['见{1}规{2}则{/1}{/2}。{3/}', ['placeholder_unbalanced 1', 'placeholder_unbalanced 2']],
    ['{1}一{/1}二{1}三{/1}{2}四{/2}{3/}', ['placeholder_repeated 1']],
    ['{1}{2}x{3/}', ['placeholder_unbalanced 1', 'placeholder_unbalanced 2']],
    [
      '{1}a{/1}{2}b{/2}{3/}{7}c{/7}{2/}',
      ['placeholder_unknown 7', 'placeholder_unknown 7', 'placeholder_unknown 2'],
    ],
    ['{1}a{/1}{2}b{/2}{3/} {x} {0} {/1/}', []],
  ])('reports what is wrong in %j', (text, expected) => {
    const { findings } = fromPlaceholders(text, only(html).marks);
    expect(findings.map(({ code, number }) => `${code} ${number}`)).toEqual(expected);
  });

  it('never throw, and give marks within the text', () => {
    const { marks } = only(html);
    const token = fc.constantFrom(
      '{1}',
      '{/1}',
      '{2}',
      '{/2}',
      '{3/}',
      '{9}',
      '{{',
      '}',
      '{',
      'a',
      ' ',
      '中',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 16 }), (tokens) => {
        const restored = fromPlaceholders(tokens.join(''), marks);
        expect(fromPlaceholders(toPlaceholders(restored), restored.marks)).toMatchObject({
          text: restored.text,
          marks: restored.marks,
          findings: [],
        });
      }),
    );
  });
});
