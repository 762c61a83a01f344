import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { isProblem } from '../../api/problem.ts';
import { advanceBase } from '../../api/task-work.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { taskQuery } from '../../api/tasks.ts';
import { announce } from '../../notify/announce.ts';
import { toastProblem } from '../../notify/toast.tsx';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';

/** How the texts moved while somebody worked on them. */
export interface Movement {
  /** Segments that are different now, by their new ids. */
  readonly ids: ReadonlySet<string>;
  /** Where each sentence of before is now: none, one or several. */
  readonly carried: Readonly<Record<string, readonly string[]>>;
  readonly sides: readonly { readonly side: Language; readonly count: number }[];
  /** A written side moved below a whole text: nothing can be carried over. */
  readonly isBlocked: boolean;
}

const stillness: Movement = { ids: new Set(), carried: {}, sides: [], isBlocked: false };

export interface Advancing {
  /** The task to be shown; null: not until the draft has followed. */
  readonly task: TaskDetail | null;
  readonly movement: Movement;
  readonly dismiss: () => void;
  /** The desk's keeper: what is typed is saved before the texts move, and not while they do. */
  readonly keeper: { current: DraftKeeper | null };
}

/**
 * When a text moved under the hands of whoever works on it: saves what is typed, has the draft follow its
 * sentences, and only then shows the newer texts, with what is different in them marked.
 */
export function useAdvancing(read: TaskDetail, isWork: boolean): Advancing {
  const say = useWords('task');
  const client = useQueryClient();
  const keeper = useRef<DraftKeeper | null>(null);
  const [movement, setMovement] = useState(stillness);
  const isMoved = isWork && read.moved.length > 0 && !movement.isBlocked;
  const [shown, setShown] = useState<TaskDetail | null>(isMoved ? null : read);
  if (!isMoved && shown !== read) setShown(read);
  const lease = read.lease?.number;
  const newest = read.moved.map(({ side, to }) => `${side}-${to}`).join();
  useEffect(() => {
    if (!isMoved || lease === undefined) return;
    const advance = async (): Promise<void> => {
      await keeper.current?.flush();
      keeper.current?.pause();
      const { task } = await advanceBase(read.id, lease);
      setMovement((before) => together(before, read.moved));
      client.setQueryData(taskQuery(read.id).queryKey, task);
      for (const { side } of read.moved)
        announce(say('moved.announce', { side: say(`sides.${side}`) }));
    };
    advance().catch((error: unknown) => {
      keeper.current?.resume();
      if (isProblem(error, 'base_moved')) setMovement((before) => ({ ...before, isBlocked: true }));
      else toastProblem(error);
    });
    // oxlint-disable-next-line react/exhaustive-deps -- once for each newer text
  }, [isMoved, newest, lease]);
  return { task: shown, movement, dismiss: () => setMovement(stillness), keeper };
}

function together(before: Movement, moved: TaskDetail['moved']): Movement {
  const carried: Record<string, readonly string[]> = {};
  for (const { ids } of moved) Object.assign(carried, ids);
  const earlier = [...before.ids].flatMap((id) => carried[id] ?? [id]);
  return {
    ids: new Set([
      ...earlier,
      ...moved.flatMap(({ changes }) => changes.flatMap(({ after }) => after)),
    ]),
    carried,
    sides: moved.map(({ side, changes }) => ({ side, count: changes.length })),
    isBlocked: false,
  };
}
