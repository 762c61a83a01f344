import { Button } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { languages, otherLanguage } from '../../../src/core/language.ts';
import type { ConflictAnswer } from '../../../src/core/reconcile-changes.ts';
import {
  conflictAnswers,
  marksToAskAgain,
  rowsOfChanges,
  settledAgain,
  settledMark,
} from '../../../src/core/reconcile-changes.ts';
import type { ReconcileRow } from '../../../src/core/reconcile.ts';
import type { TaskRow } from '../../../src/core/task-rows.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { announce } from '../../notify/announce.ts';
import { toast } from '../../notify/toast.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { acceptReady, isTouched, textsNow, wordingNow } from './row-acts.ts';
import classes from './task.module.css';
import { useTold } from './use-keeper.ts';

/** Of a task that reconciles: what is to be chosen, and what both had agreed on. */
export interface Conflicts {
  /** By a change's id: what the other side says if it counts. */
  readonly answers: Readonly<Record<string, ConflictAnswer>>;
  /** Of the three-way view: those that come of a row's changes. */
  readonly rowsOf: (row: TaskRow) => readonly ReconcileRow[];
}

/** null: the task does not reconcile. */
export function useConflicts(task: TaskDetail): Conflicts | null {
  const { kind, rows, changes } = task;
  const read = JSON.stringify([rows, changes]);
  return useMemo(() => {
    if (kind !== 'reconcile') return null;
    return {
      answers: conflictAnswers(rows, changes),
      rowsOf: (row: TaskRow) => rowsOfChanges(rows, row.changes),
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the task is read anew often, and seldom another
  }, [kind, read]);
}

export function isConflict({ changes }: TaskRow, { answers }: Conflicts): boolean {
  return changes.some(({ id }) => answers[id] !== undefined);
}

/** The marks of a row that asks again, because a reviewer changed what had been settled. */
function askingAgain(row: TaskRow, conflicts: Conflicts, keeper: DraftKeeper): string[] {
  const marks = conflicts.rowsOf(row).map((each) => settledMark([each]).id);
  return marks.filter((id) => keeper.text(id) === settledAgain);
}

/** How a conflict was settled: one of the texts was changed, or both are to stay; null: it is open. */
function settledBy(
  row: TaskRow,
  conflicts: Conflicts,
  keeper: DraftKeeper,
): 'texts' | 'word' | null {
  if (askingAgain(row, conflicts, keeper).length > 0) return null;
  const isWritten = isTouched(keeper, [...row.en, ...row.zh]);
  if (isWritten && !isToBeWritten(row, conflicts, keeper)) return 'texts';
  const mark = settledMark(conflicts.rowsOf(row));
  return keeper.text(mark.id) === mark.text ? 'word' : null;
}

/** Whether a side was chosen and the other one says what both had agreed on still, which fits neither of them. */
function isToBeWritten(row: TaskRow, conflicts: Conflicts, keeper: DraftKeeper): boolean {
  return row.changes.some(({ id, side }) => {
    const answer = conflicts.answers[id];
    const cells = row[otherLanguage(side)];
    if (answer === undefined || answer.isReady || !isTouched(keeper, cells)) return false;
    return wordingNow(keeper, cells) === answer.wording;
  });
}

/** How many conflicts nobody has settled yet. */
export function useConflictsLeft(
  rows: readonly TaskRow[],
  conflicts: Conflicts | null,
  keeper: DraftKeeper,
): number {
  return useTold(keeper, () =>
    conflicts === null
      ? 0
      : rows.filter(
          (row) => isConflict(row, conflicts) && settledBy(row, conflicts, keeper) === null,
        ).length,
  );
}

/** A conflict whose sentences moved since it was settled asks again: what was chosen was another text. */
export function useAskingWhenMoved(
  rows: readonly TaskRow[],
  conflicts: Conflicts | null,
  { keeper, moved }: { readonly keeper: DraftKeeper; readonly moved: ReadonlySet<string> },
): void {
  const asked = useRef(moved);
  useEffect(() => {
    if (conflicts === null || asked.current === moved || moved.size === 0) return;
    asked.current = moved;
    for (const row of rows) {
      const own = [...row.en, ...row.zh].map(({ id }) => id);
      if (!own.some((id) => moved.has(id)) || !isConflict(row, conflicts)) continue;
      if (settledBy(row, conflicts, keeper) === null) continue;
      keeper.take(marksToAskAgain(conflicts.rowsOf(row), new Set(own)));
    }
  }, [rows, conflicts, keeper, moved]);
}

/** How many are left, above the sentences. */
export function ConflictsLeft({
  rows,
  conflicts,
  keeper,
}: {
  rows: readonly TaskRow[];
  conflicts: Conflicts;
  keeper: DraftKeeper;
}) {
  const say = useWords('task');
  const left = useConflictsLeft(rows, conflicts, keeper);
  return (
    <div className={classes.progress}>
      <Mark tone={left > 0 ? 'bad' : 'good'}>
        {left > 0 ? say('reconcile.left', { count: left }) : say('reconcile.none')}
      </Mark>
      <span>{say('reconcile.lead')}</span>
    </div>
  );
}

export interface Choice {
  readonly choose: (side: Language) => void;
  /** Both stay as they are: kept with the draft, so that it holds after a reload and for whoever goes on. */
  readonly settle: () => void;
  /** Both texts are again as they are now, and the conflict is open. */
  readonly reopen: () => void;
}

/** What can be done about a conflict. Each can be taken back. */
export function useChoice(conflicts: Conflicts | null, keeper: DraftKeeper) {
  const say = useWords('task');
  return useCallback(
    (row: TaskRow): Choice | null => {
      if (conflicts === null || !isConflict(row, conflicts)) return null;
      const mark = settledMark(conflicts.rowsOf(row));
      const answer = (): void => {
        for (const id of askingAgain(row, conflicts, keeper)) keeper.set(id, '');
      };
      return {
        choose: (side) => {
          answer();
          follow(side, { row, conflicts, keeper });
          const isOpen = isToBeWritten(row, conflicts, keeper);
          announce(say(isOpen ? 'reconcile.rewrite' : 'change.accepted'));
        },
        settle: () => {
          answer();
          keeper.set(mark.id, mark.text);
          announce(say('reconcile.settled'));
        },
        reopen: () => {
          const cells = [...row.en, ...row.zh];
          const before = { ...textsNow(keeper, cells), [mark.id]: keeper.text(mark.id) ?? '' };
          const now = Object.fromEntries(cells.map(({ id, text }) => [id, text]));
          keeper.take({ ...now, [mark.id]: '' });
          announce(say('reconcile.reopened'));
          toast(say('reconcile.reopened'), { run: () => keeper.take(before) });
        },
      };
    },
    [conflicts, keeper, say],
  );
}

/** The choice in a row whose sides changed each in its own way. */
export function ConflictActs({
  row,
  conflicts,
  keeper,
}: {
  row: TaskRow;
  conflicts: Conflicts;
  keeper: DraftKeeper;
}) {
  const say = useWords('task');
  const choice = useChoice(conflicts, keeper)(row);
  const settled = useTold(keeper, () => settledBy(row, conflicts, keeper));
  const isOpen = useTold(keeper, () => settled === null && isToBeWritten(row, conflicts, keeper));
  const isAskedAgain = useTold(keeper, () => askingAgain(row, conflicts, keeper).length > 0);
  return (
    <div className={classes.conflict} role="group" aria-label={say('reconcile.conflict')}>
      {isAskedAgain && <Mark tone="bad">{say('reconcile.again')}</Mark>}
      {isOpen && <Mark tone="bad">{say('reconcile.rewrite')}</Mark>}
      {settled !== null && (
        <Mark tone="good">
          {say(settled === 'word' ? 'reconcile.asItIs' : 'reconcile.settled')}
        </Mark>
      )}
      {languages.map((side) => (
        <Button
          key={side}
          size="compact-sm"
          variant="default"
          aria-keyshortcuts={side === 'en' ? 'Alt+L' : 'Alt+R'}
          onClick={() => choice?.choose(side)}
        >
          {say(side === 'en' ? 'reconcile.keepEn' : 'reconcile.keepZh')}
        </Button>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        aria-keyshortcuts="Alt+S"
        onClick={settled === null ? choice?.settle : choice?.reopen}
      >
        {say(settled === null ? 'reconcile.settle' : 'reconcile.reopen')}
      </Button>
    </div>
  );
}

/** The keys of a conflict, for the row that the cursor is in. */
export function useConflictShortcuts(
  row: TaskRow | undefined,
  conflicts: Conflicts | null,
  keeper: DraftKeeper,
): void {
  const say = useWords('task');
  const choiceOf = useChoice(conflicts, keeper);
  const shortcut = (keys: string, label: string, run: (choice: Choice, row: TaskRow) => void) => ({
    keys,
    label,
    group: say('keys.group'),
    whileTyping: true,
    run: () => {
      const choice = row === undefined ? null : choiceOf(row);
      if (choice !== null && row !== undefined) run(choice, row);
    },
  });
  useShortcuts(
    conflicts === null
      ? []
      : [
          shortcut('Alt+l', say('reconcile.keepEn'), ({ choose }) => choose('en')),
          shortcut('Alt+r', say('reconcile.keepZh'), ({ choose }) => choose('zh')),
          shortcut('Alt+s', say('keys.settle'), (choice, found) => {
            if (settledBy(found, conflicts, keeper) === null) choice.settle();
            else choice.reopen();
          }),
        ],
  );
}

/** One side stays as it is now; the other one gets what answers it, and the cursor. */
function follow(
  side: Language,
  { row, conflicts, keeper }: { row: TaskRow; conflicts: Conflicts; keeper: DraftKeeper },
): void {
  const cells = row[otherLanguage(side)];
  const change = row.changes.find((each) => each.side === side);
  const wording = change === undefined ? undefined : conflicts.answers[change.id]?.wording;
  for (const { id, text } of row[side]) keeper.set(id, text);
  if (change !== undefined && wording !== undefined)
    acceptReady(keeper, { change, cells, wording });
  const field = document.querySelector<HTMLElement>(
    `textarea[data-cell="${CSS.escape(cells[0]?.id ?? '')}"]`,
  );
  field?.focus();
}
