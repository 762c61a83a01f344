import { Button } from '@mantine/core';
import { useMemo, useSyncExternalStore } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { wordEdits } from '../../../src/core/patch-text.ts';
import { KeyHint } from '../../parts/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { Marked } from './marked.tsx';
import type { Ready } from './row-acts.ts';
import { wordingNow } from './row-acts.ts';
import classes from './task.module.css';

/** The answer that is ready, with what it changes marked; gone once it is in. */
export function ReadyWording({
  ready,
  keeper,
  onAccept,
}: {
  ready: Ready;
  keeper: DraftKeeper;
  onAccept: (ready: Ready) => void;
}) {
  const say = useWords('task');
  const now = useSyncExternalStore(keeper.watchTexts, () => wordingNow(keeper, ready.cells));
  const language: Language = ready.cells[0]?.language ?? 'en';
  const { wording } = ready;
  const edits = useMemo(() => wordEdits(language, now, wording), [language, now, wording]);
  if (sameWords(now, wording)) return null;
  return (
    <div className={classes.ready}>
      {wording !== '' && (
        <div>
          <span className={classes.sideName}>{say('change.ready')}</span>
          <Marked language={language} edits={edits} />
        </div>
      )}
      <Button
        size="compact-sm"
        variant="light"
        aria-keyshortcuts="Alt+Enter"
        onClick={() => onAccept(ready)}
        rightSection={<KeyHint keys="Alt+Enter" />}
      >
        {say(wording === '' ? 'change.removeHere' : 'change.accept')}
      </Button>
    </div>
  );
}

/** Sentences that were joined may have lost the space between them. */
function sameWords(a: string, b: string): boolean {
  return a.replaceAll(/\s/g, '') === b.replaceAll(/\s/g, '');
}
