import { readFileSync } from 'node:fs';
import { compareFacts, extractFacts, relationsOf } from '../../src/core/facts/extract.ts';
import type { Language } from '../../src/core/language.ts';

interface Row {
  readonly verdict: string;
  readonly en: string;
  readonly zh: string;
}

const rows: Row[] = readFileSync(
  new URL('../fixtures/facts/relations.tsv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [verdict = '', , en = '', zh = ''] = line.split('\t');
    return { verdict, en, zh };
  });

function differences({ en, zh }: Row) {
  return compareFacts(extractFacts(en, 'en'), extractFacts(zh, 'zh')).filter(
    (item) => item.severity !== 'hint',
  );
}

describe('amounts and dates in their sentences', () => {
  it.each(rows.filter((row) => row.verdict === 'agree'))('agree: $en | $zh', (row) => {
    expect(differences(row)).toEqual([]);
  });

  it.each(rows.filter((row) => row.verdict === 'disagree'))('disagree: $en | $zh', (row) => {
    expect(differences(row)).not.toEqual([]);
  });
});

describe('the words around a fact', () => {
  it.each<[Language, string, object]>([
    ['en', 'Waste fell by 20%.', { change: 'by', direction: 'down', measure: 'share' }],
    ['zh', '废物降至20%。', { change: 'to', direction: 'down', measure: 'share' }],
    ['en', 'within 15 working days', { unit: 'workday' }],
    ['zh', '15个工作日', { unit: 'workday' }],
    ['en', 'by the end of March 2026', { limit: 'end', part: 'late' }],
    ['zh', '自2026年3月1日起', { limit: 'start' }],
    ['en', 'at 9:00 (UTC+8)', { zone: '480' }],
    ['zh', '北京时间9:00', { zone: '480' }],
    ['zh', '上升2个百分点', { change: 'by', direction: 'up', measure: 'points' }],
    ['en', 'The office has 40 desks.', {}],
  ])('%s: %s', (language, text, expected) => {
    const [fact] = extractFacts(text, language);
    expect(fact && relationsOf(fact)).toEqual(expected);
  });
});
