import { useQueryClient } from '@tanstack/react-query';
import { announce } from '../../notify/announce.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { useSingle } from '../../parts/single.ts';

/**
 * Does something, says so or why not, and reads anew what the key names.
 *
 * @returns an act that answers whether it was done; `undo` is offered where it is given
 */
export function useAct(key: string) {
  const client = useQueryClient();
  const reread = (): Promise<void> => client.invalidateQueries({ queryKey: [key] });
  return useSingle(
    async (
      run: () => Promise<unknown>,
      done: string,
      undo?: () => Promise<unknown>,
    ): Promise<boolean> => {
      try {
        await run();
        announce(done);
        toast(done, undo && { run: () => void undo().then(reread, toastProblem) });
        return true;
      } catch (error) {
        toastProblem(error);
        return false;
      } finally {
        await reread();
      }
    },
  );
}
