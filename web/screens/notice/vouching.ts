import { useQuery } from '@tanstack/react-query';
import { changesPast, mayVouch } from '../../../src/core/four-eyes.ts';
import type { Language } from '../../../src/core/language.ts';
import type { NoticeDetail } from '../../api/notices.ts';
import { diffQuery, revisionsQuery } from '../../api/notices.ts';
import { useSelf } from '../../api/session.ts';

/**
 * Whether the four-eyes rule lets the person confirm the newest texts; null: that is being read. Where it cannot
 * be told, the service says it when it is asked.
 *
 * @param isAsked false: nobody wants to know, and nothing is read for it
 */
export function useMayVouch(notice: NoticeDetail, isAsked: boolean): boolean | null {
  const { id: person } = useSelf();
  const { slug, synced } = notice;
  const en = useQuery({ ...revisionsQuery(slug, 'en'), enabled: isAsked });
  const zh = useQuery({ ...revisionsQuery(slug, 'zh'), enabled: isAsked });
  const lists = en.data && zh.data ? { en: en.data.items, zh: zh.data.items } : null;
  const changes = lists === null ? null : changesPast(synced, lists);
  const vouching = { ground: 'confirmed', person, changes: changes ?? [] } as const;
  const sides = [...new Set(vouching.changes.map(({ language }) => language))];
  // Of one's own change of one side its class decides, which is read for that alone.
  const isOfClass = sides.length === 1 && synced !== null && !mayVouch(vouching);
  const change = useChangeClass(notice, sides[0] ?? 'en', isAsked && isOfClass);
  if (!isAsked) return null;
  if (en.isLoading || zh.isLoading || change.isLoading) return null;
  if (changes === null || (isOfClass && change.data === undefined)) return true;
  return mayVouch({ ...vouching, change: isOfClass ? (change.data?.class ?? null) : null });
}

function useChangeClass({ id, head, synced }: NoticeDetail, side: Language, isAsked: boolean) {
  const range = { from: synced?.[side] ?? 1, to: head[side] };
  return useQuery({ ...diffQuery(id, side, range), enabled: isAsked });
}
