import { memo, startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TaskRow, Workpiece } from '../../../src/core/task-rows.ts';
import { movableIds } from '../../../src/core/task-rows.ts';
import { printedKeys } from '../../keys/keys.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { announce } from '../../notify/announce.ts';
import { toast } from '../../notify/toast.tsx';
import { useWords } from '../../words/words.ts';
import { ColumnNames } from './agreed.tsx';
import type { Conflicts } from './conflicts.tsx';
import { useConflictShortcuts } from './conflicts.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import type { ShownFinding } from './findings.tsx';
import { FindingLines } from './findings.tsx';
import type { Movement } from './movement.ts';
import type { Ready } from './row-acts.ts';
import { useRowKeys } from './row-keys.ts';
import { acceptReady, copySource, move, readyIn, writeIn } from './row-acts.ts';
import { Fold, needsWork, Row } from './row.tsx';
import classes from './task.module.css';

interface RowListProps {
  readonly rows: readonly TaskRow[];
  readonly piece: Workpiece;
  readonly keeper: DraftKeeper;
  readonly isEditable: boolean;
  readonly conflicts: Conflicts | null;
  readonly findings: ReadonlyMap<string | null, readonly ShownFinding[]>;
  readonly moved: ReadonlySet<string>;
  /** Nothing is folded: each sentence is to be looked at. */
  /** Where each sentence of before the last movement is now. */
  readonly carried: Movement['carried'];
  readonly showsAll: boolean;
}

const noFindings: readonly ShownFinding[] = [];

/**
 * All rows in order of reading: what the task is about is open, the rest is folded. Not drawn anew when only the
 * lease is renewed, as it is with every save.
 */
export const RowList = memo(function RowList(props: RowListProps) {
  const { rows, piece, keeper, isEditable, conflicts, findings, moved, carried } = props;
  const say = useWords('task');
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const onAccept = useAccept(keeper);
  const onFix = useCallback(
    ({ fix }: ShownFinding) => {
      if (fix !== undefined) writeIn(keeper, fix.cell, fix.text);
    },
    [keeper],
  );
  const movable = useMemo(() => new Set(movableIds(piece)), [piece]);
  useRowShortcuts({ ...props, list, current, onAccept, movable });
  const folding = useFolding(props);
  const keyOf = useRowKeys(rows, carried);
  const drawn = useGradually(folding.items.length);
  const elsewhere = findings.get(null) ?? noFindings;
  const left = piece.leads ?? 'en';
  return (
    <>
      {conflicts !== null && <ColumnNames left={left} />}
      <ol
        ref={list}
        className={classes.rows}
        data-three={conflicts !== null || undefined}
        aria-label={say('rows.label')}
        onFocus={({ target }) => {
          setCurrent(target.closest('[data-row]')?.getAttribute('data-row') ?? null);
        }}
      >
        {folding.items
          .slice(0, drawn)
          .map((item) =>
            item.kind === 'fold' ? (
              <Fold
                key={`fold ${item.id}`}
                count={item.count}
                isOpen={item.isOpen}
                onToggle={() => folding.toggle(item.id)}
              />
            ) : (
              <Row
                key={keyOf(item.row)}
                row={item.row}
                number={item.number}
                left={left}
                writes={piece.writes}
                keeper={keeper}
                isEditable={isEditable}
                movable={movable}
                conflicts={conflicts}
                isCurrent={current === item.row.id}
                isMoved={[...item.row.en, ...item.row.zh].some(({ id }) => moved.has(id))}
                findings={findings.get(item.row.id) ?? noFindings}
                onAccept={onAccept}
                onFix={onFix}
              />
            ),
          )}
      </ol>
      {elsewhere.length > 0 && (
        <section className={classes.elsewhere}>
          <h2>{say('findings.elsewhere')}</h2>
          <FindingLines findings={elsewhere} />
        </section>
      )}
    </>
  );
});

/** No row is lower, in pixels. */
const rowHeightMin = 60;
const rowsAtATime = 40;

/** How many of the rows are drawn by now: what one sees at once, and the others while nothing else is to be done. */
function useGradually(all: number): number {
  const [drawn, setDrawn] = useState(() => Math.ceil(window.innerHeight / rowHeightMin));
  const isAll = drawn >= all;
  useEffect(() => {
    if (isAll) return undefined;
    const timer = setTimeout(() => startTransition(() => setDrawn(drawn + rowsAtATime)));
    return () => clearTimeout(timer);
  }, [drawn, isAll]);
  return drawn;
}

type Item =
  | { readonly kind: 'row'; readonly row: TaskRow; readonly number: number }
  | {
      readonly kind: 'fold';
      readonly id: string;
      readonly count: number;
      readonly isOpen: boolean;
    };

/** Which rows are shown, and which stand for a run of rows that nothing happened to. */
function useFolding({ rows, keeper, findings, moved, showsAll }: RowListProps): {
  readonly items: readonly Item[];
  readonly toggle: (id: string) => void;
} {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  // Rows with a text or a finding of their own stay open once they are: nothing typed is folded away.
  const stays = useRef(new Set<string>());
  const items = useMemo(() => {
    const made: Item[] = [];
    let run: { row: TaskRow; number: number }[] = [];
    const close = (): void => {
      const [first] = run;
      if (first === undefined) return;
      const isOpen = opened.has(first.row.id);
      if (run.length > 1 || !isOpen) {
        made.push({ kind: 'fold', id: first.row.id, count: run.length, isOpen });
      }
      if (isOpen) made.push(...run.map((each) => ({ kind: 'row' as const, ...each })));
      run = [];
    };
    rows.forEach((row, at) => {
      const each = { row, number: at + 1 };
      const cells = [...row.en, ...row.zh];
      const isTouched =
        stays.current.has(row.id) ||
        findings.has(row.id) ||
        cells.some(({ id, isNew }) => !isNew && (keeper.text(id) !== undefined || moved.has(id)));
      if (isTouched) stays.current.add(row.id);
      if (showsAll || needsWork(row) || isTouched) {
        close();
        made.push({ kind: 'row', ...each });
      } else run.push(each);
    });
    close();
    return made;
  }, [rows, keeper, findings, moved, showsAll, opened]);
  const toggle = useCallback((id: string) => {
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  return { items, toggle };
}

function useAccept(keeper: DraftKeeper): (ready: Ready) => void {
  const say = useWords('task');
  return useCallback(
    (ready: Ready) => {
      const undo = acceptReady(keeper, ready, (id, text) => writeIn(keeper, id, text));
      const isRemoval = ready.wording === '';
      const keys = printedKeys('Mod+z').join('+');
      announce(isRemoval ? say('change.removedHere') : say('change.accepted', { keys }));
      if (isRemoval) toast(say('change.removedHere'), { run: undo });
    },
    [keeper, say],
  );
}

interface Moving extends RowListProps {
  readonly list: { readonly current: HTMLOListElement | null };
  readonly current: string | null;
  readonly onAccept: (ready: Ready) => void;
  readonly movable: ReadonlySet<string>;
}

function useRowShortcuts(moving: Moving): void {
  const { rows, piece, keeper, isEditable, conflicts, list, current, onAccept, movable } = moving;
  const say = useWords('task');
  const group = say('keys.group');
  const step = (by: 1 | -1) => (): void => moveFocus(list.current, by);
  const row = rows.find(({ id }) => id === current);
  const accept = (): void => {
    if (row === undefined || !isEditable) return;
    for (const ready of readyIn(row)) onAccept(ready);
    const own = piece.writes.flatMap((language) => row[language].map(({ id }) => id));
    const moving = own.filter((id) => movable.has(id));
    if (moving.length > 0) {
      move(keeper, moving, true);
      announce(say('change.movesHere'));
    }
  };
  const copy = (): void => {
    if (row === undefined || !isEditable) return;
    const focused = document.activeElement?.getAttribute('data-cell');
    const written = piece.writes.flatMap((language) => row[language]);
    const cell = written.find(({ id }) => id === focused) ?? written[0];
    if (cell !== undefined) copySource(keeper, { row, cell, writes: piece.writes });
  };
  useConflictShortcuts(row, isEditable ? conflicts : null, keeper);
  const next = { label: say('keys.next'), group, run: step(1) };
  const previous = { label: say('keys.previous'), group, run: step(-1) };
  useShortcuts([
    { ...next, keys: 'j' },
    { ...previous, keys: 'k' },
    { ...next, keys: 'Alt+ArrowDown', whileTyping: true },
    { ...previous, keys: 'Alt+ArrowUp', whileTyping: true },
    ...(isEditable
      ? [
          {
            keys: 'Alt+Enter',
            label: say('keys.accept'),
            group,
            whileTyping: true,
            run: accept,
          },
          {
            keys: 'Alt+c',
            label: say('keys.copySource'),
            group,
            whileTyping: true,
            run: copy,
          },
        ]
      : []),
  ]);
}

/** To the next row that the task is about: into its field, or where there is none, to itself. */
function moveFocus(list: HTMLElement | null, by: 1 | -1): void {
  if (list === null) return;
  const targets = [...list.querySelectorAll<HTMLElement>('[data-work], [data-row]:has(textarea)')];
  const here = document.activeElement?.closest<HTMLElement>('[data-row]') ?? null;
  const at = here === null ? -1 : targets.indexOf(here);
  const next =
    at >= 0 || here === null
      ? targets[here === null && by < 0 ? targets.length - 1 : at + by]
      : nearest(targets, here, by);
  if (next === undefined) return;
  const field = next.querySelector<HTMLElement>('textarea') ?? next;
  field.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}

function nearest(
  targets: readonly HTMLElement[],
  here: HTMLElement,
  by: 1 | -1,
): HTMLElement | undefined {
  const wanted = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const side = targets.filter((each) => (here.compareDocumentPosition(each) & wanted) !== 0);
  return by > 0 ? side[0] : side.at(-1);
}
