import type { Diff } from '../api/notices.ts';
import { languageTags, useLanguage } from '../words/words.ts';
import classes from './diff-view.module.css';
import { ClassMark } from './task-words.tsx';

/** The segments that differ between two revisions, with the words taken out and put in. */
export function DiffView({ diff, same }: { diff: Diff; same: string }) {
  const language = useLanguage();
  const changed = diff.segments.filter((segment) => segment.class !== 'unchanged');
  if (changed.length === 0) return <p>{same}</p>;
  return (
    <ol className={classes.changes} lang={languageTags[diff.language]}>
      {changed.map((segment) => (
        <li key={`${segment.before.join()} ${segment.after.join()}`} className={classes.change}>
          <span lang={languageTags[language]}>
            <ClassMark changeClass={segment.class} />
          </span>
          <p className={classes.words}>
            {segment.edits.map(({ op, text }, at) => {
              if (op === 'insert') return <ins key={at}>{text}</ins>;
              return op === 'delete' ? <del key={at}>{text}</del> : <span key={at}>{text}</span>;
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}
