import { queryOptions } from '@tanstack/react-query';
import type { Language, Pair } from '../../src/core/language.ts';
import { answer, api } from './client.ts';
import type { operations } from './schema.ts';
import type { Lease, Task, TaskDetail } from './tasks.ts';

type SubmitBody = NonNullable<
  operations['submitTask']['requestBody']
>['content']['application/json'];
export type WrittenVersions = NonNullable<SubmitBody['versions']>;
export type Report = operations['getParityReport']['responses'][200]['content']['application/json'];
export type Finding = Report['findings'][number];

const at = (id: string) => ({ params: { path: { id } } });

/** One revision of one language. It never changes, so it is read once. */
export function revisionQuery(notice: string, language: Language, number: number) {
  return queryOptions({
    queryKey: ['revision', notice, language, number],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/notices/{id}/versions/{language}/revisions/{number}', {
          params: { path: { id: notice, language, number } },
          signal,
        }),
      ),
  });
}

/** The report of two revisions: which sentences answer each other, and what is found. */
export function reportQuery(notice: string, pair: Pair<number>) {
  return queryOptions({
    queryKey: ['notice', notice, 'report', pair.en, pair.zh],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/notices/{id}/parity', {
          params: { path: { id: notice }, query: pair },
          signal,
        }),
      ),
  });
}

export interface DraftSave {
  readonly lease: number;
  readonly draft?: number;
  readonly segments?: Record<string, string>;
  readonly versions?: WrittenVersions;
}

/** Saves what was typed, and renews the lease. @throws Problem; what is refused is kept as a late draft */
export function saveDraft(id: string, body: DraftSave): Promise<{ draft: number; lease: Lease }> {
  return answer(api.PUT('/api/v1/tasks/{id}/draft', { ...at(id), body }));
}

export async function renewLease(id: string, lease: number): Promise<Lease> {
  const renewed = await answer(
    api.POST('/api/v1/tasks/{id}/lease', { ...at(id), body: { lease } }),
  );
  return renewed.lease;
}

/** Goes on from the newest texts: the draft follows its sentences to their new ids. @throws Problem */
export function advanceBase(
  id: string,
  lease: number,
): Promise<{ lease: Lease; draft: number | null; task: TaskDetail }> {
  return answer(api.POST('/api/v1/tasks/{id}/base', { ...at(id), body: { lease } }));
}

/** Submits the draft, or the texts given. @throws Problem */
export function submitTask(
  id: string,
  body: SubmitBody,
): Promise<{ task: Task; pair: Pair<number> }> {
  return answer(api.POST('/api/v1/tasks/{id}/submission', { ...at(id), body }));
}

/** Takes a submission back that nobody reviews yet. */
export function withdrawSubmission(id: string) {
  return answer(api.DELETE('/api/v1/tasks/{id}/submission', at(id)));
}

export function approveTask(id: string, lease: number) {
  return answer(api.POST('/api/v1/tasks/{id}/approval', { ...at(id), body: { lease } }));
}

export function returnTask(id: string, body: { lease: number; reason: string }) {
  return answer(api.POST('/api/v1/tasks/{id}/return', { ...at(id), body }));
}

export function commentTask(id: string, body: { body: string; mentions: string[] }) {
  return answer(api.POST('/api/v1/tasks/{id}/comments', { ...at(id), body }));
}

/** Certifies two heads as they are: nothing had to be written. */
export function confirmPair(notice: string, pair: Pair<number>) {
  return answer(
    api.POST('/api/v1/notices/{id}/sync-points', {
      params: { path: { id: notice } },
      body: { ...pair },
    }),
  );
}

/** Dismisses a finding of a pair, with the reason. */
export function waiveFinding(
  notice: string,
  { finding, pair }: { finding: string; pair: Pair<number> },
  reason: string,
) {
  return answer(
    api.POST('/api/v1/notices/{id}/findings/{finding}/waiver', {
      params: { path: { id: notice, finding }, query: { en: pair.en, zh: pair.zh } },
      body: { reason },
    }),
  );
}

export function restoreFinding(notice: string, finding: string) {
  return answer(
    api.DELETE('/api/v1/notices/{id}/findings/{finding}/waiver', {
      params: { path: { id: notice, finding } },
    }),
  );
}

/** Who can be mentioned by name: everybody, for those who may see the list of people. */
export const mentionableQuery = queryOptions({
  queryKey: ['people', 'mentionable'],
  queryFn: ({ signal }) =>
    answer(api.GET('/api/v1/users', { params: { query: { limit: 200 } }, signal })),
});
