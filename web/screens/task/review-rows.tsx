import { Button } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { otherLanguage } from '../../../src/core/language.ts';
import type { RowCell, TaskRow, Workpiece } from '../../../src/core/task-rows.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../words/words.ts';
import { QuietCell, ReadCell } from './cell.tsx';
import { ChangeLine } from './change-line.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import type { ShownFinding } from './findings.tsx';
import { FindingLines } from './findings.tsx';
import { Marked } from './marked.tsx';
import type { ReviewDiffs, SegmentDiff, ServerFinding } from './review-data.ts';
import { Fold } from './row.tsx';
import classes from './task.module.css';

type Found = ShownFinding & { readonly source: ServerFinding };

interface Reviewed {
  readonly rows: readonly TaskRow[];
  readonly piece: Workpiece;
  readonly keeper: DraftKeeper;
  readonly isEditable: boolean;
  readonly diffs: ReviewDiffs;
  readonly findings: ReadonlyMap<string | null, readonly Found[]>;
  readonly onWaive: (finding: ServerFinding) => void;
  readonly onRestore: (finding: ServerFinding) => void;
}

const noFindings: readonly Found[] = [];

/** What changed on both sides and what is found, sentence by sentence; the rest folded. */
export function ReviewRows(props: Reviewed) {
  const { rows, diffs, findings, piece } = props;
  const say = useWords('task');
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const isWhole = diffs.byId.size === 0 && diffs.gone.size === 0;
  const runs = useMemo(
    () => runsOf(rows, (row) => isWhole || findings.has(row.id) || diffsIn(row, diffs).length > 0),
    [rows, isWhole, findings, diffs],
  );
  const elsewhere = findings.get(null) ?? noFindings;
  return (
    <>
      <ol className={classes.rows} aria-label={say('review.label')}>
        {runs.map(({ first, rows: run, isOpen }) => {
          const isShown = isOpen || opened.has(first);
          return [
            !isOpen && (
              <Fold
                key={`fold ${first}`}
                count={run.length}
                isOpen={isShown}
                onToggle={() =>
                  setOpened((before) => {
                    const after = new Set(before);
                    if (!after.delete(first)) after.add(first);
                    return after;
                  })
                }
              />
            ),
            ...(isShown
              ? run.map(({ row, number }) => (
                  <ReviewRow
                    key={row.id}
                    {...props}
                    row={row}
                    number={number}
                    left={piece.leads ?? 'en'}
                    found={findings.get(row.id) ?? noFindings}
                  />
                ))
              : []),
          ];
        })}
      </ol>
      {elsewhere.length > 0 && (
        <section className={classes.elsewhere}>
          <h2>{say('findings.elsewhere')}</h2>
          <Findings {...props} found={elsewhere} />
        </section>
      )}
    </>
  );
}

interface Run {
  readonly first: string;
  readonly isOpen: boolean;
  readonly rows: readonly { readonly row: TaskRow; readonly number: number }[];
}

/** Rows in runs of those that are to be seen, and those that are folded. */
function runsOf(rows: readonly TaskRow[], isOpen: (row: TaskRow) => boolean): Run[] {
  const runs: { first: string; isOpen: boolean; rows: { row: TaskRow; number: number }[] }[] = [];
  rows.forEach((row, at) => {
    const last = runs.at(-1);
    const open = isOpen(row);
    if (last?.isOpen === open) last.rows.push({ row, number: at + 1 });
    else runs.push({ first: row.id, isOpen: open, rows: [{ row, number: at + 1 }] });
  });
  return runs;
}

function diffsIn(row: TaskRow, diffs: ReviewDiffs): SegmentDiff[] {
  const cells = [...row.en, ...row.zh];
  const own = cells.flatMap(({ id }) => diffs.byId.get(id) ?? []);
  const gone = cells.flatMap(({ id }) => diffs.gone.get(id) ?? []);
  return [...new Set([...own, ...gone])];
}

const ReviewRow = memo(function ReviewRow(
  props: Reviewed & { row: TaskRow; number: number; left: Language; found: readonly Found[] },
) {
  const { row, number, left, diffs, found } = props;
  const say = useWords('task');
  const changed = diffsIn(row, diffs);
  // A paragraph is what one expects: only what else a row is gets said.
  const kind = row.block === 'paragraph' ? '' : say(`rows.kinds.${row.block}`);
  return (
    <li className={classes.row} data-row={row.id} aria-label={say('rows.row', { number })}>
      <span className={classes.number} aria-hidden="true">
        {number}
      </span>
      {(changed.length > 0 || kind !== '') && (
        <div className={classes.line}>
          {kind !== '' && <span className={classes.kind}>{kind}</span>}
          {changed.map((diff) => (
            <ChangeLine
              key={`${diff.side} ${diff.after.join()} ${diff.old}`}
              change={{ ...diff }}
            />
          ))}
        </div>
      )}
      {[left, otherLanguage(left)].map((language) => (
        <ReviewSide key={language} {...props} language={language} />
      ))}
      {found.length > 0 && <Findings {...props} found={found} />}
    </li>
  );
});

function ReviewSide(props: Reviewed & { row: TaskRow; number: number; language: Language }) {
  const { row, language, piece, keeper, isEditable, diffs, number } = props;
  const say = useWords('task');
  const isWritten = piece.writes.includes(language);
  return (
    <div className={classes.side} data-side={language}>
      <span className={classes.sideName}>{say(`sides.${language}`)}</span>
      {row[language].length === 0 && <span className={classes.nothing}>{say('rows.nothing')}</span>}
      {row[language].map((cell) => (
        <ReviewCell
          key={cell.id}
          {...{ cell, keeper, number, diffs }}
          isEditable={isEditable && isWritten}
        />
      ))}
      {row[language].flatMap(({ id }) =>
        (diffs.gone.get(id) ?? []).map((gone) => (
          <Marked key={`gone ${gone.old}`} language={language} edits={gone.edits} />
        )),
      )}
    </div>
  );
}

function ReviewCell({
  cell,
  keeper,
  number,
  diffs,
  isEditable,
}: {
  cell: RowCell;
  keeper: DraftKeeper;
  number: number;
  diffs: ReviewDiffs;
  isEditable: boolean;
}) {
  const diff = diffs.byId.get(cell.id);
  const difference =
    diff === undefined || diff.old === null ? null : (
      <Marked language={cell.language} edits={diff.after[0] === cell.id ? diff.edits : []} />
    );
  if (!isEditable) {
    return difference ?? <ReadCell cell={cell} keeper={keeper} />;
  }
  return (
    <>
      {difference !== null && <div className={classes.difference}>{difference}</div>}
      <QuietCell cell={cell} keeper={keeper} number={number} />
    </>
  );
}

function Findings({
  found,
  onWaive,
  onRestore,
}: Pick<Reviewed, 'onWaive' | 'onRestore'> & { found: readonly Found[] }) {
  const say = useWords('task');
  const mayWaive = useMay()('parity.write');
  return (
    <FindingLines
      findings={found}
      actOf={(shown) => {
        const finding = found.find(({ id }) => id === shown.id)?.source;
        if (!mayWaive || finding === undefined) return null;
        const isWaived = (shown.waiver ?? null) !== null;
        return (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => (isWaived ? onRestore(finding) : onWaive(finding))}
          >
            {say(isWaived ? 'findings.restore' : 'findings.waive')}
          </Button>
        );
      }}
    />
  );
}
