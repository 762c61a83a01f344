import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useEffect } from 'react';
import type { Language } from '../../../src/core/language.ts';
import type { NoticeDetail } from '../../api/notices.ts';
import { versionQuery } from '../../api/notices.ts';
import { useMay } from '../../api/session.ts';
import { NoticeText } from '../../parts/notice-text.tsx';
import { EmptyState, ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';
import type { LinkedPanes } from './linked-panes.ts';
import classes from './texts.module.css';

interface Pane {
  readonly notice: NoticeDetail;
  readonly language: Language;
  readonly panes: LinkedPanes;
}

/** The newest text of one language. */
export function TextPane({ notice, language, panes }: Pane) {
  const app = useWords('app');
  return (
    <section
      className={classes.pane}
      data-language={language}
      aria-label={app(`languages.${language}`)}
    >
      <PaneBody notice={notice} language={language} panes={panes} />
    </section>
  );
}

function PaneBody({ notice, language, panes }: Pane) {
  const say = useWords('notice');
  const app = useWords('app');
  const isWritten = notice.head[language] > 0;
  const read = useQuery({ ...versionQuery(notice.slug, language), enabled: isWritten });
  const { onDrawn } = panes;
  useEffect(() => {
    if (read.data !== undefined) onDrawn();
  }, [read.data, onDrawn]);
  if (!isWritten) return <Unwritten notice={notice} language={language} />;
  if (read.data === undefined) {
    if (read.error === null) return <SkeletonRows rows={6} height={22} />;
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  const { number, author, createdAt } = read.data;
  const point = (event: MouseEvent): void => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-block]');
    panes.point(
      element === null ? null : { side: language, block: Number(element.dataset['block']) },
    );
  };
  return (
    <>
      <p className={classes.caption}>
        <strong>{app(`languages.${language}`)}</strong> {say('texts.revision', { number })}
        {author !== null && ` · ${author.name}`} · <RelativeTime time={createdAt} />
      </p>
      {/* Scrolled with the keyboard, so it can be focused; j and k take its blocks in hand. */}
      <div
        className={classes.scroll}
        ref={panes.paneOf[language]}
        tabIndex={0}
        role="group"
        aria-label={say('texts.textOf', { language: app(`languages.${language}`) })}
        onMouseOver={point}
        onMouseLeave={() => panes.point(null)}
        onScroll={() => panes.onScroll(language)}
      >
        <NoticeText text={read.data} language={language} />
      </div>
    </>
  );
}

function Unwritten({ notice, language }: Omit<Pane, 'panes'>) {
  const say = useWords('notice');
  const app = useWords('app');
  const mayWrite = useMay()('notice.write');
  const named = app(`languages.${language}`);
  return (
    <EmptyState
      icon="translate"
      title={say('texts.unwritten', { language: named })}
      action={
        mayWrite &&
        notice.state !== 'archived' && (
          <Button
            size="xs"
            variant="default"
            component={Link}
            to={addressOf.editNotice(notice.slug, language)}
          >
            {say('write', { language: named })}
          </Button>
        )
      }
    >
      {notice.task !== null && say('texts.taskWaits')}
    </EmptyState>
  );
}
