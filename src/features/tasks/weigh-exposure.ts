import { taskPriority } from '../../core/priority.ts';
import type { Context } from '../../context.ts';
import type { WeighedTask } from './store.ts';
import { tasksToWeigh, writeWeight } from './store.ts';

const batch = 200;

/**
 * Brings the priorities of active tasks up to date with how many readers saw an outdated text of their
 * notices. Returns how many tasks were weighed anew.
 */
export async function weighExposure(ctx: Context): Promise<number> {
  let after: string | null = null;
  let weighed = 0;
  for (;;) {
    const tasks: WeighedTask[] = await tasksToWeigh(ctx.db, { after, limit: batch });
    for (const task of tasks) {
      await writeWeight(ctx.db, { ...task, priority: taskPriority(task) });
    }
    weighed += tasks.length;
    after = tasks.at(-1)?.id ?? null;
    if (tasks.length < batch) return weighed;
  }
}
