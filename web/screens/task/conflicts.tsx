import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { languages, otherLanguage } from '../../../src/core/language.ts';
import { conflictAnswers } from '../../../src/core/reconcile-changes.ts';
import type { TaskRow } from '../../../src/core/task-rows.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { announce } from '../../notify/announce.ts';
import { Mark } from '../../parts/mark.tsx';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { newestDraft } from './keeper.ts';
import { acceptReady, readyIn, wordingNow } from './row-acts.ts';
import classes from './task.module.css';
import { useCount } from './use-keeper.ts';

/** Of a task that reconciles: what is to be chosen, and what has been. */
export interface Conflicts {
  /** By a change's id: what the other side says if it counts. */
  readonly answers: Readonly<Record<string, string>>;
  /** Rows that stay as they are, by somebody's word. */
  readonly settled: ReadonlySet<string>;
  readonly toggle: (row: string) => void;
}

/** null: the task does not reconcile. */
export function useConflicts(task: TaskDetail): Conflicts | null {
  const { kind, rows, changes } = task;
  const answers = useMemo(() => conflictAnswers(rows, changes), [rows, changes]);
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const toggle = (row: string): void =>
      setSettled((before) => {
        const after = new Set(before);
        if (!after.delete(row)) after.add(row);
        return after;
      });
    return kind === 'reconcile' ? { answers, settled, toggle } : null;
  }, [kind, answers, settled]);
}

export function isConflict({ changes }: TaskRow, { answers }: Conflicts): boolean {
  return changes.some(({ id }) => answers[id] !== undefined);
}

/** Whether somebody chose: one of the texts was changed, or both are to stay. */
function isSettled(row: TaskRow, { settled }: Conflicts, keeper: DraftKeeper): boolean {
  return settled.has(row.id) || isTouched(row, keeper);
}

function isTouched(row: TaskRow, keeper: DraftKeeper): boolean {
  return [...row.en, ...row.zh].some(({ id, text }) => (keeper.text(id) ?? text) !== text);
}

/** How many conflicts nobody has settled yet. */
export function useConflictsLeft(
  rows: readonly TaskRow[],
  conflicts: Conflicts | null,
  keeper: DraftKeeper,
): number {
  return useCount(keeper, () =>
    conflicts === null
      ? 0
      : rows.filter((row) => isConflict(row, conflicts) && !isSettled(row, conflicts, keeper))
          .length,
  );
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
  const touched = useCount(keeper, () => Number(isTouched(row, keeper)));
  const isAsItIs = conflicts.settled.has(row.id);
  return (
    <div className={classes.conflict} role="group" aria-label={say('reconcile.conflict')}>
      {(touched > 0 || isAsItIs) && <Mark tone="good">{say('reconcile.settled')}</Mark>}
      {languages.map((side) => (
        <Button
          key={side}
          size="compact-sm"
          variant="default"
          onClick={() => {
            follow(side, { row, conflicts, keeper });
            announce(say('change.accepted'));
          }}
        >
          {say(side === 'en' ? 'reconcile.keepEn' : 'reconcile.keepZh')}
        </Button>
      ))}
      {touched === 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => conflicts.toggle(row.id)}>
          {say(isAsItIs ? 'reconcile.reopen' : 'reconcile.settle')}
        </Button>
      )}
    </div>
  );
}

/** One side stays as it is now; the other one gets what answers it, and the cursor. */
function follow(
  side: Language,
  { row, conflicts, keeper }: { row: TaskRow; conflicts: Conflicts; keeper: DraftKeeper },
): void {
  const cells = row[otherLanguage(side)];
  const change = row.changes.find((each) => each.side === side);
  const wording = change === undefined ? undefined : conflicts.answers[change.id];
  for (const { id, text } of row[side]) keeper.set(id, text);
  if (change !== undefined && wording !== undefined)
    acceptReady(keeper, { change, cells, wording });
  const field = document.querySelector<HTMLElement>(
    `textarea[data-cell="${CSS.escape(cells[0]?.id ?? '')}"]`,
  );
  field?.focus();
}

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
