import { useEffect, useRef } from 'react';
import { announce } from '../../notify/announce.ts';
import type { IconName } from '../../parts/icon.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper, SaveStatus } from './draft-keeper.ts';
import classes from './task.module.css';
import { useSaveState } from './use-keeper.ts';

const icons = {
  saved: 'check',
  typed: 'edit',
  saving: 'edit',
  offline: 'offline',
  kept: 'warning',
} as const satisfies Record<SaveStatus, IconName>;

/** Told to screen readers at most this often: a save follows every pause. */
const tellEveryMs = 15_000;

/** Whether what was typed is saved. */
export function SaveMark({ keeper }: { keeper: DraftKeeper }) {
  const say = useWords('task');
  const { status } = useSaveState(keeper);
  const told = useRef<{ status: SaveStatus; at: number }>({ status: 'saved', at: 0 });
  useEffect(() => {
    const { current } = told;
    if (status === 'typed' || status === 'saving' || status === current.status) {
      if (status !== 'saved') current.status = status === 'saving' ? 'typed' : status;
      return;
    }
    const isNews = status !== 'saved' || Date.now() - current.at > tellEveryMs;
    told.current = { status, at: isNews ? Date.now() : current.at };
    if (isNews) announce(say(`save.${status}`));
  }, [status, say]);
  return (
    <span className={classes.save} data-status={status} title={say(`save.${status}`)}>
      <Icon name={icons[status]} size={14} />
      <span className={classes.saveWords}>{say(`save.${status}`)}</span>
    </span>
  );
}
