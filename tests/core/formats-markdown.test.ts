import fc from 'fast-check';
import { markdownFormat } from '../../src/core/formats/markdown.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { cpuTime, sanitised } from './html-soup.ts';

const html = (text: string): string => markdownFormat.read(text, 'body').html;

describe('markdownFormat', () => {
  it.each([
    ['**“一带一路”**倡议', '<p><strong>“一带一路”</strong>倡议</p>'],
    ['中国质量\n认证 and\nwrapped', '<p>中国质量认证 and wrapped</p>'],
    ['# A\n\nB\n===', '<h2>A</h2><h2>B</h2>'],
    ['a  \nb\\\nc', '<p>a<br>b<br>c</p>'],
    [
      '1. a\n2. b\n\n   c\n- d\n  - e',
      '<ol><li>a</li><li>b<p>c</p></li></ol><ul><li>d<ul><li>e</li></ul></li></ul>',
    ],
    [
      '|a|b|\n|-|:-:|\n|c|**d**|',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td><strong>d</strong></td></tr></tbody></table>',
    ],
    ['> q\n> r', '<blockquote><p>q r</p></blockquote>'],
    ['```\na <b>\n```', '<p><code>a &lt;b&gt;</code></p>'],
    ['[x][r]\n\n[r]: /y "T"', '<p><a href="/y" title="T">x</a></p>'],
    [
      '![图](https://a.example/b.png)',
      '<figure><img src="https://a.example/b.png" alt="图"></figure>',
    ],
    ['- [ ] t', '<ul><li>[ ] t</li></ul>'],
    ['a[^1]\n\n[^1]: Note', '<p>a<sup>1</sup></p><ol><li>Note</li></ol>'],
    ['[x](javascript:alert(1)) <a href="data:x">y</a>', '<p>x y</p>'],
    ['<div>\n\n**b**\n\n</div><script>\n\nx</script>', '<p><strong>b</strong></p>'],
    [
      '见https://a.example/b，欢迎 <https://c.example/图>',
      '<p>见<a href="https://a.example/b">https://a.example/b</a>，欢迎 ' +
        '<a href="https://c.example/%E5%9B%BE">https://c.example/图</a></p>',
    ],
  ])('reads %j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('gives canonical HTML for any text', () => {
    const piece = fc.constantFrom(
      ...'# |- |1. |> |**|*|_|`|```|[|](|)|![|<b>|</b>|<div>|\n|\n\n|    |a|中|，|“|”||-|\\|&lt;|~~|[^1]|: '.split(
        '|',
      ),
      '|',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const read = html(pieces.join(''));
        expect(sanitised(read)).toBe(read);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['>'.repeat(20_000), 'too_deep'],
    [`${'> '.repeat(20_000)}a`, 'too_deep'],
    [`${'- '.repeat(20_000)}a`, 'too_deep'],
    [`${'>'.repeat(61)}a`, 'too_deep'],
    [Array.from({ length: 300 }, (_, k) => `${'  '.repeat(k)}- a`).join('\n'), 'too_deep'],
    ['<div>'.repeat(10_000), 'too_deep'],
    ['['.repeat(400_000), 'too_deep'],
    ['!['.repeat(200_000), 'too_deep'],
    ['^['.repeat(200_000), 'too_deep'],
    [`${'[^a'.repeat(50_000)}${']'.repeat(50_000)}`, 'too_deep'],
    ['a\n'.repeat(200_001), 'too_long'],
  ])('refuses %.12j… with %s, at once', (text, code) => {
    let refusal: unknown;
    const time = cpuTime(() => {
      try {
        markdownFormat.read(text, 'body');
      } catch (error) {
        refusal = error;
      }
    });
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      code: 'invalid',
      detail: { errors: [{ path: 'body', code }] },
    });
    expect(time).toBeLessThan(5_000);
  });

  it.each([
    `${'*a '.repeat(500)}${'b* '.repeat(500)}`,
    `${'*'.repeat(20_000)}a${'*'.repeat(20_000)}`,
    '*a_ '.repeat(20_000),
    `${'['.repeat(1_000)}\n\n`.repeat(100),
    '| [0, 10) | [10, 20) |\n'.repeat(400),
    '[a]('.repeat(30_000),
    '- a\n  - b\n'.repeat(9_000),
  ])('takes or refuses %.12j… in good time', (text) => {
    const time = cpuTime(() => {
      try {
        expect(sanitised(html(text))).toBe(html(text));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    });
    expect(time).toBeLessThan(10_000);
  });

  it('takes a long notice', () => {
    const text =
      '## Scope\n\nThe agency **held** a [meeting](/x) in Beijing.\n\n认证机构已**发布**规则。\n\n';
    expect(html(text.repeat(1_000)).length).toBeGreaterThan(100_000);
  });
});
