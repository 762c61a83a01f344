import type { Report } from './figures.ts';
import { median } from './figures.ts';
import type { Target } from './load.ts';
import { inTurns, p99At, rowOf } from './load.ts';
import { slug, withSite } from './open-site.ts';

const rounds = 6;
const secondsEach = 4;
/** What one process that asks can keep up with beside the server, on two cores. */
const perSecond = 2000;

/** How long readers wait at a fixed rate, 99 of 100 of them, against bare `node:http` at the same rate. */
export function siteLatency(profile: string | null): Promise<Report> {
  return withSite(profile, async ({ hebi, http }) => {
    const headers = { 'Accept-Language': 'zh-TW,zh;q=0.8,en;q=0.5' };
    const kinds: [string, Target][] = [
      ['fixed locale', { url: `${hebi}/site/en/notices/${slug}` }],
      ['negotiated', { url: `${hebi}/site/notices/${slug}`, headers }],
    ];
    const rows: (string | number)[][] = [];
    const goals: Report['goals'][number][] = [];
    for (const [name, target] of kinds) {
      const targets = [target, { url: http }];
      for (const each of targets) await p99At(perSecond, each, 1);
      const compared = await inTurns(targets, rounds, (each) =>
        p99At(perSecond, each, secondsEach),
      );
      rows.push(rowOf(name, compared, { to: 0, digits: 2 }));
      const ratio = median(compared.ratios[0] ?? []);
      goals.push({
        what: `${name}: p99 at ${perSecond} a second within twice that of bare node:http (median ratio)`,
        measured: ratio.toFixed(2),
        met: ratio <= 2,
      });
    }
    const columns = ['answer', 'Hebi p99 ms', 'node:http p99 ms', 'ratio by round', 'median ratio'];
    return { name: 'site-latency', parts: [], columns, rows, goals };
  });
}
