import type { Service } from '../src/context.ts';
import { jobKinds, jobNames } from '../src/jobs.ts';

/** How often it is seen to that the schedules are there: they go with the jobs when a queue is emptied. */
const usualLookMs = 10_000;

export interface Schedules {
  close(): void;
}

/**
 * Lets jobs run by the clock that are to, also after the queue was emptied or its Redis was lost, and after a
 * worker wrote down their next run whose own clock is far ahead.
 */
export async function startSchedules(
  service: Service,
  lookEveryMs: number = usualLookMs,
): Promise<Schedules> {
  await putBack(service, { whereWrong: false });
  const timer = setInterval(() => {
    putBack(service, { whereWrong: true }).catch((error: unknown) =>
      service.log.warn({ err: error }, 'schedules could not be looked after: the queue is away'),
    );
  }, lookEveryMs);
  return { close: () => clearInterval(timer) };
}

/** Writing a schedule that is there would begin its interval anew. */
async function putBack(service: Service, { whereWrong }: { whereWrong: boolean }): Promise<void> {
  // One after the other: at once each would take a connection of its own, just for this.
  for (const name of jobNames) {
    const kind = jobKinds[name];
    if (!('schedule' in kind)) continue;
    const queue = service.queues[name];
    const next = await queue.nextRun();
    const tooLate = isTooLate(kind.schedule, next);
    // BullMQ keeps the next run of a schedule that is written anew.
    if (tooLate) await queue.unschedule();
    if (!whereWrong || tooLate || next === null) await queue.schedule(kind.schedule);
  }
}

/** The next run is further away than one interval and a look can make it. */
function isTooLate(schedule: { every: number } | { pattern: string }, next: Date | null): boolean {
  return 'every' in schedule && next !== null && next.getTime() > Date.now() + 2 * schedule.every;
}
