import fc from 'fast-check';
import type { BlockDiff, LoggedPublication } from '../../src/core/publication.ts';
import {
  changedBlocks,
  howFarBehind,
  pairToPublish,
  shownToReaders,
} from '../../src/core/publication.ts';

const log = (...revisions: (number | null)[]): LoggedPublication[] =>
  revisions.map((revision, i) => ({ revision, at: new Date(i * 1000) }));

const text = (...blocks: number[]) => blocks.map((blockIndex) => ({ blockIndex }));
const diff = (
  before: number[],
  after: number[],
  ...segments: [number[], number[], BlockDiff['segments'][number]['class']][]
): BlockDiff => ({
  before: text(...before),
  after: text(...after),
  segments: segments.map(([from, to, what]) => ({ before: from, after: to, class: what })),
});

test('of an archived notice readers get nothing, whatever was public', () => {
  const published = { en: 2, zh: null };
  expect(shownToReaders({ state: 'en_only', published })).toEqual(published);
  expect(shownToReaders({ state: 'archived', published })).toEqual({ en: null, zh: null });
});

describe('pairToPublish', () => {
  const points = [
    { en: 3, zh: 2 },
    { en: 5, zh: 2 },
    { en: 5, zh: 4 },
    { en: 8, zh: 6 },
  ];
  test.each([
    ['en', 8, { en: 8, zh: 6 }, 'the standing pair'],
    ['zh', 6, { en: 8, zh: 6 }, 'from the other side as well'],
    ['en', 5, { en: 5, zh: 4 }, 'the greatest of the pairs that hold it'],
    ['zh', 2, { en: 5, zh: 2 }, 'an earlier pair'],
    ['en', 4, { en: 8, zh: 6 }, 'never certified itself: the standing pair is past it'],
    ['en', 9, null, 'past everything certified'],
    ['zh', 7, null, 'past everything certified'],
  ] as ['en' | 'zh', number, unknown, string][])(
    '%s r%d: %j, %s',
    (language, revision, expected) => {
      expect(pairToPublish(points, { language, revision })).toEqual(expected);
      expect(pairToPublish(points.toReversed(), { language, revision })).toEqual(expected);
    },
  );

  test('nothing is certified', () => {
    expect(pairToPublish([], { language: 'en', revision: 1 })).toBeNull();
  });

  test('never takes the side that was asked for behind the revision asked for', () => {
    const chain = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 8 }).map((steps) => {
      let at = { en: 1, zh: 1 };
      return steps.map(([en, zh]) => (at = { en: at.en + en, zh: at.zh + zh }));
    });
    fc.assert(
      fc.property(
        chain,
        fc.constantFrom('en', 'zh'),
        fc.integer({ min: 1, max: 12 }),
        (all, language, revision) => {
          const pair = pairToPublish(all, { language, revision });
          if (pair === null) expect(all.every((point) => point[language] < revision)).toBe(true);
          else expect(pair[language]).toBeGreaterThanOrEqual(revision);
        },
      ),
    );
  });
});

describe('howFarBehind', () => {
  test.each([
    [log(1, 2, 3), 3, null, 'the counterpart says what was certified'],
    [log(1, 2, 3), 2, { since: new Date(2000), by: 1 }, 'one publication past it'],
    [log(1, 2, 3, 5), 1, { since: new Date(1000), by: 3 }, 'three past it'],
    [log(1, 2, 1), 1, null, 'rolled back to what was certified'],
    [log(1, 2, 1, 4), 1, { since: new Date(3000), by: 1 }, 'counted from the last return'],
    [log(2, null, 2), 1, { since: new Date(2000), by: 1 }, 'withdrawn in between'],
    [log(2, null), 1, null, 'withdrawn'],
    [log(), 1, null, 'never published'],
  ] as [LoggedPublication[], number, unknown, string][])(
    '%#: %j past r%d is %j: %s',
    (entries, synced, expected) => {
      expect(howFarBehind(entries, synced)).toEqual(expected);
    },
  );
});

describe('changedBlocks', () => {
  test.each([
    ['nothing', diff([0, 1], [0, 1], [[0], [0], 'unchanged'], [[1], [1], 'unchanged']), []],
    ['a sentence', diff([0, 1], [0, 1], [[0], [0], 'unchanged'], [[1], [1], 'facts']), [1]],
    [
      'two sentences of a block',
      diff([0, 0], [0, 0], [[0], [0], 'minor'], [[1], [1], 'wording']),
      [0],
    ],
    [
      'a new block',
      diff([0, 1], [0, 1, 2], [[0], [0], 'unchanged'], [[1], [2], 'unchanged'], [[], [1], 'added']),
      [1],
    ],
    [
      'a sentence taken out',
      diff(
        [0, 0, 1],
        [0, 1],
        [[0], [0], 'unchanged'],
        [[1], [], 'removed'],
        [[2], [1], 'unchanged'],
      ),
      [0],
    ],
    ['a block taken out', diff([0, 1], [0], [[0], [0], 'unchanged'], [[1], [], 'removed']), []],
    [
      'a block that moved',
      diff(
        [0, 1, 2],
        [0, 1, 2],
        [[0], [0], 'unchanged'],
        [[2], [1], 'moved'],
        [[1], [2], 'unchanged'],
      ),
      [1],
    ],
  ] as [string, BlockDiff, number[]][])('%s', (_, given, expected) => {
    expect(changedBlocks(given)).toEqual(expected);
  });
});
