import type { ReactNode } from 'react';
import { usePageTitle } from '../../parts/page-title.ts';
import type { Language } from '../../../src/core/language.ts';
import { otherLanguage } from '../../../src/core/language.ts';
import type { TaskMode } from '../../../src/core/task-mode.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { NoticeTitle, useNoticeName } from '../../parts/content.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Present } from '../../parts/present.tsx';
import { ClassMark, KindMark } from '../../parts/task-words.tsx';
import { useSeconds } from '../../parts/time.tsx';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
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
  usePageTitle(useNoticeName(task.notice));
  const doing = mode === 'work' ? 'working' : mode === 'review' ? 'reviewing' : 'reading';
  return (
    <header className={classes.head}>
      <div className={classes.what}>
        <h1 className={classes.title}>
          <NoticeTitle notice={task.notice} />
        </h1>
        <span className={classes.about}>
          <KindMark kind={task.kind} />
          <Direction writes={task.writes} />
          {task.class !== null && <ClassMark changeClass={task.class} />}
          <Present notice={task.notice.id} task={task.id} doing={doing} />
        </span>
      </div>
      <div className={classes.acts}>
        {isMine && task.lease !== null && <LeaseClock until={task.lease.until} />}
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

/** How long the claim still runs; it stands out when it is nearly over. */
function LeaseClock({ until }: { until: string }) {
  const say = useWords('task');
  const { clock } = useFormats();
  const left = Math.max(0, new Date(until).getTime() - useSeconds());
  return (
    <span
      className={classes.clock}
      data-low={left < 3 * 60_000 || undefined}
      title={say('lease.label', { clock: clock(left) })}
    >
      <Icon name="clock" size={14} />
      {say('lease.left', { clock: clock(left) })}
    </span>
  );
}
