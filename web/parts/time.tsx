import { useSyncExternalStore } from 'react';
import { useFormats } from '../words/format.ts';

/** One clock for the page: all that tell the time redraw together. */
function clockOf(everyMs: number) {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | null = null;
  const tick = (): void => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      timer ??= setInterval(tick, everyMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
    read: () => {
      // Nobody looked, and so it stood still.
      if (timer === null && Date.now() - now > everyMs) now = Date.now();
      return now;
    },
  };
}

const seconds = clockOf(1_000);
const halfMinutes = clockOf(30_000);

/** What is left when it is nearly over, in milliseconds. */
export const lowMs = 3 * 60_000;

/** How long until then, in milliseconds: in whole minutes, and in whole seconds where it is nearly over. Not below 0. */
export function useLeft(until: string): number {
  return useSyncExternalStore(seconds.subscribe, () => {
    const left = Math.max(0, new Date(until).getTime() - seconds.read());
    const step = left < lowMs ? 1_000 : 60_000;
    return Math.floor(left / step) * step;
  });
}

/** The time now, moving twice a minute. */
export function useMinutes(): number {
  return useSyncExternalStore(halfMinutes.subscribe, halfMinutes.read);
}

/** How long ago, or how soon; the exact time when pointed at. */
export function RelativeTime({ time }: { time: string }) {
  const { relative, dateTime } = useFormats();
  const now = useMinutes();
  return (
    <time
      dateTime={time}
      // Not before: the first inbox need not wait for a format that nobody has pointed at.
      onPointerEnter={(event) => {
        event.currentTarget.title = dateTime(time);
      }}
    >
      {relative(time, Math.max(now, Date.now() - 30_000))}
    </time>
  );
}
