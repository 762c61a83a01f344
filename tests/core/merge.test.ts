import fc from 'fast-check';
import type { MergePart } from '../../src/core/merge.ts';
import { mergedItems, mergeThree } from '../../src/core/merge.ts';

const sentence = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const text = fc.array(sentence, { maxLength: 12 });

function merged(base: string[], left: string[], right: string[]): string[] | null {
  return mergedItems(mergeThree(base, left, right), { base, left, right });
}

const kinds = (parts: readonly MergePart[]) => parts.map(({ kind }) => kind);

describe('a three-way merge', () => {
  it('is what the one side made of it, where the other left it alone or made the same of it', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(merged(a, a, b)).toEqual(b);
        expect(merged(a, b, a)).toEqual(b);
        expect(merged(a, b, b)).toEqual(b);
      }),
    );
  });

  it('has the same conflicts with its sides exchanged, under the same ids', () => {
    const other = { left: 'right', right: 'left' } as const;
    fc.assert(
      fc.property(text, text, text, (base, left, right) => {
        const mirrored = mergeThree(base, right, left).map((part) => ({
          ...part,
          kind: part.kind === 'left' || part.kind === 'right' ? other[part.kind] : part.kind,
          left: part.right,
          right: part.left,
        }));
        expect(mirrored).toEqual(mergeThree(base, left, right));
      }),
    );
  });

  it('covers all three texts in order, and names every part once', () => {
    fc.assert(
      fc.property(text, text, text, (base, left, right) => {
        const parts = mergeThree(base, left, right);
        for (const [side, items] of Object.entries({ base, left, right })) {
          const spans = parts.map((part) => part[side as 'base' | 'left' | 'right']);
          expect(spans.flatMap(({ from, to }) => items.slice(from, to))).toEqual(items);
        }
        expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
      }),
    );
  });

  it('with every conflict answered by one side says what that side says there', () => {
    fc.assert(
      fc.property(text, text, text, (base, left, right) => {
        const parts = mergeThree(base, left, right);
        const answers = Object.fromEntries(
          parts.map((part) => [part.id, left.slice(part.left.from, part.left.to)]),
        );
        const whole = mergedItems(parts, { base, left, right }, answers) ?? [];
        const conflicts = parts.filter(({ kind }) => kind === 'conflict');
        expect(mergedItems(parts, { base, left, right }) === null).toBe(conflicts.length > 0);
        // Nothing comes from nowhere.
        for (const item of whole) expect([...base, ...left, ...right]).toContain(item);
      }),
    );
  });

  it.each([
    [
      'neighbours changed by different people',
      'abc',
      'xbc',
      'ayc',
      ['left', 'right', 'kept'],
      'xyc',
    ],
    ['the same sentence changed twice', 'abc', 'axc', 'ayc', ['kept', 'conflict', 'kept'], null],
    ['one removed, the other left it', 'abc', 'ac', 'abc', ['kept', 'left', 'kept'], 'ac'],
    ['one removed, the other changed it', 'abc', 'ac', 'ayc', ['kept', 'conflict', 'kept'], null],
    ['both put something in at one place', 'ab', 'axb', 'ayb', ['kept', 'conflict', 'kept'], null],
    ['both put the same in', 'ab', 'axb', 'axb', ['kept', 'both', 'kept'], 'axb'],
    ['put in next to a change', 'abc', 'axbc', 'ayc', ['kept', 'left', 'right', 'kept'], 'axyc'],
    ['put in within what was removed', 'abcd', 'ad', 'abxcd', ['kept', 'conflict', 'kept'], null],
  ])('%s', (...[, base, left, right, expected, result]) => {
    const parts = mergeThree([...base], [...left], [...right]);
    expect(kinds(parts)).toEqual(expected);
    expect(merged([...base], [...left], [...right])?.join('') ?? null).toBe(result);
  });
});
