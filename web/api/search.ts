import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { operations } from './schema.ts';

export type FoundNotice =
  operations['listNotices']['responses'][200]['content']['application/json']['items'][number];

const most = 8;

/** Notices that a few letters, or one character, lead to; in both languages. */
export function searchQuery(asked: string) {
  return queryOptions({
    queryKey: ['notices', 'search', asked],
    queryFn: async ({ signal }) => {
      const query = { q: asked, limit: most };
      const found = await answer(api.GET('/api/v1/notices', { params: { query }, signal }));
      return found.items;
    },
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
}
