import fc from 'fast-check';
import { blockMap } from '../../src/core/block-map.ts';

const placed = (...blocks: number[]) => blocks.map((blockIndex) => ({ blockIndex }));
const bead = (en: number[], zh: number[]) => ({ en, zh, confidence: 1 });

test('a block answers to that of its first sentence with an answer', () => {
  const segments = { en: placed(0, 1, 1, 2), zh: placed(0, 1, 2, 2, 3) };
  const beads = [bead([0], [0]), bead([], [1]), bead([1], [2]), bead([2], [3]), bead([3], [4])];
  expect([...blockMap('en', beads, segments)]).toEqual([
    [0, 0],
    [1, 2],
    [2, 3],
  ]);
  expect([...blockMap('zh', beads, segments)]).toEqual([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
});

test('a block without an answer leads to that of the block before it', () => {
  const segments = { en: placed(0, 1, 2, 3), zh: placed(0, 1, 2) };
  const beads = [bead([0], [0]), bead([1], [1]), bead([2], []), bead([3], [2])];
  expect([...blockMap('en', beads, segments)]).toEqual([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
  ]);
});

test('blocks without sentences lead somewhere too', () => {
  const segments = { en: placed(0, 3), zh: placed(0, 2) };
  expect([...blockMap('en', [bead([0], [0]), bead([1], [1])], segments)]).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 2],
  ]);
  expect([...blockMap('en', [], { en: [], zh: [] })]).toEqual([[0, 0]]);
});

test('whatever the beads, every block up to the last leads to a block that is there', () => {
  const blocks = fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }).map((steps) => {
    let at = 0;
    return placed(...steps.map((step, i) => (at += i === 0 ? 0 : step)));
  });
  const beads = fc.array(fc.record({ en: fc.array(fc.nat(15)), zh: fc.array(fc.nat(15)) }));
  fc.assert(
    fc.property(blocks, blocks, beads, (en, zh, found) => {
      const map = blockMap(
        'en',
        found.map((each) => ({ ...each, confidence: 1 })),
        { en, zh },
      );
      const last = en.at(-1)?.blockIndex ?? 0;
      expect([...map.keys()]).toEqual(Array.from({ length: last + 1 }, (_, i) => i));
      const end = zh.at(-1)?.blockIndex ?? 0;
      expect([...map.values()].every((block) => block >= 0 && block <= end)).toBe(true);
    }),
  );
});
