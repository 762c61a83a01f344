import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Link } from '../../tests/support/link.ts';
import type { Actor, Node, Stage } from './stage.ts';
import { untilReady } from './stage.ts';

export interface Fault {
  readonly name: string;
  /** Whether PostgreSQL is what is struck. */
  readonly ofPostgres?: true;
  /** Does it, and lets what was stopped go on or start again. */
  strike(stage: Stage, chance: () => number): Promise<void>;
}

function one<T>(list: readonly T[], chance: () => number): T {
  const found = list[Math.floor(chance() * list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

async function killed(actor: Actor, awayMs: number): Promise<void> {
  actor.signal('SIGKILL');
  await sleep(awayMs);
  await actor.revive();
}

async function held(actor: Actor, ms: number): Promise<void> {
  actor.signal('SIGSTOP');
  await sleep(ms);
  actor.signal('SIGCONT');
}

async function disturbed(link: Link, disturb: (link: Link) => void, ms: number): Promise<void> {
  disturb(link);
  await sleep(ms);
  link.mend();
}

const cut = (link: Link): void => link.cut();
const swallow = (link: Link): void => link.swallow();
/** In each direction: every statement of a request waits for it twice. */
const slow = (link: Link): void => link.delay(100);

/** While a node is struck, readers may find it silent. */
async function away(node: Node, act: () => Promise<void>): Promise<void> {
  node.up = false;
  await act();
  await untilAnswers(node);
  node.up = true;
}

async function untilAnswers({ url }: Node): Promise<void> {
  for (let k = 0; k < 600; k += 1) {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1_000) }).catch(
      () => null,
    );
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`${url} did not come back`);
}

export const faults: readonly Fault[] = [
  {
    name: 'an API killed',
    strike: ({ apis }, chance) => {
      const node = one(apis, chance);
      return away(node, () => killed(node, 1_000));
    },
  },
  {
    name: 'an API held for 30 s',
    strike: ({ apis }, chance) => {
      const node = one(apis, chance);
      return away(node, () => held(node, 30_000));
    },
  },
  { name: 'a worker killed', strike: ({ workers }, chance) => killed(one(workers, chance), 2_000) },
  {
    name: 'both workers killed',
    strike: async ({ workers }) => {
      await Promise.all(workers.map((worker) => killed(worker, 3_000)));
    },
  },
  {
    name: 'a worker held for 30 s',
    strike: ({ workers }, chance) => held(one(workers, chance), 30_000),
  },
  { name: 'Redis killed, empty when back', strike: ({ redis }) => killed(redis, 4_000) },
  { name: 'Redis held for 6 s', strike: ({ redis }) => held(redis, 6_000) },
  {
    name: 'Redis flushed',
    strike: async ({ redisUrl }) => {
      const client = new Redis(redisUrl);
      await client.flushall();
      await client.quit();
    },
  },
  {
    name: 'PostgreSQL killed',
    ofPostgres: true,
    strike: (stage) => {
      stage.postgres.signal('SIGKILL');
      return Promise.resolve();
    },
  },
  {
    name: 'PostgreSQL held for 5 s',
    ofPostgres: true,
    strike: ({ postgres }) => held(postgres, 5_000),
  },
  {
    name: 'an API’s way to PostgreSQL slow by 100 ms for 10 s',
    strike: ({ ways }) => disturbed(ways.api.toPostgres, slow, 10_000),
  },
  {
    name: 'an API’s way to PostgreSQL cut for 6 s',
    strike: ({ ways }) => disturbed(ways.api.toPostgres, cut, 6_000),
  },
  {
    name: 'an API’s way to PostgreSQL silent for 8 s',
    strike: ({ ways }) => disturbed(ways.api.toPostgres, swallow, 8_000),
  },
  {
    name: 'a worker’s ways slow by 100 ms for 10 s',
    strike: async ({ ways: { worker } }) => {
      const both = [worker.toPostgres, worker.toRedis];
      await Promise.all(both.map((link) => disturbed(link, slow, 10_000)));
    },
  },
  {
    name: 'a worker’s way to PostgreSQL cut for 6 s',
    strike: ({ ways }) => disturbed(ways.worker.toPostgres, cut, 6_000),
  },
  {
    name: 'a worker’s way to Redis silent for 8 s',
    strike: ({ ways }) => disturbed(ways.worker.toRedis, swallow, 8_000),
  },
  {
    name: 'two ways to Redis cut for 6 s',
    strike: async ({ ways: { api, worker } }) => {
      const both = [api.toRedis, worker.toRedis];
      await Promise.all(both.map((link) => disturbed(link, cut, 6_000)));
    },
  },
];

export interface Struck {
  readonly name: string;
  /** From the blow until every API was ready again, s. */
  readonly recoveredS: number;
}

/** Strikes once, and waits until all are ready. */
export async function strike(stage: Stage, fault: Fault, chance: () => number): Promise<Struck> {
  const start = performance.now();
  stage.postgres.away = fault.ofPostgres === true;
  await fault.strike(stage, chance);
  await untilReady(stage);
  // As a supervisor does: a process that was just starting ends when its database goes.
  for (const worker of stage.workers) await worker.revive();
  stage.postgres.away = false;
  return { name: fault.name, recoveredS: (performance.now() - start) / 1000 };
}
