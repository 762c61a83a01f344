import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Router } from 'express';
import type { JobQueue } from '../queue.ts';

const policy =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'";

/** bull-board under a path of its own, with a policy that lets nothing in from elsewhere. */
export function queueDashboard(queues: readonly JobQueue[], path: string): Router {
  const adapter = new ExpressAdapter();
  adapter.setBasePath(path);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue.native as never)),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Hebi' } },
  });
  const router = Router();
  router.use((_request, response, next) => {
    response.set({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  router.use(adapter.getRouter() as Router);
  return router;
}
