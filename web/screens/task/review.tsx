import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import type { Pair } from '../../../src/core/language.ts';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import { useSelf } from '../../api/session.ts';
import { isProblem, messageOf } from '../../api/problem.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import { Aside } from './aside.tsx';
import { Banner } from './banners.tsx';
import type { DeskProps } from './desk.tsx';
import { DraftKeeper } from './draft-keeper.ts';
import { TaskHead } from './head.tsx';
import type { ReviewActs } from './review-acts.ts';
import { useReviewActs } from './review-acts.ts';
import { ApproveDialog, ReturnDialog, WaiveDialog } from './review-dialogs.tsx';
import { useFindingsByRow, useReviewDiffs } from './review-data.ts';
import type { ServerFinding } from './review-data.ts';
import { ReviewRows } from './review-rows.tsx';
import { readKept } from './kept.ts';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';
import { useTold } from './use-keeper.ts';

type Over =
  | { readonly kind: 'approve' | 'return' }
  | { readonly kind: 'waive'; readonly finding: ServerFinding }
  | null;

/** Where a submission is looked through by somebody who did not write it. */
export function Review({ task, mode, text, piece, pair }: DeskProps) {
  const say = useWords('task');
  const self = useSelf();
  const isMine = mode === 'review';
  const diffs = useReviewDiffs(task, piece, pair);
  const findings = useFindingsByRow(text);
  const [keeper] = useState(() => editKeeper(task.id, self.id, pair));
  const edits = useTold(keeper, () => Object.keys(keeper.unsaved()).length);
  const acts = useReviewActs({ task, piece, pair, keeper });
  const taskActs = useTaskActs(task, null);
  const [over, setOver] = useState<Over>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const open = useMemo(
    () =>
      (text.report?.findings ?? []).filter(
        ({ severity, waiver }) => severity !== 'hint' && (waiver ?? null) === null,
      ).length,
    [text.report],
  );
  const group = say('keys.group');
  useShortcuts([
    ...(isMine
      ? [
          {
            keys: 'Mod+Enter',
            label: say('keys.submit'),
            group,
            whileTyping: true,
            run: () => (edits > 0 ? void acts.submitEdit() : setOver({ kind: 'approve' })),
          },
        ]
      : []),
    ...(mode === 'reviewable'
      ? [{ keys: 'c', label: say('keys.claim'), group, run: () => void acts.claim() }]
      : []),
    {
      keys: 'Alt+m',
      label: say('keys.comment'),
      group,
      whileTyping: true,
      run: () => comment.current?.focus(),
    },
  ]);
  return (
    <>
      <TaskHead task={task} mode={mode}>
        {mode === 'waiting' && task.status === 'submitted' && (
          <Button size="xs" variant="default" onClick={() => void taskActs.withdraw()}>
            {say('act.withdraw')}
          </Button>
        )}
        {mode === 'reviewable' && (
          <Button size="xs" onClick={() => void acts.claim()} aria-keyshortcuts="c">
            {say('act.review')}
          </Button>
        )}
        {isMine && (
          <>
            <Button size="xs" variant="default" onClick={() => void taskActs.giveBack()}>
              {say('act.giveBack')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setOver({ kind: 'return' })}>
              {say('act.return')}
            </Button>
            <Button size="xs" disabled={edits > 0} onClick={() => setOver({ kind: 'approve' })}>
              {say('act.approve')}
            </Button>
          </>
        )}
      </TaskHead>
      <div className={classes.desk}>
        <div className={classes.work}>
          <ReviewBanners task={task} mode={mode} acts={acts} edits={isMine ? edits : 0} />
          <ReviewRows
            rows={text.rows}
            piece={piece}
            keeper={keeper}
            isEditable={isMine}
            diffs={diffs}
            findings={findings}
            onWaive={(finding) => setOver({ kind: 'waive', finding })}
            onRestore={(finding) => void acts.restore(finding.id)}
          />
        </div>
        <Aside task={task} keeper={null} isEditable={false} comment={comment} />
      </div>
      {over?.kind === 'approve' && (
        <ApproveDialog pair={pair} open={open} approve={acts.approve} close={() => setOver(null)} />
      )}
      {over?.kind === 'return' && (
        <ReturnDialog
          name={task.submitter?.name ?? ''}
          giveBack={acts.giveBackWithReason}
          close={() => setOver(null)}
        />
      )}
      {over?.kind === 'waive' && (
        <WaiveDialog finding={over.finding} waive={acts.waive} close={() => setOver(null)} />
      )}
    </>
  );
}

/** A reviewer's edits are kept in the browser alone until they are submitted: the draft is the writer's. */
function editKeeper(task: string, person: string, pair: Pair<number>): DraftKeeper {
  const keeper = new DraftKeeper(
    {
      pair: { current: pair },
      task: `review ${task}`,
      person,
      save: () => Promise.reject(new Error('edits of a review are submitted whole')),
      onLease: () => undefined,
      onDisplaced: () => undefined,
    },
    { lease: null, draft: 0, texts: {} },
  );
  const kept = readKept(`review ${task}`, person);
  if (kept !== null) keeper.take(kept.segments);
  return keeper;
}

function ReviewBanners({
  task,
  mode,
  acts,
  edits,
}: Pick<DeskProps, 'task' | 'mode'> & { acts: ReviewActs; edits: number }) {
  const say = useWords('task');
  const { relative } = useFormats();
  const name = task.submitter?.name ?? '';
  const at = task.submission?.at;
  return (
    <>
      {mode === 'reviewable' && <Banner icon="review">{say('mode.reviewable', { name })}</Banner>}
      {mode === 'waiting' && <Banner icon="clock">{say('mode.waiting')}</Banner>}
      {mode === 'watch' && (
        <Banner icon="eye">
          {task.holder === null
            ? say('mode.watchSubmitted', { name })
            : say('mode.watchReview', { name: task.holder.name })}
        </Banner>
      )}
      {mode === 'review' && (
        <Banner icon="review">
          {at !== undefined && say('review.submitted', { name, when: relative(at) })}
          {task.writes.length === 1 && <> · {say('review.lead', sidesOf(task.writes, say))}</>}
        </Banner>
      )}
      {acts.refusal !== null && (
        <Banner tone="warn" icon="warning" isUrgent>
          {isProblem(acts.refusal, 'four_eyes') ? say('review.fourEyes') : messageOf(acts.refusal)}
        </Banner>
      )}
      {edits > 0 && (
        <Banner
          tone="violet"
          icon="edit"
          acts={
            <>
              <Button size="compact-sm" onClick={() => void acts.submitEdit()}>
                {say('review.submitEdit')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={acts.discardEdit}>
                {say('review.discardEdit')}
              </Button>
            </>
          }
        >
          {say('review.edited', { count: edits })} {say('review.editNote')}
        </Banner>
      )}
    </>
  );
}

function sidesOf(
  writes: readonly Language[],
  say: ReturnType<typeof useWords<'task'>>,
): { side: string; other: string } {
  const written = writes[0] ?? 'zh';
  const leads = languages.find((language) => language !== written) ?? 'en';
  return { side: say(`sides.${leads}`), other: say(`sides.${written}`) };
}
