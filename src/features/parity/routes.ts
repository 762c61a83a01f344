import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import type { Service } from '../../context.ts';
import { messageLocale } from '../../platform/http/problem.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import { statusOf } from '../../platform/http/status.ts';
import { readNotice } from '../notices/read-notice.ts';
import { confirmPair, confirmPairs, listSyncPoints, retractPoint } from './confirm-pair.ts';
import * as op from './contract.ts';
import { diffTexts } from './diff-texts.ts';

export function parityRoutes(service: Service, edge: Edge<Actor>): Router {
  const router = Router();
  bind(router, edge, op.diffTextsOp, async ({ body }) => reply(200, diffTexts(body)));
  bind(router, edge, op.confirmOp, async ({ caller, params, body }) =>
    reply(201, await confirmPair(service, caller, { notice: params.id, ...body })),
  );
  bind(router, edge, op.confirmManyOp, async ({ caller, body, request }) => {
    const locale = messageLocale(request);
    const answers = await confirmPairs(service, caller, body.items);
    const items = answers.map(({ notice, syncPoint, refusal }) => ({
      notice,
      status: refusal === null ? 201 : statusOf[refusal],
      syncPoint,
      problem:
        refusal === null
          ? null
          : { code: refusal, title: service.words.say(locale, `refusals:${refusal}`) },
    }));
    return reply(200, { items });
  });
  bind(router, edge, op.retractOp, async ({ caller, params }) => {
    const id = await retractPoint(service, caller, { notice: params.id, syncPoint: params.point });
    return reply(200, await readNotice(service, id));
  });
  bind(router, edge, op.listSyncPointsOp, async ({ params }) =>
    reply(200, { items: await listSyncPoints(service, params.id), next: null }),
  );
  return router;
}
