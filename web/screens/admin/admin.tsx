import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { usePageTitle } from '../../parts/page-title.ts';
import { useMay } from '../../api/session.ts';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { SkeletonRows } from '../../parts/states.tsx';
import { useWords } from '../../words/words.ts';
import classes from './admin.module.css';
import type { PartName } from './parts.ts';
import { partNames, partOf, parts } from './parts.ts';
import { Queues } from './queues.tsx';

const People = lazyPart(() => import('./people.tsx'), 'People');
const Tokens = lazyPart(() => import('./tokens.tsx'), 'Tokens');
const Webhooks = lazyPart(() => import('./webhooks.tsx'), 'Webhooks');
const Categories = lazyPart(() => import('./categories.tsx'), 'Categories');
const Policies = lazyPart(() => import('./policies.tsx'), 'Policies');

/** Only the parts that the person may see. */
export function Admin() {
  const say = useWords('admin');
  usePageTitle(say('title'));
  const may = useMay();
  const navigate = useNavigate();
  const { part } = useSearch({ from: '/admin' });
  const mine = partNames.filter((name) => may(parts[name]));
  const open = mine.find((name) => name === part) ?? mine[0];
  const go = (value: string | null): void => {
    const next = partOf(value);
    void navigate({
      to: '/admin',
      search: next === undefined ? {} : { part: next },
      replace: true,
    });
  };
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a narrow screen the tabs are wider than it.
    const tab = list.current?.querySelector('[aria-selected=true]');
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [open]);
  return (
    <>
      <header className={classes.head}>
        <h1>{say('title')}</h1>
      </header>
      <Tabs value={open ?? null} onChange={go} className={classes.tabs} keepMounted={false}>
        <Tabs.List className={classes.tabList} ref={list}>
          {mine.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(`parts.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {mine.map((name) => (
          <Tabs.Panel key={name} value={name} className={classes.panel}>
            <Suspense fallback={<SkeletonRows />}>
              <Part name={name} />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function Part({ name }: { name: PartName }) {
  switch (name) {
    case 'people':
      return <People />;
    case 'tokens':
      return <Tokens />;
    case 'webhooks':
      return <Webhooks />;
    case 'categories':
      return <Categories />;
    case 'policies':
      return <Policies />;
    case 'queues':
      return <Queues />;
    default:
      return name satisfies never;
  }
}
