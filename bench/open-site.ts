import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import { openClients } from './client.ts';
import { copyNotice } from './copies.ts';
import type { Running } from './processes.ts';
import { dataFolder, startBare, startHebi } from './processes.ts';
import { chinese, english } from './texts.ts';

/** The servers that the site's benchmarks compare. */

export const slug = 'green-shipping';

export interface Site {
  readonly databaseUrl: string;
  /** One API process. */
  readonly hebi: string;
  /** Servers that send the same bytes at every address. */
  readonly http: string;
  readonly express: string;
  /** Copies the notice until there are so many. */
  fill(notices: number): Promise<void>;
}

/** A site with one notice in both languages, certified and published; two bare servers beside it. */
export async function withSite<T>(
  profile: string | null,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const data = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  const running: Running[] = [];
  try {
    const environment = { DATABASE_URL: postgres.url };
    const hebi = await startHebi({ program: 'api', environment, profile });
    running.push(hebi);
    await publishNotice(hebi.url);
    const file = join(data.path, 'answer.json');
    const answer = await fetch(`${hebi.url}/site/en/notices/${slug}`);
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    const http = await startBare('http', file);
    running.push(http);
    const express = await startBare('express', file);
    running.push(express);
    let notices = 1;
    return await work({
      databaseUrl: postgres.url,
      hebi: hebi.url,
      http: `${http.url}/notice`,
      express: `${express.url}/notice`,
      fill: async (to) => {
        await copyNotice(postgres.url, { slug, from: notices, to: to - 1 });
        notices = to;
      },
    });
  } finally {
    for (const process of running.toReversed()) await process.stop();
    await postgres.stop();
    data.remove();
  }
}

async function publishNotice(url: string): Promise<void> {
  const { writer, second } = await openClients(url);
  const versions = { en: english, zh: chinese };
  const { id } = await writer.post<{ id: string }>('/api/v1/notices', { slug, versions });
  await second.post(`/api/v1/notices/${id}/sync-points`, { en: 1, zh: 1 });
  for (const language of ['en', 'zh']) {
    await writer.post(`/api/v1/notices/${id}/versions/${language}/publication`, {});
  }
}

/** Addresses of copies, one after the other, from where the last one ended. */
export function copiesInTurn(notices: number): () => string {
  let last = 0;
  return () => {
    last = (last % (notices - 1)) + 1;
    return `/site/en/notices/copy-${last}`;
  };
}
