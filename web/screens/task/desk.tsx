import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Pair } from '../../../src/core/language.ts';
import type { TaskMode } from '../../../src/core/task-mode.ts';
import type { Workpiece } from '../../../src/core/task-rows.ts';
import { useMay } from '../../api/session.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { CertifyDialog } from '../../parts/certify-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { Aside } from './aside.tsx';
import { DeskBanners } from './banners.tsx';
import { ConflictsLeft, useAskingWhenMoved, useConflicts, useConflictsLeft } from './conflicts.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import { useHanging } from './hanging.ts';
import { TaskHead } from './head.tsx';
import { useDraftKeeper } from './keeper.ts';
import { useLiveFindings } from './live-findings.ts';
import { useMergedProposals } from './merging.tsx';
import type { Advancing } from './movement.ts';
import { Progress } from './progress.tsx';
import { RowList } from './row-list.tsx';
import { SaveMark } from './save-mark.tsx';
import { SubmitDialog } from './submit-dialog.tsx';
import classes from './task.module.css';
import type { TaskActs } from './task-acts.ts';
import { useTaskActs } from './task-acts.ts';
import { useTold } from './use-keeper.ts';
import type { TaskText } from './workpiece.ts';

export interface DeskProps {
  readonly task: TaskDetail;
  readonly mode: TaskMode;
  readonly text: TaskText;
  readonly piece: Workpiece;
  readonly pair: Pair<number>;
}

/** Where a task is written; for whoever does not hold it, where it is read. */
export function Desk({
  task,
  mode,
  text,
  piece,
  pair,
  advancing,
}: DeskProps & { advancing: Advancing }) {
  const { movement, letGo } = advancing;
  const kept = useDraftKeeper({ task, mode, piece, pair, advancing });
  const { keeper } = kept;
  const isHanging = useHanging(mode === 'work', keeper);
  useEffect(() => {
    if (!isHanging) letGo();
  }, [isHanging, letGo]);
  const isEditable = mode === 'work' || isHanging;
  const findings = useLiveFindings(keeper, piece, isEditable);
  const acts = useTaskActs(task, keeper);
  const conflicts = useConflicts(task);
  const openConflicts = useConflictsLeft(text.rows, conflicts, keeper);
  // The rows of before have other numbers.
  const isShown = pair.en === task.base.en && pair.zh === task.base.zh;
  useAskingWhenMoved(isShown ? text.rows : noRows, isShown ? conflicts : null, {
    keeper,
    moved: movement.ids,
  });
  const [isSubmitting, setSubmitting] = useState(false);
  const comment = useRef<HTMLTextAreaElement>(null);
  useMergedProposals(task, mode === 'work' ? text.rows : noRows, keeper);
  useDeskShortcuts({ mode, acts, keeper, openSubmit: () => setSubmitting(true), comment });
  return (
    <>
      <TaskHead task={task} mode={mode}>
        <DeskActs {...{ task, mode, keeper, acts, pair }} onSubmit={() => setSubmitting(true)} />
      </TaskHead>
      <div className={classes.desk}>
        <div className={classes.work} data-three={conflicts !== null || undefined}>
          <DeskBanners {...{ task, mode, acts, kept, advancing, isHanging }} />
          <Progress task={task} rows={text.rows} keeper={keeper} />
          {conflicts !== null && isEditable && (
            <ConflictsLeft rows={text.rows} conflicts={conflicts} keeper={keeper} />
          )}
          <RowList
            rows={text.rows}
            piece={piece}
            keeper={keeper}
            isEditable={isEditable}
            conflicts={conflicts}
            findings={findings}
            moved={movement.ids}
            carried={movement.carried}
            showsAll={task.kind === 'verify'}
          />
        </div>
        <Aside task={task} keeper={keeper} isEditable={isEditable} comment={comment} />
      </div>
      {isSubmitting && mode === 'work' && (
        <SubmitDialog
          {...{ task, piece, keeper, acts }}
          rows={text.rows}
          openConflicts={openConflicts}
          openFindings={[...findings.values()].flat().filter((each) => each.severity !== 'hint')}
          close={() => setSubmitting(false)}
        />
      )}
    </>
  );
}

const noRows: TaskText['rows'] = [];

interface Acting {
  readonly task: TaskDetail;
  readonly mode: TaskMode;
  readonly keeper: DraftKeeper;
  readonly acts: TaskActs;
  readonly pair: Pair<number>;
  readonly onSubmit: () => void;
}

function DeskActs({ task, mode, keeper, acts, pair, onSubmit }: Acting) {
  const say = useWords('task');
  const mayConfirm = useMay()('pair.confirm');
  const canConfirm = mayConfirm && (task.confirmable || task.kind === 'verify');
  const isActive = mode === 'work' || mode === 'claimable';
  // Whoever verifies says that both agree; only who has written something has something to submit.
  const isWritten = useTold(keeper, () => Object.keys(keeper.all()).length > 0);
  const isToCertify = canConfirm && task.kind === 'verify' && !isWritten;
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      {isAsking && (
        <CertifyDialog
          goOn={
            mode === 'work'
              ? { label: say('act.submit'), run: onSubmit }
              : { label: say('act.claim'), run: () => void acts.claim() }
          }
          certify={() => acts.confirm(pair)}
          close={() => setAsking(false)}
        />
      )}
      {mode === 'work' && <SaveMark keeper={keeper} />}
      {canConfirm && isActive && (
        <Button
          size="xs"
          variant={mode !== 'work' ? 'light' : isToCertify ? 'filled' : 'default'}
          onClick={() => (isWritten ? setAsking(true) : void acts.confirm(pair))}
        >
          {say(task.kind === 'verify' ? 'act.certify' : 'act.confirm')}
        </Button>
      )}
      {mode === 'claimable' && (
        <Button size="xs" onClick={() => void acts.claim()} aria-keyshortcuts="c">
          {say('act.claim')}
        </Button>
      )}
      {mode === 'work' && (
        <>
          <Button size="xs" variant="default" onClick={() => void acts.giveBack()}>
            {say('act.giveBack')}
          </Button>
          <Button
            size="xs"
            variant={isToCertify ? 'default' : 'filled'}
            onClick={onSubmit}
            aria-keyshortcuts="Control+Enter Meta+Enter"
          >
            {say('act.submit')}
          </Button>
        </>
      )}
    </>
  );
}

function useDeskShortcuts({
  mode,
  acts,
  keeper,
  openSubmit,
  comment,
}: {
  mode: TaskMode;
  acts: TaskActs;
  keeper: DraftKeeper;
  openSubmit: () => void;
  comment: { readonly current: HTMLTextAreaElement | null };
}): void {
  const say = useWords('task');
  const group = say('keys.group');
  const isWork = mode === 'work';
  useShortcuts([
    ...(mode === 'claimable'
      ? [{ keys: 'c', label: say('keys.claim'), group, run: () => void acts.claim() }]
      : []),
    ...(isWork
      ? [
          {
            keys: 'Mod+Enter',
            label: say('keys.submit'),
            group,
            whileTyping: true,
            run: openSubmit,
          },
          {
            keys: 'Mod+s',
            label: say('keys.save'),
            group,
            whileTyping: true,
            run: () => void keeper.flush().catch(() => undefined),
          },
        ]
      : []),
    {
      keys: 'Alt+m',
      label: say('keys.comment'),
      group,
      whileTyping: true,
      run: () => comment.current?.focus(),
    },
  ]);
}
