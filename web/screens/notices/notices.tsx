import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { usePageTitle } from '../../parts/page-title.ts';
import { noticesQuery } from '../../api/notices.ts';
import { useMay } from '../../api/session.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { Icon } from '../../parts/icon.tsx';
import { EmptyState, ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';
import { FilterBar } from './filter-bar.tsx';
import { filterOf, queryOf } from './filter.ts';
import { NoticeList } from './notice-list.tsx';
import classes from './notices.module.css';

const ImportDialog = lazyPart(() => import('./import-dialog.tsx'), 'ImportDialog');

/** All notices: searched in both languages, filtered, opened; new ones written and imported. */
export function Notices() {
  const say = useWords('notices');
  usePageTitle(say('title'));
  const [isImporting, setImporting] = useState(false);
  const filter = filterOf(useSearch({ from: '/notices' }));
  return (
    <>
      <header className={classes.head}>
        <h1>{say('title')}</h1>
        <Acts onImport={() => setImporting(true)} />
      </header>
      <FilterBar filter={filter} />
      <Body onImport={() => setImporting(true)} />
      {isImporting && (
        <Suspense>
          <ImportDialog close={() => setImporting(false)} />
        </Suspense>
      )}
    </>
  );
}

function Acts({ onImport }: { onImport: () => void }) {
  const say = useWords('notices');
  const navigate = useNavigate();
  const mayWrite = useMay()('notice.write');
  const group = say('title');
  useShortcuts(
    mayWrite
      ? [
          {
            keys: 'n',
            label: say('new'),
            group,
            run: () => void navigate({ to: addressOf.newNotice }),
          },
          { keys: 'i', label: say('import.button'), group, run: onImport },
        ]
      : [],
  );
  if (!mayWrite) return null;
  return (
    <div className={classes.acts}>
      <Button size="xs" variant="default" onClick={onImport} aria-keyshortcuts="i">
        {say('import.button')}
      </Button>
      <Button
        size="xs"
        component={Link}
        to={addressOf.newNotice}
        leftSection={<Icon name="plus" size={14} />}
        aria-keyshortcuts="n"
      >
        {say('new')}
      </Button>
    </div>
  );
}

function Body({ onImport }: { onImport: () => void }) {
  const filter = filterOf(useSearch({ from: '/notices' }));
  const read = useInfiniteQuery(noticesQuery(queryOf(filter)));
  if (read.error !== null && read.data === undefined) {
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  if (read.data === undefined) return <SkeletonRows rows={10} />;
  const notices = read.data.pages.flatMap(({ items }) => items);
  if (notices.length === 0) {
    return <Nothing isFiltered={Object.keys(filter).length > 0} onImport={onImport} />;
  }
  return (
    <NoticeList
      notices={notices}
      hasMore={read.hasNextPage}
      readMore={() => {
        if (!read.isFetchingNextPage) void read.fetchNextPage();
      }}
    />
  );
}

function Nothing({ isFiltered, onImport }: { isFiltered: boolean; onImport: () => void }) {
  const say = useWords('notices');
  const mayWrite = useMay()('notice.write');
  if (isFiltered) {
    return (
      <EmptyState
        icon="search"
        title={say('nothingFound.title')}
        action={
          <Button size="xs" variant="default" component={Link} to="/notices">
            {say('nothingFound.all')}
          </Button>
        }
      >
        {say('nothingFound.text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="notices"
      title={say('empty.title')}
      action={
        mayWrite && (
          <Button size="xs" onClick={onImport}>
            {say('import.button')}
          </Button>
        )
      }
    >
      {say(mayWrite ? 'empty.text' : 'empty.reader')}
    </EmptyState>
  );
}
