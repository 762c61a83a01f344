import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, get } from 'node:http';
import autocannon from 'autocannon';
import { median, percentile } from './figures.ts';

/** Load on a server, and servers compared in turns. */

export interface Target {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What every answer has to be; `2xx` unless said. */
  readonly status?: '2xx' | '3xx';
  /** Other paths than the one of `url`, each asked for once. */
  readonly paths?: () => string;
}

const connections = 32;

/** Requests answered in a second, by 32 connections that each wait for their answer. */
export async function rateOf(target: Target, seconds: number): Promise<number> {
  const { url, headers = {}, status = '2xx', paths } = target;
  const requests =
    paths === undefined
      ? {}
      : { requests: [{ setupRequest: (request: object) => ({ ...request, path: paths() }) }] };
  const result = await autocannon({ url, headers, connections, duration: seconds, ...requests });
  const others = result.requests.total - result[status];
  // Requests under way when time is up have no answer.
  if (result.errors + result.timeouts > 0 || others > connections) {
    throw new Error(`${url}: ${others} answers were not ${status}, ${result.errors} errors`);
  }
  return result[status] / seconds;
}

/** The time within which 99 of 100 answers came, in ms, at a fixed rate whether answers come or not. */
export async function p99At(perSecond: number, target: Target, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const begin = performance.now();
  const total = perSecond * seconds;
  const asked: Promise<void>[] = [];
  while (asked.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - begin) * perSecond) / 1000) + 1);
    // From the moment that it should have been sent: a server that stalls must not stop the clock.
    while (asked.length < due) {
      const planned = begin + (asked.length * 1000) / perSecond;
      asked.push(ask(agent, target).then(() => void times.push(performance.now() - planned)));
    }
    await sleep(1);
  }
  await Promise.all(asked);
  agent.destroy();
  return percentile(times, 0.99);
}

function ask(agent: Agent, { url, headers = {} }: Target): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      response.on('error', reject).on('end', resolve).resume();
    }).on('error', reject);
  });
}

export interface Compared {
  /** Of each target, in the given order, the figure of each round. */
  readonly figures: readonly (readonly number[])[];
  /** Of the first to each of the others, round by round. */
  readonly ratios: readonly (readonly number[])[];
}

/** The same measurement of several targets in turns, which go first by turns. */
export async function inTurns(
  targets: readonly Target[],
  rounds: number,
  measure: (target: Target, index: number) => Promise<number>,
): Promise<Compared> {
  const figures = targets.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < targets.length; turn += 1) {
      const index = (turn + round) % targets.length;
      const target = targets[index];
      if (target !== undefined) figures[index]?.push(await measure(target, index));
    }
  }
  const [own = [], ...others] = figures;
  const ratios = others.map((other) => own.map((figure, i) => figure / (other[i] ?? Number.NaN)));
  return { figures, ratios };
}

/** A row of a report: the median of each target, then the ratios to one of them and their median. */
export function rowOf(
  name: string,
  { figures, ratios }: Compared,
  { to, digits = 0 }: { to: number; digits?: number },
): (string | number)[] {
  const chosen = ratios[to] ?? [];
  return [
    name,
    ...figures.map((each) => median(each).toFixed(digits)),
    chosen.map((ratio) => ratio.toFixed(2)).join(' '),
    median(chosen).toFixed(2),
  ];
}
