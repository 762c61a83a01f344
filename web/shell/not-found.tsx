import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/states.tsx';
import { useWords } from '../words/words.ts';

/** An address under /app at which there is nothing. */
export function NotFound() {
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
