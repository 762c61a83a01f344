import { useMemo } from 'react';
import type { Content } from '../../../src/core/document.ts';
import { diffContent } from '../../../src/core/diff.ts';
import type { Language } from '../../../src/core/language.ts';
import { Content as Text } from '../../parts/content.tsx';
import { ClassMark } from '../../parts/task-words.tsx';
import { useWords } from '../../words/words.ts';
import { Marked } from './marked.tsx';
import classes from './task.module.css';

/** What a whole text would be, against what it was: the sentences that differ, marked. */
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
  if (before === null) {
    return (
      <section>
        <h3 className={classes.sideTitle}>{say('submit.newSide', { side })}</h3>
        <div className={classes.wholeText}>
          {diff.after.map((segment) => (
            <p key={segment.index} data-block={segment.block}>
              <Text language={language}>{segment.text}</Text>
            </p>
          ))}
        </div>
      </section>
    );
  }
  const changed = diff.segments.filter((change) => change.class !== 'unchanged');
  return (
    <section>
      <h3 className={classes.sideTitle}>{side}</h3>
      {changed.length === 0 ? (
        <p className={classes.hint}>{say('submit.same', { side })}</p>
      ) : (
        <div className={classes.wholeText}>
          {changed.map((change) => (
            <p key={`${change.before.join()}:${change.after.join()}`}>
              {change.class === 'moved' && <ClassMark changeClass="moved" />}{' '}
              <Marked language={language} edits={change.edits} />
            </p>
          ))}
        </div>
      )}
    </section>
  );
}

const nothing: Content = { title: '', summary: '', body: '' };
