import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api, pageByPage, pageQuery } from './client.ts';
import type { operations } from './schema.ts';

export type MentionPage =
  operations['listMentions']['responses'][200]['content']['application/json'];
export type Mention = MentionPage['items'][number];

const pageSize = 50;

/** Comments that mention the person and that they have not read, newest first. */
export const mentionsQuery = infiniteQueryOptions({
  queryKey: ['mentions'],
  queryFn: ({ pageParam, signal }) => {
    const query = {
      unread: 'true' as const,
      ...pageQuery(pageSize, pageParam),
    };
    return answer(api.GET('/api/v1/mentions', { params: { query }, signal }));
  },
  ...pageByPage,
});

/** @throws Problem */
export async function markMention(id: string, read: boolean): Promise<void> {
  await answer(api.PUT('/api/v1/mentions/{id}', { params: { path: { id } }, body: { read } }));
}
