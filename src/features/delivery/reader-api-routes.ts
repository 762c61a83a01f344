import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import { createPreview } from './create-preview.ts';
import { createPreviewOp, listReportsOp, settleReportOp } from './reader-contract.ts';
import { listReports, settleReport } from './settle-report.ts';
import type { SecretContext } from './site-secret.ts';

/** Previews for those who may not publish yet, and what readers reported. */
export function readerApiRoutes(
  ctx: SecretContext & { readonly config: { readonly publicUrl: string | null } },
  edge: Edge<Actor>,
): Router {
  const router = Router();
  bind(router, edge, createPreviewOp, async ({ params, body, request }) => {
    const origin = ctx.config.publicUrl ?? `${request.protocol}://${request.get('Host') ?? ''}`;
    const { id: notice, language } = params;
    return reply(201, await createPreview(ctx, { notice, language, origin, ...body }));
  });
  bind(router, edge, listReportsOp, async ({ query }) => reply(200, await listReports(ctx, query)));
  bind(router, edge, settleReportOp, async ({ caller, params, body }) =>
    reply(200, await settleReport(ctx, caller, { id: params.id, ...body })),
  );
  return router;
}
