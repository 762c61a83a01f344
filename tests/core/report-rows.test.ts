import type { Severity } from '../../src/core/checks/names.ts';
import { factPieces, gravestOf, isAtFault, reportRows } from '../../src/core/report-rows.ts';

const finding = (id: string, severity: Severity, en: number[], zh: number[] = []) => ({
  id,
  severity,
  en,
  zh,
});

test('each finding stands in the first row that it is about, the gravest first', () => {
  const { rows, elsewhere } = reportRows({
    alignment: [
      { en: [0], zh: [0], confidence: 0.95 },
      { en: [1, 2], zh: [1], confidence: 0.7 },
      { en: [3], zh: [2], confidence: 0.2 },
      { en: [], zh: [3], confidence: 1 },
    ],
    findings: [
      finding('whole', 'hint', []),
      finding('b', 'warning', [2, 3]),
      finding('a', 'error', [], [1]),
    ],
  });
  expect(rows.map(({ sureness }) => sureness)).toEqual(['sure', 'likely', 'unsure', 'none']);
  expect(rows.map(({ findings }) => findings.map(({ id }) => id))).toEqual([
    [],
    ['a', 'b'],
    [],
    [],
  ]);
  expect(elsewhere.map(({ id }) => id)).toEqual(['whole']);
  expect(gravestOf(elsewhere)).toBe('hint');
  expect(gravestOf([])).toBe('none');
});

test('a sentence is cut at its facts, and nothing of it is lost', () => {
  const text = 'On 21 March 2027, 30 people.';
  const facts = [
    { name: 'year', from: 12, to: 16 },
    { name: 'date', from: 3, to: 16 },
    { name: 'number', from: 18, to: 20 },
  ];
  const pieces = factPieces(text, facts);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.map(({ fact }) => fact?.name ?? null)).toEqual([
    null,
    'date',
    null,
    'number',
    null,
  ]);
  expect(factPieces('', [])).toEqual([]);
});

test('a fact is at fault where an error or a warning points at its words', () => {
  const pointing = (severity: Severity) => [{ severity, evidence: { zh: '3月27日' } }];
  expect(isAtFault({ text: '3月27日' }, 'zh', pointing('error'))).toBe(true);
  expect(isAtFault({ text: '3月27日' }, 'zh', pointing('hint'))).toBe(false);
  expect(isAtFault({ text: '3月27日' }, 'en', pointing('error'))).toBe(false);
});
