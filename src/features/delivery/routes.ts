import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import type { Context } from '../../context.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import { publishOp, withdrawOp } from './contract.ts';
import { publishVersion } from './publish-version.ts';
import { withdrawVersion } from './withdraw-version.ts';

/** Publishing and withdrawing. */
export function deliveryRoutes(ctx: Context, edge: Edge<Actor>): Router {
  const router = Router();
  bind(router, edge, publishOp, async ({ caller, params, body }) => {
    const { id: notice, language } = params;
    const outcome = await publishVersion(ctx, caller, { notice, language, ...body });
    return reply('waiting' in outcome ? 202 : 200, outcome);
  });
  bind(router, edge, withdrawOp, async ({ caller, params }) => {
    const { id: notice, language } = params;
    return reply(200, await withdrawVersion(ctx, caller, { notice, language }));
  });
  return router;
}
