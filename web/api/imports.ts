import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { operations } from './schema.ts';

export type ImportDetail =
  operations['readImport']['responses'][200]['content']['application/json'];
export type ImportFile =
  operations['startImport']['requestBody']['content']['application/json']['files'][number];

/** What one import may hold. */
export const importLimits = { files: 200, bytes: 4_000_000 } as const;

const askAgainMs = 2_000;

/** How far an import has come, and what became of every file; asked again until it has ended. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? askAgainMs : false),
  });
}

/** Imports of this person that have not ended, from this window or another. */
export const runningImportsQuery = queryOptions({
  queryKey: ['running-imports'],
  gcTime: 0,
  staleTime: Infinity,
  queryFn: async ({ signal }) => {
    const query = { limit: 10 };
    const { items } = await answer(api.GET('/api/v1/imports', { params: { query }, signal }));
    return items.filter(({ status }) => status === 'running').map(({ id }) => id);
  },
});

/** @throws Problem `too_many_requests`, `invalid` */
export function startImport(files: readonly ImportFile[]): Promise<ImportDetail> {
  return answer(api.POST('/api/v1/imports', { body: { files: [...files] } }));
}

/** What was taken in stays. @throws Problem */
export function cancelImport(id: string): Promise<ImportDetail> {
  return answer(api.DELETE('/api/v1/imports/{id}', { params: { path: { id } } }));
}
