import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { NoticeDetail } from '../../api/notices.ts';
import { noticeQuery } from '../../api/notices.ts';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { useWords } from '../../words/words.ts';
import { NoticeHeader } from './header.tsx';
import classes from './notice.module.css';
import { Texts } from './texts.tsx';

const Ledger = lazyPart(() => import('./ledger.tsx'), 'Ledger');
const Publication = lazyPart(() => import('./publication.tsx'), 'Publication');
const History = lazyPart(() => import('./history.tsx'), 'History');
const Properties = lazyPart(() => import('./properties.tsx'), 'Properties');

const tabs = ['texts', 'ledger', 'publication', 'history', 'properties'] as const;

/** One notice. */
export function NoticeScreen() {
  const { id } = useParams({ from: '/notices/$id' });
  const read = useQuery(noticeQuery(id));
  if (read.data === undefined) {
    if (read.error === null) return <SkeletonRows rows={8} />;
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  return <Opened notice={read.data} key={read.data.id} />;
}

function Opened({ notice }: { notice: NoticeDetail }) {
  const say = useWords('notice');
  const { tab = 'texts' } = useSearch({ from: '/notices/$id' });
  const navigate = useNavigate();
  const open = (next: string | null): void => {
    const known = tabs.find((one) => one === next && one !== 'texts');
    void navigate({
      to: '/notices/$id',
      params: { id: notice.slug },
      search: known === undefined || known === 'texts' ? {} : { tab: known },
      replace: true,
    });
  };
  return (
    <>
      <NoticeHeader notice={notice} />
      <Tabs value={tab} onChange={open} className={classes.tabs} keepMounted={false}>
        <Tabs.List className={classes.tabList}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one} className={classes.tab}>
              {say(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one} value={one} className={classes.panel}>
            <Suspense fallback={<SkeletonRows />}>
              <Panel tab={one} notice={notice} />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function Panel({ tab, notice }: { tab: (typeof tabs)[number]; notice: NoticeDetail }) {
  switch (tab) {
    case 'texts':
      return <Texts notice={notice} />;
    case 'ledger':
      return <Ledger notice={notice} />;
    case 'publication':
      return <Publication notice={notice} />;
    case 'history':
      return <History notice={notice} />;
    case 'properties':
      return <Properties notice={notice} />;
    default:
      return tab satisfies never;
  }
}
