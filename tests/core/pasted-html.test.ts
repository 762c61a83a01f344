import fc from 'fast-check';
import { markerOf } from '../../src/core/formats/list-marker.ts';
import { readPastedHtml } from '../../src/core/formats/pasted-html.ts';
import { cpuTime, sanitised, soup } from './html-soup.ts';

const pasted = (html: string): string => sanitised(readPastedHtml(html));

/** An item as Word for Windows writes it. */
function wordItem(level: number, marker: string, text: string, list = 'l0'): string {
  return `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 36}.0pt;mso-add-space:auto;
text-indent:-18.0pt;mso-list:${list} level${level} lfo1'><![if !supportLists]><span
lang=EN-US style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:
Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=EN-US>${text}<o:p></o:p></span></p>
`;
}

const wordPage = (body: string): string => `<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- @list l0:level1 {mso-level-number-format:bullet; mso-level-text:\uf0b7;} --></style>
</head><body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->
${body}<!--EndFragment--></body></html>`;

describe('lists of Word', () => {
  test('bullets become lists, nested by their level', () => {
    const page = wordPage(
      `<p class=MsoNormal>Bring:<o:p></o:p></p>` +
        wordItem(1, '·', 'First bullet') +
        wordItem(2, 'o', 'Nested bullet') +
        wordItem(3, '§', 'Deeper') +
        wordItem(1, '·', 'Second bullet') +
        `<p class=MsoNormal>After.<o:p></o:p></p>`,
    );
    expect(pasted(page)).toBe(
      '<p>Bring:</p><ul><li>First bullet<ul><li>Nested bullet<ul><li>Deeper</li></ul></li></ul></li>' +
        '<li>Second bullet</li></ul><p>After.</p>',
    );
  });

  test('the marker says whether they are numbered, and from what on', () => {
    const page =
      wordItem(1, '1.', 'One') +
      wordItem(2, 'a)', 'Letter') +
      wordItem(2, 'b)', 'Letter') +
      wordItem(3, 'i.', 'Roman') +
      wordItem(3, 'ii.', 'Roman') +
      wordItem(1, '2.', 'Two') +
      '<p class=MsoNormal>Between.</p>' +
      wordItem(1, '3.', 'Three') +
      wordItem(1, '1.', 'Another list', 'l1');
    expect(pasted(page)).toBe(
      '<ol><li>One<ol><li>Letter</li><li>Letter<ol><li>Roman</li><li>Roman</li></ol></li></ol></li>' +
        '<li>Two</li></ol><p>Between.</p><ol start="3"><li>Three</li></ol><ol><li>Another list</li></ol>',
    );
  });

  test('a list that begins deep, leaves levels out or changes its kind is a list still', () => {
    const page =
      wordItem(2, '·', 'deep') +
      wordItem(1, '·', 'top') +
      wordItem(3, '·', 'deeper') +
      wordItem(2, '1.', 'number');
    expect(pasted(page)).toBe(
      '<ul><li>deep</li><li>top<ul><li>deeper</li></ul><ol><li>number</li></ol></li></ul>',
    );
  });

  test('a paragraph of the list without a marker belongs to the item before it, and blank ones part nothing', () => {
    const page =
      wordItem(1, '·', 'Item') +
      '<p class=MsoListParagraph style="margin-left:36.0pt">goes on.<o:p></o:p></p>' +
      '<p class=MsoNormal><o:p>&nbsp;</o:p></p>' +
      wordItem(1, '·', 'Next');
    expect(pasted(page)).toBe('<ul><li>Item<p>goes on.</p></li><li>Next</li></ul>');
  });

  test('pictures as bullets, headings with numbers, and articles by name', () => {
    const picture = '<img width=11 height=11 src="file:///C:/clip_image001.gif" alt="*">';
    expect(pasted(wordItem(1, picture, 'Item'))).toBe('<ul><li>Item</li></ul>');
    const heading = `<h1 style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.2<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Scope</h1>`;
    expect(pasted(heading)).toBe('<h2>1.2 Scope</h2>');
    expect(pasted(wordItem(1, '第三条', '收费标准'))).toBe('<p>第三条收费标准</p>');
    expect(pasted(wordItem(1, 'Article 3', 'Fees'))).toBe('<p>Article 3 Fees</p>');
  });

  test('in a table each cell has its own', () => {
    const page = `<table><tr><td>${wordItem(1, '·', 'a')}</td><td>${wordItem(1, '·', 'b')}</td></tr></table>`;
    expect(pasted(page)).toBe(
      '<table><tbody><tr><td><ul><li>a</li></ul></td><td><ul><li>b</li></ul></td></tr></tbody></table>',
    );
  });
});

describe('lists of others', () => {
  test('Outlook and mail programs', () => {
    const conditions = `<p class="MsoListParagraph" style="text-indent:-.25in;mso-list:l0 level1 lfo1"><!--[if !supportLists]--><span style="font-family:Symbol"><span style="mso-list:Ignore">·<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;</span></span></span><!--[endif]-->First</p>`;
    expect(pasted(conditions)).toBe('<ul><li>First</li></ul>');
    const drawn = (margin: string, marker: string, text: string): string =>
      `<p class="x_MsoListParagraph" style="margin-left:${margin}; text-indent:-.25in"><u></u><span style="font-family:Symbol">${marker}<span style="font:7pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp; </span></span><b>${text}</b> rest</p>`;
    expect(
      pasted(drawn('.5in', '·', 'a') + drawn('1.0in', 'o', 'b') + drawn('.5in', '·', 'c')),
    ).toBe(
      '<ul><li><strong>a</strong> rest<ul><li><strong>b</strong> rest</li></ul></li>' +
        '<li><strong>c</strong> rest</li></ul>',
    );
    const marks = `<ul type=disc><li class=MsoListParagraph style='margin-left:0in;mso-list:l0 level1 lfo1'>Real<o:p></o:p></li></ul>`;
    expect(pasted(marks)).toBe('<ul><li>Real</li></ul>');
  });

  test('Word on the web', () => {
    const item = (tag: string, level: number, text: string, start = ''): string =>
      `<div class="ListContainerWrapper SCXW1 BCX0"><${tag} class="ListStyle SCXW1" role="list"${start}><li data-leveltext="" data-font="Symbol" data-listid="2" data-aria-posinset="1" data-aria-level="${level}" role="listitem" class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0" paraid="1"><span data-contrast="auto" class="TextRun"><span class="NormalTextRun">${text}</span></span><span class="EOP SCXW1" data-ccp-props="{}">&nbsp;</span></p></li></${tag}></div>`;
    const page =
      `<div class="OutlineElement Ltr"><p class="Paragraph" role="heading" aria-level="2"><span class="TextRun" style="font-weight:bold">Steps</span><span class="EOP">&nbsp;</span></p></div>` +
      item('ul', 1, 'Draft') +
      item('ul', 2, 'Ask') +
      item('ul', 1, 'Publish') +
      item('ol', 1, 'one', ' start="1"') +
      item('ol', 1, 'two', ' start="2"') +
      `<div class="OutlineElement"><p class="Paragraph"><span class="TextRun">After</span><span class="EOP">&nbsp;</span></p></div>`;
    expect(pasted(page)).toBe(
      '<h2>Steps</h2><ul><li>Draft<ul><li>Ask</li></ul></li><li>Publish</li></ul>' +
        '<ol><li>one</li><li>two</li></ol><p>After</p>',
    );
  });

  test('WPS Office', () => {
    const item = (marker: string, text: string): string =>
      `<p class=21  style="margin-left:36.0000pt;text-indent:-36.0000pt;mso-char-indent-count:0.0000;mso-list:l0 level1 lfo1;" ><![if !
supportLists]><span style="font-family:Wingdings;font-weight:bold;font-size:12.0000pt;" ><span style='mso-list:Ignore;' >${marker}<span>&nbsp;</span></span></span><![endif]><b><span style="mso-spacerun:'yes';font-family:宋体;font-weight:bold;" ><font face="宋体" >${text}</font></span></b><b><span style="font-weight:bold;" ><o:p></o:p></span></b></p>`;
    expect(pasted(item('&#108;', '营业执照') + item('&#61548;', '证明'))).toBe(
      '<ul><li><strong>营业执照</strong></li><li><strong>证明</strong></li></ul>',
    );
    const rule = '<p class=MsoNormal ><span>细则。</span></p>';
    expect(pasted(item('一、', '抽奖') + rule + item('二、', '兑奖'))).toBe(
      '<ol><li><strong>抽奖</strong></li></ol><p>细则。</p><ol start="2"><li><strong>兑奖</strong></li></ol>',
    );
  });

  test('Google Docs', () => {
    const page =
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0a1b2c3d"><h2 dir="ltr"><span style="font-weight:400;">Head</span></h2><p dir="ltr"><span style="font-weight:700;font-style:normal;">Heavy</span><span style="font-weight:400;font-style:italic;"> slanted</span><span style="font-weight:400;"> plain H</span><span style="vertical-align:sub;">2</span></p><ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400">one</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>two</span></p></li></ul></ul></b><br class="Apple-interchange-newline">';
    expect(pasted(page)).toBe(
      '<h2>Head</h2><p><strong>Heavy</strong> <em>slanted</em> plain H<sub>2</sub></p>' +
        '<ul><li>one<ul><li>two</li></ul></li></ul>',
    );
  });

  test('looks: Word’s own names of styles say nothing, and a style takes back what an element says', () => {
    expect(
      pasted(
        `<p><b style='mso-bidi-font-weight:normal'>a</b><b><span style='font-weight:normal'>b</span></b></p>`,
      ),
    ).toBe('<p><strong>a</strong>b</p>');
    expect(
      pasted('<h2 style="font-weight:bold"><span style="font-weight:700">Head</span></h2>'),
    ).toBe('<h2>Head</h2>');
    expect(pasted('<p style="font-style:italic">all</p>')).toBe('<p><em>all</em></p>');
  });
});

test.each([
  ['·', null],
  ['o', null],
  ['l', null],
  ['-', null],
  ['\uf0b7', null],
  ['', null],
  ['1.', [1]],
  ['1、', [1]],
  ['（12）', [12]],
  ['2.3.4', [4]],
  ['①', [1]],
  ['⑶', [3]],
  ['（一）', [1]],
  ['十二、', [12]],
  ['㈡', [2]],
  ['乙、', [2]],
  ['a.', [1]],
  ['c)', [3, 100]],
  ['i.', [1, 9]],
  ['iv)', [4]],
  ['XII.', [12]],
  ['Ⅳ', [4]],
  ['aa.', [27]],
])('the marker %s', (drawn, values) => {
  expect(markerOf(drawn)).toEqual(
    values === null ? { type: 'bullet' } : { type: 'number', values },
  );
});

test.each(['第一条', '第1章', 'Article 3', 'Step 1:', 'A'.repeat(500)])('%s is text', (drawn) => {
  expect(markerOf(drawn)).toEqual({ type: 'words' });
});

test('what has no styles is read as ever, but for the order of marks on the same words', () => {
  const blocks = (html: string): string =>
    html.replace(/<\/?(?:strong|em|sub|sup|code|a)\b[^>]*>/g, '');
  fc.assert(
    fc.property(soup, (html) => {
      expect(blocks(pasted(html))).toBe(blocks(sanitised(html)));
    }),
    { numRuns: 2_000 },
  );
});

const twice = [
  ['items', (n: number) => wordItem(1, '·', 'x').repeat(n / 400)],
  [
    'ever other levels',
    (n: number) => [...Array(n / 400).keys()].map((k) => wordItem((k % 9) + 1, '1.', 'x')).join(''),
  ],
  ['padding', (n: number) => `<p class=MsoListParagraph>${'&nbsp;'.repeat(n / 6)}`],
  [
    'markers without end',
    (n: number) => `<p class=MsoListParagraph><![if !supportLists]>${'1&amp;'.repeat(n / 6)}`,
  ],
  ['a long style', (n: number) => `<p style="${'mso-list:'.repeat(n / 9)}">x`],
  ['a long class', (n: number) => `<p class="${'x_'.repeat(n / 2)}">x`],
  ['comments', (n: number) => '<p><!--[if !supportLists]-->'.repeat(n / 28)],
  ['lists never begun', (n: number) => '<ul></ul>'.repeat(n / 9)],
  ['styled letters', (n: number) => '<b style="font-weight:700">x</b>'.repeat(n / 32)],
] as const;

test.each(twice)('much of %s takes time in proportion', (_name, make) => {
  const [small, large] = [make(200_000), make(1_600_000)];
  readPastedHtml(small);
  const few = cpuTime(() => readPastedHtml(small));
  expect(cpuTime(() => readPastedHtml(large))).toBeLessThan(Math.max(400, 24 * few));
});

test('what somebody deleted is left out, and what is struck out or embedded is told', () => {
  const told: string[] = [];
  const page =
    '<p>Pay <del>50</del>40, <span style="text-decoration:line-through">30</span>.<iframe src="/x"></iframe></p>';
  expect(sanitised(readPastedHtml(page, (code) => told.push(code)))).toBe('<p>Pay 40, 30.</p>');
  expect(told).toEqual(['deleted_dropped', 'struck_kept', 'embedded_dropped']);
});
