import { dropReadyAnswers } from './copies.ts';
import type { Report } from './figures.ts';
import { median, versionOf } from './figures.ts';
import type { Compared, Target } from './load.ts';
import { inTurns, rateOf, rowOf } from './load.ts';
import type { Site } from './open-site.ts';
import { copiesInTurn, slug, withSite } from './open-site.ts';

const rounds = 10;
const secondsEach = 2;
/** More than a round of misses asks for, so that none is asked for twice. */
const notices = 30_000;

/**
 * The website's JSON against servers that send the same bytes and do nothing else, on `node:http` and on
 * Express 5 by `res.json`: requests a second, in turns, ten rounds, each server in a process of its own. A
 * miss is a notice that no node holds ready: everything is dropped before every round.
 */
export function site(profile: string | null): Promise<Report> {
  return withSite(profile, async (servers) => {
    const rows: (string | number)[][] = [];
    const goals: Report['goals'][number][] = [];
    for (const { name, targets } of await readyAnswers(servers)) {
      const compared = await ratesOf(targets);
      rows.push(rowOf(name, compared, { to: 0 }));
      goals.push(goalOf(name, compared, { to: 0, name: 'bare node:http', atLeast: 0.7 }));
    }
    await servers.fill(notices);
    const misses = await missesOf(servers);
    rows.push(rowOf('a miss (ratio to Express)', misses, { to: 1 }));
    goals.push(goalOf('a miss', misses, { to: 1, name: 'bare Express', atLeast: 0.6 }));
    const columns = [
      'answer',
      'Hebi /s',
      'node:http /s',
      'Express /s',
      'ratio by round',
      'median ratio',
    ];
    const parts = [`Express ${versionOf('express')}`, `autocannon ${versionOf('autocannon')}`];
    return { name: 'site', parts, columns, rows, goals };
  });
}

function goalOf(
  what: string,
  { ratios }: Compared,
  goal: { to: number; name: string; atLeast: number },
): Report['goals'][number] {
  const ratio = median(ratios[goal.to] ?? []);
  return {
    what: `${what}: ${goal.atLeast} of the rate of ${goal.name} or better (median ratio)`,
    measured: ratio.toFixed(2),
    met: ratio >= goal.atLeast,
  };
}

async function ratesOf(targets: readonly Target[]): Promise<Compared> {
  for (const target of targets) await rateOf(target, 1);
  return inTurns(targets, rounds, (target) => rateOf(target, secondsEach));
}

/** Checks that all servers send the same bytes, and finds the entity tag of each. */
async function readyAnswers({ hebi, http, express }: Site) {
  const fixed = `${hebi}/site/en/notices/${slug}`;
  const urls = [fixed, http, express];
  const answers = await Promise.all(urls.map((url) => fetch(url)));
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  if (new Set(bodies).size !== 1) throw new Error('the bytes differ');
  const plain: Target[] = urls.map((url) => ({ url }));
  const headers = { 'Accept-Language': 'en-GB,en;q=0.9,zh-CN;q=0.5' };
  const negotiated = [`${hebi}/site/notices/${slug}`, http, express].map((url): Target => ({
    url,
    headers,
  }));
  const held = answers.map((answer, i): Target => ({
    url: urls[i] ?? '',
    headers: { 'If-None-Match': answer.headers.get('ETag') ?? '' },
    status: '3xx',
  }));
  return [
    { name: 'fixed locale', targets: plain },
    { name: 'negotiated', targets: negotiated },
    { name: 'fixed, 304', targets: held },
  ];
}

async function missesOf({ hebi, http, express, databaseUrl }: Site): Promise<Compared> {
  // All at ever new addresses: to ask so costs the one who asks more, who shares the processor.
  const targets = [hebi, http, express].map((url): Target => ({
    url,
    paths: copiesInTurn(notices),
  }));
  const rate = async (target: Target, index: number, seconds: number): Promise<number> => {
    if (index === 0) await dropReadyAnswers(databaseUrl);
    return rateOf(target, seconds);
  };
  for (const [index, target] of targets.entries()) await rate(target, index, secondsEach);
  return inTurns(targets, rounds, (target, index) => rate(target, index, secondsEach));
}
