import { toastProblem } from '../notify/toast.tsx';
import { useSingle } from './single.ts';

/**
 * Does one thing at a time, or says why not, and reads anew what it may have changed.
 *
 * @returns an act that answers whether it was done
 */
export function useAttempt(
  reread: () => Promise<unknown>,
): (act: () => Promise<unknown>) => Promise<boolean> {
  return useSingle(async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (error) {
      toastProblem(error);
      return false;
    } finally {
      await reread();
    }
  });
}
