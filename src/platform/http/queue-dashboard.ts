import type { RequestHandler } from 'express';
import { Router } from 'express';
import type { JobQueue } from '../queue.ts';

const policy =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'";

/**
 * bull-board under a path of its own, with a policy that lets nothing in from elsewhere. It is loaded when
 * it is first asked for: it takes 0.2 s, and few servers are ever asked.
 */
export function queueDashboard(queues: readonly JobQueue[], path: string): Router {
  let board: Promise<RequestHandler> | null = null;
  const router = Router();
  router.use((_request, response, next) => {
    response.set({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  router.use(async (request, response, next) => {
    board ??= openBoard(queues, path);
    (await board)(request, response, next);
  });
  return router;
}

async function openBoard(queues: readonly JobQueue[], path: string): Promise<RequestHandler> {
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/express'),
  ]);
  const adapter = new ExpressAdapter();
  adapter.setBasePath(path);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue.native as never)),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Hebi' } },
  });
  return adapter.getRouter() as RequestHandler;
}
