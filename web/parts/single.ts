import { useRef } from 'react';

/**
 * The act, one at a time: what is asked for while it runs, by a double click or a key that repeats, is not done,
 * and answers false.
 */
export function useSingle<Asked extends unknown[]>(
  act: (...asked: Asked) => Promise<boolean>,
): (...asked: Asked) => Promise<boolean> {
  const isRunning = useRef(false);
  return async (...asked) => {
    if (isRunning.current) return false;
    isRunning.current = true;
    try {
      return await act(...asked);
    } finally {
      isRunning.current = false;
    }
  };
}
