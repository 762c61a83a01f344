import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pair } from '../../../src/core/language.ts';
import type { Workpiece } from '../../../src/core/task-rows.ts';
import { textsOf } from '../../../src/core/task-rows.ts';
import type { WrittenVersions } from '../../api/task-work.ts';
import {
  approveTask,
  restoreFinding,
  returnTask,
  submitTask,
  waiveFinding,
} from '../../api/task-work.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { claimReview, rereadTasks } from '../../api/tasks.ts';
import { announce } from '../../notify/announce.ts';
import { toast } from '../../notify/toast.tsx';
import { useAttempt } from '../../parts/attempt.ts';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';

export interface ReviewActs {
  /** Why the review was not given to this person; null: nothing was refused. */
  readonly refusal: unknown;
  claim(): Promise<void>;
  approve(): Promise<boolean>;
  giveBackWithReason(reason: string): Promise<boolean>;
  submitEdit(): Promise<void>;
  discardEdit(): void;
  waive(finding: string, reason: string): Promise<boolean>;
  restore(finding: string): Promise<void>;
}

interface Reviewing {
  readonly task: TaskDetail;
  readonly piece: Workpiece;
  readonly pair: Pair<number>;
  readonly keeper: DraftKeeper;
}

/** What a reviewer can do. */
export function useReviewActs({ task, piece, pair, keeper }: Reviewing): ReviewActs {
  const say = useWords('task');
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<unknown>(null);
  const lease = task.lease?.number ?? 0;
  const attemptQuietly = useAttempt(() => rereadTasks(client, task.id));
  const attempt = (run: () => Promise<unknown>, message: string): Promise<boolean> =>
    attemptQuietly(async () => {
      await run();
      announce(message);
      toast(message);
    });
  const rereadReport = (): Promise<void> =>
    client.invalidateQueries({ queryKey: ['notice', task.notice.id, 'report'] });
  return {
    refusal,
    claim: async () => {
      try {
        await claimReview(task.id);
        setRefusal(null);
        announce(say('done.claimedReview'));
      } catch (error) {
        setRefusal(error);
      }
      await rereadTasks(client, task.id);
    },
    approve: () => attempt(() => approveTask(task.id, lease), say('done.approved')),
    giveBackWithReason: (reason) =>
      attempt(
        () => returnTask(task.id, { lease, reason }),
        say('done.returned', { name: task.submitter?.name ?? '' }),
      ),
    submitEdit: async () => {
      const versions = editedVersions(piece, keeper);
      const isAccepted = await attempt(
        () => submitTask(task.id, { lease, versions }),
        say('done.edited'),
      );
      if (isAccepted) keeper.replace(0, {}, {});
    },
    discardEdit: () => {
      const before = keeper.unsaved();
      keeper.replace(0, {}, {});
      toast(say('review.discardEdit'), { run: () => keeper.take(before) });
    },
    waive: async (finding, reason) => {
      const isDone = await attempt(
        () => waiveFinding(task.notice.id, { finding, pair }, reason),
        say('done.waived'),
      );
      await rereadReport();
      return isDone;
    },
    restore: async (finding) => {
      await attempt(() => restoreFinding(task.notice.id, finding), say('done.restored'));
      await rereadReport();
    },
  };
}

/** All written sides as they would be: what a reviewer did not touch stays as it was submitted. */
function editedVersions(piece: Workpiece, keeper: DraftKeeper): WrittenVersions {
  const texts = textsOf(piece, keeper.all());
  const versions: WrittenVersions = {};
  for (const language of piece.writes) {
    const text = texts[language] ?? piece.contents[language];
    if (text !== null) versions[language] = { ...text, format: 'html' };
  }
  return versions;
}
