import {
  blockBeside,
  blockLinks,
  counterpartPlace,
  isFollowed,
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
  const earlier = [{ en: [0], zh: [0] }];
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

test('a correction is followed where the alignment says the same', () => {
  expect(isFollowed(source, { en: [1], zh: [1] })).toBe(true);
  expect(isFollowed(source, { en: [3], zh: [] })).toBe(true);
  // These contradict the order of the text, or what it holds beside them.
  expect(isFollowed(source, { en: [3], zh: [0] })).toBe(false);
  expect(isFollowed(source, { en: [1, 2], zh: [1] })).toBe(false);
  expect(isFollowed(source, { en: [2, 3], zh: [] })).toBe(false);
});

test('from a block without an answer one is led to where it would be', () => {
  const { en } = blockLinks(source);
  expect(counterpartPlace(en, 1)).toBe(1);
  expect(counterpartPlace(en, 2)).toBe(1);
  expect(counterpartPlace(new Map(), 2)).toBe(0);
});

test('the next block, the one before, and none past the ends', () => {
  const blocks = [0, 2, 3];
  expect(blockBeside(blocks, 0, 1)).toBe(2);
  expect(blockBeside(blocks, 3, 1)).toBe(3);
  expect(blockBeside(blocks, 0, -1)).toBe(0);
  expect(blockBeside(blocks, 2, Infinity)).toBe(3);
  expect(blockBeside(blocks, null, 1)).toBe(0);
  expect(blockBeside([], null, 1)).toBeNull();
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
