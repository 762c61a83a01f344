import { isUtf8 } from 'node:buffer';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express, Request } from 'express';
import express from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { Operation } from './core/operation.ts';
import { may } from './core/permission.ts';
import { Refusal } from './core/refusal.ts';
import type { Service } from './context.ts';
import { openService } from './context.ts';
import { accountsEdge } from './features/accounts/authenticate.ts';
import { accountsOperations } from './features/accounts/contract.ts';
import { ensureFirstAdmin } from './features/accounts/ensure-first-admin.ts';
import { accountsRoutes } from './features/accounts/routes.ts';
import { deliveryOperations } from './features/delivery/contract.ts';
import { eventOperations } from './features/delivery/event-contract.ts';
import { eventRoutes } from './features/delivery/event-routes.ts';
import { frontDoor } from './features/delivery/front-door.ts';
import { fileRoutes } from './features/delivery/file-routes.ts';
import type { Live, LiveSettings } from './features/delivery/open-live.ts';
import { openLive } from './features/delivery/open-live.ts';
import { pageRoutes } from './features/delivery/page-routes.ts';
import { readerApiRoutes } from './features/delivery/reader-api-routes.ts';
import { readerOperations } from './features/delivery/reader-contract.ts';
import { isOnEveryPage } from './features/delivery/read-site-frame.ts';
import { isReader, openExposureCount } from './features/delivery/record-exposure.ts';
import { readerRoutes } from './features/delivery/reader-routes.ts';
import { openReadyAnswers } from './features/delivery/ready-answers.ts';
import type { ReadyAnswers } from './features/delivery/ready-answers.ts';
import { deliveryRoutes } from './features/delivery/routes.ts';
import { siteRoutes } from './features/delivery/site-routes.ts';
import { webhookOperations } from './features/delivery/webhook-contract.ts';
import { webhookRoutes } from './features/delivery/webhook-routes.ts';
import { importOperations } from './features/exchange/import-contract.ts';
import { exchangeRoutes } from './features/exchange/routes.ts';
import { noticesOperations } from './features/notices/contract.ts';
import { noticesRoutes } from './features/notices/routes.ts';
import { parityOperations } from './features/parity/contract.ts';
import { parityRoutes } from './features/parity/routes.ts';
import { readTrendsOp } from './features/parity/trend-contract.ts';
import { tasksOperations } from './features/tasks/contract.ts';
import { mentionOperations } from './features/tasks/mention-contract.ts';
import { tasksRoutes } from './features/tasks/routes.ts';
import { docsRoutes } from './platform/http/docs.ts';
import { healthRoutes } from './platform/http/health.ts';
import { openapiOf } from './platform/http/openapi.ts';
import { pageAssets } from './platform/http/page-assets.ts';
import { problemHandler } from './platform/http/problem.ts';
import type { Edge } from './platform/http/route.ts';
import { listen } from './platform/listener.ts';
import { queueDashboard } from './platform/http/queue-dashboard.ts';
import { queueStatusRoutes, readQueuesOp } from './platform/http/queue-status.ts';
import { workbenchRoutes } from './platform/http/workbench.ts';
import type { LoadGate } from './platform/http/load-gate.ts';
import { runProcess } from './process.ts';
import { openGate } from './shedding.ts';
import { version } from './version.ts';

/** Every operation of the contract, room by room. */
export const operations: readonly Operation[] = [
  ...accountsOperations,
  ...noticesOperations,
  ...parityOperations,
  readTrendsOp,
  ...tasksOperations,
  ...mentionOperations,
  ...importOperations,
  ...deliveryOperations,
  ...readerOperations,
  ...webhookOperations,
  ...eventOperations,
  readQueuesOp,
];

export interface ApiOptions {
  /** Check every answer against its operation's shape: for tests. */
  readonly checkAnswers?: boolean;
  /** Awaited before a write is answered. */
  readonly afterWrite?: () => Promise<void>;
  /** Times and bounds of live events, for tests. */
  readonly live?: Partial<LiveSettings>;
}

const bodyLimit = '5mb';

/**
 * Longer than proxies and clients keep an idle connection: of two ends, the one that sends should close it.
 * With Node's 5 s, requests of busy clients met a connection that was just being closed.
 */
const idleConnectionMs = 75_000;

/** What a node keeps between requests. */
export interface Kept {
  readonly ready: ReadyAnswers;
  readonly live: Live;
  readonly gate: LoadGate;
}

/** The Express application: the site first, then the API behind its edge. */
export function createApp(
  service: Service,
  { ready, live, gate }: Kept,
  options: ApiOptions = {},
): Express {
  const edge = accountsEdge(service, options);
  const app = express();
  app.disable('x-powered-by').disable('etag').set('trust proxy', service.config.trustProxy);
  app.set('query parser', 'simple');
  app.use(siteRoutes(service, ready));
  app.use(pageRoutes(service, ready));
  app.use(fileRoutes(service, ready));
  app.use(readerRoutes(service, ready));
  app.use(requestLog(service));
  app.use(
    healthRoutes({
      db: service.db,
      backend: service.backend,
      queues: Object.values(service.queues),
      load: gate.figures,
      maySeeMetrics: (request) => maySeeMetrics(edge, request),
    }),
  );
  app.use(
    '/admin/queues',
    adminOnly(edge),
    queueDashboard(Object.values(service.queues), '/admin/queues'),
  );
  // With `no-referrer` browsers would send forms without an origin, which the cross-site check refuses.
  app.use(helmet({ referrerPolicy: { policy: 'same-origin' } }));
  app.use(docsRoutes(() => openapiOf(operations, version)));
  app.use(pageAssets());
  app.use(workbenchRoutes());
  app.use(express.json({ limit: bodyLimit, strict: false, verify: checkUtf8 }));
  app.use(accountsRoutes(service, edge));
  app.use(noticesRoutes(service, edge));
  app.use(parityRoutes(service, edge));
  app.use(tasksRoutes(service, edge));
  app.use(exchangeRoutes(service, edge));
  app.use(deliveryRoutes(service, edge));
  app.use(readerApiRoutes(service, edge));
  app.use(webhookRoutes(service, edge));
  app.use(eventRoutes(service, edge, live));
  const queues = Object.values(service.queues);
  app.use(queueStatusRoutes(edge, { db: service.db, queues, dashboard: '/admin/queues' }));
  app.use(() => {
    throw new Refusal('not_found');
  });
  app.use(problemHandler({ words: service.words, log: service.log }));
  return app;
}

/**
 * JSON comes in UTF-8. Of bytes in another encoding the decoder would make U+FFFD without a word, and they
 * would be stored.
 */
function checkUtf8(_request: unknown, _response: unknown, body: Buffer, charset: string): void {
  if (charset !== 'utf-8') throw new Refusal('unsupported_media_type');
  if (!isUtf8(body)) throw new Refusal('malformed');
}

/** One line a request, by id. Links that sign people in are secrets: their tokens are left out. */
function requestLog(service: Service): express.RequestHandler {
  return pinoHttp({
    logger: service.log,
    useLevel: 'debug',
    genReqId: () => service.clock.newId(),
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        url: request.url.replace(/^\/sign-in\/[^/?]+/, '/sign-in/…'),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
}

function adminOnly(edge: Edge<Parameters<typeof may>[0]>): express.RequestHandler {
  return async (request, _response, next) => {
    const caller = await edge.authenticate(request);
    if (caller === null) throw new Refusal('not_signed_in');
    if (!may(caller, 'queue.watch')) throw new Refusal('forbidden');
    next();
  };
}

/** Scrapers on this machine, not through a proxy; or an administrator's token. */
async function maySeeMetrics(
  edge: Edge<Parameters<typeof may>[0]>,
  request: Request,
): Promise<boolean> {
  const local = /^(::1|(::ffff:)?127\.)/.test(request.socket.remoteAddress ?? '');
  if (local && request.headers['x-forwarded-for'] === undefined) return true;
  const caller = await edge.authenticate(request);
  return caller !== null && may(caller, 'queue.watch');
}

export interface Api {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts HTTP: prepared answers first, the application for the rest. */
export async function startApi(service: Service, options: ApiOptions = {}): Promise<Api> {
  const exposure = openExposureCount(service, {
    onError: (error) => service.log.warn({ err: error }, 'views could not be written down yet'),
  });
  const ready = openReadyAnswers({
    onOutdatedView: (noticeId, language, userAgent) => {
      if (isReader(userAgent)) exposure.count(noticeId, language);
    },
    defaultLocale: service.config.defaultLocale,
    corsOrigins: service.config.corsOrigins,
    isOnEveryPage: (noticeId) => isOnEveryPage(service, noticeId),
  });
  const live = openLive(service, {
    onError: (error) => service.log.warn({ err: error }, 'events could not be read'),
    ...options.live,
  });
  const listener = listen({
    url: service.databaseUrl,
    heard: {
      hebi_event: (payload) => {
        ready.hear(payload);
        live.events.wake();
      },
      hebi_live: (payload) => live.hear(payload),
    },
    onConnect: () => {
      ready.dropAll();
      live.heardNothing();
    },
    log: service.log,
  });
  const gate = openGate(service);
  const app = createApp(
    service,
    { ready, live, gate },
    { ...options, afterWrite: () => listener.caughtUp() },
  );
  const server = createServer(
    frontDoor(service, ready, { turnsAway: gate.turnsAway, application: app }),
  );
  server.keepAliveTimeout = idleConnectionMs;
  const port = await bindPort(server, service.config.port, service.config.host);
  return {
    port,
    close: async () => {
      // Streams never end by themselves.
      await live.close();
      await closeServer(server);
      gate.close();
      await listener.close();
      await exposure.close();
    },
  };
}

function bindPort(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Lets requests under way end, closes idle connections at once, and the rest after a while. */
function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), 5_000);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

if (process.argv[1] === import.meta.filename) {
  await runProcess(async ({ config, databaseUrl }) => {
    const service = await openService({ config, databaseUrl });
    const admin = await ensureFirstAdmin(service, config.admin);
    if (admin?.link) {
      const address = config.publicUrl ?? `http://localhost:${config.port}`;
      const link = `${address}/sign-in/${admin.link}`;
      process.stdout.write(
        `${service.words.say('en', 'start:link', { email: admin.email, link })}\n`,
      );
    }
    const api = await startApi(service);
    service.log.info({ port: api.port }, 'API is up');
    return async () => {
      await api.close();
      await service.close();
    };
  });
}
