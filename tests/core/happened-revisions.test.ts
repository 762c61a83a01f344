import { happenedRevisions } from '../../src/core/happened-revisions.ts';

test.each([
  ['one that was saved', { saved: { zh: 3 } }, [{ language: 'zh', number: 3 }]],
  [
    'both that were saved',
    { saved: { en: 8, zh: 6 } },
    [
      { language: 'en', number: 8 },
      { language: 'zh', number: 6 },
    ],
  ],
  ['one side', { language: 'en', revision: 2 }, [{ language: 'en', number: 2 }]],
  [
    'a pair',
    { en: 1, zh: 2, ground: 'confirmed' },
    [
      { language: 'en', number: 1 },
      { language: 'zh', number: 2 },
    ],
  ],
  // The classes of an assessed difference, and a language without a number, are no revisions.
  ['classes', { en: 'facts', zh: 'wording' }, []],
  ['no number', { language: 'en' }, []],
  ['nothing', {}, []],
])('%s', (_name, data, revisions) => {
  expect(happenedRevisions(data)).toEqual(revisions);
});
