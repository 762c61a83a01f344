import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';

/** Something that happened, as the service tells it: ids and kinds, never a text. */
export interface LiveEvent {
  readonly type: string;
  readonly notice?: string | null;
  readonly task?: string | null;
  readonly actor?: { readonly id: string; readonly name: string } | null;
  readonly data?: Readonly<Record<string, unknown>>;
}

type Listener = (event: LiveEvent) => void;

/** Kinds that the stream names; what it leaves unnamed comes as `message`. */
const kinds = [
  'notice.created',
  'notice.imported',
  'notice.changed',
  'revision.saved',
  'pair.assessed',
  'pair.certified',
  'pair.retracted',
  'alignment.corrected',
  'finding.waived',
  'finding.restored',
  'task.opened',
  'task.refreshed',
  'task.claimed',
  'task.released',
  'task.submitted',
  'task.withdrawn',
  'task.review_claimed',
  'task.review_released',
  'task.returned',
  'task.superseded',
  'task.approved',
  'task.cancelled',
  'task.commented',
  'task.steered',
  'publication.requested',
  'publication.cancelled',
  'publication.published',
  'publication.withdrawn',
  'report.received',
  'report.settled',
  'import.requested',
  'import.finished',
  'category.changed',
  'setting.changed',
  'person.changed',
] as const;

const listeners = new Set<Listener>();

/** First words of the keys of queries that an event of these kinds may have changed. */
const touches: Readonly<Record<string, readonly string[]>> = {
  task: ['tasks', 'task', 'notices', 'notice', 'mentions', 'summary'],
  notice: ['notices', 'notice', 'tasks', 'summary'],
  revision: ['notices', 'notice', 'task', 'summary'],
  pair: ['notices', 'notice', 'tasks', 'task', 'summary'],
  alignment: ['notice', 'task'],
  finding: ['notice', 'task'],
  publication: ['notices', 'notice'],
  report: ['notices', 'notice'],
  import: ['imports', 'notices'],
  category: ['categories'],
  setting: ['settings'],
  person: ['people', 'self'],
};

const gatherMs = 250;

/**
 * Opens the stream of events and reads anew what they changed, a moment's events at once. The browser
 * resumes with Last-Event-ID by itself. Once, in the shell; parts that want to see an event use `useLive`.
 */
export function useLiveStream(): void {
  const client = useQueryClient();
  useEffect(() => openStream(client), [client]);
}

function openStream(client: QueryClient): () => void {
  const source = new EventSource('/api/v1/events');
  const touched = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wasLost = false;
  const flush = (): void => {
    timer = null;
    const keys = new Set(touched);
    touched.clear();
    void client.invalidateQueries({ predicate: ({ queryKey }) => keys.has(String(queryKey[0])) });
  };
  const hear = (message: MessageEvent<string>): void => {
    const event = eventOf(message);
    if (event === null) return;
    for (const key of touches[event.type.split('.')[0] ?? ''] ?? []) touched.add(key);
    timer ??= setTimeout(flush, gatherMs);
    for (const listener of listeners) listener(event);
  };
  for (const kind of ['message', ...kinds]) source.addEventListener(kind, hear as EventListener);
  source.addEventListener('error', () => {
    wasLost = true;
  });
  source.addEventListener('open', () => {
    // What happened while nobody listened may be older than what the stream remembers.
    if (wasLost) void client.invalidateQueries();
    wasLost = false;
  });
  return () => {
    source.close();
    if (timer !== null) clearTimeout(timer);
  };
}

function eventOf({ data, type }: MessageEvent<string>): LiveEvent | null {
  try {
    const parsed = JSON.parse(data) as Partial<LiveEvent>;
    return { ...parsed, type: parsed.type ?? type };
  } catch {
    return null;
  }
}

/** Calls `listener` at every event while the part is on the screen. */
export function useLive(listener: Listener): void {
  const hear = useEffectEvent(listener);
  useEffect(() => {
    const own: Listener = (event) => hear(event);
    listeners.add(own);
    return () => {
      listeners.delete(own);
    };
  }, []);
}
