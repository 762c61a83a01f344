import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { usePageTitle } from '../../parts/page-title.ts';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import { sidesOtherwise } from '../../../src/core/likely-language.ts';
import { reportTexts } from '../../api/parity.ts';
import { isProblem, messageOf } from '../../api/problem.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { announce } from '../../notify/announce.ts';
import { KeyHint } from '../../parts/key-hint.tsx';
import { EmptyState, SkeletonRows } from '../../parts/states.tsx';
import { languageTags, useWords } from '../../words/words.ts';
import classes from './compare.module.css';
import { exampleTexts } from './example.ts';
import { Result } from './result.tsx';
import type { Texts } from './texts.ts';
import { formats, noTexts, useTexts } from './texts.ts';

/** Two texts, pasted: which sentences answer each other, the facts in them, and where they differ. */
export function Compare() {
  const say = useWords('compare');
  usePageTitle(say('title'));
  const { example } = useSearch({ from: '/compare' });
  const [texts, setTexts] = useTexts(example === 1 ? { ...noTexts, ...exampleTexts } : null);
  const comparing = useComparing();
  const { mutate, reset } = comparing;
  const isEmpty = texts.en.trim() === '' || texts.zh.trim() === '';
  const compare = (given: Texts): void => {
    if (given.en.trim() !== '' && given.zh.trim() !== '') mutate(given);
  };
  const fill = (given: Texts): void => {
    setTexts(given);
    reset();
    compare(given);
  };
  const begin = useEffectEvent(() => {
    if (example === 1) compare(texts);
  });
  useEffect(() => begin(), []);
  useShortcuts([
    {
      keys: 'Mod+Enter',
      label: say('button'),
      group: say('title'),
      whileTyping: true,
      run: () => compare(texts),
    },
  ]);
  return (
    <>
      <header className={classes.head}>
        <h1>{say('title')}</h1>
        <div className={classes.acts}>
          <Button
            size="xs"
            variant="default"
            title={say('exampleHelp')}
            onClick={() => fill({ ...noTexts, ...exampleTexts })}
          >
            {say('example')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={texts.en === '' && texts.zh === ''}
            onClick={() => fill({ ...noTexts, format: texts.format })}
          >
            {say('clear')}
          </Button>
          <Button
            size="xs"
            disabled={isEmpty}
            loading={comparing.isPending}
            rightSection={<KeyHint keys="Mod+Enter" />}
            onClick={() => compare(texts)}
          >
            {say('button')}
          </Button>
        </div>
      </header>
      <div className={classes.screen}>
        <p className={classes.lead}>{say('lead')}</p>
        <Fields texts={texts} change={setTexts} exchange={fill} error={comparing.error} />
        <Answer comparing={comparing} />
      </div>
    </>
  );
}

function useComparing() {
  const say = useWords('compare');
  return useMutation({
    mutationFn: ({ en, zh, format }: Texts) =>
      reportTexts({ en: { body: en, format }, zh: { body: zh, format } }),
    onSuccess: ({ score }) => announce(say('score', { score })),
  });
}

/** By how many of the texts seem to be in the other language. */
const doubts = [null, 'oneLanguage', 'exchanged'] as const;

function Answer({ comparing }: { comparing: ReturnType<typeof useComparing> }): ReactNode {
  const say = useWords('compare');
  const place = useRef<HTMLDivElement>(null);
  const { data, variables, isPending, error } = comparing;
  useEffect(() => {
    if (data !== undefined) place.current?.scrollIntoView({ block: 'nearest' });
  }, [data]);
  if (isPending) return <SkeletonRows rows={5} height={56} />;
  if (data !== undefined && variables !== undefined) {
    return (
      <div ref={place} className={classes.answer}>
        <Result report={data} doubt={doubts[sidesOtherwise(variables).length] ?? null} />
      </div>
    );
  }
  if (error !== null) return null;
  return (
    <EmptyState icon="compare" title={say('empty.title')}>
      {say('empty.text')}
    </EmptyState>
  );
}

function Fields({
  texts,
  change,
  exchange,
  error,
}: {
  texts: Texts;
  change: (texts: Texts) => void;
  exchange: (texts: Texts) => void;
  error: unknown;
}) {
  const say = useWords('compare');
  const isNamed = languages.some((side) => fieldError(error, side) !== null);
  return (
    <form className={classes.form} onSubmit={(event) => event.preventDefault()}>
      <div className={classes.fields}>
        {languages.map((side) => (
          <Textarea
            key={side}
            label={say(side)}
            lang={languageTags[side]}
            rows={9}
            resize="vertical"
            spellCheck={false}
            value={texts[side]}
            error={fieldError(error, side)}
            onChange={({ currentTarget: { value } }) => change({ ...texts, [side]: value })}
          />
        ))}
      </div>
      <Otherwise texts={texts} exchange={exchange} />
      <NativeSelect
        size="xs"
        className={classes.format}
        label={say('format')}
        value={texts.format}
        onChange={({ currentTarget: { value } }) =>
          change({ ...texts, format: formats.find((each) => each === value) ?? 'text' })
        }
        data={formats.map((value) => ({ value, label: say(`formats.${value}`) }))}
      />
      {error !== null && !isNamed && (
        <p className={classes.problem} role="alert">
          {messageOf(error)}
        </p>
      )}
    </form>
  );
}

/** Says that a text is in the other language; two that stand in each other's place can be exchanged. */
function Otherwise({ texts, exchange }: { texts: Texts; exchange: (texts: Texts) => void }) {
  const say = useWords('compare');
  const [side, ...more] = sidesOtherwise(texts);
  const isBoth = more.length > 0;
  return (
    <div role="status" className={classes.otherwise}>
      {side !== undefined && <span>{say(`otherwise.${isBoth ? 'both' : side}`)}</span>}
      {isBoth && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => exchange({ ...texts, en: texts.zh, zh: texts.en })}
        >
          {say('otherwise.swap')}
        </Button>
      )}
    </div>
  );
}

/** What was refused of one text; null: nothing. */
function fieldError(error: unknown, side: Language): string | null {
  if (!isProblem(error)) return null;
  const own = error.errors.filter(({ path }) => path.startsWith(`${side}.`));
  return own.length === 0 ? null : own.map(({ message }) => message).join(' ');
}
