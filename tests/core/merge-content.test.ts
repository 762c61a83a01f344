import fc from 'fast-check';
import type { Content } from '../../src/core/document.ts';
import { parseBody, writeBody } from '../../src/core/document.ts';
import { mergeContent } from '../../src/core/merge-content.ts';

const content = (body: string, title = 'Hours'): Content => ({ title, summary: '', body });
const base = content('<p>One.</p><ul><li>a</li><li>b</li></ul><p>Two.</p>');

test.each([
  [
    'a paragraph at the top, another at the end',
    '<p>New.</p><p>One.</p><ul><li>a</li><li>b</li></ul><p>Two.</p>',
    '<p>One.</p><ul><li>a</li><li>b</li></ul><p>Two.</p><p>Last.</p>',
    '<p>New.</p><p>One.</p><ul><li>a</li><li>b</li></ul><p>Two.</p><p>Last.</p>',
  ],
  [
    'items of one list',
    '<p>One.</p><ul><li>first</li><li>a</li><li>b</li></ul><p>Two.</p>',
    '<p>One.</p><ul><li>a</li><li>B</li></ul><p>Two.</p>',
    '<p>One.</p><ul><li>first</li><li>a</li><li>B</li></ul><p>Two.</p>',
  ],
  [
    'both at the end',
    '<p>One.</p><ul><li>a</li><li>b</li></ul><p>Two.</p><p>Mine.</p>',
    '<p>One.</p><ul><li>a</li><li>b</li></ul><p>Two.</p><p>Theirs.</p>',
    '<p>One.</p><ul><li>a</li><li>b</li></ul><p>Two.</p><p>Theirs.</p><p>Mine.</p>',
  ],
])('%s', (_what, mine, theirs, together) => {
  const merged = mergeContent(base, { mine: content(mine), theirs: content(theirs) });
  expect(merged).toEqual(content(together));
});

test('where both changed one block or the title, somebody chooses', () => {
  const both = { mine: content('<p>One, mine.</p>'), theirs: content('<p>One, theirs.</p>') };
  expect(mergeContent(content('<p>One.</p>'), both)).toBeNull();
  const titles = { mine: content(base.body, 'Mine'), theirs: content(base.body, 'Theirs') };
  expect(mergeContent(base, titles)).toBeNull();
});

test('what one of them left alone is as the other has it', () => {
  const block = fc.constantFrom(
    '<p>a</p>',
    '<p>b</p>',
    '<ul><li>c</li><li>d</li></ul>',
    '<h2>e</h2>',
  );
  const body = fc.array(block, { maxLength: 5 }).map((each) => writeBody(parseBody(each.join(''))));
  fc.assert(
    fc.property(body, body, (before, after) => {
      const [old, now] = [content(before), content(after, 'Other')];
      expect(mergeContent(old, { mine: old, theirs: now })).toEqual(now);
      expect(mergeContent(old, { mine: now, theirs: old })).toEqual(now);
      expect(mergeContent(old, { mine: now, theirs: now })).toEqual(now);
    }),
  );
});
