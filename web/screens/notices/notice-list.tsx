import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { languages } from '../../../src/core/language.ts';
import { shownToReaders } from '../../../src/core/publication.ts';
import { categoriesQuery } from '../../api/notices.ts';
import type { Notice } from '../../api/notices.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { NoticeTitle } from '../../parts/content.tsx';
import { LongList, useLongList } from '../../parts/long-list.tsx';
import { Mark } from '../../parts/mark.tsx';
import { StateMark } from '../../parts/notice-words.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import classes from './notices.module.css';

interface List {
  readonly notices: readonly Notice[];
  readonly hasMore: boolean;
  readonly readMore: () => void;
}

const rowHeight = 44;

/** The notices in sight; the others are a height, and the next page is read when its place comes near. */
export function NoticeList({ notices, hasMore, readMore }: List) {
  const state = useLongList({
    count: notices.length,
    heightOf: () => rowHeight,
    keyOf: (index) => notices[index]?.id ?? index,
  });
  const shown = state.list.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= notices.length - 20) readMore();
    // oxlint-disable-next-line react/exhaustive-deps -- what matters is how near the end is
  }, [last, notices.length, hasMore]);
  const chosen = useChosen(notices, state.scrollTo);
  return (
    <LongList
      state={state}
      lineOf={(index) => {
        const notice = notices[index];
        return notice === undefined ? null : <Row notice={notice} isChosen={chosen.at === index} />;
      }}
    />
  );
}

/** The notice that keys act on. */
function useChosen(notices: readonly Notice[], scrollTo: (index: number) => void) {
  const say = useWords('notices');
  const navigate = useNavigate();
  const [at, setAt] = useState(-1);
  const move = (by: 1 | -1): void => {
    const next = Math.min(notices.length - 1, Math.max(0, at + by));
    setAt(next);
    scrollTo(next);
  };
  const open = (): void => {
    const notice = notices[at];
    if (notice !== undefined) void navigate({ to: addressOf.notice(notice.slug) });
  };
  const group = say('title');
  useShortcuts([
    { keys: 'j', label: say('keys.next'), group, run: () => move(1) },
    { keys: 'k', label: say('keys.previous'), group, run: () => move(-1) },
    { keys: 'o', label: say('keys.open'), group, run: open },
  ]);
  return { at };
}

function Row({ notice, isChosen }: { notice: Notice; isChosen: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isChosen) link.current?.focus({ preventScroll: true });
  }, [isChosen]);
  return (
    <div className={classes.row} data-chosen={isChosen || undefined}>
      <Link ref={link} to={addressOf.notice(notice.slug)} className={classes.title}>
        <NoticeTitle notice={notice} />
      </Link>
      <span className={classes.state}>
        <StateMark state={notice.state} />
      </span>
      <Category id={notice.category} />
      <Public notice={notice} />
      <span className={classes.age}>
        <RelativeTime time={notice.updatedAt} />
      </span>
    </div>
  );
}

function Category({ id }: { id: string | null }) {
  const language = useLanguage();
  const categories = useQuery(categoriesQuery).data ?? [];
  const category = categories.find((one) => one.id === id);
  return <span className={classes.category}>{category?.name[language] ?? id ?? ''}</span>;
}

/** Which languages readers see, and that one of them sees an older text. */
function Public({ notice }: { notice: Notice }) {
  const say = useWords('notices');
  const app = useWords('app');
  const revisions = shownToReaders(notice);
  const shown = languages.filter((language) => revisions[language] !== null);
  if (notice.state === 'archived')
    return <span className={classes.public}>{say('row.archived')}</span>;
  if (shown.length === 0) return <span className={classes.public}>{say('row.notPublic')}</span>;
  const isBehind = shown.some((language) => revisions[language] !== notice.head[language]);
  return (
    <span className={classes.public}>
      {shown.length === 2 ? say('row.publicBoth') : shown.map((one) => app(`languages.${one}`))}
      {isBehind && <Mark tone="plain">{say('row.newer')}</Mark>}
    </span>
  );
}
