import fc from 'fast-check';
import type { Language } from '../../src/core/language.ts';
import { laneSpans, ledgerGraph, pointsOf } from '../../src/core/ledger-graph.ts';

const revision = (language: Language, number: number, minute: number) => ({
  language,
  number,
  createdAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
});
const point = (id: string, en: number, zh: number, retracted: unknown = null) => ({
  id,
  en,
  zh,
  retracted,
});

test('revisions stand in the order of time, those of one act in one row', () => {
  const { rows } = ledgerGraph(
    {
      en: [revision('en', 2, 9), revision('en', 1, 1)],
      zh: [revision('zh', 2, 5), revision('zh', 1, 1)],
    },
    [],
  );
  expect(rows.map(({ revisions }) => [revisions.en?.number, revisions.zh?.number])).toEqual([
    [2, undefined],
    [undefined, 2],
    [1, 1],
  ]);
  expect(laneSpans(rows)).toEqual({ en: [0, 2], zh: [1, 2] });
});

test('the first sync point that was not retracted stands; what is not shown has no row', () => {
  const points = [point('c', 2, 2, { at: '' }), point('b', 2, 1), point('a', 1, 1)];
  const { joins } = ledgerGraph({ en: [revision('en', 2, 9)], zh: [revision('zh', 1, 1)] }, points);
  expect(joins).toEqual([
    { id: 'c', rows: { en: 0, zh: null }, standing: false, retracted: true },
    { id: 'b', rows: { en: 0, zh: 1 }, standing: true, retracted: false },
    { id: 'a', rows: { en: null, zh: 1 }, standing: false, retracted: false },
  ]);
  expect(pointsOf(points, { language: 'zh', number: 1 }).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('no revision is lost or moved past another of its lane', () => {
  const minutes = fc.array(fc.nat(50), { maxLength: 12 });
  const laneOf = (language: Language, times: readonly number[]) =>
    times.map((minute, k) => revision(language, times.length - k, minute));
  fc.assert(
    fc.property(minutes, minutes, (en, zh) => {
      const lanes = { en: laneOf('en', en), zh: laneOf('zh', zh) };
      const { rows } = ledgerGraph(lanes, []);
      for (const language of ['en', 'zh'] as const) {
        expect(rows.flatMap(({ revisions }) => revisions[language] ?? [])).toEqual(lanes[language]);
      }
    }),
  );
});
