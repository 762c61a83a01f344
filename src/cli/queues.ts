import type { JobName } from '../jobs.ts';
import { eventJobs, jobNames } from '../jobs.ts';
import { openLog } from '../platform/log.ts';
import type { JobQueue } from '../platform/queue.ts';
import { openQueueBackend } from '../platform/queue.ts';
import { refillOutbox } from '../platform/outbox.ts';
import type { CommandContext, Place } from './open.ts';

export type Queues = Readonly<Record<JobName, JobQueue>>;

export interface OpenedQueues {
  readonly queues: Queues;
  close(): Promise<void>;
}

/**
 * Opens the queues of the configuration, without workers.
 *
 * @throws when the queue does not answer
 */
export async function openQueues({ config, databaseUrl }: Place): Promise<OpenedQueues> {
  const log = openLog('silent');
  const { redisUrl } = config;
  const backend = await openQueueBackend({ redisUrl, databaseUrl, workers: 0, log });
  try {
    await backend.ping();
  } catch (error) {
    await backend.close();
    throw error;
  }
  const opened = jobNames.map((name) => backend.openQueue(name));
  return {
    queues: Object.fromEntries(opened.map((queue) => [queue.name, queue])) as Queues,
    close: async () => {
      await Promise.all(opened.map((queue) => queue.close()));
      await backend.close();
    },
  };
}

/** Runs a part of a command on the queues. @throws when the queue does not answer */
export async function withQueues<T>(
  place: Place,
  command: (queues: Queues) => Promise<T>,
): Promise<T> {
  const opened = await openQueues(place);
  try {
    return await command(opened.queues);
  } finally {
    await opened.close();
  }
}

/**
 * Builds the queue anew from the database: a running server queues the jobs of what is put back.
 *
 * @returns how many events were put back into the outbox
 */
export async function rebuildQueue(ctx: CommandContext): Promise<number> {
  // A queue refuses a job whose id it has, also of one that failed for good.
  await withQueues(ctx, async (queues) => {
    for (const name of jobNames) await queues[name].forgetFinished();
  });
  return refillOutbox(ctx.db, eventJobs);
}
