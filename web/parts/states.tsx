import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isProblem, messageOf } from '../api/problem.ts';
import { useWords } from '../words/words.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import classes from './states.module.css';

/** Nothing is here: says so, and what to do next. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <span className={classes.sign}>
        <Icon name={icon} size={22} />
      </span>
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text size="sm" c="dimmed" maw={420}>
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}

/** Rows in the shape of what is being read. */
export function SkeletonRows({ rows = 6, height = 40 }: { rows?: number; height?: number }) {
  const say = useWords('app');
  return (
    <Stack gap={8} role="status" aria-label={say('loading')} p="md">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="sm" animate={row < 3} />
      ))}
    </Stack>
  );
}

/** Something could not be read: in the refusal's words, with another try. What is not there leads home. */
export function ProblemState({ error, retry }: { error: unknown; retry?: () => void }) {
  const say = useWords('app');
  if (isProblem(error, 'not_found')) return <NothingHere />;
  return (
    <div className={classes.empty} role="alert">
      <span className={classes.sign}>
        <Icon name="warning" size={22} />
      </span>
      <Text fw={600}>{say('problem.title')}</Text>
      <Text size="sm" c="dimmed" maw={480}>
        {messageOf(error)}
      </Text>
      {retry !== undefined && (
        <Button size="xs" variant="default" onClick={retry}>
          {say('problem.again')}
        </Button>
      )}
    </div>
  );
}

/** An address at which there is nothing, or nothing for whoever asks. */
export function NothingHere() {
  const say = useWords('app');
  return (
    <EmptyState
      icon="search"
      title={say('notFound.title')}
      action={
        <Button component={Link} to="/" size="xs" variant="default">
          {say('notFound.home')}
        </Button>
      }
    >
      {say('notFound.text')}
    </EmptyState>
  );
}
