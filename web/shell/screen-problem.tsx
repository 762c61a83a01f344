import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { isProblem, notLoadedProblem } from '../api/problem.ts';
import { whenReachable } from '../api/reachable.ts';
import { toastProblem } from '../notify/toast.tsx';
import { ProblemState } from '../parts/states.tsx';

/**
 * A screen that could not be drawn; the frame around it stays. Where the network was away it is drawn as soon
 * as it is back.
 */
export function ScreenProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  const isNotLoaded = isCodeMissing(error);
  const isAway = isNotLoaded || isProblem(error, 'offline');
  const back = useEffectEvent((hadToWait: boolean) => {
    if (hadToWait || !isNotLoaded) again();
    else takeNewVersion();
  });
  useEffect(() => (isAway ? whenReachable((hadToWait) => back(hadToWait)) : undefined), [isAway]);
  return <ProblemState error={isNotLoaded ? notLoadedProblem() : error} retry={again} />;
}

/** Something above the screen that could not be loaded: the screen stays as it is. */
export function PartProblem({ error }: ErrorComponentProps) {
  useEffect(() => {
    const isNotLoaded = isCodeMissing(error);
    toastProblem(isNotLoaded ? notLoadedProblem() : error);
    if (!isNotLoaded) return undefined;
    return whenReachable((hadToWait) => !hadToWait && takeNewVersion());
  }, [error]);
  return null;
}

/** What browsers, and Vite for styles, say of code that did not come. */
function isCodeMissing(error: unknown): boolean {
  const { message } = error instanceof Error ? error : new Error(String(error));
  return /dynamically imported module|Importing a module script failed|Unable to preload CSS/i.test(
    message,
  );
}

const memory = 'hebi-reloaded';
const reloadEveryMs = 60_000;

/**
 * The server answers and has no such code: it was replaced by a newer one, whose page has to be loaded. What was
 * typed is kept by its screens. Not again and again: then the server is broken.
 */
function takeNewVersion(): void {
  const last = Number(sessionStorage.getItem(memory) ?? 0);
  if (Date.now() - last < reloadEveryMs) return;
  sessionStorage.setItem(memory, String(Date.now()));
  location.reload();
}
