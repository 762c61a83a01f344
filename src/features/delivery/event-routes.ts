import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { openEventStream } from '../../platform/http/event-stream.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, bindStream, reply } from '../../platform/http/route.ts';
import { credentialOf } from '../accounts/authenticate.ts';
import * as contract from './event-contract.ts';
import type { Live } from './open-live.ts';
import { tellPresence } from './presence.ts';

/** Live events, and who is at work on what. */
export function eventRoutes(ctx: Context, edge: Edge<Actor>, live: Live): Router {
  const router = Router();
  bindStream(
    router,
    edge,
    contract.streamEventsOp,
    async ({ caller, query, request, response }) => {
      const credential = credentialOf(request);
      if (credential === null) throw new Refusal('not_signed_in');
      const wish = {
        caller,
        credential,
        notice: query.notice ?? null,
        task: query.task ?? null,
        after: request.get('Last-Event-ID') ?? null,
      };
      const end = await live.events.open(wish, () => openEventStream(response));
      response.once('close', end);
    },
  );
  bind(router, edge, contract.tellPresenceOp, async ({ caller, body }) => {
    await tellPresence(ctx, caller, body);
    return reply(204);
  });
  bind(router, edge, contract.listPresenceOp, async ({ query }) =>
    reply(200, {
      items: live.presence.list({ notice: query.notice ?? null, task: query.task ?? null }),
    }),
  );
  return router;
}
