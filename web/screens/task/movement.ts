import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { carrySegments } from '../../../src/core/carry-segments.ts';
import type { Language, Pair } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import { segmentId } from '../../../src/core/task-changes.ts';
import { diffQuery } from '../../api/notices.ts';
import { isProblem } from '../../api/problem.ts';
import { advanceBase } from '../../api/task-work.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { taskQuery } from '../../api/tasks.ts';
import { announce } from '../../notify/announce.ts';
import { toastProblem } from '../../notify/toast.tsx';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { isNeeded } from './hanging.ts';

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

/** How one side moved: what is different in it, and where each of its sentences is now. */
type Moved = Pick<TaskDetail['moved'][number], 'side'> & {
  readonly ids: Movement['carried'];
  readonly changes: readonly { readonly after: readonly string[] }[];
};

export interface Advancing {
  /** The task to be shown; null: not until the draft has followed. */
  readonly task: TaskDetail | null;
  readonly movement: Movement;
  readonly dismiss: () => void;
  /** The desk's keeper: what is typed is saved before the texts move, and not while they do. */
  readonly keeper: { current: DraftKeeper | null };
  /** Nobody types any more: texts that were kept as they were may be those of now. */
  readonly letGo: () => void;
}

/**
 * When a text moved under the hands of whoever works on it: saves what is typed, has the draft follow its
 * sentences, and only then shows the newer texts, with what is different in them marked. As long as somebody whose
 * claim has ended still types, the texts stay as they are.
 */
export function useAdvancing(read: TaskDetail, isWork: boolean): Advancing {
  const say = useWords('task');
  const client = useQueryClient();
  const keeper = useRef<DraftKeeper | null>(null);
  const [movement, setMovement] = useState(stillness);
  const isMoved = isWork && read.moved.length > 0 && !movement.isBlocked;
  const [shown, setShown] = useState<TaskDetail | null>(isMoved ? null : read);
  const [turn, setTurn] = useState(0);
  const letGo = useCallback(() => setTurn((before) => before + 1), []);
  const advanced = useRef<string | null>(null);
  const lease = read.lease?.number;
  const newest = read.moved.map(({ side, to }) => `${side}-${to}`).join();
  useEffect(() => {
    if (!isMoved || lease === undefined) return;
    const advance = async (): Promise<void> => {
      await keeper.current?.flush();
      keeper.current?.pause();
      const { task } = await advanceBase(read.id, lease);
      advanced.current = pairOf(task);
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
  useLayoutEffect(() => {
    if (isMoved || shown === read) return;
    const own = keeper.current;
    const isSettled =
      shown === null || isSamePair(shown, read) || pairOf(read) === advanced.current;
    if (isSettled || own === null || !isNeeded(own)) setShown(read);
    else if (!isWork) setShown(withTextsOf(shown, read));
    else {
      // Claimed again over newer texts, with something typed that is not saved.
      own.pause();
      movedBetween(client, read.notice.id, { from: shown.base, to: read.base }).then(
        (moved) => {
          setMovement((before) => together(before, moved));
          setShown(read);
        },
        // Nothing is saved under the numbers of before; the next reading tries again.
        toastProblem,
      );
    }
    // oxlint-disable-next-line react/exhaustive-deps -- what is shown follows what is read, and not itself
  }, [read, isMoved, isWork, turn]);
  return { task: shown, movement, dismiss: () => setMovement(stillness), keeper, letGo };
}

function pairOf({ base }: TaskDetail): string {
  return `${base.en}/${base.zh}`;
}

function isSamePair(one: TaskDetail, other: TaskDetail): boolean {
  return pairOf(one) === pairOf(other);
}

/** The task as it is now, over the texts that it had. */
function withTextsOf(shown: TaskDetail, read: TaskDetail): TaskDetail {
  const { kind, writes, leads, base, changes, beads, rows, segments } = shown;
  return { ...read, kind, writes, leads, base, changes, beads, rows, segments };
}

/** How the sides of a notice moved from one pair to another. */
export async function movedBetween(
  client: QueryClient,
  notice: string,
  { from, to }: { from: Pair<number>; to: Pair<number> },
): Promise<Moved[]> {
  const sides = languages.filter((side) => from[side] > 0 && to[side] > from[side]);
  return Promise.all(
    sides.map(async (side): Promise<Moved> => {
      const range = { from: from[side], to: to[side] };
      const diff = await client.fetchQuery(diffQuery(notice, side, range));
      const changed = diff.segments.filter((change) => change.class !== 'unchanged');
      return {
        side,
        ids: carrySegments(diff, { side, language: side }, {}).ids,
        changes: changed.map(({ after }) => ({
          after: after.map((index) => segmentId(side, index)),
        })),
      };
    }),
  );
}

function together(before: Movement, moved: readonly Moved[]): Movement {
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
