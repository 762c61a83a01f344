import { queryOptions } from '@tanstack/react-query';
import type { Pair } from '../../src/core/language.ts';
import { answer, api } from './client.ts';
import type { NoticeDetail } from './notices.ts';
import type { operations } from './schema.ts';

export type NoticeReport =
  operations['getParityReport']['responses'][200]['content']['application/json'];
export type TextsReport =
  operations['reportTexts']['responses'][200]['content']['application/json'];
export type TextsInput = operations['reportTexts']['requestBody']['content']['application/json'];
export type Finding = NoticeReport['findings'][number];
export type Summary =
  operations['getParitySummary']['responses'][200]['content']['application/json'];
export type SyncPointRecord =
  operations['listSyncPoints']['responses'][200]['content']['application/json']['items'][number];
export type Constraint = Pair<readonly number[]>;

/** Whether a notice is meant to be in both languages and has both: nothing else can be compared. */
export function hasReport({ languages, head }: Pick<NoticeDetail, 'languages' | 'head'>): boolean {
  return languages === 'both' && head.en > 0 && head.zh > 0;
}

/** The report of a notice's two heads. */
export function reportQuery(id: string) {
  return queryOptions({
    queryKey: ['notice', id, 'report'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/notices/{id}/parity', { params: { path: { id } }, signal })),
  });
}

export const summaryQuery = queryOptions({
  queryKey: ['summary'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/parity/summary', { signal })),
});

/** Every sync point of a notice, retracted ones too, newest first. */
export function syncPointsQuery(id: string) {
  return queryOptions({
    queryKey: ['notice', id, 'points'],
    queryFn: async ({ signal }) =>
      (
        await answer(
          api.GET('/api/v1/notices/{id}/sync-points', { params: { path: { id } }, signal }),
        )
      ).items,
  });
}

/** A report of any two texts; nothing is stored. @throws Problem `invalid` */
export function reportTexts(body: TextsInput): Promise<TextsReport> {
  return answer(api.POST('/api/v1/parity', { body }));
}

/** Hand corrections of the alignment of two revisions, in place of earlier ones. @throws Problem */
export function correctAlignment(
  id: string,
  pair: Pair<number>,
  constraints: readonly Constraint[],
): Promise<NoticeReport> {
  return answer(
    api.PUT('/api/v1/notices/{id}/alignment', {
      params: { path: { id }, query: { en: pair.en, zh: pair.zh } },
      body: { constraints: constraints.map(({ en, zh }) => ({ en: [...en], zh: [...zh] })) },
    }),
  );
}

/** Dismisses a finding. @throws Problem */
export function waiveFinding(id: string, finding: string, reason: string) {
  return answer(
    api.POST('/api/v1/notices/{id}/findings/{finding}/waiver', {
      params: { path: { id, finding } },
      body: { reason },
    }),
  );
}

/** Takes a dismissal back. @throws Problem */
export function restoreFinding(id: string, finding: string) {
  return answer(
    api.DELETE('/api/v1/notices/{id}/findings/{finding}/waiver', {
      params: { path: { id, finding } },
    }),
  );
}

export type Trends = operations['readTrends']['responses'][200]['content']['application/json'];

/** The board over the last 30 days, or 12 weeks. */
export function trendsQuery(bucket: 'day' | 'week') {
  return queryOptions({
    queryKey: ['summary', 'trends', bucket],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/parity/trends', { params: { query: { bucket } }, signal })),
  });
}
