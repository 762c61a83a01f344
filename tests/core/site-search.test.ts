import fc from 'fast-check';
import { excerptOf, searchFor, siteSearchTextOf } from '../../src/core/site-search.ts';

const asTyped = (term: string) => [term];

describe('searchFor', () => {
  test.each([
    ['audit', [[{ term: 'audit', grams: ['aud', 'udi', 'dit'] }]]],
    ['EU', [[{ term: 'eu', grams: ['eu'] }]]],
    ['审核', [[{ term: '审核', grams: ['审核'] }]]],
    ['％ …', []],
    ['', []],
  ])('%j', (query, expected) => {
    expect(searchFor(query, asTyped)).toEqual(expected);
  });

  test('a term may be read in several ways', () => {
    const [readings] = searchFor('軟體', () => ['軟體', '软体', '软件']);
    expect(readings?.map((reading) => reading.term)).toEqual(['軟體', '软体', '软件']);
  });

  test('a text that holds a term with grams has all of them', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', '3', '审', '核', ' ', '-', 'É', '，'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(word, word, fc.nat(20), fc.nat(20), (before, after, from, length) => {
        const text = siteSearchTextOf({ title: `${before} x ${after}`, summary: '', body: '' });
        const term = text.folded.slice(from, from + length);
        for (const [reading] of searchFor(term, asTyped)) {
          // A word of one or two letters is found as a word only.
          if (
            reading === undefined ||
            /^[^\p{Script=Han}]{1,2}$|(?<!\p{L})\p{Script=Latin}{1,2}$/u.test(reading.term)
          )
            continue;
          if (!text.folded.includes(reading.term)) continue;
          const missing = reading.grams.filter(
            (gram) => !text.grams.includes(gram) && gram.length > 2,
          );
          expect(missing).toEqual([]);
        }
      }),
    );
  });
});

describe('excerptOf', () => {
  test('shows the surroundings as they are written', () => {
    expect(excerptOf('The Audit Fee is due.', ['audit'])).toEqual({
      before: 'The ',
      hit: 'Audit',
      after: ' Fee is due.',
    });
    expect(excerptOf('费用为３２００元。', ['3200'])).toEqual({
      before: '费用为',
      hit: '３２００',
      after: '元。',
    });
    expect(excerptOf('ﬁnal ﬁling', ['filing'])).toEqual({
      before: 'ﬁnal ',
      hit: 'ﬁling',
      after: '',
    });
    expect(excerptOf('nothing', ['audit'])).toBeNull();
  });

  test('cuts long texts between words', () => {
    const found = excerptOf(`${'word '.repeat(40)}audit${' other'.repeat(60)}`, ['audit']);
    expect(found?.before).toMatch(/^… (?:word )+$/);
    expect(found?.after).toMatch(/^(?: other)+ ?…$/);
  });

  test('whatever it is given, its parts are parts of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
        (text, term) => {
          const found = excerptOf(text, [term]);
          if (found === null) return;
          expect(text).toContain(found.hit);
          expect(`${found.before}${found.hit}${found.after}`.isWellFormed()).toBe(
            text.isWellFormed(),
          );
        },
      ),
    );
  });
});
