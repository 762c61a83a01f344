import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Mention, MentionPage } from '../../api/mentions.ts';
import { markMention, mentionsQuery } from '../../api/mentions.ts';
import type { Task } from '../../api/tasks.ts';
import { claimReview, claimTask, dropFromLists, endClaim, rereadTasks } from '../../api/tasks.ts';
import { announce } from '../../notify/announce.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { titleFor } from '../../parts/content.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import type { ActiveLine, TaskLine } from './lists.ts';

export interface InboxActs {
  open(line: ActiveLine): void;
  /** Claims a task, or the review of one that was submitted; offers to take it back. */
  claim(line: TaskLine): Promise<void>;
  giveBack(task: Task): Promise<void>;
  markRead(mention: Mention): Promise<void>;
}

/** Tasks that are being claimed: the second click of two claims nothing. */
const underWay = new Set<string>();

/** What can be done from the list. Each shows at once, and says so when it was refused. */
export function useInboxActs(): InboxActs {
  const say = useWords('inbox');
  const client = useQueryClient();
  const navigate = useNavigate();
  const language = useLanguage();
  const title = ({ notice }: Task): string => titleFor(notice.title, language)?.text ?? notice.slug;
  const markRead = (mention: Mention, isQuiet = false): Promise<void> =>
    attempt(
      client,
      async () => {
        dropMention(client, mention.id);
        await markMention(mention.id, true);
        const undo = (): void =>
          void attempt(client, () => markMention(mention.id, false), mentionsQuery.queryKey);
        if (!isQuiet) done(say('done.read'), undo);
      },
      mentionsQuery.queryKey,
    );
  return {
    open: (line) => {
      if (line.kind === 'mention') void markRead(line.mention, true);
      void navigate({
        href: addressOf.task(line.kind === 'task' ? line.task.id : line.mention.task.id),
      });
    },
    claim: async ({ task, section }) => {
      if ((section === 'mine' && task.holder !== null) || underWay.has(task.id)) return;
      underWay.add(task.id);
      dropFromLists(client, task.id);
      await attempt(client, async () => {
        const isReview = section === 'reviews';
        const lease = await leaseOf(task.id, isReview);
        const takeBack = (): void => void attempt(client, () => endClaim(task.id, lease.number));
        done(
          say(isReview ? 'done.claimedReview' : 'done.claimed', { title: title(task) }),
          takeBack,
        );
      });
      underWay.delete(task.id);
    },
    giveBack: async (task) => {
      if (task.holder === null) return;
      await attempt(client, async () => {
        // The list does not tell the lease's number; whoever holds it gets the same one again.
        const lease = await leaseOf(task.id, task.status === 'in_review');
        await endClaim(task.id, lease.number);
        done(say('done.givenBack', { title: title(task) }));
      });
    },
    markRead: (mention) => markRead(mention),
  };
}

async function leaseOf(taskId: string, isReview: boolean): Promise<{ readonly number: number }> {
  return isReview ? (await claimReview(taskId)).lease : claimTask(taskId);
}

/** Does it, says why not where it was refused, and reads the list anew either way. */
async function attempt(
  client: QueryClient,
  act: () => Promise<unknown>,
  queryKey?: readonly unknown[],
): Promise<void> {
  try {
    await act();
  } catch (error) {
    toastProblem(error);
  }
  if (queryKey === undefined) await rereadTasks(client);
  else await client.invalidateQueries({ queryKey });
}

function done(message: string, undo?: () => void): void {
  announce(message);
  toast(message, undo === undefined ? undefined : { run: undo });
}

function dropMention(client: QueryClient, id: string): void {
  client.setQueryData<InfiniteData<MentionPage, string | null>>(mentionsQuery.queryKey, (read) =>
    read === undefined
      ? read
      : {
          ...read,
          pages: read.pages.map((page) => ({
            ...page,
            items: page.items.filter((mention) => mention.id !== id),
          })),
        },
  );
}
