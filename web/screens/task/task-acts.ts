import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Pair } from '../../../src/core/language.ts';
import type { WrittenVersions } from '../../api/task-work.ts';
import { confirmPair, saveDraft, submitTask, withdrawSubmission } from '../../api/task-work.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { retractPoint } from '../../api/sync-points.ts';
import { claimReview, claimTask, endClaim, rereadTasks } from '../../api/tasks.ts';
import { announce } from '../../notify/announce.ts';
import { toast } from '../../notify/toast.tsx';
import { useAttempt } from '../../parts/attempt.ts';
import { addressOf } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';

export interface TaskActs {
  claim(): Promise<void>;
  claimReview(): Promise<void>;
  giveBack(): Promise<void>;
  /** Certifies the two heads as they are. */
  confirm(pair: Pair<number>): Promise<void>;
  /** Whole texts, as they were shown; `null` where nothing was written. Answers whether it was accepted. */
  submit(submission: {
    readonly versions: WrittenVersions | null;
    readonly message: string;
    readonly base: Pair<number>;
  }): Promise<boolean>;
  withdraw(): Promise<void>;
}

/** What can be done with a whole task. Each says what it did, and what was refused. */
export function useTaskActs(task: TaskDetail, keeper: DraftKeeper | null): TaskActs {
  const say = useWords('task');
  const client = useQueryClient();
  const navigate = useNavigate();
  const lease = task.lease?.number;
  const done = (message: string, undo?: () => Promise<void>): void => {
    announce(message);
    toast(message, undo === undefined ? undefined : { run: () => void undo() });
  };
  const attempt = useAttempt(() => rereadTasks(client, task.id));
  const withdraw = async (): Promise<void> => {
    await attempt(async () => {
      await withdrawSubmission(task.id);
      done(say('done.withdrawn'));
    });
  };
  const retract = async (point: string): Promise<void> => {
    await attempt(async () => {
      await retractPoint(task.notice.id, point);
      done(say('done.retracted'));
      // The work goes on in a task of its own, to which the notice leads.
      if (location.pathname.endsWith(task.id))
        await navigate({ to: addressOf.notice(task.notice.slug) });
    });
  };
  return {
    withdraw,
    claim: async () => {
      await attempt(async () => {
        await claimTask(task.id);
        announce(say('done.claimed'));
      });
    },
    claimReview: async () => {
      await attempt(async () => {
        await claimReview(task.id);
        announce(say('done.claimedReview'));
      });
    },
    giveBack: async () => {
      await attempt(async () => {
        await keeper?.flush();
        await endClaim(task.id, lease);
        done(say('done.givenBack'));
      });
    },
    confirm: async (pair) => {
      await attempt(async () => {
        const point = await confirmPair(task.notice.id, pair);
        done(say('done.confirmed'), () => retract(point.id));
      });
    },
    submit: ({ versions, message, base }) =>
      attempt(async () => {
        if (lease === undefined) return;
        await keeper?.flush();
        // By way of the draft, so that all who wrote in it count as its writers.
        if (versions !== null) await saveDraft(task.id, { lease, versions });
        await submitTask(task.id, { lease, base, ...(message === '' ? {} : { message }) });
        done(say('done.submitted'), withdraw);
      }),
  };
}
