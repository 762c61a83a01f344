import type { PairState } from '../../src/core/sync.ts';
import { useWords } from '../words/words.ts';
import type { Tone } from './mark.tsx';
import { Mark } from './mark.tsx';

const stateTones = {
  en_only: 'violet',
  zh_only: 'violet',
  unverified: 'blue',
  in_sync: 'good',
  en_ahead: 'warn',
  zh_ahead: 'warn',
  diverged: 'bad',
  single: 'plain',
  archived: 'plain',
} as const satisfies Record<PairState, Tone>;

/** How the two versions of a notice stand to each other, in a word. */
export function StateMark({ state }: { state: PairState }) {
  const say = useWords('app');
  return <Mark tone={stateTones[state]}>{say(`states.${state}`)}</Mark>;
}
