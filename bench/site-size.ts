import { keepDropping } from './copies.ts';
import type { Report } from './figures.ts';
import { median } from './figures.ts';
import { rateOf } from './load.ts';
import type { Site } from './open-site.ts';
import { copiesInTurn, slug, withSite } from './open-site.ts';

const sizes = [100, 100_000] as const;
const rounds = 6;
const secondsEach = 2;
/** The share of a rate that noise may take. */
const flat = 0.8;

/** What answers cost on a site of 100 notices and on one of 100,000: requests a second on the same server. */
export function siteSize(profile: string | null): Promise<Report> {
  return withSite(profile, async (site) => {
    const measured: Record<string, number>[] = [];
    for (const size of sizes) {
      await site.fill(size);
      measured.push(await ratesAt(site, size));
    }
    const [small = {}, large = {}] = measured;
    const names = Object.keys(small);
    const ratio = (name: string) => (large[name] ?? 0) / (small[name] ?? Number.NaN);
    return {
      name: 'site-size',
      parts: [],
      columns: ['answer', ...sizes.map((size) => `${size} notices /s`), 'ratio'],
      rows: names.map((name) => [
        name,
        ...measured.map((rates) => (rates[name] ?? 0).toFixed(0)),
        ratio(name).toFixed(2),
      ]),
      goals: names.map((name) => ({
        what: `${name}: flat from ${sizes.join(' to ')} notices (${flat} of the rate or better)`,
        measured: ratio(name).toFixed(2),
        met: ratio(name) >= flat,
      })),
    };
  });
}

async function ratesAt(site: Site, size: number): Promise<Record<string, number>> {
  const { hebi } = site;
  const one = { url: `${hebi}/site/en/notices/${slug}` };
  const rates: Record<string, number[]> = {
    'one notice, ready': [],
    'first page of the list, ready': [],
    'a miss': [],
    'first page of the list, a miss': [],
  };
  await rateOf(one, 1);
  for (let round = 0; round < rounds; round += 1) {
    rates['one notice, ready']?.push(await rateOf(one, secondsEach));
    const list = { url: `${hebi}/site/en/notices` };
    rates['first page of the list, ready']?.push(await rateOf(list, secondsEach));
    rates['a miss']?.push(await missRate(site, copiesInTurn(size)));
    rates['first page of the list, a miss']?.push(await missRate(site, listsInTurn()));
  }
  return Object.fromEntries(Object.entries(rates).map(([name, each]) => [name, median(each)]));
}

/** Drops what is ready all the time, so that nothing is found ready, however few notices there are. */
async function missRate(site: Site, paths: () => string): Promise<number> {
  const stop = await keepDropping(site.databaseUrl, 5);
  try {
    return await rateOf({ url: site.hebi, paths }, secondsEach);
  } finally {
    await stop();
  }
}

function listsInTurn(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `/site/en/notices?limit=${(last % 40) + 5}`;
  };
}
