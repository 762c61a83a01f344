import type { ChangeClass } from '../../src/core/diff/change-class.ts';
import type { TaskKind } from '../../src/core/sync.ts';
import { useWords } from '../words/words.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import type { Tone } from './mark.tsx';
import { Mark } from './mark.tsx';

/** The icon of a kind of task. */
export const kindIcons = {
  translate: 'translate',
  update: 'update',
  reconcile: 'reconcile',
  verify: 'verify',
} as const satisfies Record<TaskKind, IconName>;

const classTones = {
  unchanged: 'plain',
  cosmetic: 'plain',
  minor: 'plain',
  moved: 'plain',
  wording: 'blue',
  removed: 'violet',
  added: 'violet',
  facts: 'warn',
} as const satisfies Record<ChangeClass, Tone>;

/** A kind of task by icon and word. */
export function KindMark({ kind }: { kind: TaskKind }) {
  const say = useWords('app');
  return (
    <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center', verticalAlign: 'top' }}>
      <Icon name={kindIcons[kind]} />
      {say(`kinds.${kind}`)}
    </span>
  );
}

/** How grave a change is, in words. */
export function ClassMark({ changeClass }: { changeClass: ChangeClass }) {
  const say = useWords('app');
  return <Mark tone={classTones[changeClass]}>{say(`classes.${changeClass}`)}</Mark>;
}
