import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { otherLanguage } from '../../../src/core/language.ts';
import { useSelf } from '../../api/session.ts';
import type { Task } from '../../api/tasks.ts';
import { Content, NoticeTitle, titleFor } from '../../parts/content.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { ClassMark, KindMark } from '../../parts/task-words.tsx';
import { LeaseClock } from '../../parts/lease-clock.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useFormats } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { useInboxActs } from './acts.ts';
import type { Confirming } from './confirming.ts';
import type { TaskLine } from './lists.ts';
import classes from './task-row.module.css';

interface Row {
  readonly line: TaskLine;
  /** null: nothing is picked here. */
  readonly confirming: Confirming | null;
  readonly isChosen: boolean;
  readonly onChoose: (key: string) => void;
}

/** One task: what it is, how much of it there is, how long it has waited, and the next thing to do. */
export function TaskRow({ line, confirming, isChosen, onChoose }: Row) {
  const { task } = line;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isChosen) link.current?.focus({ preventScroll: true });
  }, [isChosen]);
  const isMine = useIsMine(task);
  return (
    <div
      className={classes.row}
      data-chosen={isChosen || undefined}
      data-picking={confirming !== null || undefined}
      onFocus={() => onChoose(task.id)}
    >
      {confirming !== null && <Pick task={task} confirming={confirming} />}
      <span className={classes.kind}>
        <KindMark kind={task.kind} />
      </span>
      <Link to={addressOf.task(task.id)} className={classes.title} ref={link}>
        <NoticeTitle notice={task.notice} />
        <OtherTitle titles={task.notice.title} />
      </Link>
      <span className={classes.marks}>
        {task.class !== null && <ClassMark changeClass={task.class} />}
        <TaskMarks task={task} isRanked={confirming !== null} />
      </span>
      <Direction task={task} />
      <Size task={task} />
      <span className={classes.age}>
        {isMine && task.leaseUntil !== null ? (
          <LeaseClock until={task.leaseUntil} className={classes.clock} />
        ) : (
          <RelativeTime time={task.createdAt} />
        )}
      </span>
      {confirming === null ? (
        <NextAct line={line} />
      ) : (
        <ConfirmAct task={task} confirming={confirming} />
      )}
    </div>
  );
}

function Pick({ task, confirming }: { task: Task; confirming: Confirming }) {
  const say = useWords('inbox');
  const language = useLanguage();
  const title = titleFor(task.notice.title, language)?.text ?? task.notice.slug;
  return (
    <input
      type="checkbox"
      className={classes.pick}
      aria-label={say('confirm.pick', { title })}
      aria-keyshortcuts="x"
      checked={confirming.picked.has(task.id)}
      onChange={() => confirming.toggle(task.id)}
    />
  );
}

function ConfirmAct({ task, confirming }: { task: Task; confirming: Confirming }) {
  const say = useWords('inbox');
  return (
    <Button
      size="compact-sm"
      variant="default"
      className={classes.act}
      disabled={confirming.isBusy}
      onClick={() => void confirming.confirm([task])}
    >
      {say('row.confirm')}
    </Button>
  );
}

/** The title in the other language, quietly: who knows both recognises a notice by either. */
function OtherTitle({ titles }: { titles: Task['notice']['title'] }) {
  const language = useLanguage();
  const shown = titleFor(titles, language);
  const other = titles[otherLanguage(language)];
  if (shown === null || shown.language !== language || other === null || other === '') return null;
  return (
    <Content language={otherLanguage(language)} className={classes.other}>
      {other}
    </Content>
  );
}

function useIsMine(task: Task): boolean {
  const self = useSelf();
  return task.holder?.id === self.id;
}

/** @param isRanked the list is by how clean the pairs are */
function TaskMarks({ task, isRanked }: { task: Task; isRanked: boolean }) {
  const say = useWords('inbox');
  const { date } = useFormats();
  const self = useSelf();
  const isLate = task.due !== null && new Date(task.due).getTime() < Date.now();
  return (
    <>
      {isRanked && task.cleanness !== null && (
        <Mark tone={task.cleanness === 100 ? 'good' : 'plain'}>
          {say('row.score', { score: task.cleanness })}
        </Mark>
      )}
      {task.confirmable && <Mark tone="good">{say('row.confirmable')}</Mark>}
      {task.assignee?.id === self.id && task.holder === null && (
        <Mark tone="blue">{say('row.assigned')}</Mark>
      )}
      {task.exposure > 0 && (
        <Mark tone="violet">
          <Icon name="eye" size={13} />
          {say('row.exposure', { count: task.exposure })}
        </Mark>
      )}
      {task.submitter !== null && (
        <Mark>{say('row.submitter', { name: task.submitter.name })}</Mark>
      )}
      {task.due !== null && (
        <Mark tone={isLate ? 'bad' : 'plain'}>
          {say(isLate ? 'row.overdue' : 'row.due', { due: date(task.due) })}
        </Mark>
      )}
    </>
  );
}

/** From which language into which; both where both are written. */
function Direction({ task }: { task: Task }) {
  const say = useWords('app');
  const [written] = task.writes;
  if (written === undefined || task.writes.length > 1) {
    return (
      <span className={classes.direction}>
        {say('languages.en')} ⇄ {say('languages.zh')}
      </span>
    );
  }
  return (
    <span className={classes.direction}>
      {say(`languages.${otherLanguage(written)}`)} → {say(`languages.${written}`)}
    </span>
  );
}

/** English words and Chinese characters: one number would say neither. */
function Size({ task }: { task: Task }) {
  const say = useWords('inbox');
  const { englishWords, chineseCharacters } = task.size;
  const parts = [
    ...(englishWords > 0 ? [say('row.words', { count: englishWords })] : []),
    ...(chineseCharacters > 0 ? [say('row.characters', { count: chineseCharacters })] : []),
  ];
  return <span className={classes.size}>{parts.join(' · ')}</span>;
}

function NextAct({ line }: { line: TaskLine }) {
  const { task, section } = line;
  const say = useWords('inbox');
  const acts = useInboxActs();
  const isMine = useIsMine(task);
  if (isMine) {
    return (
      <Button
        size="compact-sm"
        className={classes.act}
        onClick={() => acts.open(line)}
        data-tour-place="open"
      >
        {say('row.continue')}
      </Button>
    );
  }
  return (
    <Button
      size="compact-sm"
      variant="default"
      className={classes.act}
      onClick={() => void acts.claim(line)}
      aria-keyshortcuts="c"
      data-tour-place="claim"
    >
      {say(section === 'reviews' ? 'row.review' : 'row.claim')}
    </Button>
  );
}
