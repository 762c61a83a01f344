import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useChangeSelf, useSelf } from '../api/session.ts';
import { tasksQuery } from '../api/tasks.ts';
import { printedKeys } from '../keys/keys.ts';
import { announce } from '../notify/announce.ts';
import { useWords } from '../words/words.ts';
import classes from './tour.module.css';

const steps = ['welcome', 'claim', 'open', 'work', 'submit'] as const;
type Step = (typeof steps)[number];

/** Steps that are done by doing what they say. */
const doneByDoing: readonly Step[] = ['claim', 'open'];

/**
 * The first task, step by step, at the edge of the screen: it takes no focus, covers nothing that it speaks
 * of, and goes on by itself when its step was done. It ends for good, here and elsewhere.
 */
export function Tour() {
  const say = useWords('tour');
  const change = useChangeSelf();
  const self = useSelf();
  const [at, setAt] = useState(0);
  const step = steps[at] ?? 'submit';
  const isDone = useIsDone(step);
  const isLast = at === steps.length - 1;
  const values = { name: self.name, keys: printedKeys('Mod+k').join(' ') };
  const title = say(`steps.${step}.title`, values);
  const text = say(`steps.${step}.text`, values);
  useEffect(() => {
    if (isDone) setAt((before) => Math.min(before + 1, steps.length - 1));
  }, [isDone, step]);
  useEffect(() => {
    document.documentElement.dataset['tour'] = step;
    announce(`${title}. ${text}`);
    return () => {
      delete document.documentElement.dataset['tour'];
    };
  }, [step, title, text]);
  const end = (): void => change({ tour: false });
  return (
    <aside className={classes.card} aria-label={say('label')}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="xs" c="dimmed">
          {say('step', { at: at + 1, of: steps.length })}
        </Text>
        <CloseButton size="sm" aria-label={say('skip')} onClick={end} />
      </Group>
      <h2 className={classes.title}>{title}</h2>
      <Text size="sm">{text}</Text>
      <Group justify="space-between" mt="sm">
        <Button size="compact-sm" variant="subtle" onClick={end}>
          {isLast ? say('done') : say('skip')}
        </Button>
        {!isLast && (
          <Button
            size="compact-sm"
            variant={doneByDoing.includes(step) ? 'default' : 'filled'}
            onClick={() => setAt(at + 1)}
          >
            {say('next')}
          </Button>
        )}
      </Group>
    </aside>
  );
}

/** Whether what the step asks for has happened: a task is held, a task is open. */
function useIsDone(step: Step): boolean {
  const self = useSelf();
  const mine = useInfiniteQuery({ ...tasksQuery({ mine: 'true' }), enabled: step === 'claim' });
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (step === 'open') return path.includes('/tasks/');
  if (step !== 'claim') return false;
  const held = mine.data?.pages.flatMap(({ items }) => items) ?? [];
  return held.some(({ holder }) => holder?.id === self.id);
}
