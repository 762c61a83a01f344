/** How long a task has been open, as the parity board counts it. */
export const taskAges = ['day', 'week', 'month', 'older'] as const;
export type TaskAge = (typeof taskAges)[number];

/** Days since it was opened: at least `from`, and fewer than `below`; null: without end. */
export const daysOfAge: Readonly<Record<TaskAge, { from: number; below: number | null }>> = {
  day: { from: 0, below: 1 },
  week: { from: 1, below: 7 },
  month: { from: 7, below: 30 },
  older: { from: 30, below: null },
};
