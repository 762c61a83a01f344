import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { selfQuery } from '../api/session.ts';
import { useSessionState } from '../api/session-state.ts';
import { lazyPart } from '../parts/lazy-part.tsx';
import { ProblemState } from '../parts/states.tsx';
import { Frame } from './frame.tsx';

// Whoever is signed in already loads neither.
const SignInPage = lazyPart(() => import('./sign-in.tsx'), 'SignInPage');
const SignInAgain = lazyPart(() => import('./sign-in.tsx'), 'SignInAgain');

/** The frame for those who are signed in, a form for others: the address stays, so that one comes back to it. */
export function SignedIn() {
  const self = useQuery(selfQuery);
  const state = useSessionState();
  if (self.isPending) return null;
  if (self.isError) return <ProblemState error={self.error} retry={() => void self.refetch()} />;
  if (self.data === null) {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    );
  }
  return (
    <>
      <Frame />
      {state === 'expired' && (
        <Suspense>
          <SignInAgain email={self.data.email} name={self.data.name} />
        </Suspense>
      )}
    </>
  );
}
