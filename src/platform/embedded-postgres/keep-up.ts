import { setTimeout as sleep } from 'node:timers/promises';
import type { Running, Site } from './bring-up.ts';
import { bringUp } from './bring-up.ts';
import { failure } from './failure.ts';
import { processStart } from './owner.ts';
import { stopPostmaster } from './server.ts';

/** Between two looks whether the server lives, and between two attempts to start it. */
const lookMs = 500;

export interface Kept {
  /** Stops looking, and the server. */
  stop(): Promise<void>;
}

/**
 * Starts a server again that ended although nobody here stopped it: killed, out of memory, or in a panic
 * because its disk was full. Its address stays the same, so that whoever uses it only has to connect again.
 */
export function keepUp(site: Site, first: Running): Kept {
  let running = first;
  const ending = new AbortController();
  let said = '';
  const say = (line: string): void => {
    if (line !== said) site.log(line);
    said = line;
  };
  const look = async (): Promise<void> => {
    if (processStart(running.pid) === running.since) return;
    say(`PostgreSQL, process ${running.pid}, has ended; starting it again`);
    try {
      running = await again(site, first.port);
      say(`PostgreSQL runs again, process ${running.pid}`);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  };
  const looking = (async () => {
    while (!ending.signal.aborted) {
      const options = { ref: false, signal: ending.signal };
      await sleep(lookMs, undefined, options).catch(() => undefined);
      if (!ending.signal.aborted) await look();
    }
  })();
  return {
    stop: async () => {
      // The wait is cut short: it keeps no process alive, which would end here with the server running.
      ending.abort();
      await looking;
      await stopPostmaster(running, site.log);
    },
  };
}

async function again(site: Site, port: number): Promise<Running> {
  const running = await bringUp(site);
  if (running.port === port) return running;
  await stopPostmaster(running, site.log);
  throw failure(`Port ${port} of 127.0.0.1, where the database was, is taken`);
}
