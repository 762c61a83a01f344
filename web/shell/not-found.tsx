import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Link, useRouter } from '@tanstack/react-router';
import { EmptyState, ProblemState } from '../parts/states.tsx';
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

/** A screen that could not be drawn; the frame around it stays. */
export function ScreenProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return <ProblemState error={error} retry={again} />;
}
