import { memo } from 'react';
import type { FactChange } from '../../../src/core/fact-changes.ts';
import { factChanges } from '../../../src/core/fact-changes.ts';
import type { TaskChange } from '../../../src/core/task-changes.ts';
import { Mark } from '../../parts/mark.tsx';
import { ClassMark } from '../../parts/task-words.tsx';
import { useWords } from '../../words/words.ts';

/** What a change is, in words: “Number changed: 30 → 40”. */
export const ChangeLine = memo(function ChangeLine({
  change,
}: {
  change: Pick<TaskChange, 'side' | 'class' | 'old' | 'new'>;
}) {
  const say = useWords('task');
  const side = say(`sides.${change.side}`);
  if (change.class === 'added') return <Mark tone="violet">{say('change.added', { side })}</Mark>;
  if (change.class === 'removed')
    return <Mark tone="violet">{say('change.removed', { side })}</Mark>;
  const facts = change.class === 'facts' ? factChanges(change.side, change.old, change.new) : [];
  return (
    <>
      <span>{say('change.in', { side })}</span>
      <ClassMark changeClass={change.class} />
      {facts.map((fact) => (
        <strong key={`${fact.type} ${fact.before} ${fact.after}`}>
          <FactWords fact={fact} />
        </strong>
      ))}
    </>
  );
});

function FactWords({ fact }: { fact: FactChange }) {
  const say = useWords('task');
  const { type, before, after } = fact;
  const named = say(`change.types.${type}`);
  if (before === null) return <>{say('change.factNew', { type: named, after: after ?? '' })}</>;
  if (after === null) return <>{say('change.factGone', { type: named, before })}</>;
  return <>{say('change.fact', { type: named, before, after })}</>;
}
