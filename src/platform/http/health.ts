import type { Request } from 'express';
import { Router } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { pendingMigrations } from '../database.ts';
import type { JobQueue, QueueBackend } from '../queue.ts';
import type { LoadFigures } from './load-gate.ts';

export interface HealthOptions {
  readonly db: Database;
  readonly backend: QueueBackend;
  readonly queues: readonly JobQueue[];
  readonly load: LoadFigures;
  /** Whether this request may see the metrics. */
  readonly maySeeMetrics: (request: Request) => Promise<boolean>;
}

const patienceMs = 2_000;

/** `/healthz`: alive. `/readyz`: database, queue and migrations, or 503 with the reasons. `/metrics`. */
export function healthRoutes(options: HealthOptions): Router {
  const router = Router();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'hebi_' });
  const requests = new Histogram({
    name: 'hebi_http_request_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  measureLoad(registry, options.load);
  router.use((request, response, next) => {
    const stop = requests.startTimer();
    response.on('finish', () => {
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      stop({ method: request.method, route, status: response.statusCode });
    });
    next();
  });
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    const reasons = await notReady(options);
    response.set('Cache-Control', 'no-store').status(reasons.length === 0 ? 200 : 503);
    response.json({ status: reasons.length === 0 ? 'ready' : 'not ready', reasons });
  });
  router.get('/metrics', async (request, response, next) => {
    if (!(await options.maySeeMetrics(request))) return next();
    const queues = await Promise.all(
      options.queues.map((queue) => queue.metrics().catch(() => '')),
    );
    response.type('text/plain').send([await registry.metrics(), ...once(queues)].join('\n'));
  });
  return router;
}

/** What is turned away never comes to the application, which counts the rest. */
function measureLoad(registry: Registry, { databaseWaitMs, turnedAway }: LoadFigures): void {
  const wait = new Gauge({
    name: 'hebi_database_wait_seconds',
    help: 'How long the request has waited for a connection of the database whose turn is next',
    registers: [],
    collect() {
      this.set(databaseWaitMs() / 1000);
    },
  });
  const away = new Counter({
    name: 'hebi_turned_away_total',
    help: 'Requests that were answered with 503 because there was too much to do',
    labelNames: ['kind'],
    registers: [],
    collect() {
      this.reset();
      for (const [kind, count] of Object.entries(turnedAway)) this.inc({ kind }, count);
    },
  });
  registry.registerMetric(wait);
  registry.registerMetric(away);
}

/** Every queue exports the same HELP and TYPE lines; Prometheus wants each once. */
function once(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.map((text) =>
    text
      .split('\n')
      .filter((line) => !line.startsWith('#') || (!seen.has(line) && Boolean(seen.add(line))))
      .join('\n'),
  );
}

async function notReady({ db, backend }: HealthOptions): Promise<string[]> {
  const checks = {
    database: async () => void (await sql`select 1`.execute(db)),
    migrations: async () => {
      const pending = await pendingMigrations(db);
      if (pending.length > 0) throw new Error(`to run: ${pending.join(', ')}`);
    },
    queue: () => backend.ping(),
  };
  const reasons = await Promise.all(
    Object.entries(checks).map(([name, check]) =>
      withPatience(check()).then(
        () => null,
        (error: unknown) => `${name}: ${error instanceof Error ? error.message : 'failed'}`,
      ),
    ),
  );
  return reasons.filter((reason) => reason !== null);
}

function withPatience(check: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patienceMs);
  });
  return Promise.race([check, timeout]).finally(() => clearTimeout(timer));
}
