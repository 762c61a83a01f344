import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Task } from '../../api/tasks.ts';
import { claimReview, claimTask, dropFromLists, endClaim, rereadTasks } from '../../api/tasks.ts';
import { announce } from '../../notify/announce.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { titleFor } from '../../parts/content.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import type { SectionName } from './lists.ts';

export interface InboxActs {
  open(task: Task): void;
  /** Claims a task, or the review of one that was submitted; offers to take it back. */
  claim(line: { readonly task: Task; readonly section: SectionName }): Promise<void>;
  giveBack(task: Task): Promise<void>;
}

/** What can be done from the list. Each shows at once, and says so when it was refused. */
export function useInboxActs(): InboxActs {
  const say = useWords('inbox');
  const client = useQueryClient();
  const navigate = useNavigate();
  const language = useLanguage();
  const titleOf = (task: Task): string =>
    titleFor(task.notice.title, language)?.text ?? task.notice.slug;
  const done = (message: string, undo?: () => void): void => {
    announce(message);
    toast(message, undo === undefined ? undefined : { run: undo });
  };
  const giveBack = async (task: Task): Promise<void> => {
    if (task.holder === null) return;
    try {
      await endClaim(task.id);
      done(say('done.givenBack', { title: titleOf(task) }));
    } catch (error) {
      toastProblem(error);
    }
    await rereadTasks(client, task.id);
  };
  return {
    open: (task) => void navigate({ href: addressOf.task(task.id) }),
    claim: async ({ task, section }) => {
      if (section === 'mine' && task.holder !== null) return;
      const isReview = section === 'reviews';
      dropFromLists(client, task.id);
      try {
        const lease = isReview ? (await claimReview(task.id)).lease : await claimTask(task.id);
        const takeBack = (): void =>
          void endClaim(task.id, lease.number).then(() => rereadTasks(client, task.id));
        done(
          say(isReview ? 'done.claimedReview' : 'done.claimed', { title: titleOf(task) }),
          takeBack,
        );
      } catch (error) {
        toastProblem(error);
      }
      await rereadTasks(client, task.id);
    },
    giveBack,
  };
}
