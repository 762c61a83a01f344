import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from './client.ts';
import type { operations } from './schema.ts';
import { useMay, useSelf } from './session.ts';

export type Presence =
  operations['listPresence']['responses'][200]['content']['application/json']['items'][number];
export type Doing = NonNullable<Presence['doing']>;

/** Half a minute after it was last said, it is forgotten. */
const sayAgainMs = 20_000;

/** Who is at work on a notice or its task at this moment; read anew when the service tells of a change. */
function presenceQuery(notice: string) {
  return queryOptions({
    queryKey: ['presence', notice],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/v1/presence', { params: { query: { notice } }, signal }))).items,
  });
}

export interface Place {
  readonly notice: string;
  /** null: the notice itself. */
  readonly task: string | null;
}

const nobody: readonly Presence[] = [];

/** Says what the person does here while the page is looked at, and answers who else is here. */
export function usePresence({ notice, task }: Place, doing: Doing): readonly Presence[] {
  const self = useSelf();
  const maySay = useMay()('presence.write');
  const { data = nobody } = useQuery(presenceQuery(notice));
  useEffect(() => {
    if (!maySay) return undefined;
    const subject = task === null ? { notice } : { task };
    const tell = (what: Doing | null): void => {
      const body = { subject, doing: what };
      // Whether colleagues see it is worth no message; the next time says it again.
      void api.PUT('/api/v1/presence', { body, keepalive: true }).catch(() => undefined);
    };
    const tellAsSeen = (): void => {
      if (!document.hidden) tell(doing);
    };
    const onSight = (): void => tell(document.hidden ? null : doing);
    const leave = (): void => tell(null);
    tellAsSeen();
    const timer = setInterval(tellAsSeen, sayAgainMs);
    document.addEventListener('visibilitychange', onSight);
    globalThis.addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onSight);
      globalThis.removeEventListener('pagehide', leave);
      leave();
    };
  }, [maySay, notice, task, doing]);
  return data.filter(({ person }) => person.id !== self.id);
}
