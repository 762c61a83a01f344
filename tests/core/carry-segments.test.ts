import fc from 'fast-check';
import { carrySegments } from '../../src/core/carry-segments.ts';
import { diffContent } from '../../src/core/diff.ts';

const content = (...sentences: string[]) => ({
  title: 'Title',
  summary: '',
  body: sentences.map((each) => `<p>${each}</p>`).join(''),
});
const sentences = [
  'The reading room opens at nine.',
  'Please bring your library card.',
  'Photography is not allowed inside.',
  'Children are welcome on Sundays.',
  'The garden closes in winter.',
];

const carried = (before: string[], after: string[], segments: Record<string, string>) =>
  carrySegments(
    diffContent('en', content(...before), content(...after)),
    { side: 'en', language: 'zh' },
    segments,
  );

describe('texts kept by sentence', () => {
  it('follow their sentences when something is put in before them, and stay with changed ones', () => {
    const [a = '', b = '', c = '', d = ''] = sentences;
    const texts = { 'en-1': '甲', 'en-2': '乙', 'en-3': '丙', 'zh-7': '不动' };
    const changed = b.replace('library', 'reader’s');
    expect(carried([a, b, c], [d, a, changed, c], texts)).toMatchObject({
      segments: { 'en-2': '甲', 'en-3': '乙', 'en-4': '丙', 'zh-7': '不动' },
      orphans: {},
    });
  });

  it('follow them too where both sides are written, and the sentence has a text of its own', () => {
    const [a = '', b = '', d = ''] = sentences;
    const texts = { 'en-1': 'A changed.', 'zh@en-2': '乙', 'zh@en-1': '甲' };
    expect(carried([a, b], [d, a, b], texts)).toMatchObject({
      segments: { 'en-2': 'A changed.', 'zh@en-3': '乙', 'zh@en-2': '甲' },
      orphans: {},
    });
    expect(carried([a, b], [a], texts).orphans).toEqual({ 'zh@en-2': '乙' });
  });

  it('are given back where the sentence is gone', () => {
    const [a = '', b = '', c = ''] = sentences;
    expect(carried([a, b, c], [a, c], { 'en-2': '乙', 'en-3': '丙' })).toMatchObject({
      segments: { 'en-2': '丙' },
      orphans: { 'en-2': '乙' },
    });
  });

  it('are never lost, and stay where they are where nothing moved', () => {
    const some = fc.subarray(sentences, { minLength: 1 });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const texts = Object.fromEntries(before.map((each, i) => [`en-${i + 1}`, `译${i}。`]));
        const { segments, orphans } = carried(before, after, texts);
        const kept = [...Object.values(segments), ...Object.values(orphans)].join('');
        for (const text of Object.values(texts)) expect(kept).toContain(text);
        expect(carried(before, before, texts).segments).toEqual(texts);
      }),
    );
  });
});
