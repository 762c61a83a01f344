import type { RefusalCode } from './refusal.ts';

export const taskStatuses = [
  'open',
  'claimed',
  'submitted',
  'in_review',
  'done',
  'cancelled',
] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** Statuses in which a task is active: a notice has at most one such task. */
export const activeStatuses = ['open', 'claimed', 'submitted', 'in_review'] as const;

export const taskActs = [
  'claim',
  'release',
  'submit',
  'withdraw',
  'review',
  'approve',
  'return',
  'supersede',
  'refresh',
  'cancel',
] as const;
export type TaskAct = (typeof taskActs)[number];

/**
 * The life of a task, whole: what each act makes of each status. What is not here is refused.
 * `release` is giving back, lapse of the lease, or an editor's ending it; `supersede` is an approval
 * that found another head on the written side; `submit` in review is the reviewer's own edit; `withdraw`
 * is the submitter's, who holds the task again; `refresh` is the recomputing of kind and difference.
 */
const life: { readonly [S in TaskStatus]: { readonly [A in TaskAct]?: TaskStatus } } = {
  open: { claim: 'claimed', refresh: 'open', cancel: 'cancelled' },
  claimed: { release: 'open', submit: 'submitted', refresh: 'claimed', cancel: 'cancelled' },
  submitted: { withdraw: 'claimed', review: 'in_review', cancel: 'cancelled' },
  in_review: {
    release: 'submitted',
    submit: 'submitted',
    approve: 'done',
    return: 'open',
    supersede: 'open',
    cancel: 'cancelled',
  },
  done: {},
  cancelled: {},
};

/** The status after an act, or null where the act is not allowed. */
export function statusAfter(status: TaskStatus, act: TaskAct): TaskStatus | null {
  return life[status][act] ?? null;
}

/** Why an act is refused in a status. */
export function refusalOf(status: TaskStatus, act: TaskAct): RefusalCode {
  if (status === 'done' || status === 'cancelled') return 'task_closed';
  if (act === 'claim') return status === 'claimed' ? 'task_held' : 'task_not_open';
  if (act === 'review' || act === 'withdraw') {
    return status === 'in_review' ? 'task_held' : 'task_not_submitted';
  }
  return 'lease_lost';
}

export function isActive(status: TaskStatus): boolean {
  return status !== 'done' && status !== 'cancelled';
}

/** The act that each lease serves: work while `claimed`, review while `in_review`. */
export function isLeased(status: TaskStatus): boolean {
  return status === 'claimed' || status === 'in_review';
}
