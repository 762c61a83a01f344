import { Button } from '@mantine/core';
import { KeyHint } from '../../parts/key-hint.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { isMoving, move } from './row-acts.ts';
import classes from './task.module.css';
import { useTold } from './use-keeper.ts';

/** Of sentences whose source has moved: whether they go where it went. */
export function MoveHere({ ids, keeper }: { ids: readonly string[]; keeper: DraftKeeper }) {
  const say = useWords('task');
  const isOn = useTold(keeper, () => isMoving(keeper, ids));
  return (
    <div className={classes.ready}>
      {isOn && <Mark tone="good">{say('change.movesHere')}</Mark>}
      <Button
        size="compact-sm"
        variant={isOn ? 'subtle' : 'light'}
        aria-keyshortcuts="Alt+Enter"
        onClick={() => move(keeper, ids, !isOn)}
        rightSection={isOn ? undefined : <KeyHint keys="Alt+Enter" />}
      >
        {say(isOn ? 'change.staysHere' : 'change.moveHere')}
      </Button>
    </div>
  );
}
