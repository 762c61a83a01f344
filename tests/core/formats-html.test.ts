import fc from 'fast-check';
import { htmlFormat } from '../../src/core/formats/html.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { asBrowsersRead, cpuTime, elementsOf, sanitised, soup } from './html-soup.ts';

const kept = new Set(
  (
    'p h2 h3 h4 ul ol li table caption thead tbody tr th td blockquote figure figcaption hr br img a ' +
    'strong em sub sup code'
  ).split(' '),
);
const keptAttributes = new Set(
  'href title src alt width height start colSpan rowSpan scope'.split(' '),
);

/** Fails unless a browser finds only what may stand, and addresses that lead where they may. */
function expectSafe(html: string): void {
  for (const { tagName = '', properties = {} } of elementsOf(asBrowsersRead(html).tree)) {
    expect(kept).toContain(tagName);
    for (const [name, value] of Object.entries(properties)) {
      expect(keptAttributes).toContain(name);
      if (name !== 'href' && name !== 'src') continue;
      const { protocol, host } = new URL(String(value), 'https://site.example/notices/');
      expect(['https:', 'http:', 'mailto:', 'tel:']).toContain(protocol);
      if (!/^https?:\/\//.test(String(value)) && protocol === 'https:')
        expect(host).toBe('site.example');
      if (name === 'src') expect(protocol).toBe('https:');
    }
  }
}

const vectors: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="/a.png" onload="alert(1)" style="x:expression(1)">',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<style>@import "//evil.example/x.css"; p { background: url(javascript:alert(1)) }</style>',
  '<p style="background:url(//evil.example)">x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="&#x6A&#x61;vascript&colon;alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java&NewLine;script:alert(1)">x</a>',
  '<a href=" &#1; javascript:alert(1)">x</a>',
  '<a href="javascript\u200b:alert(1)">x</a>',
  '<a href="\u202ejavascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="//evil.example/">x</a>',
  '<a href="/\\evil.example/">x</a>',
  '<a href="\\\\evil.example/">x</a>',
  '<a href="https:evil.example">x</a><a href="https:///evil.example">x</a>',
  '<a href="/\t/evil.example">x</a>',
  '<a href="https://good.example@evil.example/">x</a><a href="https://@evil.example">x</a>',
  '<img src="//evil.example/a.png"><img src="http://evil.example/a.png">',
  '<img srcset="//evil.example/a.png 2x" src="/a.png">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template><template shadowrootmode=open><img src=x onerror=alert(1)>',
  '<p><![CDATA[<script>alert(1)</script>]]></p>',
  '<!-- <img src=x onerror=alert(1)> --!><script>alert(1)</script>-->',
  '<!--><img src=x onerror=alert(1)>-->',
  '<?xml <img src=x onerror=alert(1)> ?><!DOCTYPE x [<!ENTITY y "z">]>',
  '<p title="a<img src=x onerror=alert(1)">x',
  '<p><b><i><a href="/x"><script>alert(1)',
  '<table><a href="javascript:alert(1)"><tr><td><script>alert(1)</script></table>',
  '<textarea><img src=x onerror=alert(1)></textarea><title><img src=x onerror=alert(1)></title>',
  '<xmp><img src=x onerror=alert(1)></xmp><plaintext><img src=x onerror=alert(1)>',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)"><base href="//evil.example/">',
  '<link rel=stylesheet href=//evil.example/x.css><embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><input type=image src=x onerror=alert(1)><button formaction=x>y</button></form>',
  '<object data="javascript:alert(1)"><param name=x value=y><p>z</p></object>',
  '<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>',
  '<details open ontoggle=alert(1)><summary>x</summary></details><marquee onstart=alert(1)>y</marquee>',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form>',
  '<img alt="x" src="/a" / onerror=alert(1)><img/src="/a"/onerror=alert(1)>',
  '<p id=__proto__ constructor=x __proto__=y toString=z>x</p><a __proto__="javascript:alert(1)">y</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;<p>&amp;lt;img src=x onerror=alert(1)&amp;gt;</p>',
];

describe('sanitising', () => {
  it.each(vectors)('makes %j harmless', (vector) => {
    const html = sanitised(`before ${vector} after`);
    expectSafe(html);
    expect(html).toContain('before');
    expect(sanitised(html)).toBe(html);
    expect(html).not.toMatch(/<script|<style|<[^>]*\son[a-z]+=/i);
  });

  it('gives what browsers read the same, whatever came in, and is idempotent', () => {
    fc.assert(
      fc.property(soup, (given) => {
        const html = sanitised(given);
        expect(sanitised(html)).toBe(html);
        expect(sanitised(asBrowsersRead(html).html)).toBe(html);
        expect(html.normalize('NFC')).toBe(html);
        expectSafe(html);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is safe for any string of markup characters', () => {
    const characters = fc.constantFrom(
      ...'<>/="\'&;:! -[]abijmpstx\n\u0338'.split(''),
      '<svg',
      '<!--',
      '</p>',
    );
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 60 }), (pieces) => {
        const html = sanitised(pieces.join(''));
        expect(sanitised(html)).toBe(html);
        expectSafe(html);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the canonical form', () => {
  it.each([
    ['loose <b>text</b>', '<p>loose <strong>text</strong></p>'],
    ['<h1>a</h1><h6>b</h6>', '<h2>a</h2><h4>b</h4>'],
    ['<div>a<div>b</div>c</div>', '<p>a</p><p>b</p><p>c</p>'],
    ['<p> </p><p><b> </b></p><ul></ul>', ''],
    ['<p>a <b> b </b> c</p>', '<p>a <strong>b</strong> c</p>'],
    ['<b>a</b><strong>b</strong>', '<p><strong>ab</strong></p>'],
    [
      '<b><i>x</i></b><i><b>y</b></i>',
      '<p><strong><em>x</em></strong><em><strong>y</strong></em></p>',
    ],
    ['<b><p>a</p><p>b</p></b>', '<p><strong>a</strong></p><p><strong>b</strong></p>'],
    [
      '<a title="t" href="https://a.example/?x=1&amp;y">l</a>',
      '<p><a href="https://a.example/?x=1&amp;y" title="t">l</a></p>',
    ],
    ['<a href="a b.html">l</a>', '<p><a href="a%20b.html">l</a></p>'],
    ['<a href="MAILTO:a@b.example">m</a>', '<p><a href="mailto:a@b.example">m</a></p>'],
    ['<a name="x">l</a>', '<p>l</p>'],
    [
      '<img width="300px" height=0 src="/a.png">',
      '<figure><img src="/a.png" alt="" width="300"></figure>',
    ],
    ['<ol start=3><li>a<li><p>b</p></ol>', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['<ul><li>a</li><ul><li>b</li></ul></ul>', '<ul><li>a<ul><li>b</li></ul></li></ul>'],
    [
      '<table><tr><th scope=col colspan=2 rowspan=1>a<tr><td>b<td></table>',
      '<table><tbody><tr><th colspan="2" scope="col">a</th></tr><tr><td>b</td><td></td></tr></tbody></table>',
    ],
    [
      '<table>x<caption>C</caption><thead><tr><td>a</thead></table>',
      '<table><caption>C</caption><tbody><tr><td>x</td></tr><tr><td>a</td></tr></tbody></table>',
    ],
    [
      '<table><tr><td><table><tr><td>in<td>ner</table><td>b</table>',
      '<table><tbody><tr><td>in<p>ner</p></td><td>b</td></tr></tbody></table>',
    ],
    ['<blockquote>q</blockquote>', '<blockquote><p>q</p></blockquote>'],
    ['<pre>a\nb</pre>', '<p>a<br>b</p>'],
    ['<p>a<br></p><br>', '<p>a</p>'],
    ['<hr><hr>', '<hr>'],
    ['<p>“q” \'s\' "d" © é</p>', '<p>“q” \'s\' "d" © é</p>'],
    ['<p>&#x338;x</p>', '<p>&#824;x</p>'],
    ['<h2>Title<p>text', '<h2>Title</h2><p>text</p>'],
    [
      '<figure><img src="/a.png"><figcaption><p>a</p><p>b</p></figcaption></figure>',
      '<figure><img src="/a.png" alt=""><figcaption>a<br>b</figcaption></figure>',
    ],
    ['<figure><figcaption>alone</figcaption></figure>', '<p>alone</p>'],
    ['<o:p>w</o:p><font color=red>f</font><u>u</u>', '<p>wfu</p>'],
  ])('of %j', (given, html) => {
    expect(sanitised(given)).toBe(html);
    expect(sanitised(html)).toBe(html);
  });
});

describe('htmlFormat', () => {
  it('warns of what was left out, each thing once', () => {
    const hostile =
      '<script>1</script><script>2</script><p onclick=x>a<a href="javascript:1">b</a><img src="http://x.example/a">' +
      '\u202ec\u0007</p>';
    const { html, warnings } = htmlFormat.read(hostile, 'versions.en.body');
    expect(html).toBe('<p>abc</p>');
    expect(warnings.map(({ path, code }) => `${path} ${code}`)).toEqual(
      [
        'element_dropped',
        'attribute_dropped',
        'link_dropped',
        'image_dropped',
        'bidi_dropped',
        'control_dropped',
      ].map((code) => `versions.en.body ${code}`),
    );
  });

  it('drops bidi controls written as entities, in text and attributes', () => {
    const { html } = htmlFormat.read(
      '<p>a&#x202E;b<img src="/a.png" alt="c&#8238;d">e</p>',
      'body',
    );
    expect(html).toBe('<p>ab<img src="/a.png" alt="cd">e</p>');
  });

  it.each([
    ['a\u0000b', 'nul'],
    ['a\ud800b', 'lone_surrogate'],
    ['x'.repeat(2_000_001), 'too_long'],
    ['&'.repeat(100_000), 'too_long'],
    [`<b><i><sub>${'<p>x'.repeat(400_000)}`, 'too_long'],
    [`<table>${'<tr><td>x'.repeat(200_000)}`, 'too_long'],
    ['<div>'.repeat(20_000), 'too_deep'],
    ['<b>'.repeat(20_000), 'too_deep'],
    ['<ul><li>'.repeat(20_000), 'too_deep'],
    ['<x>'.repeat(61), 'too_deep'],
    ['<svg>'.repeat(20_000), 'too_deep'],
  ])('refuses hostile text %#', (text, code) => {
    let refusal: unknown;
    const time = cpuTime(() => {
      try {
        htmlFormat.read(text, 'body');
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
    '</p>'.repeat(100_000),
    '<br>'.repeat(100_000),
    '<!--'.repeat(100_000),
    `<a ${'b '.repeat(200_000)}>x</a>`,
    `<p>${' '.repeat(400_000)}x</p>`,
    `<p>${'中\n'.repeat(190_000)}</p>`,
    `<table>${'<td>x'.repeat(20_000)}</table>`,
    '<b>x</b><br>'.repeat(15_000),
    `<a href="${' '.repeat(400_000)}x">y</a>`,
    '<p>The agency <b>held</b> a <a href="/x">meeting</a> in Beijing.</p>'.repeat(5_000),
  ])('takes hostile text %# at full length in bounded time', (text) => {
    expect(cpuTime(() => htmlFormat.read(text, 'body'))).toBeLessThan(5_000);
  });
});
