import pg from 'pg';
import type { Log } from './log.ts';

export interface Listener {
  /**
   * Resolves when everything that was notified before this call has been heard: notifications reach a
   * connection before the answer to its next query. Does not wait for a connection that is lost.
   */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

export interface ListenerOptions {
  readonly url: string;
  /** The channels, and what is done with what is said on each. */
  readonly heard: Readonly<Record<string, (payload: string) => void>>;
  /** Called once it listens, and again after each reconnect: whatever was said meanwhile is lost. */
  readonly onConnect: () => void;
  readonly log: Log;
}

const firstWaitMs = 100;
const longestWaitMs = 5_000;
/** A connection that does not answer in this time is not waited for. */
const patienceMs = 1_000;

/** Listens to channels of PostgreSQL on a connection of its own, and comes back when it is lost. */
export function listen(options: ListenerOptions): Listener {
  const channels = Object.keys(options.heard);
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let wait = firstWaitMs;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.url,
      query_timeout: patienceMs,
      application_name: 'hebi-listener',
      keepAlive: true,
    });
    next.on('error', (error) => lost(next, error));
    next.on('end', () => lost(next, null));
    next.on('notification', ({ channel, payload }) => options.heard[channel]?.(payload ?? ''));
    client = next;
    try {
      await next.connect();
      for (const channel of channels) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
      wait = firstWaitMs;
      options.onConnect();
    } catch (error) {
      lost(next, error);
    }
  }

  function lost(which: pg.Client, error: unknown): void {
    if (closed || which !== client) return;
    client = null;
    options.log.warn({ err: error, channels }, 'listener lost; connecting again');
    which.end().catch(() => undefined);
    timer = setTimeout(() => void connect(), wait);
    wait = Math.min(wait * 2, longestWaitMs);
  }

  const ask = async (): Promise<void> => {
    await client?.query('select 1').catch(() => undefined);
  };
  let asked: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  void connect();
  return {
    // Whoever comes while a question is under way shares the one after it.
    caughtUp: () => {
      next ??= asked.then(() => {
        next = null;
        asked = ask();
        return asked;
      });
      return next;
    },
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
