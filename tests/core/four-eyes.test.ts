import { changesPast } from '../../src/core/four-eyes.ts';

const revision = (number: number, rest: { pending?: boolean; ruling?: string } = {}) => ({
  number,
  authors: [`author ${number}`],
  pending: rest.pending ?? false,
  ruling: rest.ruling ?? null,
});

test('what changed past the standing pair, without what no review accepted', () => {
  const lists = {
    en: [
      revision(5, { pending: true }),
      revision(4, { ruling: 'accepted' }),
      revision(3, { ruling: 'returned' }),
      revision(2),
      revision(1),
    ],
    zh: [revision(1)],
  };
  expect(changesPast({ en: 1, zh: 1 }, lists)).toEqual([
    { language: 'en', number: 4, authors: ['author 4'] },
    { language: 'en', number: 2, authors: ['author 2'] },
  ]);
  expect(changesPast(null, lists)).toHaveLength(4);
});

test('a list that ends before the standing pair tells nothing', () => {
  const lists = { en: [revision(9), revision(8)], zh: [revision(1)] };
  expect(changesPast({ en: 6, zh: 1 }, lists)).toBeNull();
  expect(changesPast({ en: 7, zh: 1 }, lists)).toHaveLength(2);
});
