import type { Request } from 'express';
import { Router } from 'express';
import { engineVersion } from '../../core/engine.ts';
import { mapPair } from '../../core/language.ts';
import type { Report } from '../../core/report.ts';
import type { Actor } from '../../core/permission.ts';
import type { Service } from '../../context.ts';
import { messageLocale } from '../../platform/http/problem.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import { statusOf } from '../../platform/http/status.ts';
import { readNotice } from '../notices/read-notice.ts';
import { confirmPair, confirmPairs, listSyncPoints, retractPoint } from './confirm-pair.ts';
import type { ReportView } from './contract.ts';
import * as op from './contract.ts';
import { correctAlignment } from './correct-alignment.ts';
import { diffTexts } from './diff-texts.ts';
import type { NoticeReport, Waiver } from './read-report.ts';
import { readReport, reportTexts } from './read-report.ts';
import { readSummary } from './read-summary.ts';
import { readTrends } from './read-trends.ts';
import { readTrendsOp } from './trend-contract.ts';
import { waivedWords } from './waived-words.ts';
import { restoreFinding, waiveFinding } from './waive-finding.ts';

export function parityRoutes(service: Service, edge: Edge<Actor>): Router {
  const router = Router();
  bindSyncPoints(router, service, edge);
  bindReports(router, service, edge);
  bindFindings(router, service, edge);
  return router;
}

/** Findings carry keys; their words are put in here, in the caller's language. */
function reportView(
  service: Service,
  request: Request,
  report: Report,
  waivers?: readonly Waiver[],
): ReportView {
  const locale = messageLocale(request);
  const findings = report.findings.map(({ message, en, zh, ...finding }) => {
    const waiver = waivers?.find((each) => each.finding === finding.id);
    return {
      ...finding,
      en,
      zh,
      message: service.words.say(locale, message.key, message.values),
      ...(waivers === undefined
        ? {}
        : {
            waiver:
              waiver === undefined ? null : { reason: waiver.reason, by: waiver.by, at: waiver.at },
          }),
    };
  });
  const { en, zh, alignment, score } = report;
  return {
    en,
    zh,
    alignment,
    findings,
    facts: mapPair(report.facts, (facts) => [...facts]),
    score,
  };
}

function noticeReportView(service: Service, request: Request, found: NoticeReport) {
  return {
    ...reportView(service, request, found.report, found.waivers),
    readers: found.readers,
    pair: found.pair,
    corrections: found.corrections,
    engine: engineVersion,
    lexicon: found.lexicon,
    createdAt: found.createdAt.toISOString(),
  };
}

function bindReports(router: Router, service: Service, edge: Edge<Actor>): void {
  bind(router, edge, op.diffTextsOp, async ({ body }) =>
    reply(200, await diffTexts(service, body)),
  );
  bind(router, edge, op.noticeReportOp, async ({ params, query, request }) => {
    const found = await readReport(service, { notice: params.id, ...query });
    return reply(200, noticeReportView(service, request, found));
  });
  bind(router, edge, op.textsReportOp, async ({ body, request }) => {
    const { report, warnings } = await reportTexts(service, body);
    const view = reportView(service, request, report);
    return reply(200, warnings.length === 0 ? view : { ...view, warnings });
  });
  bind(router, edge, op.correctAlignmentOp, async ({ caller, params, query, body, request }) => {
    const input = { notice: params.id, ...query, ...body };
    const found = await correctAlignment(service, caller, input);
    return reply(200, noticeReportView(service, request, found));
  });
  bind(router, edge, readTrendsOp, async ({ query }) =>
    reply(200, await readTrends(service, query)),
  );
  bind(router, edge, op.summaryOp, async ({ request }) => {
    const locale = messageLocale(request);
    const board = await readSummary(service);
    const worded = board.mostlyWaived.map((each) => ({
      ...each,
      message: waivedWords(service.words, locale, each),
    }));
    return reply(200, { ...board, mostlyWaived: worded });
  });
}

function bindFindings(router: Router, service: Service, edge: Edge<Actor>): void {
  bind(router, edge, op.waiveOp, async ({ caller, params, query, body }) => {
    const input = { notice: params.id, finding: params.finding, reason: body.reason, ...query };
    return reply(201, await waiveFinding(service, caller, input));
  });
  bind(router, edge, op.restoreFindingOp, async ({ caller, params }) => {
    await restoreFinding(service, caller, { notice: params.id, finding: params.finding });
    return reply(204);
  });
}

function bindSyncPoints(router: Router, service: Service, edge: Edge<Actor>): void {
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
}
