import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Content } from '../../../../src/core/document.ts';
import type { Language } from '../../../../src/core/language.ts';
import type { Merged } from '../../../../src/core/merge-content.ts';
import { mergeContent } from '../../../../src/core/merge-content.ts';
import type { Version } from '../../../api/notices.ts';
import { diffQuery, revisionQuery } from '../../../api/notices.ts';
import { DiffView } from '../../../parts/diff-view.tsx';
import { useFormats } from '../../../words/format.ts';
import { useWords } from '../../../words/words.ts';
import classes from './form.module.css';

interface ConflictProps {
  readonly id: string;
  readonly language: Language;
  /** The revision that was edited; 0: there was none. */
  readonly base: number;
  /** What somebody else saved meanwhile. */
  readonly theirs: Version;
  readonly mine: Content;
  readonly onTogether: (content: Content) => void;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
  readonly onStay: () => void;
}

/** As long as the text of before is not read. */
const unknown: Merged = { content: null, samePlaces: [] };

/**
 * Somebody else was first: what they changed, and the ways on. Where the two changed different places, both are put
 * together, and looked through before they are saved.
 */
export function Conflict({ id, language, base, theirs, mine, ...ways }: ConflictProps) {
  const say = useWords('notice');
  const app = useWords('app');
  const diff = useQuery({
    ...diffQuery(id, language, { from: base, to: theirs.number }),
    enabled: base > 0,
  });
  const before = useQuery({ ...revisionQuery(id, language, base), enabled: base > 0 });
  const { list } = useFormats();
  const { content: together, samePlaces } = useMemo(
    () => (before.data === undefined ? unknown : mergeContent(before.data, { mine, theirs })),
    [before.data, mine, theirs],
  );
  return (
    <section className={classes.conflict} role="alert" aria-labelledby="conflict-title">
      <h2 id="conflict-title">
        {say('editor.conflict.title', { language: app(`languages.${language}`) })}
      </h2>
      <p>{say('editor.conflict.text', { number: theirs.number })}</p>
      {samePlaces.length > 0 && (
        <p>
          {say('editor.conflict.samePlace', {
            places: list(samePlaces.map((place) => say(`editor.conflict.places.${place}`))),
          })}
        </p>
      )}
      {diff.data !== undefined && (
        <div className={classes.changes}>
          <DiffView diff={diff.data} same={say('compare.same')} />
        </div>
      )}
      <Group gap="xs">
        {together !== null && (
          <Button size="xs" onClick={() => ways.onTogether(together)}>
            {say('editor.conflict.together')}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          onClick={ways.onMine}
          title={say('editor.conflict.mineHelp')}
        >
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
