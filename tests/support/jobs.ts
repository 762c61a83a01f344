import type { Context } from '../../src/context.ts';
import type { JobName } from '../../src/jobs.ts';
import { jobsAfter } from '../../src/jobs.ts';
import { relayBatch } from '../../src/platform/outbox.ts';
import { detectOutdated } from '../../workers/detect-outdated.ts';
import { publishNotice } from '../../workers/publish-notice.ts';
import { queueTask } from '../../workers/queue-task.ts';

/** The workers' own handlers of the jobs that follow from events. */
export const eventHandlers: Partial<Record<JobName, (ctx: Context, data: unknown) => Promise<void>>> =
  {
    'detect-outdated': detectOutdated,
    'queue-task': queueTask,
    'publish-notice': publishNotice,
  };

export interface DueJob {
  readonly name: JobName;
  readonly data: { readonly event: string; readonly notice: string };
}

/** Takes the events out of the outbox, as the relay does, and gives the jobs that follow from them. */
export async function dueJobs(ctx: Context): Promise<DueJob[]> {
  const jobs: DueJob[] = [];
  await relayBatch(ctx.db, async (events) => {
    for (const { id, type, noticeId } of events) {
      if (noticeId === null) continue;
      for (const name of jobsAfter(type)) jobs.push({ name, data: { event: id, notice: noticeId } });
    }
  });
  return jobs;
}

export async function runJob(ctx: Context, { name, data }: DueJob): Promise<void> {
  const handler = eventHandlers[name];
  if (handler === undefined) throw new Error(`${name} follows from no event`);
  await handler(ctx, data);
}

/** Runs what follows from the events so far, and what follows from that, one job after the other. */
export async function runJobs(ctx: Context): Promise<void> {
  for (let jobs = await dueJobs(ctx); jobs.length > 0; jobs = await dueJobs(ctx)) {
    for (const job of jobs) await runJob(ctx, job);
  }
}
