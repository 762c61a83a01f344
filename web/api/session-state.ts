import { useSyncExternalStore } from 'react';

/**
 * Whether somebody is signed in here. `expired`: somebody was, and the service no longer knows them; what
 * is on the screen stays, requests wait, and go on when the same person has signed in again.
 */
export type SessionState = 'unknown' | 'out' | 'in' | 'expired';

let state: SessionState = 'unknown';
const listeners = new Set<() => void>();
let waiting: { promise: Promise<void>; resolve: () => void } | null = null;

function become(next: SessionState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function sessionState(): SessionState {
  return state;
}

/** Somebody is at work here, even if the service has forgotten them. */
export function isWorking(): boolean {
  return state === 'in' || state === 'expired';
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(subscribe, sessionState);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Somebody is signed in: first, or again. */
export function noteSignedIn(): void {
  become('in');
  waiting?.resolve();
  waiting = null;
}

export function noteSignedOut(): void {
  become('out');
}

/** The session has ended while somebody worked. Fulfilled when they have signed in again. */
export function waitForSignIn(): Promise<void> {
  become('expired');
  if (waiting === null) {
    let resolve = (): void => undefined;
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    waiting = { promise, resolve };
  }
  return waiting.promise;
}
