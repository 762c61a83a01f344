import type { Service } from '../src/context.ts';
import { jobKinds, jobNames } from '../src/jobs.ts';

/** How often it is seen to that the schedules are there: they go with the jobs when a queue is emptied. */
const lookEveryMs = 10_000;

export interface Schedules {
  close(): void;
}

/** Lets jobs run by the clock that are to, also after the queue was emptied or its Redis was lost. */
export async function startSchedules(service: Service): Promise<Schedules> {
  await putBack(service, { whereMissing: false });
  const timer = setInterval(() => {
    putBack(service, { whereMissing: true }).catch((error: unknown) =>
      service.log.warn({ err: error }, 'schedules could not be looked after: the queue is away'),
    );
  }, lookEveryMs);
  return { close: () => clearInterval(timer) };
}

/** Writing a schedule that is there would begin its interval anew. */
async function putBack(
  service: Service,
  { whereMissing }: { whereMissing: boolean },
): Promise<void> {
  // One after the other: at once each would take a connection of its own, just for this.
  for (const name of jobNames) {
    const kind = jobKinds[name];
    if (!('schedule' in kind)) continue;
    const queue = service.queues[name];
    if (!whereMissing || !(await queue.isScheduled())) await queue.schedule(kind.schedule);
  }
}
