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
  [
    'paragraphs and items that touch',
    '<p>One, mine.</p><ul><li>a</li><li>b, mine</li></ul><p>Two.</p>',
    '<p>One.</p><ul><li>a, theirs</li><li>b</li></ul><p>Two, theirs.</p><p>New.</p>',
    '<p>One, mine.</p><ul><li>a, theirs</li><li>b, mine</li></ul><p>Two, theirs.</p><p>New.</p>',
  ],
  [
    'a removal beside a change',
    '<p>One.</p><ul><li>b</li></ul><p>Two.</p>',
    '<p>One.</p><ul><li>a</li><li>b, theirs</li></ul><p>Two.</p>',
    '<p>One.</p><ul><li>b, theirs</li></ul><p>Two.</p>',
  ],
])('%s', (_what, mine, theirs, together) => {
  const merged = mergeContent(base, { mine: content(mine), theirs: content(theirs) });
  expect(merged.content).toEqual(content(together));
});

test('where both changed one block or the title, somebody chooses', () => {
  const both = { mine: content('<p>One, mine.</p>'), theirs: content('<p>One, theirs.</p>') };
  const choose = { content: null, samePlaces: ['block'] };
  expect(mergeContent(content('<p>One.</p>'), both)).toEqual(choose);
  // What goes with one of them and is changed by the other.
  const gone = { mine: content('<p>A.</p>'), theirs: content('<p>A.</p><p>B, theirs.</p>') };
  expect(mergeContent(content('<p>A.</p><p>B.</p>'), gone)).toEqual(choose);
  const titles = { mine: content(base.body, 'Mine'), theirs: content(base.body, 'Theirs') };
  expect(mergeContent(base, titles)).toEqual({ content: null, samePlaces: ['title'] });
});

test('of a table, other rows', () => {
  const table = (...rows: readonly string[]): Content =>
    content(
      `<table><tbody>${rows.map((row) => `<tr><td>${row}</td><td>1</td></tr>`).join('')}</tbody></table>`,
    );
  const merged = mergeContent(table('a', 'b', 'c'), {
    mine: table('a, mine', 'b', 'c', 'd'),
    theirs: table('a', 'b, theirs', 'c'),
  });
  expect(merged.content).toEqual(table('a, mine', 'b, theirs', 'c', 'd'));
});

test('what one of them left alone is as the other has it', () => {
  const block = fc.constantFrom(
    '<p>a</p>',
    '<p>b</p>',
    '<ul><li>c</li><li>d</li></ul>',
    '<h2>e</h2>',
    '<table><tbody><tr><td>f</td></tr><tr><td>g</td></tr></tbody></table>',
  );
  const body = fc.array(block, { maxLength: 5 }).map((each) => writeBody(parseBody(each.join(''))));
  fc.assert(
    fc.property(body, body, (before, after) => {
      const [old, now] = [content(before), content(after, 'Other')];
      expect(mergeContent(old, { mine: old, theirs: now }).content).toEqual(now);
      expect(mergeContent(old, { mine: now, theirs: old }).content).toEqual(now);
      expect(mergeContent(old, { mine: now, theirs: now }).content).toEqual(now);
    }),
  );
});

test('nothing that either of them wrote is lost, and nothing that either took out comes back', () => {
  const words = (tag: number, made: string): string =>
    tag % 3 === 0 ? `<p>${made}</p>` : `<ul><li>${made}</li></ul>`;
  const fate = fc.constantFrom('stays', 'stays', 'changed', 'gone', 'followed');
  const blocks = fc.array(fc.tuple(fc.nat(2), fate, fate), { minLength: 1, maxLength: 6 });
  const textsIn = (body: string): Set<string> => new Set(body.match(/\w+(?=<)/g));
  const bodyOf = (html: readonly string[]): string =>
    writeBody(parseBody(html.join('').replaceAll('</ul><ul>', '')));
  fc.assert(
    fc.property(blocks, (given) => {
      const made = (who: string, fateOf: (block: (typeof given)[number]) => string): string =>
        bodyOf(
          given.flatMap((block, at) => {
            const [tag] = block;
            const own = fateOf(block);
            if (own === 'gone') return [];
            const text = words(tag, own === 'changed' ? `${who}${at}` : `base${at}`);
            return own === 'followed' ? [text, words(tag, `${who}New${at}`)] : [text];
          }),
        );
      const old = made('base', () => 'stays');
      const mine = made('mine', (block) => block[1]);
      const theirs = made('theirs', (block) => block[2]);
      const merged = mergeContent(content(old), { mine: content(mine), theirs: content(theirs) });
      if (merged.content === null) return;
      const [was, one, other] = [textsIn(old), textsIn(mine), textsIn(theirs)];
      const kept = (text: string): boolean => !was.has(text) || (one.has(text) && other.has(text));
      const wanted = [...new Set([...was, ...one, ...other])].filter(kept);
      expect([...textsIn(merged.content.body)].toSorted()).toEqual(wanted.toSorted());
    }),
    { numRuns: 500 },
  );
});
