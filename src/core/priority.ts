import type { ChangeClass } from './diff.ts';
import { changeClasses } from './diff.ts';
import type { TaskKind } from './sync.ts';

const ofKind: Readonly<Record<TaskKind, number>> = {
  reconcile: 400,
  update: 300,
  translate: 200,
  verify: 100,
};

/** What readers see already comes before what nobody sees. */
const ofPublished = 250;
/** Each step of gravity: a changed fact weighs 70 more than a change of nothing. */
const ofStep = 10;

/** What readers' eyes on an outdated text can weigh: 10 views of a week 42, 1,000 weigh 120, 100,000 all of it. */
const ofExposure = 200;
const ofTenfold = 40;

/** Views are looked at over this many days. */
export const exposureDays = 7;

/**
 * A task's priority from 0 to 1000: stored, and the same whenever it is read, so that lists can be paged.
 * Age orders tasks of equal priority.
 */
export function taskPriority(task: {
  readonly kind: TaskKind;
  readonly changeClass: ChangeClass | null;
  readonly published: boolean;
  /** Views of a text of the notice that was behind its counterpart, within `exposureDays`. */
  readonly exposure: number;
}): number {
  const step = task.changeClass === null ? 0 : changeClasses.indexOf(task.changeClass);
  const seen = Math.min(ofExposure, Math.round(ofTenfold * Math.log10(1 + task.exposure)));
  return ofKind[task.kind] + (task.published ? ofPublished : 0) + step * ofStep + seen;
}
