import { useRef } from 'react';

/**
 * Runs one act at a time: what is asked for meanwhile, by a double click or a key that repeats, is not done.
 *
 * @returns what the act answers; undefined: another was running
 */
export function useSingle(): <T>(act: () => Promise<T>) => Promise<T | undefined> {
  const isRunning = useRef(false);
  return async (act) => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    try {
      return await act();
    } finally {
      isRunning.current = false;
    }
  };
}
