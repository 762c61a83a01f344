import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import { changeWebhook, deleteWebhook, renewSecret } from './change-webhook.ts';
import { createWebhook } from './create-webhook.ts';
import type { WebhookContext } from './deliver-webhook.ts';
import { listDeliveries, readDelivery } from './list-deliveries.ts';
import { listWebhooks, readWebhook } from './list-webhooks.ts';
import { replayDelivery, replayFailed, testWebhook } from './replay-deliveries.ts';
import * as contract from './webhook-contract.ts';

/** Webhooks and what was delivered to them. */
export function webhookRoutes(ctx: WebhookContext, edge: Edge<Actor>): Router {
  const router = Router();
  manageRoutes(router, edge, ctx);
  deliveryRoutes(router, edge, ctx);
  return router;
}

function manageRoutes(router: Router, edge: Edge<Actor>, ctx: WebhookContext): void {
  bind(router, edge, contract.listWebhooksOp, async ({ query }) =>
    reply(200, await listWebhooks(ctx, query)),
  );
  bind(router, edge, contract.createWebhookOp, async ({ caller, body }) => {
    const created = await createWebhook(ctx, caller, body);
    return reply(201, created, { Location: `/api/v1/webhooks/${created.id}` });
  });
  bind(router, edge, contract.readWebhookOp, async ({ params }) =>
    reply(200, await readWebhook(ctx, params.id)),
  );
  bind(router, edge, contract.changeWebhookOp, async ({ caller, params, body }) =>
    reply(200, await changeWebhook(ctx, caller, { id: params.id, patch: body })),
  );
  bind(router, edge, contract.deleteWebhookOp, async ({ caller, params }) => {
    await deleteWebhook(ctx, caller, params.id);
    return reply(204);
  });
  bind(router, edge, contract.renewSecretOp, async ({ caller, params, body }) =>
    reply(200, await renewSecret(ctx, caller, { id: params.id, ...body })),
  );
}

function deliveryRoutes(router: Router, edge: Edge<Actor>, ctx: WebhookContext): void {
  bind(router, edge, contract.testWebhookOp, async ({ caller, params }) =>
    reply(202, await testWebhook(ctx, caller, params.id)),
  );
  bind(router, edge, contract.replayFailedOp, async ({ caller, params, body }) =>
    reply(202, await replayFailed(ctx, caller, { webhook: params.id, since: body.since })),
  );
  bind(router, edge, contract.listDeliveriesOp, async ({ params, query }) =>
    reply(200, await listDeliveries(ctx, { webhook: params.id, ...query })),
  );
  bind(router, edge, contract.readDeliveryOp, async ({ params }) =>
    reply(200, await readDelivery(ctx, { webhook: params.id, delivery: params.delivery })),
  );
  bind(router, edge, contract.replayDeliveryOp, async ({ caller, params }) => {
    const key = { webhook: params.id, delivery: params.delivery };
    return reply(202, await replayDelivery(ctx, caller, key));
  });
}
