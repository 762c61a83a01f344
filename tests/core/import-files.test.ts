import fc from 'fast-check';
import { batchesOf, earlierSlug, groupFiles, nameParts } from '../../src/core/import-files.ts';

test.each([
  ['fees.en.html', 'fees', 'en'],
  ['fees_zh.md', 'fees', 'zh'],
  ['fees-zh-CN.txt', 'fees', 'zh'],
  ['a folder/fees.EN.htm', 'fees', 'en'],
  ['open.html', 'open', null],
  ['2026 公告.txt', '2026 公告', null],
])('%s', (name, stem, language) => {
  expect(nameParts(name)).toEqual({ stem, language });
});

test('two files that differ in their language alone are one notice', () => {
  const groups = groupFiles([
    { name: 'fees.en.html', text: 'Fees' },
    { name: 'hours.txt', text: '办公时间' },
    { name: 'fees.zh.html', text: '收费' },
  ]);
  expect(groups.map(({ stem, files }) => [stem, files.en?.text, files.zh?.text])).toEqual([
    ['fees', 'Fees', '收费'],
    ['hours', undefined, '办公时间'],
  ]);
});

test('no file is lost, whatever the names', () => {
  const name = fc.constantFrom('a.en.txt', 'a.zh.txt', 'a.txt', 'b.en.md', 'b_en.html');
  const files = fc.array(fc.record({ name, text: fc.constantFrom('text', '文字') }));
  fc.assert(
    fc.property(files, (given) => {
      const grouped = groupFiles(given).flatMap((group) => Object.values(group.files));
      expect([...grouped].sort(byName)).toEqual([...given].sort(byName));
    }),
  );
});

function byName(a: { name: string; text: string }, b: { name: string; text: string }): number {
  return `${a.name}${a.text}`.localeCompare(`${b.name}${b.text}`);
}

test('batches keep the order and the limits, by bytes as well as by number', () => {
  const files = ['aaaa', '文字', 'b', 'c', 'd', 'x'.repeat(50)].map((text) => ({
    name: text,
    text,
  }));
  const batches = batchesOf(files, { files: 3, bytes: 10 });
  expect(batches.map((batch) => batch.map(({ text }) => text))).toEqual([
    ['aaaa', '文字'],
    ['b', 'c', 'd'],
    ['x'.repeat(50)],
  ]);
  expect(batchesOf([], { files: 3, bytes: 10 })).toEqual([]);
});

test.each([
  ['fees-2', 'fees', 'fees'],
  ['fees-12', 'fees', 'fees'],
  ['fees', 'fees', null],
  ['room-2', 'room-2', null],
  ['fees-for-2', 'fees', null],
  ['feeship-2', 'fees', null],
])('%s, where %s was proposed', (made, proposed, earlier) => {
  expect(earlierSlug(made, proposed)).toBe(earlier);
});
