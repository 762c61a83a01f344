import { useQueryClient } from '@tanstack/react-query';
import type { NoticeDetail } from '../../api/notices.ts';
import type { Constraint, NoticeReport } from '../../api/parity.ts';
import { correctAlignment, reportQuery } from '../../api/parity.ts';
import { announce } from '../../notify/announce.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { useSingle } from '../../parts/single.ts';

/** So many corrections are kept of a pair: past them the oldest go. */
const mostCorrections = 1000;

function without(some: readonly Constraint[], others: readonly Constraint[]): Constraint[] {
  const named = new Set(others.map((each) => JSON.stringify(each)));
  return some.filter((each) => !named.has(JSON.stringify(each)));
}

/** Sets the corrections of a pair's alignment, says what was done, and offers to have it as before. */
export type Correct = (corrections: readonly Constraint[], done: string) => Promise<boolean>;

export function useCorrection(notice: NoticeDetail, report: NoticeReport): Correct {
  const client = useQueryClient();
  const send = async (corrections: readonly Constraint[]): Promise<boolean> => {
    try {
      const kept = corrections.slice(-mostCorrections);
      const corrected = await correctAlignment(notice.id, report.pair, kept);
      client.setQueryData(reportQuery(notice.slug).queryKey, corrected);
      return true;
    } catch (error) {
      toastProblem(error);
      return false;
    }
  };
  return useSingle(async (corrections, done) => {
    const isSent = await send(corrections);
    if (!isSent) return false;
    announce(done);
    const undo = (): void => {
      // What was corrected since stays.
      const now =
        client.getQueryData(reportQuery(notice.slug).queryKey)?.corrections ?? corrections;
      const made = without(corrections, report.corrections);
      void send([...without(now, made), ...without(report.corrections, corrections)]);
    };
    toast(done, { run: undo });
    return true;
  });
}
