import { classifyText } from '../../src/core/diff/classify.ts';
import type { Change, Corpus } from './corpus.ts';
import { type Row, share } from './row.ts';

const spared = new Set(['unchanged', 'cosmetic', 'minor']);

/** Whether a change of the English makes its Chinese outdated, as the engine takes it. */
export function isSubstantive({ before, after }: Change): boolean {
  return !spared.has(classifyText('en', before, after));
}

/** Changes with which a translator changed the Chinese, and those with which not. */
export function measureChanges({ changes }: Corpus): Row[] {
  const row = (mattered: boolean, name: string, goal: number): Row => {
    const chosen = changes.filter((change) => change.mattered === mattered);
    const right = chosen.filter((change) => isSubstantive(change) === mattered).length;
    return {
      group: 'outdated',
      name,
      value: share(right, chosen.length),
      count: chosen.length,
      goal: { is: 'least', value: goal },
    };
  };
  return [row(true, 'substantive, found', 0.95), row(false, 'unaffected, spared', 0.6)];
}
