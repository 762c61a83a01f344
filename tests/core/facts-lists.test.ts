import { readCorpus } from '../../bench/accuracy/corpus.ts';
import { measureFacts } from '../../bench/accuracy/measure-facts.ts';
import { compareFacts, extractFacts } from '../../src/core/facts/extract.ts';

test.each(measureFacts(readCorpus(undefined), false))(
  '$group: $name reach the goal',
  ({ value, goal, count }) => {
    expect(count).toBeGreaterThan(30);
    expect(value).toBeGreaterThanOrEqual(goal?.value ?? 1);
  },
);

test.each([
  ['Output fell by 20%.', '产量降至20%。', 'relation'],
  ['The count grew from 12 to 19.', '数量由19增至12。', 'relation'],
  ['The fee rose to 42 yuan from 35 yuan.', '费用由42元升至35元。', 'relation'],
  ['Costs are 5% higher than before last year.', '成本比上年低5%。', 'relation'],
  ['It weighs 5 kg.', '重5克。', 'relation'],
  ['Over 300 guests came.', '来宾近300人。', 'hedge'],
  ['At least 3 are needed.', '最多需要3份。', 'hedge'],
])('%s / %s differ: %s', (en, zh, reason) => {
  const found = compareFacts(extractFacts(en, 'en'), extractFacts(zh, 'zh'));
  expect(found.map((difference) => difference.reason)).toContain(reason);
});

test('a fraction told by its parts is the same fraction', () => {
  const compare = (en: string, zh: string) =>
    compareFacts(extractFacts(en, 'en'), extractFacts(zh, 'zh'));
  expect(compare('Four out of five agreed.', '五分之四表示同意。')).toEqual([]);
  expect(compare('Four out of five agreed.', '四分之三表示同意。')).not.toEqual([]);
});
