import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import { may } from '../../core/permission.ts';
import type { Context } from '../../context.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import { advanceBase } from './advance-base.ts';
import { claimTask, endClaim, renewClaim } from './claim-task.ts';
import * as op from './contract.ts';
import * as mention from './mention-contract.ts';
import { listMentions, markAllMentions, markMention } from './read-mentions.ts';
import { listTasks, readTask, readTaskView } from './read-task.ts';
import { approveTask, claimReview, returnTask } from './review-task.ts';
import { saveDraft } from './save-draft.ts';
import { commentTask, steer } from './steer-task.ts';
import { submitTask } from './submit-task.ts';
import { withdrawSubmission } from './withdraw-submission.ts';

export function tasksRoutes(ctx: Context, edge: Edge<Actor>): Router {
  const router = Router();
  bindPool(router, ctx, edge);
  bindWork(router, ctx, edge);
  bindReview(router, ctx, edge);
  bindMentions(router, ctx, edge);
  return router;
}

function bindPool(router: Router, ctx: Context, edge: Edge<Actor>): void {
  bind(router, edge, op.listTasksOp, async ({ caller, query }) =>
    reply(200, await listTasks(ctx, caller, query)),
  );
  bind(router, edge, op.getTaskOp, async ({ caller, params }) =>
    reply(200, await readTask(ctx, caller, params.id)),
  );
  bind(router, edge, op.commentOp, async ({ caller, params, body }) =>
    reply(201, { id: await commentTask(ctx, caller, { task: params.id, ...body }) }),
  );
  bind(router, edge, op.steerOp, async ({ caller, params, body }) => {
    await steer(ctx, caller, { task: params.id, ...body });
    return reply(200, await readTaskView(ctx, params.id));
  });
}

function bindWork(router: Router, ctx: Context, edge: Edge<Actor>): void {
  bind(router, edge, op.claimOp, async ({ caller, params }) =>
    reply(200, { lease: await claimTask(ctx, caller, params.id) }),
  );
  bind(router, edge, op.renewOp, async ({ caller, params, body }) =>
    reply(200, { lease: await renewClaim(ctx, caller, { task: params.id, lease: body.lease }) }),
  );
  bind(router, edge, op.releaseOp, async ({ caller, params, query }) => {
    const anyones = may(caller, 'task.steer');
    await endClaim(ctx, caller, { task: params.id, lease: query.lease ?? null, anyones });
    return reply(200, await readTaskView(ctx, params.id));
  });
  bind(router, edge, op.saveDraftOp, async ({ caller, params, body }) => {
    const { lease, draft = null, versions = {}, segments = {} } = body;
    const input = { task: params.id, lease, draft, versions, segments };
    return reply(200, await saveDraft(ctx, caller, input));
  });
  bind(router, edge, op.submitOp, async ({ caller, params, body }) => {
    const { lease, base = null, versions = null, message = null } = body;
    const pair = await submitTask(ctx, caller, { task: params.id, lease, base, versions, message });
    return reply(200, { task: await readTaskView(ctx, params.id), pair });
  });
  bind(router, edge, op.advanceBaseOp, async ({ caller, params, body }) => {
    const advanced = await advanceBase(ctx, caller, { task: params.id, lease: body.lease });
    return reply(200, { ...advanced, task: await readTask(ctx, caller, params.id) });
  });
  bind(router, edge, op.withdrawOp, async ({ caller, params }) => {
    const lease = await withdrawSubmission(ctx, caller, params.id);
    return reply(200, { lease, task: await readTaskView(ctx, params.id) });
  });
}

function bindMentions(router: Router, ctx: Context, edge: Edge<Actor>): void {
  bind(router, edge, mention.listMentionsOp, async ({ caller, query }) =>
    reply(200, await listMentions(ctx, caller, query)),
  );
  bind(router, edge, mention.markMentionOp, async ({ caller, params, body }) => {
    await markMention(ctx, caller, { comment: params.id, read: body.read });
    return reply(204);
  });
  bind(router, edge, mention.markMentionsOp, async ({ caller }) => {
    await markAllMentions(ctx, caller);
    return reply(204);
  });
}

function bindReview(router: Router, ctx: Context, edge: Edge<Actor>): void {
  bind(router, edge, op.reviewOp, async ({ caller, params }) =>
    reply(200, await claimReview(ctx, caller, params.id)),
  );
  bind(router, edge, op.approveOp, async ({ caller, params, body }) => {
    const syncPoint = await approveTask(ctx, caller, { task: params.id, lease: body.lease });
    return reply(200, { syncPoint, task: await readTaskView(ctx, params.id) });
  });
  bind(router, edge, op.returnOp, async ({ caller, params, body }) => {
    await returnTask(ctx, caller, { task: params.id, ...body });
    return reply(200, await readTaskView(ctx, params.id));
  });
}
