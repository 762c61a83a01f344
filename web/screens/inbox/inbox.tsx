import { Button } from '@mantine/core';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { usePageTitle } from '../../parts/page-title.ts';
import { useMay } from '../../api/session.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { KeyHint } from '../../parts/key-hint.tsx';
import { LongList, useLongList } from '../../parts/long-list.tsx';
import { EmptyState, ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { usePlaces } from '../../shell/navigation.ts';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import { useInboxActs } from './acts.ts';
import { ConfirmBar, RefusedPairs, ViewSwitch } from './confirm-bar.tsx';
import type { Confirming } from './confirming.ts';
import { useConfirmShortcuts, useConfirming } from './confirming.ts';
import classes from './inbox.module.css';
import type { ActiveLine, InboxView, Inbox as Lists, Line, TaskLine } from './lists.ts';
import { isActive, keyOf, useInbox } from './lists.ts';
import { MentionRow } from './mention-row.tsx';
import { TaskRow } from './task-row.tsx';

/** Home: what the person has claimed, may review, may claim, best first. */
export function Inbox() {
  const say = useWords('inbox');
  usePageTitle(say('title'));
  const mayConfirm = useMay()('pair.confirm');
  const { view: wished = 'all' } = route.useSearch();
  const view = mayConfirm ? wished : 'all';
  const confirming = useConfirming();
  const inbox = useInbox(view, confirming.gone);
  return (
    <>
      <header className={classes.head}>
        <h1>{say('title')}</h1>
        <ViewSwitch view={view} />
        <Hints view={view} />
      </header>
      <RefusedPairs confirming={confirming} />
      <Body inbox={inbox} confirming={view === 'confirm' ? confirming : null} />
    </>
  );
}

const route = getRouteApi('/');

/** What to look at while nothing waits. */
function AllNotices() {
  const say = useWords('inbox');
  const place = usePlaces().find(({ label }) => label === 'notices');
  if (place === undefined) return null;
  return (
    <Button component={Link} to={place.path} size="xs" variant="default">
      {say('empty.more')}
    </Button>
  );
}

/** The keys of the list, for those who have seen it once. */
function Hints({ view }: { view: InboxView }) {
  const say = useWords('inbox');
  const mayWork = useMay()('task.work');
  return (
    <p className={classes.hints}>
      <KeyHint keys="j k" /> {say('hints.move')}
      {view === 'confirm' && (
        <>
          <KeyHint keys="x" /> {say('hints.pick')}
        </>
      )}
      {mayWork && (
        <>
          <KeyHint keys="c" /> {say('hints.claim')}
        </>
      )}
      <KeyHint keys="o" /> {say('hints.open')}
    </p>
  );
}

interface Shown {
  readonly inbox: Lists;
  /** null: everything that waits is listed, and nothing is picked. */
  readonly confirming: Confirming | null;
}

/** What an empty list says, also to whoever only reads and is given no tasks. */
const emptyWords = {
  all: ['empty.title', 'empty.text'],
  confirm: ['empty.confirmTitle', 'empty.confirmText'],
  reader: ['empty.readerTitle', 'empty.readerText'],
} as const;

function Body({ inbox, confirming }: Shown) {
  const say = useWords('inbox');
  const mayWork = useMay()('task.work');
  if (inbox.error !== null) return <ProblemState error={inbox.error} retry={inbox.retry} />;
  if (inbox.isPending) return <SkeletonRows rows={8} />;
  if (inbox.lines.length === 0) {
    const [title, text] =
      emptyWords[mayWork ? (confirming === null ? 'all' : 'confirm') : 'reader'];
    return (
      <EmptyState icon="check" title={say(title)} action={<AllNotices />}>
        {say(text)}
      </EmptyState>
    );
  }
  return <LineList inbox={inbox} confirming={confirming} />;
}

const rowHeight = 44;
const headingHeight = 40;

function LineList({ inbox, confirming }: Shown) {
  const { lines, readMore } = inbox;
  const state = useLongList({
    count: lines.length,
    heightOf: (index) => (lines[index]?.kind === 'heading' ? headingHeight : rowHeight),
    keyOf: (index) => keyOf(lines[index] ?? { kind: 'more', section: 'mine' }),
  });
  const shown = state.list.getVirtualItems();
  const ends = shown.flatMap(({ index }) => {
    const line = lines[index];
    return line?.kind === 'more' ? [line.section] : [];
  });
  const endKey = ends.join(' ');
  useEffect(() => {
    for (const section of ends) readMore(section);
    // oxlint-disable-next-line react/exhaustive-deps -- the ends in sight are what matters
  }, [endKey, lines.length]);
  const chosen = useChosen(lines, state.scrollTo);
  const tasks = lines.flatMap((line) => (line.kind === 'task' ? [line.task] : []));
  const current = tasks.find(({ id }) => id === chosen.key) ?? null;
  useConfirmShortcuts(confirming, { tasks, current });
  return (
    <>
      {confirming !== null && <ConfirmBar confirming={confirming} tasks={tasks} />}
      <LongList
        state={state}
        lineOf={(index) => {
          const line = lines[index];
          return line === undefined ? null : (
            <LineOf
              line={line}
              confirming={confirming}
              isChosen={keyOf(line) === chosen.key}
              onChoose={chosen.choose}
            />
          );
        }}
      />
    </>
  );
}

function LineOf({
  line,
  confirming,
  isChosen,
  onChoose,
}: {
  line: Line;
  confirming: Confirming | null;
  isChosen: boolean;
  onChoose: (key: string) => void;
}) {
  const say = useWords('inbox');
  const { number } = useFormats();
  if (line.kind === 'more') return <div className={classes.more} />;
  if (line.kind === 'heading') {
    return (
      <h2 className={classes.heading}>
        {say(`sections.${line.section}`)}
        <span className={classes.count}>
          {number(line.count)}
          {line.more && '+'}
        </span>
      </h2>
    );
  }
  if (line.kind === 'mention') {
    return <MentionRow line={line} isChosen={isChosen} onChoose={onChoose} />;
  }
  return <TaskRow line={line} confirming={confirming} isChosen={isChosen} onChoose={onChoose} />;
}

interface Chosen {
  readonly key: string | null;
  choose(key: string): void;
}

/** The task that keys act on: moved by `j` and `k`, by focus, and by pointing. */
function useChosen(lines: readonly Line[], scrollTo: (index: number) => void): Chosen {
  const say = useWords('inbox');
  const acts = useInboxActs();
  const mayWork = useMay()('task.work');
  const [key, choose] = useState<string | null>(null);
  const at = lines.findIndex((line) => isActive(line) && keyOf(line) === key);
  const line = lines[at];
  const move = (by: 1 | -1): void => {
    for (let next = at + by; next >= 0 && next < lines.length; next += by) {
      const candidate = lines[next];
      if (!isActive(candidate)) continue;
      choose(keyOf(candidate));
      scrollTo(next);
      return;
    }
  };
  // Whoever has chosen nothing means the first.
  const act = (run: (found: ActiveLine) => void) => (): void => {
    const found = isActive(line) ? line : lines.find(isActive);
    if (found !== undefined) run(found);
  };
  const onTask = (run: (found: TaskLine) => void) =>
    act((found) => {
      if (found.kind === 'task') run(found);
    });
  const group = say('shortcuts.group');
  const shortcut = (keys: string, name: 'next' | 'previous' | 'open' | 'claim' | 'giveBack') => ({
    keys,
    label: say(`shortcuts.${name}`),
    group,
  });
  const working = [
    { ...shortcut('c', 'claim'), run: onTask((found) => void acts.claim(found)) },
    { ...shortcut('u', 'giveBack'), run: onTask(({ task }) => void acts.giveBack(task)) },
  ];
  useShortcuts([
    { ...shortcut('j', 'next'), run: () => move(1) },
    { ...shortcut('k', 'previous'), run: () => move(-1) },
    { ...shortcut('o', 'open'), run: act(acts.open) },
    ...(mayWork ? working : []),
  ]);
  return { key, choose };
}
