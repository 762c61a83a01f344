import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../parts/page-title.ts';
import type { Language } from '../../../src/core/language.ts';
import { otherLanguage } from '../../../src/core/language.ts';
import type { TaskMode } from '../../../src/core/task-mode.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { NoticeTitle, useNoticeName } from '../../parts/content.tsx';
import { Present } from '../../parts/present.tsx';
import { ClassMark, KindMark } from '../../parts/task-words.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';
import { HeldLease } from './held-lease.tsx';
import classes from './task.module.css';

/** What the task is, how long the claim runs, what can be done with all of it. */
export function TaskHead({
  task,
  mode,
  children,
}: {
  task: TaskDetail;
  mode: TaskMode;
  children?: ReactNode;
}) {
  const isMine = mode === 'work' || mode === 'review';
  const say = useWords('task');
  usePageTitle(useNoticeName(task.notice));
  const doing = mode === 'work' ? 'working' : mode === 'review' ? 'reviewing' : 'reading';
  return (
    <header className={classes.head}>
      <div className={classes.what}>
        <h1 className={classes.title}>
          <Link to={addressOf.notice(task.notice.slug)} title={say('act.notice')}>
            <NoticeTitle notice={task.notice} />
          </Link>
        </h1>
        <span className={classes.about}>
          <KindMark kind={task.kind} />
          <Direction writes={task.writes} />
          {task.class !== null && <ClassMark changeClass={task.class} />}
          <Present notice={task.notice.id} task={task.id} doing={doing} />
        </span>
      </div>
      <div className={classes.acts}>
        <HeldLease task={task} isMine={isMine} />
        {children}
      </div>
    </header>
  );
}

function Direction({ writes }: { writes: readonly Language[] }) {
  const say = useWords('app');
  const [written] = writes;
  const words =
    written === undefined || writes.length > 1
      ? `${say('languages.en')} ⇄ ${say('languages.zh')}`
      : `${say(`languages.${otherLanguage(written)}`)} → ${say(`languages.${written}`)}`;
  return <span>{words}</span>;
}
