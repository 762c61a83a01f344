import { useSyncExternalStore } from 'react';

/** A stream that breaks is mostly there again before anybody need know. */
const graceMs = 3_000;

let isDown = false;
let timer: ReturnType<typeof setTimeout> | null = null;
const watchers = new Set<() => void>();

function become(down: boolean): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  if (down === isDown) return;
  isDown = down;
  for (const watcher of watchers) watcher();
}

/** The stream of events is open. */
export function noteConnected(): void {
  become(false);
}

/** The stream of events has broken, or could not be opened. */
export function noteBroken(): void {
  if (!navigator.onLine) become(true);
  else if (!isDown) timer ??= setTimeout(() => become(true), graceMs);
}

/** Whether what is on the screen may be out of date, since nothing is heard of the service. */
export function useIsDisconnected(): boolean {
  return useSyncExternalStore(watch, () => isDown);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
