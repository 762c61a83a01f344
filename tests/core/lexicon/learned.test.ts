import fc from 'fast-check';
import type { Pair } from '../../../src/core/language.ts';
import { certifiedBeads } from '../../../src/core/lexicon/certified-beads.ts';
import type { LearnedWord } from '../../../src/core/lexicon/learned.ts';
import {
  associationOf,
  learnWords,
  lesson,
  withLearnedWords,
} from '../../../src/core/lexicon/learned.ts';

/** Words that no dictionary has, and what renders each. */
const planted = [
  ['bolvic', '玻威机'],
  ['candrel', '坎德'],
  ['dorfant', '多凡特'],
  ['felgrim', '费格'],
  ['gantrow', '甘罗箱'],
  ['hestril', '赫斯'],
  ['jolmark', '乔马'],
  ['kendrup', '肯德普'],
  ['lomvast', '洛瓦'],
  ['morquin', '莫昆仪'],
] as const;

const split = (text: string): string[] => text.split(/(?=\|)|(?<=\|)/);

/** A sentence of each of the planted words at these places; Chinese turns the order round. */
function beadOf(places: readonly number[], n: number): Pair<string> {
  const words = places.map((place) => planted[place % planted.length] ?? planted[0]);
  return {
    en: `${words.map(([en]) => en).join(' ')} ${n}`,
    zh: `${words
      .map(([, zh]) => zh)
      .toReversed()
      .join('|')}|${n}`,
  };
}

const sentences = fc
  .array(fc.uniqueArray(fc.nat(planted.length - 1), { minLength: 1, maxLength: 4 }), {
    minLength: 60,
    maxLength: 120,
  })
  .map((list) => list.map(beadOf));

const keys = (words: readonly LearnedWord[]) => words.map(({ en, zh }) => `${en} ${zh}`).toSorted();

describe('what certified pairs teach', () => {
  it('is nothing where there is nothing', () => {
    expect(learnWords([], split)).toEqual([]);
    expect(learnWords([{ en: 'bolvic', zh: '玻威机' }], split)).toEqual([]);
  });

  it('is the words that were planted, and no others', () => {
    fc.assert(
      fc.property(sentences, (beads) => {
        const right = new Map<string, string>(planted);
        for (const { en, zh } of learnWords(beads, split)) expect(right.get(en)).toBe(zh);
      }),
    );
  });

  it('is learned of every word that stands often enough in varied company', () => {
    const beads = Array.from({ length: 100 }, (_, n) => beadOf([n, n * 3 + 1, n * 7 + 2], n));
    expect(keys(learnWords(beads, split))).toEqual(
      planted.map(([en, zh]) => `${en} ${zh}`).toSorted(),
    );
  });

  it('does not depend on the order of the beads, nor on repetitions', () => {
    fc.assert(
      fc.property(sentences, (beads) => {
        const learned = learnWords(beads, split);
        expect(learnWords(beads.toReversed(), split)).toEqual(learned);
        expect(learnWords([...beads, ...beads.slice(0, 20)], split)).toEqual(learned);
      }),
      { numRuns: 30 },
    );
  });

  it('is backed by enough beads, and holds few renderings of a word', () => {
    fc.assert(
      fc.property(sentences, (beads) => {
        const learned = learnWords(beads, split);
        for (const { en, zh, together, association } of learned) {
          const both = beads.filter((bead) => bead.en.includes(en) && bead.zh.includes(zh));
          expect(both).toHaveLength(together);
          expect(together).toBeGreaterThanOrEqual(lesson.leastTogether);
          expect(association).toBeGreaterThanOrEqual(lesson.leastAssociation);
        }
        for (const [en] of planted) {
          const own = learned.filter((word) => word.en === en);
          expect(own.length).toBeLessThanOrEqual(lesson.mostRenderings);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('reads a bounded number of beads', () => {
    const beads = Array.from({ length: lesson.mostBeads }, (_, n) => ({ en: `${n}`, zh: `${n}` }));
    const late = Array.from({ length: 50 }, (_, n) => beadOf([n, n * 3 + 1], n));
    expect(learnWords([...beads, ...late], split)).toEqual([]);
  });
});

describe('the measure of association', () => {
  const counts = fc
    .tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50))
    .filter(([a, b, c, d]) => a + b > 0 && a + c > 0 && b + d > 0 && c + d > 0)
    .map(([a, b, c, d]) => ({ both: a, one: a + b, other: a + c, all: a + b + c + d }));

  it('is never negative, and 0 for what meets by chance or less', () => {
    fc.assert(
      fc.property(counts, (table) => {
        expect(associationOf(table)).toBeGreaterThanOrEqual(0);
        const { both, one, other, all } = table;
        if (both * all <= one * other) expect(associationOf(table)).toBe(0);
      }),
    );
  });

  it('does not mind which of the two comes first', () => {
    fc.assert(
      fc.property(counts, (table) => {
        const turned = { ...table, one: table.other, other: table.one };
        expect(associationOf(turned)).toBeCloseTo(associationOf(table), 9);
      }),
    );
  });

  it('grows as evidence does: twice the places weigh twice', () => {
    fc.assert(
      fc.property(counts, ({ both, one, other, all }) => {
        const twice = { both: 2 * both, one: 2 * one, other: 2 * other, all: 2 * all };
        const once = associationOf({ both, one, other, all });
        expect(associationOf(twice)).toBeCloseTo(2 * once, 6);
      }),
    );
  });
});

describe('a lexicon with what was learned', () => {
  const lexicon = {
    translations: (word: string) => (word === 'scheme' ? ['制度', '方案'] : []),
    charactersOf: () => '红',
  };
  const learned = (en: string, zh: string) => ({ en, zh, together: 5, association: 40 });

  it('is the lexicon itself where nothing was', () => {
    expect(withLearnedWords(lexicon, [])).toBe(lexicon);
  });

  it('puts it first and keeps what was known, each once', () => {
    const both = withLearnedWords(lexicon, [
      learned('schem', '计划'),
      learned('schem', '方案'),
      learned('candrel', '坎德'),
    ]);
    expect(both.translations('schemes')).toEqual(['计划', '方案']);
    expect(both.translations('scheme')).toEqual(['计划', '方案', '制度']);
    expect(both.translations('candrels')).toEqual(['坎德']);
    expect(both.charactersOf?.('hong')).toBe('红');
  });
});

describe('the beads that can teach', () => {
  const side = (...texts: string[]) => ({
    segments: texts.map((text, index) => ({
      index,
      block: 'paragraph' as const,
      blockIndex: index,
      text,
    })),
  });
  const report = {
    en: side('One.', 'Two.', 'Three.', 'Four.'),
    zh: side('一。', '二。', '三。', '四。'),
    findings: [],
    alignment: [
      { en: [0], zh: [0], confidence: 0.9 },
      { en: [1, 2], zh: [1], confidence: 0.8 },
      { en: [], zh: [2], confidence: 1 },
      { en: [3], zh: [3], confidence: 0.2 },
    ],
  };

  it('have both sides, and are sure of their place', () => {
    expect(certifiedBeads(report)).toEqual([
      { en: 'One.', zh: '一。' },
      { en: 'Two. Three.', zh: '二。' },
    ]);
  });

  it('have no error', () => {
    const finding = {
      id: 'f',
      check: 'facts' as const,
      severity: 'error' as const,
      en: [0],
      zh: [0],
      message: { key: 'k', values: {} },
      evidence: {},
    };
    expect(certifiedBeads({ ...report, findings: [finding] })).toEqual([
      { en: 'Two. Three.', zh: '二。' },
    ]);
  });
});
