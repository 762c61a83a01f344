import type { TaskRow } from '../../../src/core/task-rows.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import classes from './task.module.css';
import { useTold } from './use-keeper.ts';

/** How much of a side that is to be made is written. */
export function Progress({
  task,
  rows,
  keeper,
}: {
  task: TaskDetail;
  rows: readonly TaskRow[];
  keeper: DraftKeeper;
}) {
  const say = useWords('task');
  const done = useTold(keeper, () => countWritten(rows, keeper));
  if (task.kind !== 'translate' || rows.length === 0) return null;
  const words = say('rows.progress', { done, all: rows.length });
  return (
    <div className={classes.progress}>
      <progress value={done} max={rows.length} aria-label={words} />
      <span>{words}</span>
    </div>
  );
}

/** Places that have a text. */
export function countWritten(rows: readonly TaskRow[], keeper: DraftKeeper): number {
  return rows.reduce(
    (sum, row) =>
      sum +
      ([...row.en, ...row.zh].some((cell) => cell.isNew && isWritten(keeper, cell.id)) ? 1 : 0),
    0,
  );
}

/** Places that have none, in order. */
export function emptyPlaces(rows: readonly TaskRow[], keeper: DraftKeeper): string[] {
  return rows.flatMap((row) =>
    [...row.en, ...row.zh].flatMap(({ id, isNew }) =>
      isNew && !isWritten(keeper, id) ? [id] : [],
    ),
  );
}

function isWritten(keeper: DraftKeeper, id: string): boolean {
  return (keeper.text(id) ?? '').trim() !== '';
}
