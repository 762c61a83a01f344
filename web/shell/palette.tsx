import { Loader, Modal, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { KeyboardEvent } from 'react';
import { Fragment, useEffect, useId, useRef, useState } from 'react';
import { isComposing } from '../keys/keys.ts';
import { Icon } from '../parts/icon.tsx';
import { useReturnedFocus } from '../parts/dialog.tsx';
import { KeyHint } from '../parts/key-hint.tsx';
import { useWords } from '../words/words.ts';
import type { Entry } from './palette-entries.tsx';
import { usePaletteEntries } from './palette-entries.tsx';
import classes from './palette.module.css';
import type { Place } from './navigation.ts';

interface Props {
  readonly places: readonly Place[];
  readonly close: () => void;
}

/** Search over notices, and everything that can be done, by a few letters. */
export function Palette({ places, close }: Props) {
  const say = useWords('app');
  const [asked, setAsked] = useState('');
  const [settled] = useDebouncedValue(asked.trim(), 120);
  const { entries, isSearching } = usePaletteEntries({ asked: asked.trim(), settled, places });
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, entries.length - 1);
  const list = useId();
  useReturnedFocus();
  const run = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: (chosen + 1) % Math.max(1, entries.length),
      ArrowUp: (chosen - 1 + entries.length) % Math.max(1, entries.length),
      Home: 0,
      End: entries.length - 1,
    };
    const next = moves[event.key];
    if (next !== undefined && (asked === '' || event.key.startsWith('Arrow'))) setAt(next);
    else if (event.key === 'Enter') run(entries[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal.Root
      opened
      onClose={close}
      size={600}
      yOffset="12dvh"
      transitionProps={{ duration: 80 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={say('palette.label')}>
        <div className={classes.field}>
          <Icon name="search" />
          <input
            className={classes.input}
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls={list}
            aria-activedescendant={entries[chosen] === undefined ? undefined : `${list}-${chosen}`}
            aria-label={say('palette.label')}
            placeholder={say('palette.placeholder')}
            value={asked}
            onChange={(event) => {
              setAsked(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
            spellCheck={false}
            autoComplete="off"
          />
          {isSearching && <Loader size={14} aria-hidden />}
        </div>
        <Entries list={list} entries={entries} chosen={chosen} point={setAt} run={run} />
        {asked === '' && <p className={classes.hint}>{say('palette.hint')}</p>}
        {entries.length === 0 && !isSearching && (
          <p className={classes.nothing}>{say('palette.nothing', { query: asked.trim() })}</p>
        )}
        <VisuallyHidden role="status">
          {isSearching
            ? say('palette.searching')
            : say('palette.results', { count: entries.length })}
        </VisuallyHidden>
      </Modal.Content>
    </Modal.Root>
  );
}

interface Listed {
  readonly list: string;
  readonly entries: readonly Entry[];
  readonly chosen: number;
  readonly point: (index: number) => void;
  readonly run: (entry: Entry) => void;
}

/** The entries under their headings; the field above keeps the focus. */
function Entries({ list, entries, chosen, point, run }: Listed) {
  const say = useWords('app');
  const current = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no clean-up.
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div id={list} role="listbox" aria-label={say('palette.label')} className={classes.list}>
      {entries.map((entry, index) => (
        <Fragment key={entry.key}>
          {entry.group !== entries[index - 1]?.group && (
            <div className={classes.group} role="presentation">
              {entry.group}
            </div>
          )}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys go to the field above */}
          <div
            id={`${list}-${index}`}
            ref={index === chosen ? current : undefined}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={classes.entry}
            onPointerMove={() => point(index)}
            onClick={() => run(entry)}
          >
            <Icon name={entry.icon} />
            <span className={classes.label}>{entry.label}</span>
            {entry.note}
            {entry.keys?.map((keys) => (
              <KeyHint key={keys} keys={keys} />
            ))}
          </div>
        </Fragment>
      ))}
    </div>
  );
}
