import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { noticesQuery } from '../../api/notices.ts';
import { NoticeTitle } from '../../parts/content.tsx';
import { StateMark } from '../../parts/notice-words.tsx';
import { EmptyState, ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { KindMark } from '../../parts/task-words.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';
import classes from './board.module.css';
import { Card } from './card.tsx';
import { worst } from './worst.ts';

const shown = 12;

/** What is out of step, worst first; each with the task that mends it. */
export function WorstList() {
  const say = useWords('board');
  return (
    <Card
      title={
        <Link to="/notices" search={{ outOfStep: 'true', sort: 'worst' }}>
          {say('worst')}
        </Link>
      }
    >
      <List />
    </Card>
  );
}

function List() {
  const say = useWords('board');
  const app = useWords('app');
  const read = useInfiniteQuery(noticesQuery(worst));
  if (read.data === undefined) {
    if (read.error === null) return <SkeletonRows rows={4} height={28} />;
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  const notices = read.data.pages.flatMap(({ items }) => items);
  if (notices.length === 0) {
    return (
      <EmptyState icon="check" title={say('allInStep')}>
        {say('allInStepText')}
      </EmptyState>
    );
  }
  return (
    <ol className={classes.worst}>
      {notices.slice(0, shown).map((notice) => (
        <li key={notice.id} className={classes.line}>
          <Link to={addressOf.notice(notice.slug)} className={classes.name}>
            <NoticeTitle notice={notice} />
          </Link>
          <StateMark state={notice.state} />
          <span className={classes.task}>
            {notice.task !== null && (
              <Link to={addressOf.task(notice.task.id)}>
                <KindMark kind={notice.task.kind} /> · {app(`statuses.${notice.task.status}`)}
              </Link>
            )}
          </span>
          <span className={classes.age}>
            <RelativeTime time={notice.stateSince} />
          </span>
        </li>
      ))}
    </ol>
  );
}
