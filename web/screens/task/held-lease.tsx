import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef } from 'react';
import { isProblem } from '../../api/problem.ts';
import { renewLease } from '../../api/task-work.ts';
import type { Lease, TaskDetail } from '../../api/tasks.ts';
import { LeaseClock } from '../../parts/lease-clock.tsx';
import classes from './task.module.css';

/** Work renews the lease, though not at every key. */
const renewEveryMs = 60_000;

/** A claim as it was renewed last. Beside the task and not in it: each save renews, and draws the clock alone anew. */
function renewedQuery(task: string) {
  return queryOptions<Lease>({ queryKey: ['renewed-lease', task], queryFn: skipToken });
}

/** Notes a renewed lease where the task is shown. */
export function useNoteLease(task: string): (lease: Lease) => void {
  const client = useQueryClient();
  return useCallback(
    (lease) => client.setQueryData(renewedQuery(task).queryKey, lease),
    [client, task],
  );
}

/** The claim of a task, as long as it runs: its holder's clock, renewed by work. */
export function HeldLease({ task, isMine }: { task: TaskDetail; isMine: boolean }) {
  const { data: renewed } = useQuery(renewedQuery(task.id));
  if (task.lease === null) return null;
  const { number, until: read } = task.lease;
  const isNewer = renewed?.number === number && renewed.until > read;
  const until = isNewer ? renewed.until : read;
  return (
    <>
      <AskAtEnd task={task.id} until={until} />
      {isMine && <Renewal task={task.id} lease={number} until={until} />}
      {isMine && <LeaseClock until={until} className={classes.clock} />}
    </>
  );
}

/** Renews the lease while somebody is at work on the page: keys, pointing, scrolling. Saving renews it too. */
function Renewal({ task, lease, until }: { task: string; lease: number; until: string }) {
  const client = useQueryClient();
  const note = useNoteLease(task);
  const renewedAt = useRef(0);
  useEffect(() => {
    renewedAt.current = Date.now();
  }, [until]);
  const renew = useEffectEvent(() => {
    if (Date.now() - renewedAt.current < renewEveryMs) return;
    renewedAt.current = Date.now();
    void renewLease(task, lease)
      .then(note)
      .catch((error: unknown) => {
        if (isProblem(error, 'lease_lost', 'task_closed')) {
          void client.invalidateQueries({ queryKey: ['task', task] });
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
  return null;
}

/** When the lease's end has come, asks how the task stands: the service may know of a later one. */
function AskAtEnd({ task, until }: { task: string; until: string }) {
  const client = useQueryClient();
  useEffect(() => {
    const left = new Date(until).getTime() - Date.now();
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: ['task', task] }),
      Math.max(1_000, left + 1_000),
    );
    return () => clearTimeout(timer);
  }, [client, task, until]);
  return null;
}
