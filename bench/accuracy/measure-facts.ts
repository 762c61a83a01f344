import { compareStated } from '../../src/core/checks/compare-stated.ts';
import { type Fact, extractFacts } from '../../src/core/facts/extract.ts';
import type { Language } from '../../src/core/language.ts';
import type { Corpus, FactPair } from './corpus.ts';
import { filterPairs } from './peer.ts';
import { type Row, share } from './row.ts';

/** Filters of the peer that look at what a text states. */
export const factFilters = ['numbers', 'urls', 'emails', 'functions', 'variables', 'acronyms'];

/** Whether the engine raises an alarm (no hint) about what a pair states. */
export function isFlagged({ en, zh }: FactPair): boolean {
  const stated = (text: string, language: Language): Fact[] =>
    extractFacts(text, language).filter((fact) => fact.type !== 'name');
  return compareStated(stated(en, 'en'), stated(zh, 'zh')).some(
    ({ severity }) => severity !== 'hint',
  );
}

/** Pairs that agree and are left silent, and pairs that disagree and are caught, list by list. */
export function measureFacts({ facts }: Corpus, withPeer: boolean): Row[] {
  return (['easy', 'hard'] as const).flatMap((list) => {
    const pairs = facts[list];
    const peer = withPeer ? filterPairs(pairs) : null;
    const rowOf = (agree: boolean): Row => {
      const chosen = pairs.flatMap((pair, at) => (pair.agree === agree ? [{ pair, at }] : []));
      const right = chosen.filter(({ pair }) => isFlagged(pair) !== agree).length;
      const peerRight = chosen.filter(
        ({ at }) => factFilters.some((name) => peer?.[at]?.has(name)) !== agree,
      ).length;
      return {
        group: `facts, ${list} list`,
        name: agree ? 'agreeing, left silent' : 'disagreeing, caught',
        value: share(right, chosen.length),
        count: chosen.length,
        goal: { is: 'least', value: agree ? 0.95 : 0.98 },
        ...(peer ? { peer: share(peerRight, chosen.length) } : {}),
      };
    };
    return [rowOf(true), rowOf(false)];
  });
}
