import { until } from './invariants.ts';

/** Resolves once this holds. */
export function soon(what: string, isSo: () => boolean): Promise<void> {
  return until(what, 10_000, () => Promise.resolve(isSo()));
}

/** One event of a stream: its type and its data. */
export interface Heard {
  readonly type: string;
  readonly data: { readonly [field: string]: unknown };
}

/** A reader of server-sent events as browsers read them, position included. */
export interface EventReader {
  readonly heard: readonly Heard[];
  /** The position from which it would come back. */
  lastId(): string;
  /** How many comments it got: heartbeats. */
  beats(): number;
  /** Resolves once an event has come for which this holds. */
  heardOf(matches: (event: Heard) => boolean): Promise<Heard>;
  /** Resolves when the server has ended the stream. */
  ended(): Promise<void>;
  leave(): Promise<void>;
}

/** Opens a stream, and waits until the server has said where it begins. */
export async function readEvents(
  url: string,
  headers: Readonly<Record<string, string>>,
  query = '',
): Promise<EventReader> {
  const controller = new AbortController();
  const response = await fetch(`${url}/api/v1/events${query}`, {
    headers: { ...headers },
    signal: controller.signal,
  });
  if (response.status !== 200 || response.body === null) {
    throw new Error(`the stream was refused: ${response.status}`);
  }
  const heard: Heard[] = [];
  const state = { id: '', beats: 0, ended: false };
  const take = (block: string): void => {
    const event = { type: '', data: '' };
    for (const line of block.split('\n')) {
      if (line.startsWith(':')) state.beats += 1;
      const [, field = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      if (field === 'id') state.id = value;
      if (field === 'event') event.type = value;
      if (field === 'data') event.data += value;
    }
    if (event.data !== '') heard.push({ type: event.type, data: JSON.parse(event.data) });
  };
  const reading = pump(response.body, take).finally(() => {
    state.ended = true;
  });
  await soon('a position', () => state.id !== '');
  return {
    heard,
    lastId: () => state.id,
    beats: () => state.beats,
    heardOf: async (matches) => {
      await soon('an event', () => heard.some(matches));
      const found = heard.find(matches);
      if (found === undefined) throw new Error('nothing was heard');
      return found;
    },
    ended: () => soon('the end of a stream', () => state.ended),
    leave: async () => {
      controller.abort();
      await reading;
    },
  };
}

async function pump(
  body: ReadableStream<Uint8Array>,
  take: (block: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) take(block);
    }
  } catch {
    // The reader left, or the connection was cut.
  }
}
