import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateToLatest } from '../../src/platform/database.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/launch.ts';
import type { Answer } from '../support/http.ts';
import { until } from '../support/invariants.ts';
import { makeHolder } from '../support/people.ts';
import { openTestService } from '../support/service.ts';

/** A disk of its own that can be full: room for a database and a little more. */
const place = mkdtempSync(join(tmpdir(), 'hebi-disk-'));
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', place], { stdio: 'ignore' })
    .status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', place]);
  rmSync(place, { recursive: true, force: true });
});

const filler = join(place, 'filler');

/** Takes every byte that is left. */
function fill(): void {
  const file = openSync(filler, 'w');
  try {
    for (const size of [1 << 20, 4096])
      for (;;) {
        try {
          writeSync(file, Buffer.alloc(size));
        } catch {
          break;
        }
      }
  } finally {
    closeSync(file);
  }
}

const name = 'a full disk under the embedded database';
if (!mounted) process.stdout.write(`skipped: ${name}: mounting a tmpfs is not allowed here\n`);

(mounted ? it : it.skip)(
  `${name} refuses saves, loses nothing, and goes on when there is room`,
  async () => {
    chmodSync(place, 0o755);
    const postgres = await startEmbeddedPostgres({ dataDir: join(place, 'data') });
    try {
      await migrateToLatest(postgres.url);
      const t = await openTestService({ databaseUrl: postgres.url, workers: false });
      try {
        const { client } = await makeHolder(t, 'Ada', { roles: ['editor'] });
        const kept: string[] = [];
        let turn = 0;
        const save = async (): Promise<Answer> => {
          turn += 1;
          const slug = `typed-${turn}`;
          // Of texts that PostgreSQL cannot make small, each takes a page or two.
          const words = Array.from({ length: 8_000 }, () => Math.random().toString(36).slice(2));
          const body = `<p>${words.join(' ')}</p>`;
          const text = { slug, language: 'en', title: slug, body };
          const answer = await client.post('/api/v1/notices', text);
          if (answer.status === 201) kept.push(slug);
          return answer;
        };
        expect((await save()).status).toBe(201);
        fill();
        let refused = await save();
        while (refused.status === 201) refused = await save();
        expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true]);
        expect(['storage_full', 'unavailable']).toContain(refused.body.code);
        rmSync(filler);
        await until('saves to go on', 60_000, async () => (await save()).status === 201);
        for (const slug of kept)
          expect((await client.get(`/api/v1/notices/${slug}/versions/en`)).body.title).toBe(slug);
        const { body } = await client.get('/api/v1/notices?limit=100');
        expect(body.items.map((each: { slug: string }) => each.slug).toSorted()).toEqual(
          kept.toSorted(),
        );
      } finally {
        await t.close();
      }
    } finally {
      await postgres.stop();
    }
  },
  180_000,
);
