import type { Request } from 'express';
import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import type { Context } from '../../context.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import type { Condition } from './conditions.ts';
import * as op from './contract.ts';
import { createNotice } from './create-notice.ts';
import { patchNotice } from './patch-notice.ts';
import {
  diffRevisions,
  listNotices,
  listRevisions,
  readHistory,
  readNotice,
  readRevision,
  readVersion,
} from './read-notice.ts';
import { restoreRevision, saveBothRevisions, saveRevision } from './save-revision.ts';
import {
  changeSettings,
  listCategories,
  nameCategory,
  readCategory,
  readSettings,
} from './set-house.ts';

export function noticesRoutes(ctx: Context, edge: Edge<Actor>): Router {
  const router = Router();
  bindNotices(router, ctx, edge);
  bindVersions(router, ctx, edge);
  bindRevisions(router, ctx, edge);
  bindHouse(router, ctx, edge);
  return router;
}

function conditionOf(request: Request): Condition {
  return {
    ifMatch: request.get('If-Match') ?? null,
    ifNoneMatch: request.get('If-None-Match') ?? null,
  };
}

function bindNotices(router: Router, ctx: Context, edge: Edge<Actor>): void {
  bind(router, edge, op.createNoticeOp, async ({ caller, body }) => {
    const notice = await createNotice(ctx, caller, body);
    return reply(201, notice, { Location: `/api/v1/notices/${notice.id}`, ETag: notice.etag });
  });
  bind(router, edge, op.listNoticesOp, async ({ query }) =>
    reply(200, await listNotices(ctx, query)),
  );
  bind(router, edge, op.getNoticeOp, async ({ params }) => {
    const notice = await readNotice(ctx, params.id);
    return reply(200, notice, { ETag: notice.etag });
  });
  bind(router, edge, op.patchNoticeOp, async ({ caller, params, body, request }) => {
    const condition = conditionOf(request);
    const notice = await patchNotice(ctx, caller, { notice: params.id, patch: body, condition });
    return reply(200, notice, { ETag: notice.etag });
  });
  bind(router, edge, op.historyOp, async ({ params, query }) =>
    reply(200, await readHistory(ctx, { notice: params.id, ...query })),
  );
}

function bindVersions(router: Router, ctx: Context, edge: Edge<Actor>): void {
  bind(router, edge, op.getVersionOp, async ({ params }) => {
    const version = await readVersion(ctx, params.id, params.language);
    return reply(200, version, { ETag: version.etag });
  });
  bind(router, edge, op.saveVersionOp, async ({ caller, params, body, request }) => {
    const { change, message, ...text } = body;
    const { version, first } = await saveRevision(ctx, caller, {
      notice: params.id,
      language: params.language,
      text,
      change,
      message,
      condition: conditionOf(request),
    });
    return reply(first ? 201 : 200, version, { ETag: version.etag });
  });
  bind(router, edge, op.saveBothOp, async ({ caller, params, body, request }) => {
    const condition = conditionOf(request);
    const notice = await saveBothRevisions(ctx, caller, { notice: params.id, ...body, condition });
    return reply(200, notice, { ETag: notice.etag });
  });
}

function bindRevisions(router: Router, ctx: Context, edge: Edge<Actor>): void {
  bind(router, edge, op.listRevisionsOp, async ({ params, query }) =>
    reply(
      200,
      await listRevisions(ctx, { notice: params.id, language: params.language, ...query }),
    ),
  );
  bind(router, edge, op.getRevisionOp, async ({ params }) =>
    reply(
      200,
      await readRevision(ctx, {
        notice: params.id,
        language: params.language,
        number: params.number,
      }),
    ),
  );
  bind(router, edge, op.restoreOp, async ({ caller, params, body }) => {
    const input = { notice: params.id, language: params.language, ...body };
    const version = await restoreRevision(ctx, caller, input);
    return reply(200, version, { ETag: version.etag });
  });
  bind(router, edge, op.diffRevisionsOp, async ({ params, query }) =>
    reply(
      200,
      await diffRevisions(ctx, { notice: params.id, language: params.language, ...query }),
    ),
  );
}

function bindHouse(router: Router, ctx: Context, edge: Edge<Actor>): void {
  bind(router, edge, op.listCategoriesOp, async () => reply(200, await listCategories(ctx)));
  bind(router, edge, op.getCategoryOp, async ({ params }) =>
    reply(200, await readCategory(ctx, params.id)),
  );
  bind(router, edge, op.putCategoryOp, async ({ caller, params, body }) =>
    reply(200, await nameCategory(ctx, caller, { id: params.id, ...body })),
  );
  bind(router, edge, op.getSettingsOp, async () => reply(200, await readSettings(ctx.db)));
  bind(router, edge, op.putSettingsOp, async ({ caller, body }) =>
    reply(200, await changeSettings(ctx, caller, body)),
  );
}
