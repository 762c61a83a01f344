import fc from 'fast-check';
import type { TaskStatus } from '../../src/core/task-life.ts';
import {
  activeStatuses,
  isActive,
  isLeased,
  refusalOf,
  statusAfter,
  taskActs,
  taskStatuses,
} from '../../src/core/task-life.ts';

describe('the life of a task', () => {
  it('is the table of the design', () => {
    const table = Object.fromEntries(
      taskStatuses.map((status) => [
        status,
        Object.fromEntries(
          taskActs.flatMap((act) => {
            const next = statusAfter(status, act);
            return next === null ? [] : [[act, next]];
          }),
        ),
      ]),
    );
    expect(table).toEqual({
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
    });
  });

  it('ends only by approval or cancelling, never leaves its end, and never reaches done unreviewed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...taskActs), { maxLength: 60 }), (acts) => {
        let status: TaskStatus = 'open';
        let reviewed = false;
        for (const act of acts) {
          const next = statusAfter(status, act);
          if (next === null) continue;
          expect(isActive(status)).toBe(true);
          if (next === 'done') expect([act, reviewed]).toEqual(['approve', true]);
          reviewed = next === 'in_review';
          status = next;
        }
        expect(isActive(status)).toBe((activeStatuses as readonly string[]).includes(status));
      }),
    );
  });

  it('refuses each act with a reason that fits the status', () => {
    expect(refusalOf('claimed', 'claim')).toBe('task_held');
    expect(refusalOf('submitted', 'claim')).toBe('task_not_open');
    expect(refusalOf('open', 'review')).toBe('task_not_submitted');
    expect(refusalOf('in_review', 'review')).toBe('task_held');
    expect(refusalOf('in_review', 'withdraw')).toBe('task_held');
    expect(refusalOf('claimed', 'withdraw')).toBe('task_not_submitted');
    expect(refusalOf('open', 'submit')).toBe('lease_lost');
    for (const act of taskActs) expect(refusalOf('done', act)).toBe('task_closed');
  });

  it('holds a lease exactly where somebody works', () => {
    expect(taskStatuses.filter(isLeased)).toEqual(['claimed', 'in_review']);
  });
});
