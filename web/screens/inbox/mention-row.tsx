import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { NoticeTitle } from '../../parts/content.tsx';
import { Icon } from '../../parts/icon.tsx';
import { RelativeTime } from '../../parts/time.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';
import { useInboxActs } from './acts.ts';
import type { MentionLine } from './lists.ts';
import classes from './task-row.module.css';

interface Row {
  readonly line: MentionLine;
  readonly isChosen: boolean;
  readonly onChoose: (key: string) => void;
}

/** A comment that mentions the person: by whom, on what, and its beginning. */
export function MentionRow({ line, isChosen, onChoose }: Row) {
  const say = useWords('inbox');
  const acts = useInboxActs();
  const { mention } = line;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isChosen) link.current?.focus({ preventScroll: true });
  }, [isChosen]);
  return (
    <div
      className={classes.row}
      data-chosen={isChosen || undefined}
      data-kind="mention"
      onFocus={() => onChoose(mention.id)}
    >
      <span className={classes.kind}>
        <Icon name="mention" /> {mention.author.name}
      </span>
      <Link
        to={addressOf.task(mention.task.id)}
        className={classes.title}
        ref={link}
        onClick={() => acts.open(line)}
      >
        {mention.body}
        <span className={classes.other}>
          <NoticeTitle notice={mention.notice} />
        </span>
      </Link>
      <span className={classes.age}>
        <RelativeTime time={mention.at} />
      </span>
      <Button
        size="compact-sm"
        variant="default"
        className={classes.act}
        onClick={() => void acts.markRead(mention)}
      >
        {say('row.read')}
      </Button>
    </div>
  );
}
