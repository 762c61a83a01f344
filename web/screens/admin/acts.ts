import { useQueryClient } from '@tanstack/react-query';
import { announce } from '../../notify/announce.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { useAttempt } from '../../parts/attempt.ts';

/**
 * Does something, says so or why not, and reads anew what the key names.
 *
 * @returns an act that answers whether it was done; `undo` is offered where it is given
 */
export function useAct(key: string) {
  const client = useQueryClient();
  const reread = (): Promise<void> => client.invalidateQueries({ queryKey: [key] });
  const attempt = useAttempt(reread);
  return (
    run: () => Promise<unknown>,
    done: string,
    undo?: () => Promise<unknown>,
  ): Promise<boolean> =>
    attempt(async () => {
      await run();
      announce(done);
      toast(done, undo && { run: () => void undo().then(reread, toastProblem) });
    });
}
