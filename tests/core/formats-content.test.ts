import fc from 'fast-check';
import { readContent } from '../../src/core/formats/content.ts';
import type { ContentInput } from '../../src/core/formats/content.ts';
import { textFormat } from '../../src/core/formats/text.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { checkText, cleanText } from '../../src/core/text-limits.ts';
import { cpuTime, sanitised } from './html-soup.ts';

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('readContent', () => {
  it('takes in title and summary as one line each, and the body as sanitised HTML', () => {
    const input = { title: ' New\n rules ', summary: '规则\n要点', body: 'a<script>x</script>' };
    const { content, warnings } = readContent(input, 'versions.en');
    expect(content).toEqual({ title: 'New rules', summary: '规则要点', body: '<p>a</p>' });
    expect(warnings).toEqual([
      { path: 'versions.en.body', code: 'element_dropped', message: '<script> was left out.' },
    ]);
  });

  it('reads the body in the format it is said to have', () => {
    const body = '**a** <b>c</b>';
    const bodyIn = (format: ContentInput['format']): string =>
      readContent({ title: 't', body, ...(format ? { format } : {}) }, '').content.body;
    expect(bodyIn(undefined)).toBe('<p>**a** <strong>c</strong></p>');
    expect(bodyIn('html')).toBe('<p>**a** <strong>c</strong></p>');
    expect(bodyIn('markdown')).toBe('<p><strong>a</strong> <strong>c</strong></p>');
    expect(bodyIn('text')).toBe('<p>**a** &lt;b&gt;c&lt;/b&gt;</p>');
  });

  it('drops bidi controls with a warning and keeps NFC', () => {
    const { content, warnings } = readContent(
      { title: 'Cafe\u0301 \u202eX\u2069', body: 'e\u0301' },
      '',
    );
    expect(content).toEqual({ title: 'Café X', summary: '', body: '<p>é</p>' });
    expect(warnings.map(({ path, code }) => [path, code])).toEqual([['title', 'bidi_dropped']]);
  });

  it.each([
    [{ title: ' \n\u3000', body: '' }, 'title', 'required'],
    [{ title: '\u200f', body: '' }, 'title', 'required'],
    [{ title: '\u200b \u3164', body: '' }, 'title', 'required'],
    [{ title: 'a\u0000', body: '' }, 'title', 'nul'],
    [{ title: 't', summary: '\udc00', body: '' }, 'summary', 'lone_surrogate'],
    [{ title: 't', body: 'a\ud800', format: 'text' }, 'body', 'lone_surrogate'],
    [{ title: 'a'.repeat(501), body: '' }, 'title', 'too_long'],
    [{ title: 't', summary: 'a'.repeat(2_001), body: '' }, 'summary', 'too_long'],
    [{ title: 't', body: 'a'.repeat(400_001), format: 'text' }, 'body', 'too_long'],
    [{ title: 't', body: '<b>'.repeat(100) }, 'body', 'too_deep'],
    [{ title: 't', body: '>'.repeat(100), format: 'markdown' }, 'body', 'too_deep'],
  ] as const)('refuses %.40j: %s %s', (input, field, code) => {
    const refusal = refusalOf(() => readContent(input, 'versions.zh'));
    expect(refusal.code).toBe('invalid');
    expect(refusal.detail.errors).toMatchObject([{ path: `versions.zh.${field}`, code }]);
  });

  it('takes texts as long as they may be', () => {
    const { content } = readContent(
      { title: '长'.repeat(500), summary: '长'.repeat(2_000), body: '长'.repeat(399_993) },
      '',
    );
    expect(content.body).toHaveLength(400_000);
  });

  it('is idempotent: content read again is the same and raises no warning', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (title, body) => {
        const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '');
        const first = readContent({ title: `t${clean(title)}`, body: clean(body) }, '').content;
        expect(readContent(first, '')).toEqual({ content: first, warnings: [] });
      }),
      { numRuns: 500 },
    );
  });
});

describe('textFormat', () => {
  const html = (text: string): string => textFormat.read(text, 'body').html;

  it.each([
    ['one\ntwo\n\n\nthree', '<p>one two</p><p>three</p>'],
    ['中国质量\r\n认证中心', '<p>中国质量认证中心</p>'],
    ['　　第一段\n续行\n　　第二段', '<p>第一段续行</p><p>第二段</p>'],
    ['a < b & c', '<p>a &lt; b &amp; c</p>'],
    ['- a\n- b\n  more\n\n- c', '<ul><li>a</li><li>b more</li><li>c</li></ul>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['1. a\n2. b\n\n- c\n- d', '<ol><li>a</li><li>b</li></ol><ul><li>c</li><li>d</li></ul>'],
    ['- alone', '<p>- alone</p>'],
    ['1. a\n3. b', '<p>1. a 3. b</p>'],
    ['2024. A year\n2025. Another', '<p>2024. A year 2025. Another</p>'],
    ['a\u202eb\u0007', '<p>ab</p>'],
    ['', ''],
  ])('reads %j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('gives canonical HTML for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('- a', '1. b', '2. c', '', '　　d', ' e', '<p>', '&', '中')),
        (lines) => {
          const read = html(lines.join('\n'));
          expect(sanitised(read)).toBe(read);
        },
      ),
    );
  });

  it('takes 400,000 characters in less than a second', () => {
    expect(cpuTime(() => html('一段文字，\n'.repeat(60_000)))).toBeLessThan(5_000);
    expect(cpuTime(() => html('- a\n'.repeat(30_000)))).toBeLessThan(5_000);
  });
});

describe('text limits', () => {
  it('check what no text may hold', () => {
    expect(() => checkText('ok 𠮷\n', 'x')).not.toThrow();
    expect(refusalOf(() => checkText('a\udfffb', 'x')).detail.errors).toMatchObject([
      { path: 'x', code: 'lone_surrogate' },
    ]);
  });

  it('clean a text, once and for all', () => {
    expect(cleanText('a\r\nb\rc\td\u0001\u061c', 'x')).toEqual({
      text: 'a\nb\nc\td',
      warnings: [
        expect.objectContaining({ path: 'x', code: 'bidi_dropped' }),
        expect.objectContaining({ path: 'x', code: 'control_dropped' }),
      ],
    });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(text).text;
        expect(cleanText(clean)).toEqual({ text: clean, warnings: [] });
      }),
    );
  });
});
