import type { QueryClient } from '@tanstack/react-query';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Language, Pair } from '../../src/core/language.ts';
import { answer, answerWithTag, api, pageByPage, pageQuery } from './client.ts';
import type { operations } from './schema.ts';

export type NoticePage = operations['listNotices']['responses'][200]['content']['application/json'];
export type Notice = NoticePage['items'][number];
export type NoticeDetail = operations['getNotice']['responses'][200]['content']['application/json'];
export type Version = operations['getVersion']['responses'][200]['content']['application/json'];
export type Revision = operations['getRevision']['responses'][200]['content']['application/json'];
export type RevisionSummary =
  operations['listRevisions']['responses'][200]['content']['application/json']['items'][number];
export type HistoryEntry =
  operations['getHistory']['responses'][200]['content']['application/json']['items'][number];
export type Diff = operations['diffRevisions']['responses'][200]['content']['application/json'];
export type Category =
  operations['listCategories']['responses'][200]['content']['application/json']['items'][number];
export type NoticePatch = operations['patchNotice']['requestBody']['content']['application/json'];
export type NewNotice = operations['createNotice']['requestBody']['content']['application/json'];
type ListQuery = NonNullable<operations['listNotices']['parameters']['query']>;
export type NoticeFilter = Omit<ListQuery, 'limit' | 'cursor'>;

const pageSize = 100;

/** Notices, a page at a time. */
export function noticesQuery(filter: NoticeFilter) {
  return infiniteQueryOptions({
    queryKey: ['notices', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/v1/notices', {
          params: {
            query: { ...filter, ...pageQuery(pageSize, pageParam) },
          },
          signal,
        }),
      ),
    ...pageByPage,
  });
}

/** A notice by slug or id: heads, state, publication, task. */
export function noticeQuery(id: string) {
  return queryOptions({
    queryKey: ['notice', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/notices/{id}', { params: { path: { id } }, signal })),
  });
}

/** The head of one language with its ETag; null: nothing is written in it yet. */
export function versionQuery(id: string, language: Language) {
  return queryOptions({
    queryKey: ['notice', id, 'version', language],
    queryFn: async ({ signal }) =>
      answer(
        api.GET('/api/v1/notices/{id}/versions/{language}', {
          params: { path: { id, language } },
          signal,
        }),
      ),
  });
}

/** Reads anew whatever tells of notices: one of them was changed. */
export async function rereadNotices(client: QueryClient): Promise<void> {
  await Promise.all(
    ['notice', 'notices', 'tasks', 'summary'].map((key) =>
      client.invalidateQueries({ queryKey: [key] }),
    ),
  );
}

/** One revision: it never changes. */
export function revisionQuery(id: string, language: Language, number: number) {
  return queryOptions({
    queryKey: ['revision', id, language, number],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/notices/{id}/versions/{language}/revisions/{number}', {
          params: { path: { id, language, number } },
          signal,
        }),
      ),
  });
}

/** The newest two hundred revisions of one language, without their texts. */
export function revisionsQuery(id: string, language: Language) {
  return queryOptions({
    queryKey: ['notice', id, 'revisions', language],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/notices/{id}/versions/{language}/revisions', {
          params: { path: { id, language }, query: { limit: 200 } },
          signal,
        }),
      ),
  });
}

/** What changed between two revisions of one language. */
export function diffQuery(id: string, language: Language, range: { from: number; to: number }) {
  return queryOptions({
    queryKey: ['revision', id, language, 'diff', range],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/notices/{id}/versions/{language}/diff', {
          params: { path: { id, language }, query: range },
          signal,
        }),
      ),
  });
}

/** What happened to a notice, newest first, a page at a time. */
export function historyQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['notice', id, 'history'],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/v1/notices/{id}/history', {
          params: {
            path: { id },
            query: pageQuery(100, pageParam),
          },
          signal,
        }),
      ),
    ...pageByPage,
  });
}

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => (await answer(api.GET('/api/v1/categories', { signal }))).items,
});

/** @throws Problem `slug_taken`, `invalid` */
export function createNotice(body: NewNotice): Promise<NoticeDetail> {
  return answer(api.POST('/api/v1/notices', { body }));
}

/** Changes slug, category, release, date, languages; archives and brings back. @throws Problem */
export function patchNotice(notice: NoticeDetail, body: NoticePatch): Promise<NoticeDetail> {
  return answer(
    api.PATCH('/api/v1/notices/{id}', {
      params: { path: { id: notice.id } },
      headers: { 'If-Match': notice.etag },
      body,
    }),
  );
}

export interface WrittenText {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly message: string;
  readonly change: 'auto' | 'cosmetic';
}

interface Saving {
  readonly id: string;
  readonly language: Language;
  /** The revision that the text was made from; null: it is the first. */
  readonly etag: string | null;
}

/** Saves a new revision. @throws Problem `stale` with the present `head` where somebody was first */
export async function saveVersion({ id, language, etag }: Saving, text: WrittenText) {
  const { message, ...rest } = text;
  const headers: Record<string, string> =
    etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag };
  return answerWithTag(
    api.PUT('/api/v1/notices/{id}/versions/{language}', {
      params: { path: { id, language } },
      headers,
      body: { ...rest, format: 'html', ...(message === '' ? {} : { message }) },
    }),
  );
}

/** A new revision with the content of an older one. @throws Problem */
export function restoreRevision(id: string, language: Language, revision: number) {
  return answer(
    api.POST('/api/v1/notices/{id}/versions/{language}/restore', {
      params: { path: { id, language } },
      body: { revision },
    }),
  );
}

/** Publishes the head, or a revision, now or at a time. @throws Problem */
export function publishVersion(
  id: string,
  language: Language,
  wish: { revision?: number; at?: string },
) {
  return answer(
    api.POST('/api/v1/notices/{id}/versions/{language}/publication', {
      params: { path: { id, language } },
      body: wish,
    }),
  );
}

/** Cancels what waits, or else withdraws what is public. @throws Problem `nothing_scheduled` */
export function withdrawVersion(id: string, language: Language) {
  return answer(
    api.DELETE('/api/v1/notices/{id}/versions/{language}/publication', {
      params: { path: { id, language } },
    }),
  );
}

/** A link that shows one revision to whoever has it. @throws Problem */
export function createPreview(id: string, language: Language, revision: number) {
  return answer(
    api.POST('/api/v1/notices/{id}/versions/{language}/preview', {
      params: { path: { id, language } },
      body: { revision, minutes: 1440 },
    }),
  );
}

/** Says that the two heads are in step. @throws Problem `four_eyes`, `not_a_head` … */
export function confirmPair(id: string, pair: Pair<number>, note: string) {
  return answer(
    api.POST('/api/v1/notices/{id}/sync-points', {
      params: { path: { id } },
      body: { ...pair, ...(note === '' ? {} : { note }) },
    }),
  );
}
