import { useEffect, useRef } from 'react';
import type { TaskRow } from '../../../src/core/task-rows.ts';
import { otherLanguage } from '../../../src/core/language.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { announce } from '../../notify/announce.ts';
import { Mark } from '../../parts/mark.tsx';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { newestDraft } from './keeper.ts';
import { acceptReady, isTouched, readyIn, wordingNow } from './row-acts.ts';
import { useTold } from './use-keeper.ts';

/** What one side changed alone is followed by the other at once, where a text is ready: before anybody types. */
export function useMergedProposals(
  task: TaskDetail,
  rows: readonly TaskRow[],
  keeper: DraftKeeper,
): void {
  const say = useWords('task');
  const isFresh = task.kind === 'reconcile' && task.lease !== null && newestDraft(task) === null;
  const isDone = useRef(false);
  useEffect(() => {
    if (!isFresh || isDone.current || rows.length === 0) return;
    isDone.current = true;
    if (Object.keys(keeper.unsaved()).length > 0) return;
    const ready = rows
      .flatMap(readyIn)
      .filter(({ cells, wording }) => wordingNow(keeper, cells) !== wording);
    for (const each of ready) acceptReady(keeper, each);
    if (ready.length > 0) announce(say('reconcile.merged', { count: ready.length }));
  }, [isFresh, rows, keeper, say]);
}

/** Of a row without conflict: that one side follows the other already, has a text ready, or has to be written. */
export function MergeStanding({ row, keeper }: { row: TaskRow; keeper: DraftKeeper }) {
  const say = useWords('task');
  const [side, ...others] = new Set(row.changes.map((change) => change.side));
  const standing = useTold(keeper, () => {
    const cells = side === undefined ? [] : row[otherLanguage(side)];
    const ready = readyIn(row);
    const isIn = ready.every((each) => wordingNow(keeper, each.cells) === each.wording);
    if (isTouched(keeper, cells) || (ready.length > 0 && isIn)) return 'merged';
    return ready.length > 0 ? 'ready' : 'toWrite';
  });
  if (side === undefined) return null;
  if (others.length > 0) return <Mark tone="good">{say('reconcile.alike')}</Mark>;
  const isEnglish = side === 'en';
  if (standing === 'merged') {
    return <Mark tone="good">{say(isEnglish ? 'reconcile.mergedEn' : 'reconcile.mergedZh')}</Mark>;
  }
  if (standing === 'ready') {
    return <Mark>{say(isEnglish ? 'reconcile.followsEn' : 'reconcile.followsZh')}</Mark>;
  }
  return <Mark tone="warn">{say(isEnglish ? 'reconcile.writeZh' : 'reconcile.writeEn')}</Mark>;
}
