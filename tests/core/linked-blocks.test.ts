import {
  blockLinks,
  certainLinks,
  linkedScroll,
  withHandLink,
} from '../../src/core/linked-blocks.ts';

const segments = (...blocks: readonly number[]) => ({
  segments: blocks.map((blockIndex, index) => ({ index, blockIndex })),
});
const source = {
  en: segments(0, 1, 1, 2),
  zh: segments(0, 1, 2),
  alignment: [
    { en: [0], zh: [0], confidence: 1 },
    { en: [1], zh: [1], confidence: 0.9 },
    { en: [2], zh: [2], confidence: 0.8 },
    { en: [3], zh: [], confidence: 0.7 },
  ],
};

test('a block is linked with every block that answers one of its segments', () => {
  const links = blockLinks(source);
  expect([...links.en]).toEqual([
    [0, [0]],
    [1, [1, 2]],
  ]);
  expect([...links.zh]).toEqual([
    [0, [0]],
    [1, [1]],
    [2, [1]],
  ]);
});

test('a link made by hand replaces what spoke of the same segments, and keeps the rest', () => {
  const earlier = certainLinks(source);
  expect(earlier).toEqual([{ en: [0], zh: [0] }]);
  const links = withHandLink(source, earlier, { side: 'en', from: 2, to: 2 });
  expect(links).toEqual([
    { en: [0], zh: [0] },
    { en: [3], zh: [2] },
  ]);
  expect(withHandLink(source, links, { side: 'zh', from: 2, to: null })).toEqual([
    { en: [0], zh: [0] },
    { en: [], zh: [2] },
  ]);
});

test('the other pane is at the same share of the counterpart', () => {
  const from = [
    { block: 0, top: 0, height: 100 },
    { block: 1, top: 100, height: 200 },
    { block: 2, top: 300, height: 50 },
  ];
  const to = [
    { block: 0, top: 0, height: 60 },
    { block: 1, top: 60, height: 100 },
  ];
  const links = new Map([
    [0, [0]],
    [1, [1]],
  ]);
  expect(linkedScroll(0, { from, to }, links)).toBe(0);
  expect(linkedScroll(200, { from, to }, links)).toBe(110);
  // Block 2 has no answer: the other pane waits at the end of the one before.
  expect(linkedScroll(320, { from, to }, links)).toBe(160);
});
