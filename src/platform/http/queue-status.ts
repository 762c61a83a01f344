import { Router } from 'express';
import { z } from 'zod';
import { operation } from '../../core/operation.ts';
import { outboxSize } from '../check-outbox.ts';
import type { Database } from '../database.ts';
import type { JobQueue } from '../queue.ts';
import type { Edge } from './route.ts';
import { bind, reply } from './route.ts';

const count = z.number().int();

export const readQueuesOp = operation({
  id: 'readQueues',
  method: 'get',
  path: '/api/v1/queues',
  summary: 'How many jobs wait, run and failed, by kind; and where they can be looked at',
  room: 'operations',
  leave: 'queue.watch',
  answers: {
    200: z.strictObject({
      items: z.array(
        z.strictObject({
          name: z.string(),
          waiting: count,
          active: count,
          delayed: count,
          failed: count,
        }),
      ),
      /** Events from which no jobs have been made yet. */
      outbox: count,
      /** The dashboard's page. */
      dashboard: z.string(),
    }),
  },
});

/** How the queues stand, for those who run them. */
export function queueStatusRoutes<Caller>(
  edge: Edge<Caller>,
  parts: {
    readonly db: Database;
    readonly queues: readonly JobQueue[];
    readonly dashboard: string;
  },
): Router {
  const router = Router();
  bind(router, edge, readQueuesOp, async () => {
    const items = await Promise.all(parts.queues.map(statusOf));
    return reply(200, {
      items,
      outbox: await outboxSize(parts.db),
      dashboard: parts.dashboard,
    });
  });
  return router;
}

async function statusOf(queue: JobQueue) {
  const counts = await queue.counts();
  const of = (...states: string[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return {
    name: queue.name,
    waiting: of('waiting', 'prioritized', 'waiting-children', 'paused'),
    active: of('active'),
    delayed: of('delayed'),
    failed: of('failed'),
  };
}
