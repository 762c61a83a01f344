import type { Actor } from './permission.ts';
import { may, mayHold } from './permission.ts';
import type { TaskKind } from './sync.ts';
import type { TaskStatus } from './task-life.ts';
import type { Language } from './language.ts';

/** What a person can do with a task, and so what its screen is. */
export type TaskMode =
  /** They hold it and write. */
  | 'work'
  /** They hold its review. */
  | 'review'
  /** It is free, and theirs to claim. */
  | 'claimable'
  /** It waits for a review that they may claim; four eyes are looked after when they do. */
  | 'reviewable'
  /** They submitted it, and nobody reviews it yet. */
  | 'waiting'
  | 'watch'
  | 'closed';

interface Seen {
  readonly kind: TaskKind;
  readonly status: TaskStatus;
  readonly writes: readonly Language[];
  readonly holder: { readonly id: string } | null;
  readonly submitter: { readonly id: string } | null;
}

/** What this person's screen of a task is. */
export function modeOf(task: Seen, person: Actor): TaskMode {
  const holds = task.holder?.id === person.id;
  switch (task.status) {
    case 'open':
      return mayHold(person, task) ? 'claimable' : 'watch';
    case 'claimed':
      return holds ? 'work' : 'watch';
    case 'submitted':
      if (task.submitter?.id === person.id) return 'waiting';
      return may(person, 'task.review') ? 'reviewable' : 'watch';
    case 'in_review':
      return holds ? 'review' : 'watch';
    case 'done':
    case 'cancelled':
      return 'closed';
    default:
      return task.status satisfies never;
  }
}
