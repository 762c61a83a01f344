import type { Request } from 'express';
import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import type { Context, Service } from '../../context.ts';
import { messageLocale } from '../../platform/http/problem.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import * as op from './import-contract.ts';
import type { WholeImport } from './start-import.ts';
import { cancelImport, listImports, readImport, startImport } from './start-import.ts';

type ExchangeService = Context & Pick<Service, 'words'>;

/** Imports that run in the background. */
export function exchangeRoutes(service: ExchangeService, edge: Edge<Actor>): Router {
  const router = Router();
  bind(router, edge, op.startImportOp, async ({ caller, body, request }) => {
    const made = detailOf(service, request, await startImport(service, caller, body.files));
    return reply(202, made, { Location: `/api/v1/imports/${made.id}` });
  });
  bind(router, edge, op.listImportsOp, async ({ caller, query }) =>
    reply(200, await listImports(service, caller, query)),
  );
  bind(router, edge, op.readImportOp, async ({ caller, params, request }) =>
    reply(200, detailOf(service, request, await readImport(service, caller, params.id))),
  );
  bind(router, edge, op.cancelImportOp, async ({ caller, params, request }) =>
    reply(200, detailOf(service, request, await cancelImport(service, caller, params.id))),
  );
  return router;
}

/** With the words of refusals in the caller's language. */
function detailOf(
  { words }: ExchangeService,
  request: Request,
  { view, files }: WholeImport,
): op.ImportDetail {
  const locale = messageLocale(request);
  const said = <R extends { code: string; message: string }>(remark: R): R => ({
    ...remark,
    message: words.has(`inputs:${remark.code}`)
      ? words.say(locale, `inputs:${remark.code}`)
      : remark.message,
  });
  return {
    ...view,
    files: files.map(({ noticeId, slug, state, result, ...file }) => ({
      ...file,
      notice:
        noticeId === null || slug === null || state === null ? null : { id: noticeId, slug, state },
      refusal:
        result.refusal === undefined
          ? null
          : {
              code: result.refusal.code,
              title: words.say(locale, `refusals:${result.refusal.code}`, result.params ?? {}),
              errors: result.refusal.errors.map(said),
            },
      dropped: result.dropped ?? 0,
      warnings: (result.warnings ?? []).map(said),
    })),
  };
}
