import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { html } from '../../../src/platform/http/html.ts';
import { pathWith } from '../../../src/platform/http/page-words.ts';

/** The text of the first element, and its attribute `title`, as a parser reads them. */
function read(markup: string): { text: string; title: string } {
  const [element, ...rest] = parseDocument(markup).children;
  if (element === undefined || !('attribs' in element) || rest.length > 0) {
    throw new Error(`not one element: ${markup}`);
  }
  const text = element.children.map((child) => ('data' in child ? child.data : '<element>'));
  return { text: text.join(''), title: element.attribs['title'] ?? '' };
}

const anyText = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));

test('whatever is put into a template is read back as text, in elements and in attributes', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, title) => {
      const markup = html`<p title="${title}">${text}</p>`.text;
      expect(read(markup)).toEqual({ text, title });
    }),
  );
});

test('templates in templates stand as they are; nothing is written for what is not there', () => {
  const items = ['<a>', 'b'].map((each) => html`<li>${each}</li>`);
  const nothing = [null, undefined, false] as const;
  expect(html`<b>${items}</b>${nothing}${0}`.text).toBe('<b><li>&lt;a&gt;</li><li>b</li></b>0');
});

test('U+0000, which HTML does not have, is shown as U+FFFD', () => {
  expect(html`${'a\0b'}`.text).toBe('a\uFFFDb');
});

test('a path has the parameters that have a value', () => {
  expect(pathWith('/sign-in', { next: null, lang: undefined })).toBe('/sign-in');
  expect(pathWith('/sign-in', { next: '/app/compare?lang=zh', lang: 'zh' })).toBe(
    '/sign-in?next=/app/compare%3Flang%3Dzh&lang=zh',
  );
});
