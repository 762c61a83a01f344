import { useMemo } from 'react';
import { agreedOf } from '../../../src/core/reconcile-changes.ts';
import type { Language } from '../../../src/core/language.ts';
import { otherLanguage } from '../../../src/core/language.ts';
import type { TaskRow } from '../../../src/core/task-rows.ts';
import { useWords } from '../../words/words.ts';
import type { Conflicts } from './conflicts.tsx';
import { Marked } from './marked.tsx';
import classes from './task.module.css';

interface Agreeing {
  readonly row: TaskRow;
  readonly left: Language;
  readonly conflicts: Conflicts;
}

/** Beside both texts of now: what they said when they last agreed, with what went since struck out. */
export function Agreed({ row, left, conflicts }: Agreeing) {
  const say = useWords('task');
  const agreed = useMemo(() => agreedOf(conflicts.rowsOf(row)), [conflicts, row]);
  if (row.changes.length === 0) return <div className={classes.agreedBlank} />;
  return (
    <div className={classes.agreed} role="group" aria-label={say('reconcile.agreed')}>
      <span className={classes.agreedName} aria-hidden="true">
        {say('reconcile.agreed')}
      </span>
      {[left, otherLanguage(left)].map((language) => {
        const edits = agreed[language];
        return edits === null ? (
          <span key={language} className={classes.nothing}>
            {say('reconcile.nothingThen')}
          </span>
        ) : (
          <Marked key={language} language={language} edits={edits} />
        );
      })}
    </div>
  );
}

/** What the three columns are; where there is no room for three, each row says it itself. */
export function ColumnNames({ left }: { left: Language }) {
  const say = useWords('task');
  return (
    <div className={classes.columnNames} aria-hidden="true">
      <span>{say('reconcile.agreed')}</span>
      <span>{say(`reconcile.now.${left}`)}</span>
      <span>{say(`reconcile.now.${otherLanguage(left)}`)}</span>
    </div>
  );
}
