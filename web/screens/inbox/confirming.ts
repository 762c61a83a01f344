import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConfirmedPair } from '../../api/sync-points.ts';
import { confirmPairs, retractPoint } from '../../api/sync-points.ts';
import type { Task } from '../../api/tasks.ts';
import { rereadTasks } from '../../api/tasks.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { announce } from '../../notify/announce.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { useWords } from '../../words/words.ts';

/** A pair that was not confirmed, and why not. */
export interface Refused {
  readonly task: Task;
  readonly reason: string;
}

export interface Confirming {
  /** By their tasks' ids. */
  readonly picked: ReadonlySet<string>;
  /** Confirmed, and not told by the service yet. */
  readonly gone: ReadonlySet<string>;
  readonly refused: readonly Refused[];
  readonly isBusy: boolean;
  toggle(id: string): void;
  /** Picks all of these, or none where all are. */
  toggleAll(tasks: readonly Task[]): void;
  clear(): void;
  dismiss(): void;
  /** Says of all these pairs, as they are listed, that they are in step. */
  confirm(tasks: readonly Task[]): Promise<void>;
}

const none: ReadonlySet<string> = new Set();

/** Several pairs confirmed with one act: those that are refused stay, with the reason; the act can be taken back. */
export function useConfirming(): Confirming {
  const [picked, setPicked] = useState(none);
  const [gone, setGone] = useState(none);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [isBusy, setBusy] = useState(false);
  const takeBack = useTakeBack();
  const client = useQueryClient();
  const say = useWords('inbox');
  const confirm = async (tasks: readonly Task[]): Promise<void> => {
    if (tasks.length === 0 || isBusy) return;
    setBusy(true);
    try {
      const answers = await confirmPairs(
        tasks.map(({ notice, base }) => ({ ...base, notice: notice.id })),
      );
      const told = outcomeOf(tasks, answers);
      setPicked(none);
      setRefused(told.refused);
      setGone((before) => new Set([...before, ...told.confirmed.map(({ task }) => task)]));
      if (told.refused.length > 0) announce(say('confirm.refused', { count: told.refused.length }));
      if (told.confirmed.length > 0) {
        const message = say('confirm.done', { count: told.confirmed.length });
        announce(message);
        const ids = new Set(told.confirmed.map(({ task }) => task));
        toast(message, {
          run: () => {
            setGone((before) => new Set([...before].filter((id) => !ids.has(id))));
            void takeBack(told.confirmed);
          },
        });
      }
    } catch (error) {
      toastProblem(error);
    }
    setBusy(false);
    await rereadAll(client);
  };
  return {
    picked,
    gone,
    refused,
    isBusy,
    confirm,
    toggle: (id) =>
      setPicked((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    toggleAll: (tasks) => {
      const all = tasks.map(({ id }) => id);
      setPicked((before) => (all.every((id) => before.has(id)) ? none : new Set(all)));
    },
    clear: () => setPicked(none),
    dismiss: () => setRefused([]),
  };
}

interface Confirmed {
  readonly task: string;
  readonly notice: string;
  readonly point: string;
}

function outcomeOf(
  tasks: readonly Task[],
  answers: readonly ConfirmedPair[],
): { readonly confirmed: readonly Confirmed[]; readonly refused: readonly Refused[] } {
  const confirmed: Confirmed[] = [];
  const refused: Refused[] = [];
  tasks.forEach((task, at) => {
    const { syncPoint = null, problem = null } = answers[at] ?? {};
    if (syncPoint !== null)
      confirmed.push({ task: task.id, notice: task.notice.id, point: syncPoint.id });
    else refused.push({ task, reason: problem?.title ?? '' });
  });
  return { confirmed, refused };
}

/** Retracts what one act certified: each for itself, so that one that cannot be does not keep the others. */
function useTakeBack(): (confirmed: readonly Confirmed[]) => Promise<void> {
  const client = useQueryClient();
  const say = useWords('inbox');
  return async (confirmed) => {
    const ends = await Promise.allSettled(
      confirmed.map(({ notice, point }) => retractPoint(notice, point)),
    );
    const failed = ends.filter((end) => end.status === 'rejected');
    const count = ends.length - failed.length;
    if (count > 0) {
      announce(say('confirm.takenBack', { count }));
      toast(say('confirm.takenBack', { count }));
    }
    if (failed[0] !== undefined) toastProblem(failed[0].reason);
    await rereadAll(client);
  };
}

async function rereadAll(client: QueryClient): Promise<void> {
  const others = ['notice', 'notices', 'summary'].map((key) =>
    client.invalidateQueries({ queryKey: [key] }),
  );
  await Promise.all([rereadTasks(client), ...others]);
}

/** The keys of the list of what may be confirmed; `x` is of the line that the cursor is on. */
export function useConfirmShortcuts(
  confirming: Confirming | null,
  { tasks, current }: { readonly tasks: readonly Task[]; readonly current: Task | null },
): void {
  const say = useWords('inbox');
  const group = say('shortcuts.group');
  const picked = tasks.filter(({ id }) => confirming?.picked.has(id) === true);
  useShortcuts(
    confirming === null
      ? []
      : [
          {
            keys: 'x',
            label: say('shortcuts.pick'),
            group,
            run: () => {
              const task = current ?? tasks[0];
              if (task !== undefined) confirming.toggle(task.id);
            },
          },
          {
            keys: 'a',
            label: say('shortcuts.pickAll'),
            group,
            run: () => confirming.toggleAll(tasks),
          },
          {
            keys: 'Mod+Enter',
            label: say('shortcuts.confirm'),
            group,
            run: () => void confirming.confirm(picked),
          },
          ...(picked.length > 0
            ? [{ keys: 'Escape', label: say('shortcuts.clear'), group, run: confirming.clear }]
            : []),
        ],
  );
}
