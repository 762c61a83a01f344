import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/launch.ts';
import type { Link } from '../../tests/support/link.ts';
import { openLink } from '../../tests/support/link.ts';
import { clockOff } from '../../tests/support/clock.ts';
import type { Running } from '../processes.ts';
import { dataFolder, freePort, startHebi, startRedis } from '../processes.ts';

/** A process of the drill that can be killed, held and started again at the same address. */
export interface Actor {
  readonly name: string;
  pid(): number;
  signal(name: NodeJS.Signals): void;
  /** Starts it anew where it has ended. */
  revive(): Promise<void>;
}

export interface Node extends Actor {
  readonly url: string;
  /** Whether it could answer: not killed and not held. */
  up: boolean;
}

/** What a process reaches its database and its queue by. */
interface Ways {
  readonly toPostgres: Link;
  readonly toRedis: Link;
}

/**
 * Two APIs, two workers, PostgreSQL and Redis. The first API's clock is an hour ahead and the first worker's an
 * hour behind; the second of each reaches PostgreSQL and Redis by ways that can be slow, cut or silent.
 */
export interface Stage {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly apis: readonly Node[];
  readonly workers: readonly Actor[];
  readonly ways: { readonly api: Ways; readonly worker: Ways };
  readonly redis: Actor;
  readonly postgres: Actor & {
    /** From a blow to it until all were ready again. */
    away: boolean;
  };
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const data = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  const redisPort = await freePort();
  const redisUrl = `redis://127.0.0.1:${redisPort}`;
  const environment = { DATABASE_URL: postgres.url, REDIS_URL: redisUrl };
  const openWays = async (): Promise<Ways> => ({
    toPostgres: await openLink(Number(new URL(postgres.url).port)),
    toRedis: await openLink(redisPort),
  });
  const by = ({ toPostgres, toRedis }: Ways) => ({
    DATABASE_URL: withPort(postgres.url, toPostgres.port),
    REDIS_URL: withPort(redisUrl, toRedis.port),
  });
  const kept: Kept[] = [];
  const keep = async (name: string, start: () => Promise<Running>): Promise<Kept> => {
    const actor = await keptUp(name, start);
    kept.push(actor);
    return actor;
  };
  const redis = await keep('Redis', () => redisOn(redisPort));
  const ways = { api: await openWays(), worker: await openWays() };
  const apis: Node[] = [];
  for (const [name, its] of [
    ['API 1', { ...environment, ...clockOff(1) }],
    ['API 2', by(ways.api)],
  ] as const) {
    const port = await freePort();
    const start = () => startHebi({ program: 'api', environment: its, port });
    const actor = await keep(name, start);
    apis.push(Object.assign(actor, { url: `http://127.0.0.1:${port}`, up: true }));
  }
  const workers: Actor[] = [];
  for (const [name, its] of [
    ['worker 1', { ...environment, ...clockOff(-1) }],
    ['worker 2', by(ways.worker)],
  ] as const)
    workers.push(await keep(name, () => startHebi({ program: 'workers', environment: its })));
  const postmaster = () => postmasterOf(data.path);
  return {
    databaseUrl: postgres.url,
    redisUrl,
    apis,
    workers,
    ways,
    redis,
    postgres: {
      name: 'PostgreSQL',
      away: false,
      pid: postmaster,
      signal: (signal) => void process.kill(postmaster(), signal),
      // Its launcher, which is this process, starts it again.
      revive: () => Promise.resolve(),
    },
    close: async () => {
      for (const actor of kept.toReversed()) await actor.stop();
      for (const { toPostgres, toRedis } of Object.values(ways))
        await Promise.all([toPostgres.close(), toRedis.close()]);
      await postgres.stop();
      data.remove();
    },
  };
}

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

interface Kept extends Actor {
  stop(): Promise<void>;
}

async function keptUp(name: string, start: () => Promise<Running>): Promise<Kept> {
  let running = await start();
  const isAlive = (): boolean => {
    try {
      process.kill(running.pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  return {
    name,
    pid: () => running.pid,
    signal: (signal) => void process.kill(running.pid, signal),
    revive: async () => {
      if (!isAlive()) running = await start();
    },
    stop: () => running.stop(),
  };
}

async function redisOn(port: number): Promise<Running> {
  const redis = await startRedis(port);
  if (redis === null) throw new Error('the drill needs redis-server on PATH');
  return redis;
}

function postmasterOf(dataDir: string): number {
  const file = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  return Number(file.split('\n')[0]);
}

/** Waits until every API says that it is ready, at most a minute and a half. Seconds it took. */
export async function untilReady(stage: Stage): Promise<number> {
  const start = performance.now();
  const ready = async (url: string): Promise<boolean> => {
    try {
      return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  };
  while (performance.now() - start < 90_000) {
    const all = await Promise.all(stage.apis.map(({ url }) => ready(url)));
    if (all.every(Boolean)) return (performance.now() - start) / 1000;
    await sleep(100);
  }
  throw new Error('not every API was ready within 90 s');
}
