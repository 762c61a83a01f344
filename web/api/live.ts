import type { Query, QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { liveTypes } from '../../src/core/live-events.ts';
import type { LiveMessage } from '../../src/features/delivery/event-contract.ts';
import { noteBroken, noteConnected } from './connection.ts';
import { selfQuery } from './session.ts';

/** Something that happened, as the service tells it: ids and kinds, never a text. */
export type LiveEvent = LiveMessage;

type Listener = (event: LiveEvent) => void;

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
  webhook: ['webhooks'],
  presence: ['presence'],
};

/** What shows many things: of a busy house nearly every event touches it. */
const wide: ReadonlySet<string> = new Set(['tasks', 'notices', 'mentions', 'summary']);

const gatherMs = 250;
/**
 * Lists rest after they were read anew, each window for another time: were every event of a crowd followed by
 * all, requests would grow with the square of the people. 200 people cost one node its promptness (measured).
 */
const listsRestMs = { least: 4_000, most: 6_000 } as const;
const shortestPauseMs = 2_000;
const longestPauseMs = 60_000;

/**
 * Opens the stream of events and reads anew what they changed, a moment's events at once. Once, in the
 * shell; parts that want to see an event use `useLive`.
 */
export function useLiveStream(): void {
  const client = useQueryClient();
  useEffect(() => keepStream(client), [client]);
}

/**
 * A stream that is opened again when it is refused. While it merely breaks, the browser itself resumes it
 * with Last-Event-ID, and nothing is missed; after a refusal everything is read anew.
 */
function keepStream(client: QueryClient): () => void {
  const { least, most } = listsRestMs;
  const things = gatherer(client, () => 0);
  const lists = gatherer(client, () => least + Math.random() * (most - least));
  const askWhoThisIs = (): void => void client.invalidateQueries({ queryKey: selfQuery.queryKey });
  const hear = (event: LiveEvent | null): void => {
    if (event === null) return;
    if (event.type === 'reset') void client.invalidateQueries();
    if (event.type === 'end') askWhoThisIs();
    const keys = touches[event.type.split('.')[0] ?? ''] ?? [];
    things.touch(keys.filter((key) => !wide.has(key)));
    lists.touch(keys.filter((key) => wide.has(key)));
    for (const listener of listeners) listener(event);
  };
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let pause = shortestPauseMs;
  const open = (isAgain: boolean): void => {
    source = new EventSource('/api/v1/events');
    for (const type of [...liveTypes, 'presence', 'import.progressed', 'reset', 'end'] as const) {
      source.addEventListener(type, (message: MessageEvent<string>) => hear(eventOf(message)));
    }
    source.addEventListener('open', () => {
      pause = shortestPauseMs;
      noteConnected();
      if (isAgain) void client.invalidateQueries();
      // What the browser itself resumes misses no event; what could not be read meanwhile is read now.
      else void client.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
    });
    source.addEventListener('end', () => source?.close());
    source.addEventListener('error', () => {
      noteBroken();
      // It was refused, perhaps since the session has ended.
      if (source?.readyState === EventSource.CLOSED) askWhoThisIs();
    });
    for (const type of ['error', 'end']) source.addEventListener(type, () => openLater());
  };
  const openLater = (): void => {
    if (source?.readyState !== EventSource.CLOSED || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      open(true);
    }, pause);
    pause = Math.min(2 * pause, longestPauseMs);
  };
  open(false);
  // Even where it seems open: of a network that was away it may wait for ever.
  const openNow = (): void => {
    source?.close();
    if (timer !== null) clearTimeout(timer);
    timer = null;
    open(true);
  };
  window.addEventListener('offline', noteBroken);
  window.addEventListener('online', openNow);
  return () => {
    window.removeEventListener('offline', noteBroken);
    window.removeEventListener('online', openNow);
    source?.close();
    things.stop();
    lists.stop();
    if (timer !== null) clearTimeout(timer);
  };
}

/** Marks what events touch as out of date, a moment's events together, and then rests for `restMs`. */
function gatherer(client: QueryClient, restMs: () => number) {
  const touched = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let restedAt = 0;
  const flushLater = (): void => {
    if (touched.size > 0)
      timer ??= setTimeout(flush, Math.max(gatherMs, restedAt - performance.now()));
  };
  const flush = (): void => {
    timer = null;
    restedAt = performance.now() + restMs();
    const keys = new Set(touched);
    touched.clear();
    const isOld = ({ queryKey }: Query): boolean => keys.has(String(queryKey[0]));
    // What is being read is read again afterwards: begun anew at every event, a slow read would never end.
    const isBusy = ({ state }: Query): boolean => state.fetchStatus === 'fetching';
    for (const query of client.getQueryCache().findAll({ predicate: isOld })) {
      if (isBusy(query)) touched.add(String(query.queryKey[0]));
    }
    flushLater();
    void client.invalidateQueries({ predicate: (query) => isOld(query) && !isBusy(query) });
  };
  return {
    touch: (keys: readonly string[]): void => {
      for (const key of keys) touched.add(key);
      flushLater();
    },
    stop: (): void => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Null: what a server of another version tells in a form of its own. */
function eventOf({ data }: MessageEvent<string>): LiveEvent | null {
  try {
    return JSON.parse(data) as LiveEvent;
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
