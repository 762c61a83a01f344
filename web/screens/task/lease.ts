import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef } from 'react';
import { isProblem } from '../../api/problem.ts';
import { renewLease } from '../../api/task-work.ts';
import type { Lease, TaskDetail } from '../../api/tasks.ts';
import { taskQuery } from '../../api/tasks.ts';

/** Work renews the lease, though not at every key. */
const renewEveryMs = 60_000;

/** Notes a renewed lease where the task is shown. */
export function useNoteLease(task: string): (lease: Lease) => void {
  const client = useQueryClient();
  return useCallback(
    (lease) =>
      client.setQueryData(taskQuery(task).queryKey, (known) =>
        known === undefined || known.lease === null ? known : { ...known, lease },
      ),
    [client, task],
  );
}

/** Renews the lease while somebody is at work on the page: keys, pointing, scrolling. Saving renews it too. */
export function useRenewal(task: TaskDetail): void {
  const client = useQueryClient();
  const note = useNoteLease(task.id);
  const renewedAt = useRef(0);
  const lease = task.lease?.number;
  const until = task.lease?.until;
  useEffect(() => {
    renewedAt.current = Date.now();
  }, [until]);
  const renew = useEffectEvent(() => {
    if (lease === undefined || Date.now() - renewedAt.current < renewEveryMs) return;
    renewedAt.current = Date.now();
    void renewLease(task.id, lease)
      .then(note)
      .catch((error: unknown) => {
        if (isProblem(error, 'lease_lost', 'task_closed')) {
          void client.invalidateQueries({ queryKey: ['task', task.id] });
        }
      });
  });
  useEffect(() => {
    const heard = (): void => renew();
    const kinds = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const kind of kinds) document.addEventListener(kind, heard, { passive: true });
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, heard);
    };
  }, []);
}

/** When the lease's end has come, asks how the task stands: the service may know of a later one. */
export function useEndOfLease(task: TaskDetail): void {
  const client = useQueryClient();
  const until = task.lease?.until;
  useEffect(() => {
    if (until === undefined) return undefined;
    const left = new Date(until).getTime() - Date.now();
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: ['task', task.id] }),
      Math.max(1_000, left + 1_000),
    );
    return () => clearTimeout(timer);
  }, [client, task.id, until]);
}
