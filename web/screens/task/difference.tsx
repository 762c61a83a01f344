import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Content } from '../../../src/core/document.ts';
import type { Diff } from '../../../src/core/diff.ts';
import { diffContent } from '../../../src/core/diff.ts';
import type { Language } from '../../../src/core/language.ts';
import { NoticeText } from '../../parts/notice-text.tsx';
import { ClassMark } from '../../parts/task-words.tsx';
import { useWords } from '../../words/words.ts';
import { Marked } from './marked.tsx';
import classes from './task.module.css';

/**
 * What a whole text would be, against what it was: the sentences that differ, marked, or all of it as readers would
 * see it, with what differs standing out.
 */
export function Difference({
  language,
  before,
  after,
}: {
  language: Language;
  before: Content | null;
  after: Content;
}) {
  const say = useWords('task');
  const diff = useMemo(
    () => diffContent(language, before ?? nothing, after),
    [language, before, after],
  );
  const side = say(`sides.${language}`);
  const [isWhole, setWhole] = useState(before === null);
  const changes = diff.segments.filter((change) => change.class !== 'unchanged');
  const changed = useMemo(
    () =>
      new Set(
        before === null
          ? []
          : changedSegments(diff).flatMap((index) => diff.after[index]?.blockIndex ?? []),
      ),
    [before, diff],
  );
  return (
    <section>
      <div className={classes.differenceHead}>
        <h3 className={classes.sideTitle}>
          {before === null ? say('submit.newSide', { side }) : side}
        </h3>
        {before !== null && changes.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-pressed={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {say('submit.whole')}
          </Button>
        )}
      </div>
      {before !== null && changes.length === 0 ? (
        <p className={classes.hint}>{say('submit.same', { side })}</p>
      ) : (
        <div className={classes.wholeText} tabIndex={0} role="group" aria-label={side}>
          {isWhole ? (
            <NoticeText text={after} language={language} changed={changed} />
          ) : (
            changes.map((change) => (
              <p key={`${change.before.join()}:${change.after.join()}`}>
                {change.class === 'moved' && <ClassMark changeClass="moved" />}{' '}
                <Marked language={language} edits={change.edits} />
              </p>
            ))
          )}
        </div>
      )}
    </section>
  );
}

function changedSegments({ segments }: Diff): number[] {
  return segments.flatMap((change) => (change.class === 'unchanged' ? [] : change.after));
}

const nothing: Content = { title: '', summary: '', body: '' };
