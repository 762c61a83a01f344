import type { QueryClient } from '@tanstack/react-query';
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { Permission } from '../../src/core/permission.ts';
import { may } from '../../src/core/permission.ts';
import { answer, api } from './client.ts';
import { isProblem } from './problem.ts';
import type { operations } from './schema.ts';
import { isWorking, noteSignedIn, noteSignedOut, waitForSignIn } from './session-state.ts';

/** Who is signed in. */
export type Self = operations['readSelf']['responses'][200]['content']['application/json'];

/** Who is signed in; null: nobody. */
export const selfQuery = queryOptions({
  queryKey: ['self'],
  queryFn: readSelf,
  staleTime: 5 * 60_000,
});

async function readSelf(): Promise<Self | null> {
  try {
    const self = await answer(api.GET('/api/v1/me'));
    noteSignedIn();
    return self;
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error;
    if (isWorking()) {
      await waitForSignIn();
      return readSelf();
    }
    noteSignedOut();
    return null;
  }
}

/** The person who is signed in: for everything inside the shell, which shows only then. */
export function useSelf(): Self {
  const { data } = useSuspenseQuery(selfQuery);
  if (data === null) throw new Error('nobody is signed in');
  return data;
}

/** Whether the person may do what the permission names: what they may not is not offered. */
export function useMay(): (permission: Permission) => boolean {
  const self = useSelf();
  return (permission) => may(self, permission);
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs in. What waited for it goes on. @throws Problem */
export async function signIn(client: QueryClient, credentials: Credentials): Promise<void> {
  await answer(api.POST('/api/v1/session', { body: { ...credentials } }));
  const self = await answer(api.GET('/api/v1/me'));
  client.setQueryData(selfQuery.queryKey, self);
  noteSignedIn();
}

export type SelfPatch = NonNullable<
  operations['changeSelf']['requestBody']
>['content']['application/json'];

/** Changes what people may change of themselves. @throws Problem */
export async function changeSelf(client: QueryClient, patch: SelfPatch): Promise<void> {
  const self = await answer(api.PATCH('/api/v1/me', { body: patch }));
  client.setQueryData(selfQuery.queryKey, self);
}

/** Writes down what the person chose for themselves. Not being able to is not worth a word. */
export function useChangeSelf(): (patch: SelfPatch) => void {
  const client = useQueryClient();
  return (patch) => {
    changeSelf(client, patch).catch(() => undefined);
  };
}

/** Signs out and forgets what was read. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await answer(api.DELETE('/api/v1/session'));
    noteSignedOut();
    client.clear();
    client.setQueryData(selfQuery.queryKey, null);
  };
}
