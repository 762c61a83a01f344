import fc from 'fast-check';
import {
  leadingSide,
  movesForward,
  pairState,
  pairStates,
  syncedUpTo,
  taskCalledFor,
} from '../../src/core/sync.ts';

const heads = { en: 3, zh: 2 };
const ledger = { heads, synced: heads, languages: 'both', archived: false } as const;

describe('pair state', () => {
  it.each([
    ['in_sync', {}],
    ['en_ahead', { heads: { en: 4, zh: 2 } }],
    ['zh_ahead', { heads: { en: 3, zh: 5 } }],
    ['diverged', { heads: { en: 4, zh: 5 } }],
    ['unverified', { synced: null }],
    ['en_only', { heads: { en: 1, zh: 0 }, synced: null }],
    ['zh_only', { heads: { en: 0, zh: 1 }, synced: null }],
    ['single', { languages: 'en' }],
    ['archived', { archived: true }],
    ['archived', { archived: true, languages: 'zh' }],
  ] as const)('is %s', (state, change) => {
    expect(pairState({ ...ledger, ...change })).toBe(state);
  });
});

describe('the task that a state calls for', () => {
  it('writes the lagging side of a pair where one side leads', () => {
    for (const state of pairStates) {
      const call = taskCalledFor(state, false);
      const leading = leadingSide(state);
      if (leading === null) continue;
      expect(call?.leads).toBe(leading);
      expect(call?.writes).toEqual([leading === 'en' ? 'zh' : 'en']);
    }
  });

  it('verifies, and does not reconcile, what was saved in one act', () => {
    expect(taskCalledFor('diverged', false)?.kind).toBe('reconcile');
    expect(taskCalledFor('diverged', true)?.kind).toBe('verify');
  });

  it('asks for nothing in step, alone or archived', () => {
    expect(
      ['in_sync', 'single', 'archived'].map((state) => taskCalledFor(state as 'in_sync', true)),
    ).toEqual([null, null, null]);
  });
});

const number = fc.integer({ min: 1, max: 9 });
const pair = fc.record({ en: number, zh: number });

describe('order of sync points', () => {
  it('never goes back on either side and never stays', () => {
    fc.assert(
      fc.property(pair, pair, (standing, next) => {
        const forward =
          next.en >= standing.en &&
          next.zh >= standing.zh &&
          (next.en > standing.en || next.zh > standing.zh);
        expect(movesForward(standing, next)).toBe(forward);
        expect(movesForward(standing, next) && movesForward(next, standing)).toBe(false);
      }),
    );
  });

  it('takes for a published pair the greatest point that is past neither side', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), pair, (steps, published) => {
        let last = { en: 0, zh: 0 };
        const chain = steps.map(
          (step) => (last = { en: last.en + step.en, zh: last.zh + step.zh }),
        );
        const expected = chain
          .filter((point) => point.en <= published.en && point.zh <= published.zh)
          .at(-1);
        expect(syncedUpTo(chain.toReversed(), published)).toEqual(expected ?? null);
      }),
    );
  });
});
