import type { Service } from '../../src/context.ts';
import type { JobName } from '../../src/jobs.ts';
import { jobsAfter } from '../../src/jobs.ts';
import { relayBatch } from '../../src/platform/outbox.ts';
import { handlers } from '../../workers/start.ts';

export interface DueJob {
  readonly name: JobName;
  readonly data: { readonly event: string; readonly notice: string };
}

/** Takes the events out of the outbox, as the relay does, and gives the jobs that follow from them. */
export async function dueJobs(service: Service): Promise<DueJob[]> {
  const jobs: DueJob[] = [];
  await relayBatch(service.db, async (events) => {
    for (const { id, type, noticeId } of events) {
      if (noticeId === null) continue;
      for (const name of jobsAfter(type))
        jobs.push({ name, data: { event: id, notice: noticeId } });
    }
  });
  return jobs;
}

/** Runs a job by the workers' own handler. */
export async function runJob(service: Service, { name, data }: DueJob): Promise<void> {
  await handlers[name](service, data);
}

/** Runs what follows from the events so far, and what follows from that, one job after the other. */
export async function runJobs(service: Service): Promise<void> {
  for (;;) {
    const jobs = await dueJobs(service);
    for (const job of jobs) await runJob(service, job);
    const waiting = await service.db.selectFrom('outbox').select('eventId').limit(1).execute();
    if (waiting.length === 0) return;
  }
}
