import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, pageByPage, pageQuery } from './client.ts';
import type { operations } from './schema.ts';

export type TaskPage = operations['listTasks']['responses'][200]['content']['application/json'];
export type Task = TaskPage['items'][number];
export type TaskDetail = operations['getTask']['responses'][200]['content']['application/json'];
export type TaskFilter = NonNullable<operations['listTasks']['parameters']['query']>;

const pageSize = 200;

/** The pool, best first, a page at a time. */
export function tasksQuery(filter: Omit<TaskFilter, 'limit' | 'cursor'>) {
  return infiniteQueryOptions({
    queryKey: ['tasks', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/v1/tasks', {
          params: {
            query: { ...filter, ...pageQuery(pageSize, pageParam) },
          },
          signal,
        }),
      ),
    ...pageByPage,
  });
}

/** One task with its changes, segments, drafts and comments. */
export function taskQuery(id: string) {
  return queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/tasks/{id}', { params: { path: { id } }, signal })),
  });
}

export interface Lease {
  readonly number: number;
  readonly until: string;
}

/** @throws Problem `held` with its holder, `task_closed` … */
export async function claimTask(id: string): Promise<Lease> {
  const { lease } = await answer(
    api.POST('/api/v1/tasks/{id}/claim', { params: { path: { id } } }),
  );
  return lease;
}

/** Claims the review; the answer names the pair that an approval certifies. */
export function claimReview(id: string) {
  return answer(api.POST('/api/v1/tasks/{id}/review', { params: { path: { id } } }));
}

/** Gives a claim or a review back; what was typed stays. */
export function endClaim(id: string, lease?: number): Promise<Task> {
  return answer(
    api.DELETE('/api/v1/tasks/{id}/claim', {
      params: { path: { id }, query: lease === undefined ? {} : { lease } },
    }),
  );
}

type Pages = InfiniteData<TaskPage>;

/** Reads every list of tasks anew, and the task itself where an id is given. */
export async function rereadTasks(client: QueryClient, id?: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['tasks'] }),
    ...(id === undefined ? [] : [client.invalidateQueries({ queryKey: ['task', id] })]),
  ]);
}

/** Takes a task out of the lists of tasks on the screen at once, before the service has answered. */
export function dropFromLists(client: QueryClient, id: string): void {
  client.setQueriesData<Pages>({ queryKey: ['tasks'] }, (pages) =>
    pages === undefined
      ? pages
      : {
          ...pages,
          pages: pages.pages.map((page) => ({
            ...page,
            items: page.items.filter((task) => task.id !== id),
          })),
        },
  );
}
