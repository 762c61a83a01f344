import type { NoticeFilter } from '../../api/notices.ts';

/** What is out of step, by the priority of what has to be done. */
export const worst: NoticeFilter = { outOfStep: 'true', sort: 'worst' };
