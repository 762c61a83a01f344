import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import type { Client } from './client.ts';
import { openClients } from './client.ts';
import type { Report } from './figures.ts';
import { median, versionOf } from './figures.ts';
import type { Running } from './processes.ts';
import { dataFolder, startBareExpress, startHebi } from './processes.ts';
import { chinese, english } from './texts.ts';

const rounds = 6;
const secondsEach = 4;
const connections = 32;
const slug = 'green-shipping';

interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Comparison {
  readonly name: string;
  readonly hebi: Target;
  readonly bare: Target;
  readonly status: '2xx' | '3xx';
}

/**
 * The website's side against a bare Express 5 server that sends the same bytes by `res.json`: requests a
 * second, in turns, six rounds, two processes besides the one that puts load on them.
 */
export async function site(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const environment = { HEBI_DATA_DIR: data.path };
  const hebi = await startHebi({ program: 'main', environment, profile });
  const running: Running[] = [hebi];
  try {
    await publishNotice(await openClients(hebi.url));
    const file = join(data.path, 'answer.json');
    const fixed = `${hebi.url}/site/en/notices/${slug}`;
    writeFileSync(file, Buffer.from(await (await fetch(fixed)).arrayBuffer()));
    const bare = await startBareExpress(file);
    running.push(bare);
    const comparisons = await comparisonsOf(hebi.url, `${bare.url}/notice`);
    return await compare(comparisons);
  } finally {
    for (const process of running.toReversed()) await process.stop();
    data.remove();
  }
}

async function publishNotice({
  writer,
  second,
}: {
  writer: Client;
  second: Client;
}): Promise<void> {
  const versions = { en: english, zh: chinese };
  const { id } = await writer.post<{ id: string }>('/api/v1/notices', { slug, versions });
  await second.post(`/api/v1/notices/${id}/sync-points`, { en: 1, zh: 1 });
  for (const language of ['en', 'zh']) {
    await writer.post(`/api/v1/notices/${id}/versions/${language}/publication`, {});
  }
}

/** Checks that both servers send the same bytes, and finds the entity tag of each. */
async function comparisonsOf(hebi: string, bare: string): Promise<Comparison[]> {
  const fixed = `${hebi}/site/en/notices/${slug}`;
  const negotiated = `${hebi}/site/notices/${slug}`;
  const wish = { 'Accept-Language': 'en-GB,en;q=0.9,zh-CN;q=0.5' };
  const [ours, theirs] = await Promise.all([fetch(fixed), fetch(bare)]);
  if ((await ours.text()) !== (await theirs.text())) throw new Error('the bytes differ');
  const held = (answer: Response) => ({ 'If-None-Match': answer.headers.get('ETag') ?? '' });
  const plain = { url: bare, headers: {} };
  return [
    { name: 'fixed locale', hebi: { url: fixed, headers: {} }, bare: plain, status: '2xx' },
    { name: 'negotiated', hebi: { url: negotiated, headers: wish }, bare: plain, status: '2xx' },
    {
      name: 'fixed, 304',
      hebi: { url: fixed, headers: held(ours) },
      bare: { url: bare, headers: held(theirs) },
      status: '3xx',
    },
  ];
}

async function compare(comparisons: readonly Comparison[]): Promise<Report> {
  const rows: (string | number)[][] = [];
  const medians: number[] = [];
  for (const comparison of comparisons) {
    const { hebi, bare, ratios } = await rounded(comparison);
    medians.push(median(ratios));
    rows.push([
      comparison.name,
      median(hebi).toFixed(0),
      median(bare).toFixed(0),
      ratios.map((ratio) => ratio.toFixed(2)).join(' '),
      median(ratios).toFixed(2),
    ]);
  }
  const [fixed = 0] = medians;
  const goals = [
    {
      what: 'the fixed-locale notice at half the rate of bare Express or better (median ratio)',
      measured: fixed.toFixed(2),
      met: fixed >= 0.5,
    },
  ];
  const columns = ['answer', 'Hebi /s', 'Express /s', 'ratio by round', 'median ratio'];
  const parts = [`Express ${versionOf('express')}`, `autocannon ${versionOf('autocannon')}`];
  return { name: 'site', parts, columns, rows, goals };
}

async function rounded({ hebi, bare, status }: Comparison) {
  const rates = { hebi: [] as number[], bare: [] as number[] };
  await load(hebi, { status, seconds: 1 });
  await load(bare, { status, seconds: 1 });
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['hebi', 'bare'] as const) : (['bare', 'hebi'] as const);
    for (const which of order) {
      const target = which === 'hebi' ? hebi : bare;
      rates[which].push(await load(target, { status, seconds: secondsEach }));
    }
  }
  const ratios = rates.hebi.map((rate, i) => rate / (rates.bare[i] ?? Number.NaN));
  return { ...rates, ratios };
}

/** Requests a second; every answer has to be of the status expected. */
async function load(
  { url, headers }: Target,
  { status, seconds }: { status: Comparison['status']; seconds: number },
): Promise<number> {
  const result = await autocannon({ url, headers, connections, duration: seconds });
  const others = result.requests.total - result[status];
  // Requests under way when time is up have no answer.
  if (result.errors + result.timeouts > 0 || others > connections) {
    throw new Error(`${url}: ${others} answers were not ${status}, ${result.errors} errors`);
  }
  return result[status] / seconds;
}
