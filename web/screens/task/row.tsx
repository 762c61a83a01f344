import { Button } from '@mantine/core';
import { memo } from 'react';
import type { Edit } from '../../../src/core/diff.ts';
import type { Language } from '../../../src/core/language.ts';
import { otherLanguage } from '../../../src/core/language.ts';
import type { RowCell, TaskRow } from '../../../src/core/task-rows.ts';
import { Mark } from '../../parts/mark.tsx';
import { useWords } from '../../words/words.ts';
import { Agreed } from './agreed.tsx';
import { CellEditor, QuietCell, ReadCell } from './cell.tsx';
import { ChangeLine } from './change-line.tsx';
import type { Conflicts } from './conflicts.tsx';
import { ConflictActs, isConflict } from './conflicts.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import type { ShownFinding } from './findings.tsx';
import { FindingLines } from './findings.tsx';
import { Marked, Plain } from './marked.tsx';
import { MergeStanding } from './merging.tsx';
import type { Ready } from './row-acts.ts';
import { isTouched, readyIn } from './row-acts.ts';
import { MoveHere } from './move-here.tsx';
import { ReadyWording } from './ready-wording.tsx';
import classes from './task.module.css';
import { useTold } from './use-keeper.ts';

export interface RowProps {
  readonly row: TaskRow;
  readonly number: number;
  readonly left: Language;
  readonly writes: readonly Language[];
  readonly keeper: DraftKeeper;
  readonly isEditable: boolean;
  /** Sentences of the written side that go where what they answer has gone. */
  readonly movable: ReadonlySet<string>;
  readonly conflicts: Conflicts | null;
  readonly isCurrent: boolean;
  readonly isMoved: boolean;
  readonly findings: readonly ShownFinding[];
  readonly onAccept: (ready: Ready) => void;
  readonly onFix: (finding: ShownFinding) => void;
}

/** One row: both sides, what changed, what is ready, what is found. Drawn anew when its own things change. */
export const Row = memo(function Row(props: RowProps) {
  const { row, number, left, keeper, isEditable, conflicts, isCurrent, isMoved, findings } = props;
  const isContested = conflicts !== null && isConflict(row, conflicts);
  const say = useWords('task');
  const isOpen = needsWork(row);
  // A paragraph is what one expects: only what else a row is gets said.
  const kind = row.block === 'paragraph' ? '' : say(`rows.kinds.${row.block}`);
  return (
    <li
      className={classes.row}
      data-row={row.id}
      data-current={isCurrent || undefined}
      data-work={isOpen || undefined}
      tabIndex={-1}
      aria-label={say('rows.row', { number })}
    >
      <span className={classes.number} aria-hidden="true">
        {number}
      </span>
      {(isOpen || isMoved || kind !== '') && (
        <div className={classes.line}>
          {kind !== '' && <span className={classes.kind}>{kind}</span>}
          <Standing row={row} conflicts={conflicts} keeper={keeper} />
          {isMoved && <Mark tone="violet">{say('moved.mark')}</Mark>}
          {row.changes.map((change) => (
            <ChangeLine key={change.id} change={change} />
          ))}
        </div>
      )}
      {conflicts !== null && <Agreed row={row} left={left} conflicts={conflicts} />}
      {[left, otherLanguage(left)].map((language) => (
        <Side key={language} {...props} language={language} />
      ))}
      {isContested && isEditable && (
        <ConflictActs row={row} conflicts={conflicts} keeper={keeper} />
      )}
      {findings.length > 0 && (
        <FindingLines id={findingsId(row)} findings={findings} onFix={props.onFix} />
      )}
    </li>
  );
});

/** Whether a row is what the task is about. */
export function needsWork(row: TaskRow): boolean {
  return row.changes.length > 0 || [...row.en, ...row.zh].some(({ isNew }) => isNew);
}

/** Of a row where both sides may have changed: which follows which, or that somebody has to choose. */
function Standing({ row, conflicts, keeper }: Pick<RowProps, 'row' | 'conflicts' | 'keeper'>) {
  const say = useWords('task');
  if (conflicts === null || !needsWork(row)) return null;
  if (isConflict(row, conflicts)) return <Mark tone="bad">{say('reconcile.conflict')}</Mark>;
  return <MergeStanding row={row} keeper={keeper} />;
}

function findingsId(row: TaskRow): string {
  return `findings-${row.id}`;
}

interface Sided {
  readonly language: Language;
}

function Side(props: RowProps & Sided) {
  const { row, language, writes, keeper, isEditable, number, findings, onAccept, movable } = props;
  const say = useWords('task');
  const cells = row[language];
  const isWritten = writes.includes(language);
  const ready =
    isEditable && isWritten ? readyIn(row).filter((each) => each.change.side !== language) : [];
  const own = isWritten ? cells.flatMap(({ id }) => (movable.has(id) ? [id] : [])) : [];
  const answers = row.changes.some((change) => change.side !== language);
  return (
    <div className={classes.side} data-side={language} data-written={isWritten || undefined}>
      <span className={classes.sideName}>{say(`sides.${language}`)}</span>
      <Gone row={row} language={language} />
      {isWritten && <OwnChanges row={row} language={language} keeper={keeper} />}
      {cells.length === 0 && !row.changes.some((change) => change.side === language) && (
        <span className={classes.nothing}>{say('rows.nothing')}</span>
      )}
      {cells.map((cell, place) => {
        if (!isWritten) return <SourceCell key={cell.id} row={row} cell={cell} />;
        if (!isEditable) return <ReadCell key={cell.id} cell={cell} keeper={keeper} />;
        const editing = {
          cell,
          keeper,
          number,
          ...(findings.length > 0 ? { describedBy: findingsId(row) } : {}),
        };
        return cell.isNew || answers ? (
          // oxlint-disable-next-line react/no-array-index-key -- the field stays when its sentence gets another number
          <CellEditor key={place} {...editing} />
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <QuietCell key={place} {...editing} edits={ownEdits(row, cell)} />
        );
      })}
      {isEditable && own.length > 0 && <MoveHere ids={own} keeper={keeper} />}
      {ready.map((each) => (
        <ReadyWording key={each.change.id} ready={each} keeper={keeper} onAccept={onAccept} />
      ))}
    </div>
  );
}

/** A sentence of the side that is followed: with what changed in it marked. */
function SourceCell({ row, cell }: { row: TaskRow; cell: RowCell }) {
  const change = row.changes.find(
    ({ side, after }) => side === cell.language && after.includes(cell.id),
  );
  if (change === undefined || change.old === null)
    return <Plain language={cell.language} text={cell.text} />;
  return change.after[0] === cell.id ? (
    <Marked language={cell.language} edits={change.edits} />
  ) : null;
}

/** What was taken out of this side. */
function Gone({ row, language }: { row: TaskRow; language: Language }) {
  return row.changes
    .filter((change) => change.side === language && change.after.length === 0)
    .map((change) => <Marked key={change.id} language={language} edits={change.edits} />);
}

/** Of a written sentence that itself changed: with what came since both agreed marked. */
function ownEdits(row: TaskRow, cell: RowCell): readonly Edit[] | null {
  const change = row.changes.find(({ after }) => after.length === 1 && after[0] === cell.id);
  if (change === undefined || change.old === null) return null;
  return change.edits.filter(({ op }) => op !== 'delete');
}

/**
 * Where a written side itself changed, what it says now stands above its fields, which may come to say something
 * else; one sentence that is not being written shows its marks itself.
 */
function OwnChanges({ row, language, keeper }: Pick<RowProps, 'row' | 'keeper'> & Sided) {
  const say = useWords('task');
  const own = row.changes.filter(
    ({ side, after, old }) => side === language && after.length > 0 && old !== null,
  );
  const isAnswering = row.changes.some(({ side }) => side !== language);
  const isWritten = useTold(keeper, () => isTouched(keeper, row[language]));
  const isQuiet = !isAnswering && !isWritten && own.every(({ after }) => after.length === 1);
  if (isQuiet) return null;
  return own.map((change) => (
    <div key={change.id} className={classes.difference}>
      <span className={classes.since}>{say(`reconcile.now.${language}`)}</span>
      <Marked language={language} edits={change.edits.filter(({ op }) => op !== 'delete')} />
    </div>
  ));
}

/** Sentences that nothing happened to, as one line that opens. */
export const Fold = memo(function Fold({
  count,
  isOpen,
  onToggle,
}: {
  count: number;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const say = useWords('task');
  return (
    <li className={classes.fold}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        {say('rows.same', { count })} · {say(isOpen ? 'rows.hideSame' : 'rows.showSame')}
      </Button>
    </li>
  );
});
