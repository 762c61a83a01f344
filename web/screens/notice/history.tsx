import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { happenedRevisions } from '../../../src/core/happened-revisions.ts';
import { isLanguage } from '../../../src/core/language.ts';
import type { HistoryEntry, NoticeDetail } from '../../api/notices.ts';
import { historyQuery } from '../../api/notices.ts';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { addressOf } from '../../shell/addresses.ts';
import type { Namespaces } from '../../words/namespaces.ts';
import { useWords } from '../../words/words.ts';
import classes from './history.module.css';

/** Everything that happened to the notice, newest first. */
export function History({ notice }: { notice: NoticeDetail }) {
  const say = useWords('notice');
  const read = useInfiniteQuery(historyQuery(notice.slug));
  if (read.data === undefined) {
    if (read.error === null) return <SkeletonRows rows={8} height={24} />;
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  const entries = read.data.pages.flatMap(({ items }) => items);
  return (
    <div className={classes.history}>
      <ol className={classes.list} aria-label={say('tabs.history')}>
        {entries.map((entry) => (
          <li key={entry.id} className={classes.entry}>
            <EntryWords entry={entry} />
          </li>
        ))}
      </ol>
      {read.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          loading={read.isFetchingNextPage}
          onClick={() => void read.fetchNextPage()}
        >
          {say('history.more')}
        </Button>
      )}
    </div>
  );
}

type Kind = keyof Namespaces['notice']['history']['kinds'];

function EntryWords({ entry }: { entry: HistoryEntry }) {
  const say = useWords('notice');
  const app = useWords('app');
  const { type, actor, at, task, data } = entry;
  const revisions = happenedRevisions(data);
  const { language } = data;
  return (
    <>
      <span className={classes.what}>
        {say(`history.kinds.${type.replace('.', '_') as Kind}`, { defaultValue: type })}
        {revisions.length === 0 && isLanguage(language) && ` · ${app(`languages.${language}`)}`}
        {revisions.map(({ language: side, number }) => (
          <Fragment key={side}>
            {` · ${say('history.revision', { language: app(`languages.${side}`), number })}`}
          </Fragment>
        ))}
      </span>
      {task !== null && <Link to={addressOf.task(task)}>{say('history.task')}</Link>}
      <span className={classes.who}>
        {actor?.name ?? say('ledger.system')} · <RelativeTime time={at} />
      </span>
    </>
  );
}
