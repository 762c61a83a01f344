import { pairStates } from '../../../src/core/sync.ts';
import type { PairState } from '../../../src/core/sync.ts';
import type { TaskAge } from '../../../src/core/task-age.ts';
import { taskAges } from '../../../src/core/task-age.ts';
import type { NoticeFilter } from '../../api/notices.ts';

/** What of the list is asked for, as the address says it. */
export interface ListFilter {
  readonly q?: string;
  readonly state?: PairState;
  readonly category?: string;
  readonly published?: 'true' | 'false';
  readonly archived?: 'true';
  readonly outOfStep?: 'true';
  readonly taskAge?: TaskAge;
  readonly sort?: 'worst';
}

/** The filter in an address; what means nothing there is left out. */
export function filterOf(search: Readonly<Record<string, unknown>>): ListFilter {
  const { q, state, category, published, archived, outOfStep, taskAge, sort } = search;
  return {
    // A search for a year comes out of the address as a number.
    ...(isWord(q) ? { q: String(q).slice(0, 200) } : {}),
    ...(isState(state) ? { state } : {}),
    ...(isWord(category) ? { category: String(category) } : {}),
    ...(isFlag(published) ? { published: String(published) as 'true' | 'false' } : {}),
    ...(String(archived) === 'true' ? { archived: 'true' as const } : {}),
    ...(String(outOfStep) === 'true' ? { outOfStep: 'true' as const } : {}),
    ...(isAge(taskAge) ? { taskAge } : {}),
    ...(sort === 'worst' ? { sort } : {}),
  };
}

function isWord(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function isState(value: unknown): value is PairState {
  return pairStates.some((state) => state === value);
}

function isAge(value: unknown): value is TaskAge {
  return taskAges.some((age) => age === value);
}

function isFlag(value: unknown): boolean {
  return ['true', 'false'].includes(String(value));
}

/** What the API is asked for. */
export function queryOf(filter: ListFilter): NoticeFilter {
  return { ...filter };
}
