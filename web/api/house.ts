import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { Category } from './notices.ts';
import type { operations } from './schema.ts';

export type Settings = operations['getSettings']['responses'][200]['content']['application/json'];
export type SettingsPatch = operations['putSettings']['requestBody']['content']['application/json'];

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/settings', { signal })),
});

/** Changes house policies; what is left out stays. @throws Problem `invalid` */
export function putSettings(body: SettingsPatch): Promise<Settings> {
  return answer(api.PUT('/api/v1/settings', { body }));
}

/** Makes or changes a category. @throws Problem `invalid` */
export function putCategory({ id, name, serve }: Category) {
  return answer(
    api.PUT('/api/v1/categories/{id}', { params: { path: { id } }, body: { name, serve } }),
  );
}
