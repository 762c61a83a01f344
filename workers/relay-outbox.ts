import type { JobName } from '../src/jobs.ts';
import { jobKinds, jobsAfter, relayedLate } from '../src/jobs.ts';
import type { Service } from '../src/context.ts';
import { announceEvents } from '../src/features/delivery/announce-events.ts';
import { listen } from '../src/platform/listener.ts';
import type { RelayedEvent } from '../src/platform/outbox.ts';
import { relayBatch, relayBatchSize } from '../src/platform/outbox.ts';
import { oneAtATime, wakingAfter } from '../src/platform/turns.ts';
import type { NewJob } from '../src/platform/queue.ts';
import { queueDeliveries } from './queue-deliveries.ts';
import { queueImports } from './queue-imports.ts';

/** How long an event waits at most if its notification was lost. */
const pollMs = 1_000;
/** How long an event from which no job follows waits for others, to be taken out with them. */
const companyMs = 50;

export interface Relay {
  close(): Promise<void>;
}

/** Turns events into jobs as they are committed: woken by NOTIFY, with a poll behind it. */
export function startRelay(service: Service): Relay {
  const drains = oneAtATime(() => drain(service));
  const soon = wakingAfter(companyMs, drains.ask);
  const later = wakingAfter(relayedLate.afterMs + companyMs, drains.ask);
  const listener = listen({
    url: service.databaseUrl,
    heard: {
      hebi_event: (payload) => {
        const [type = ''] = payload.split(' ');
        if (isLate(type)) later.ask();
        else if (jobsAfter(type).length > 0) drains.ask();
        else soon.ask();
      },
    },
    onConnect: drains.ask,
    log: service.log,
  });
  const poll = setInterval(drains.ask, pollMs);
  return {
    close: async () => {
      clearInterval(poll);
      await listener.close();
      soon.end();
      later.end();
      await drains.end();
    },
  };
}

function isLate(type: string): boolean {
  return relayedLate.types.some((late) => late === type);
}

async function drain(service: Service): Promise<void> {
  try {
    let relayed: number;
    do relayed = await relayBatch(service.db, (events) => enqueue(service, events), relayedLate);
    while (relayed === relayBatchSize);
  } catch (error) {
    service.log.warn(
      { err: error },
      'events wait in the outbox: the queue or the database is away',
    );
  }
}

async function enqueue(service: Service, events: readonly RelayedEvent[]): Promise<void> {
  const byQueue = new Map<JobName, NewJob[]>();
  for (const event of events) {
    for (const name of event.noticeId === null ? [] : jobsAfter(event.type)) {
      if (event.done.includes(name)) continue;
      const jobs = byQueue.get(name) ?? [];
      jobs.push(jobOf(service, name, event));
      byQueue.set(name, jobs);
    }
  }
  for (const [name, jobs] of byQueue) await service.queues[name].addAll(jobs);
  await queueDeliveries(service, await announceEvents(service, events));
  await queueImports(service, events);
}

function jobOf(service: Service, name: JobName, event: RelayedEvent): NewJob {
  const { attempts, backoffMs } = jobKinds[name];
  return {
    id: `${event.id}-${name}`,
    data: { event: event.id, notice: event.noticeId },
    attempts,
    backoffMs,
    delayMs: delayOf(service, event),
  };
}

/** Longest delay given to the queue; what is due later is left to the sweep. */
const longestDelayMs = 20 * 24 * 3600 * 1000;

/** An event may name the time at which its jobs are due, in `data.at`. */
function delayOf(service: Service, event: RelayedEvent): number {
  const { at } = event.data;
  if (typeof at !== 'string') return 0;
  return Math.min(Math.max(0, Date.parse(at) - service.clock.now().getTime()), longestDelayMs);
}
