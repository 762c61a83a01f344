import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/launch.ts';
import { hasRedis, startRedis } from './redis.ts';

declare global {
  /** Stops the run's database cluster and removes it; called by the teardown. */
  var stopTestCluster: (() => Promise<void>) | undefined;
  /** Stops the run's Redis; called by the teardown. */
  var stopTestRedis: (() => Promise<void>) | undefined;
}

/**
 * One database cluster for the run. `TEST_PG` is the address of its administrator, without a database;
 * `template_hebi` is a migrated database that tests clone. One Redis as well, whose address is
 * `TEST_REDIS`, where `redis-server` is on PATH and no other is given.
 */
// oxlint-disable-next-line import/no-default-export -- Jest calls the default export
export default async function setUp(): Promise<void> {
  // Processes that tests start are the built ones: to compile each of them anew takes seconds.
  const { ensureServer } = await import('../../scripts/ensure-build.mjs');
  await ensureServer();
  const dataDir = mkdtempSync(join(tmpdir(), 'hebi-test-'));
  // Root's PostgreSQL runs as another user, who has to pass.
  chmodSync(dataDir, 0o711);
  const cluster = await startEmbeddedPostgres({ dataDir, durable: false });
  const dismiss = watch(dataDir);
  globalThis.stopTestCluster = async () => {
    await cluster.stop();
    dismiss();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const server = cluster.url.replace(/\/hebi$/, '');
  process.env['TEST_PG'] = server;
  await makeTemplate(server);
  if (process.env['TEST_REDIS'] === undefined && hasRedis()) {
    const redis = await startRedis();
    process.env['TEST_REDIS'] = redis.url;
    globalThis.stopTestRedis = () => redis.stop();
  }
}

async function makeTemplate(server: string): Promise<void> {
  const { migrateToLatest } = await import('../../src/platform/database.ts');
  const { openQueueBackend } = await import('../../src/platform/queue.ts');
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    await client.query('create database template_hebi');
    const databaseUrl = `${server}/template_hebi`;
    await migrateToLatest(databaseUrl);
    // The queue's own tables, which each service would make anew: 0.2 s.
    const log = pino({ level: 'silent' });
    await (await openQueueBackend({ redisUrl: null, databaseUrl, workers: 0, log })).close();
    // A template with sessions cannot be cloned; from here on there are none.
    await client.query('alter database template_hebi with allow_connections false');
  } finally {
    await client.end();
  }
}

/**
 * A run that is killed calls no teardown, and the cluster outlives it. This shell waits for the end of
 * our pipe and cleans up in our place. The function that is returned sends it home.
 */
function watch(dataDir: string): () => void {
  const script = `
    read -r pid < "$1/postgres/postmaster.pid"
    read -r line && exit
    kill -INT "$pid"
    while [ -e "$1/postgres/postmaster.pid" ] && kill -0 "$pid"; do sleep 0.1; done
    rm -rf "$1"`;
  const guard = spawn('/bin/sh', ['-c', script, 'sh', dataDir], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  return () => guard.stdin.end('done\n');
}
