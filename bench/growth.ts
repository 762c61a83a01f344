import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import type { Client } from './client.ts';
import { openClients } from './client.ts';
import type { Report } from './figures.ts';
import { milliseconds, percentile, embeddedPostgres } from './figures.ts';
import type { ManyNotices } from './many-notices.ts';
import { makeManyNotices, variants, wordOf } from './many-notices.ts';
import { dataFolder, startHebi } from './processes.ts';

const times = 60;

type Kind = 'search' | 'count';

interface Asked {
  readonly what: string;
  ask(k: number): Promise<unknown>;
  /** Of the searches, and of what counts all there are; absent: a page, one thing, or a claim. */
  readonly kind?: Kind;
}

interface Size {
  readonly name: string;
  readonly notices: number;
  readonly length: ManyNotices['length'];
  readonly goalMs: number;
  /** What is told without a goal. */
  readonly told: readonly Kind[];
}

/** On 100,000 notices of nine sentences. */
export function growth(profile: string | null): Promise<Report> {
  const goal = { goalMs: 50, told: ['count'] } as const;
  return grown({ name: 'growth', notices: 100_000, length: 'whole', ...goal }, profile);
}

/** On a million notices of one sentence. */
export function growthMillion(profile: string | null): Promise<Report> {
  const goal = { goalMs: 100, told: ['search', 'count'] } as const;
  return grown({ name: 'growth-million', notices: 1_000_000, length: 'short', ...goal }, profile);
}

/** What people ask for in the workbench, one after the other, on a database that has grown. */
async function grown(size: Size, profile: string | null): Promise<Report> {
  const { name, notices, length, goalMs, told } = size;
  const data = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  try {
    const hebi = await startHebi({
      program: 'api',
      environment: { DATABASE_URL: postgres.url },
      profile,
    });
    try {
      const { writer } = await openClients(hebi.url);
      const began = performance.now();
      await makeManyNotices({ url: postgres.url, from: 1, to: notices, length });
      const filledS = (performance.now() - began) / 1000;
      const rows: (string | number)[][] = [];
      let slowest = { what: '', ms: 0 };
      for (const { what, ask, kind } of await questions(writer, notices)) {
        const took: number[] = [];
        for (let k = 0; k < times; k += 1) took.push(await timed(() => ask(k)));
        const ms = percentile(took, 0.95);
        rows.push([what, milliseconds(percentile(took, 0.5)), milliseconds(ms)]);
        const hasGoal = kind === undefined || !told.includes(kind);
        if (hasGoal && ms > slowest.ms) slowest = { what, ms };
      }
      return {
        name,
        parts: [embeddedPostgres()],
        columns: [
          `${notices.toLocaleString('en')} notices, made in ${filledS.toFixed(0)} s`,
          'p50 ms',
          'p95 ms',
        ],
        rows,
        goals: [
          {
            what: `${told.includes('search') ? 'lists' : 'lists, searches'} and claims within ${goalMs} ms at p95`,
            measured: `${milliseconds(slowest.ms)} ms (${slowest.what})`,
            met: slowest.ms <= goalMs,
          },
        ],
      };
    } finally {
      await hebi.stop();
    }
  } finally {
    await postgres.stop();
    data.remove();
  }
}

async function questions(client: Client, notices: number): Promise<Asked[]> {
  const list = (query: string) => client.get(`/api/v1/notices?${query}`);
  const search = (text: string) => list(`q=${encodeURIComponent(text)}`);
  const claimable = await taskIds(client);
  return [
    { what: 'list, first page', ask: () => list('limit=50') },
    { what: 'list, worst first', ask: () => list('limit=50&sort=worst') },
    { what: 'list, out of step', ask: () => list('limit=50&outOfStep=true') },
    { what: 'list, one state', ask: () => list('limit=50&state=zh_ahead') },
    { what: 'list, one category and published', ask: () => list('category=news&published=true') },
    { what: 'list, page after page', ask: pagesOf(client, '/api/v1/notices?limit=50') },
    {
      what: 'search, an English word',
      kind: 'search',
      ask: (k) => search(wordOf('en', k % variants)),
    },
    {
      what: 'search, a Chinese word',
      kind: 'search',
      ask: (k) => search(wordOf('zh', k % variants)),
    },
    { what: 'search, a word of every notice', kind: 'search', ask: () => search('harbour') },
    { what: 'search, 泊位: in every notice', kind: 'search', ask: () => search('泊位') },
    { what: 'search, in vain', kind: 'search', ask: (k) => search(`zzq${k}xy`) },
    { what: 'tasks, first page', ask: () => client.get('/api/v1/tasks?status=open&limit=50') },
    {
      what: 'tasks, for me, cleanest first',
      ask: () => client.get('/api/v1/tasks?claimable=true&sort=cleanest&limit=50'),
    },
    { what: 'tasks, page after page', ask: pagesOf(client, '/api/v1/tasks?status=open&limit=50') },
    {
      what: 'parity board: counts of all',
      ask: () => client.get('/api/v1/parity/summary'),
      kind: 'count',
    },
    {
      what: 'one notice',
      ask: (k) => client.get(`/api/v1/notices/many-${1 + ((k * 7919) % notices)}`),
    },
    { what: 'claim', ask: (k) => client.post(`/api/v1/tasks/${claimable[k] ?? 'none'}/claim`, {}) },
  ];
}

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

async function taskIds(client: Client): Promise<string[]> {
  const { items } = await client.get<Page>('/api/v1/tasks?claimable=true&limit=100');
  return items.map(({ id }) => id);
}

/** Each question asks for the page behind the one before. */
function pagesOf(client: Client, path: string): () => Promise<unknown> {
  let cursor: string | null = null;
  return async () => {
    const behind: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page = await client.get<Page>(path + behind);
    cursor = page.next;
  };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
