import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
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
import { blockOf } from './block-marks.ts';
import type { BlockAt, LinkedPanes } from './linked-panes.ts';
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
    // A text that is scrolled under the pointer is not pointed at: keys would lose what they have in hand.
    if (event.movementX === 0 && event.movementY === 0) return;
    panes.point(blockAround(event.target, language));
  };
  const onFocus = (event: FocusEvent): void => {
    const at = blockAround(event.target, language);
    if (at !== null) panes.onFocus(at);
  };
  return (
    <>
      <p className={classes.caption}>
        <strong>{app(`languages.${language}`)}</strong> {say('texts.revision', { number })}
        {author !== null && ` · ${author.name}`} · <RelativeTime time={createdAt} />
      </p>
      {/* One stop of the Tab key: one of its blocks (block-marks.ts); arrows go through them. */}
      <div
        className={classes.scroll}
        ref={panes.paneOf[language]}
        role="group"
        aria-label={say('texts.textOf', { language: app(`languages.${language}`) })}
        onMouseMove={point}
        onMouseLeave={() => panes.point(null)}
        onFocus={onFocus}
        onKeyDown={(event) => onArrow(event, language, panes)}
        onScroll={() => panes.onScroll(language)}
      >
        <NoticeText text={read.data} language={language} />
      </div>
    </>
  );
}

function blockAround(target: EventTarget, side: Language): BlockAt | null {
  const element = (target as Element).closest<HTMLElement>('[data-block]');
  return element === null ? null : { side, block: blockOf(element) };
}

/** Arrows go from block to block, and across to the side that lies there. */
function onArrow(event: KeyboardEvent<HTMLElement>, side: Language, panes: LinkedPanes): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const block = (event.target as Element).closest<HTMLElement>('[data-block]');
  if (block === null) return;
  const act = arrowAct(event.key, side, panes);
  if (act === null || goesOn(event.currentTarget, block, event.key)) return;
  event.preventDefault();
  act();
}

function arrowAct(key: string, side: Language, panes: LinkedPanes): (() => void) | null {
  switch (key) {
    case 'ArrowDown':
      return () => panes.step(1);
    case 'ArrowUp':
      return () => panes.step(-1);
    case 'Home':
      return () => panes.step(-Infinity);
    case 'End':
      return () => panes.step(Infinity);
    case 'ArrowRight':
      return side === 'en' ? panes.cross : null;
    case 'ArrowLeft':
      return side === 'zh' ? panes.cross : null;
    default:
      return null;
  }
}

/** Whether a block that is higher than its pane goes on in that direction: it is scrolled first. */
function goesOn(pane: HTMLElement, block: HTMLElement, key: string): boolean {
  const [around, own] = [pane.getBoundingClientRect(), block.getBoundingClientRect()];
  if (own.height < around.height) return false;
  return key === 'ArrowDown'
    ? own.bottom > around.bottom
    : key === 'ArrowUp' && own.top < around.top;
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
