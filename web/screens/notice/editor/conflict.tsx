import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Language } from '../../../../src/core/language.ts';
import type { Version } from '../../../api/notices.ts';
import { diffQuery } from '../../../api/notices.ts';
import { DiffView } from '../../../parts/diff-view.tsx';
import { useWords } from '../../../words/words.ts';
import classes from './form.module.css';

interface ConflictProps {
  readonly id: string;
  readonly language: Language;
  /** The revision that was edited; 0: there was none. */
  readonly base: number;
  /** What somebody else saved meanwhile. */
  readonly theirs: Version;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
  readonly onStay: () => void;
}

/** Somebody else was first: what they changed, and three ways on. None of them loses a word. */
export function Conflict({ id, language, base, theirs, ...ways }: ConflictProps) {
  const say = useWords('notice');
  const app = useWords('app');
  const diff = useQuery({
    ...diffQuery(id, language, { from: base, to: theirs.number }),
    enabled: base > 0,
  });
  return (
    <section className={classes.conflict} role="alert" aria-labelledby="conflict-title">
      <h2 id="conflict-title">
        {say('editor.conflict.title', { language: app(`languages.${language}`) })}
      </h2>
      <p>{say('editor.conflict.text', { number: theirs.number })}</p>
      {diff.data !== undefined && (
        <div className={classes.changes}>
          <DiffView diff={diff.data} same={say('compare.same')} />
        </div>
      )}
      <Group gap="xs">
        <Button size="xs" onClick={ways.onMine} title={say('editor.conflict.mineHelp')}>
          {say('editor.conflict.mine')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={ways.onTheirs}
          title={say('editor.conflict.theirsHelp')}
        >
          {say('editor.conflict.theirs')}
        </Button>
        <Button size="xs" variant="default" onClick={ways.onStay}>
          {say('editor.conflict.stay')}
        </Button>
      </Group>
    </section>
  );
}
