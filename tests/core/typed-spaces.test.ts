import { diffContent } from '../../src/core/diff.ts';
import { blocksOf } from '../../src/core/document.ts';
import { readContent } from '../../src/core/formats/content.ts';

const content = (body: string) => readContent({ title: 'Title', body }, '').content;

/** Spaces that nobody sees are kept as they were typed: taking one out is an edit, and a cosmetic one. */
describe('spaces typed in a row', () => {
  it('stay in the body and are one for readers', () => {
    const { body } = content('<p>One  two.   Three <b>four</b> five\n   six</p>');
    expect(body).toBe('<p>One  two.   Three <strong>four</strong> five six</p>');
    const [, block] = blocksOf({ title: 'Title', summary: '', body });
    expect(block).toMatchObject({
      text: 'One two. Three four five six',
      typed: 'One  two.   Three four five six',
    });
    expect(block?.marks[0]).toMatchObject({ tag: 'strong', from: 15, to: 19 });
  });

  it.each([
    ['in a sentence', '<p>One  two. Three.</p>', ['unchanged', 'cosmetic', 'unchanged']],
    ['between sentences', '<p>One two.  Three.</p>', ['unchanged', 'unchanged', 'cosmetic']],
  ])('taken out %s are cosmetic', (_where, before, classes) => {
    const diff = diffContent('en', content(before), content('<p>One two. Three.</p>'));
    expect(diff.segments.map((segment) => segment.class)).toEqual(classes);
    expect(diff.class).toBe('cosmetic');
  });

  it('do not make a sentence differ when another comes before it', () => {
    const diff = diffContent(
      'en',
      content('<p>Two  words. Same here.</p>'),
      content('<p>New one. Two  words. Same here.</p>'),
    );
    expect(diff.segments.map((segment) => segment.class)).toEqual([
      'unchanged',
      'added',
      'unchanged',
      'unchanged',
    ]);
  });
});
