import type { Service } from '../src/context.ts';
import { assessChange } from '../src/features/parity/assess-change.ts';
import { raiseTask } from '../src/features/tasks/raise-task.ts';
import { eventJob } from '../src/jobs.ts';

/**
 * The job behind it, `queue-task`, is done here at once: a second way through the queue would double the
 * time until the task is seen, and costs PostgreSQL as much as both jobs. Where that fails, or the process
 * dies first, the relay queues the job a moment later, as for any event (`relayedLate` in jobs.ts).
 */
export async function detectOutdated(service: Service, data: unknown): Promise<void> {
  const job = eventJob.parse(data);
  const assessed = await assessChange(service, job);
  if (assessed === null) return;
  await raiseTask(service, { event: assessed, notice: job.notice }).catch((error: unknown) => {
    service.log.warn({ err: error, notice: job.notice }, 'the task is left to the queue');
  });
}
