import { keepDropping } from './copies.ts';
import type { Report } from './figures.ts';
import { median } from './figures.ts';
import type { Target } from './load.ts';
import { inTurns, rateOf, rowOf } from './load.ts';
import type { Site } from './open-site.ts';
import { copiesInTurn, slug, withSite } from './open-site.ts';

const many = 100_000;
const few = 100;
const rounds = 8;
const secondsEach = 2;
/** The share of a rate that noise may take. */
const flat = 0.8;

interface Answer {
  readonly name: string;
  readonly isMiss: boolean;
  target(site: Site, notices: number): Target;
}

const answers: readonly Answer[] = [
  {
    name: 'one notice, ready',
    isMiss: false,
    target: ({ hebi }) => ({ url: `${hebi}/site/en/notices/${slug}` }),
  },
  {
    name: 'first page of the list, ready',
    isMiss: false,
    target: ({ hebi }) => ({ url: `${hebi}/site/en/notices` }),
  },
  {
    name: 'a miss',
    isMiss: true,
    target: ({ hebi }, notices) => ({ url: hebi, paths: copiesInTurn(notices) }),
  },
  {
    name: 'first page of the list, a miss',
    isMiss: true,
    target: ({ hebi }) => ({ url: hebi, paths: listsInTurn() }),
  },
];

/**
 * What answers cost on a site of 100,000 notices and on one of 100: requests a second, in turns, each site on a
 * server and a database of its own. Every notice was asked for before: the database has read it once.
 */
export function siteSize(profile: string | null): Promise<Report> {
  return withSite(profile, (large) =>
    withSite(null, async (small) => {
      await large.fill(many);
      await small.fill(few);
      await askForEach(large);
      const sites = [
        { site: large, notices: many },
        { site: small, notices: few },
      ];
      const rows: (string | number)[][] = [];
      const goals: Report['goals'][number][] = [];
      for (const { name, isMiss, target } of answers) {
        const targets = sites.map(({ site, notices }) => target(site, notices));
        const compared = await inTurns(targets, rounds, (each, index) => {
          const site = sites[index]?.site;
          return isMiss && site !== undefined ? missRate(site, each) : rateOf(each, secondsEach);
        });
        const ratio = median(compared.ratios[0] ?? []);
        rows.push(rowOf(name, compared, { to: 0 }));
        goals.push({
          what: `${name}: flat from ${few} to ${many} notices (${flat} of the rate or better)`,
          measured: ratio.toFixed(2),
          met: ratio >= flat,
        });
      }
      const columns = ['answer', ...[many, few].map((size) => `${size} notices /s`)];
      return {
        name: 'site-size',
        parts: [],
        columns: [...columns, 'ratio by round', 'median ratio'],
        rows,
        goals,
      };
    }),
  );
}

async function askForEach({ hebi }: Site): Promise<void> {
  const paths = copiesInTurn(many);
  for (let asked = 0; asked < many; asked += 100) {
    const batch = Array.from({ length: 100 }, () => fetch(hebi + paths()));
    for (const answer of await Promise.all(batch)) await answer.arrayBuffer();
  }
}

/** Drops what is ready all the time, so that nothing is found ready, however few notices there are. */
async function missRate(site: Site, target: Target): Promise<number> {
  const stop = await keepDropping(site.databaseUrl, 5);
  try {
    return await rateOf(target, secondsEach);
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
