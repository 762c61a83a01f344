import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, pageByPage, pageQuery } from './client.ts';
import type { operations } from './schema.ts';

export type Person =
  operations['listPeople']['responses'][200]['content']['application/json']['items'][number];
export type NewPerson = operations['addPerson']['requestBody']['content']['application/json'];
export type PersonPatch = operations['updatePerson']['requestBody']['content']['application/json'];
export type Token =
  operations['listTokens']['responses'][200]['content']['application/json']['items'][number];
export type NewToken = operations['createToken']['requestBody']['content']['application/json'];

/** Everybody with an account, a page at a time. */
export const peopleQuery = infiniteQueryOptions({
  queryKey: ['people'],
  queryFn: ({ pageParam, signal }) =>
    answer(
      api.GET('/api/v1/users', {
        params: { query: pageQuery(200, pageParam) },
        signal,
      }),
    ),
  ...pageByPage,
});

/** @throws Problem `email_taken`, `invalid` */
export function addPerson(body: NewPerson): Promise<Person> {
  return answer(api.POST('/api/v1/users', { body }));
}

/** @throws Problem `last_admin`, `invalid` */
export function updatePerson(id: string, body: PersonPatch): Promise<Person> {
  return answer(api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body }));
}

/** One's own tokens. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/api/v1/tokens', { params: { query: { limit: 200 } }, signal }))).items,
});

/** Its answer alone holds the token. @throws Problem */
export function createToken(body: NewToken) {
  return answer(api.POST('/api/v1/tokens', { body }));
}

export function revokeToken(id: string) {
  return answer(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } }));
}
