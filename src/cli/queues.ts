import type { JobName } from '../jobs.ts';
import { jobNames } from '../jobs.ts';
import { openLog } from '../platform/log.ts';
import type { JobQueue } from '../platform/queue.ts';
import { openQueueBackend } from '../platform/queue.ts';
import type { CommandContext } from './open.ts';

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
export async function openQueues({ config, databaseUrl }: CommandContext): Promise<OpenedQueues> {
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
  ctx: CommandContext,
  command: (queues: Queues) => Promise<T>,
): Promise<T> {
  const opened = await openQueues(ctx);
  try {
    return await command(opened.queues);
  } finally {
    await opened.close();
  }
}
