import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { Router, urlencoded } from 'express';
import { Refusal } from '../../core/refusal.ts';
import { cleanJson, parseInput } from '../../platform/http/input.ts';
import { refusalOfError, setRetryAfter } from '../../platform/http/problem.ts';
import { statusOf } from '../../platform/http/status.ts';
import { refuseCrossSite } from '../accounts/cross-site.ts';
import type { Edition } from './contract.ts';
import { editions, slugParams } from './contract.ts';
import type { Site } from './page-answer.ts';
import { pageHeaders, settingOf } from './page-answer.ts';
import type { Setting } from './pages/layout.ts';
import { previewPage } from './pages/preview-page.ts';
import { plainPage } from './pages/plain-pages.ts';
import { reportPage } from './pages/report-form.ts';
import type { SitePreview } from './reader-contract.ts';
import { sitePreviewOp } from './reader-contract.ts';
import type { Preview } from './read-preview.ts';
import { readPreview } from './read-preview.ts';
import type { ReadyAnswers } from './ready-answers.ts';
import { longestReport, reportDifference } from './report-difference.ts';
import type { SecretContext } from './site-secret.ts';
import type { Exchange } from './site-routes.ts';
import type { SiteService } from './site-service.ts';
import { originOf } from './site-service.ts';

export type ReaderService = SiteService & SecretContext;

/** Previews, and the form by which readers report a difference: pages of one reader, which nobody keeps. */
export function readerRoutes(service: ReaderService, ready: ReadyAnswers): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/site/preview/:token', (request, response) =>
    answerPreview(service, { request, response }),
  );
  router.get('/preview/:token', async (request, response) => {
    try {
      await showPreview(service, { request, response });
    } catch (error) {
      const locale = ready.localeFor(request.get('Accept-Language'));
      await showRefusal({ service, ready }, locale, { response, error });
    }
  });
  const form = urlencoded({ extended: false, limit: '16kb', parameterLimit: 10 });
  for (const locale of editions) {
    const address = `/${locale}/notices/:slug/report`;
    const site = { service, ready };
    router.post(address, form, takeReport(service, locale), refusedReport(site, locale));
    router.get(`/${locale}/notices/:slug/reported`, async (request, response) => {
      const { slug } = parseInput(slugParams, cleanJson(request.params), 'params');
      const setting = await settingFor(service, locale);
      sendPrivate(response, 200, plainPage(setting, { what: 'reported', slug }));
    });
  }
  return router;
}

const privately = { 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' };

async function answerPreview(
  service: ReaderService,
  { request, response }: Exchange,
): Promise<void> {
  response.set(privately).set('X-Content-Type-Options', 'nosniff');
  const { token } = parseInput(sitePreviewOp.params, cleanJson(request.params), 'params');
  const found = await readPreview(service, token);
  response.set('Content-Language', found.language).json(previewView(found));
}

function previewView(found: Preview): SitePreview {
  const { slug, language, revision, title, summary, body, date, expires } = found;
  const texts = { title, summary, html: body };
  return { slug, locale: language, revision, ...texts, date, expires: expires.toISOString() };
}

async function showPreview(service: ReaderService, { request, response }: Exchange): Promise<void> {
  const { token } = parseInput(sitePreviewOp.params, cleanJson(request.params), 'params');
  const found = await readPreview(service, token);
  const setting = await settingFor(service, found.language);
  response.set('Content-Language', found.language);
  sendPrivate(response, 200, previewPage(setting, found));
}

function settingFor(service: SiteService, locale: Edition): Promise<Setting> {
  return settingOf(service, locale, originOf(service));
}

/** The address of a preview is a secret: no page that it leads to may learn it. */
function sendPrivate(response: Response, status: number, page: string): void {
  for (let i = 0; i < pageHeaders.length; i += 2) {
    response.set(pageHeaders[i] ?? '', pageHeaders[i + 1] ?? '');
  }
  response
    .status(status)
    .set(privately)
    .set('X-Content-Type-Options', 'nosniff')
    .set('Referrer-Policy', 'same-origin')
    .type('html')
    .send(page);
}

/**
 * A form without a cookie has nobody's leave to misuse; that it was sent from a page of ours is asked for
 * so that other sites cannot make their readers report things.
 */
function takeReport(service: ReaderService, locale: Edition): RequestHandler {
  return async (request, response) => {
    refuseCrossSite(request, service.config.publicUrl);
    const { slug } = parseInput(slugParams, cleanJson(request.params), 'params');
    const { words, website } = formOf(request.body);
    // People do not see this field: whoever fills it in is thanked, and nothing else happens.
    if (website === '') {
      const address = request.ip ?? '';
      await reportDifference(service, { slug, locale, words, address });
    }
    response
      .set('Cache-Control', 'no-store')
      .status(303)
      .set('Location', `/${locale}/notices/${encodeURIComponent(slug)}/reported`)
      .end();
  };
}

function formOf(body: unknown): { words: string; website: string } {
  const form = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string): string => {
    const value = form[name];
    return typeof value === 'string' ? value : '';
  };
  return { words: text('words'), website: text('website') };
}

/** The form again, with the words that were typed and why they were not taken. */
function refusedReport(site: Site, locale: Edition): ErrorRequestHandler {
  return async (error: unknown, request, response, _next) => {
    const refusal = refusalOfError(error);
    if (refusal.code === 'not_found' || refusal.code === 'gone' || refusal.code === 'internal') {
      return showRefusal(site, locale, { response, error });
    }
    setRetryAfter(response, refusal);
    const { words } = formOf(request.body);
    const slug = String(request.params['slug'] ?? '');
    const isEmpty = words.trim() === '' && refusal.code === 'invalid';
    const reason = isEmpty ? 'reportEmpty' : (reasons[refusal.code] ?? 'reportRefused');
    const setting = await settingFor(site.service, locale);
    const form = { slug, reason, words: words.slice(0, longestReport) };
    sendPrivate(response, statusOf[refusal.code], reportPage(setting, form));
  };
}

const reasons: Readonly<Partial<Record<Refusal['code'], string>>> = {
  invalid: 'reportTooLong',
  too_large: 'reportTooLong',
  too_many_requests: 'reportTooMany',
  cross_site: 'reportRefused',
};

async function showRefusal(
  { service }: Site,
  locale: Edition,
  { response, error }: { response: Response; error: unknown },
): Promise<void> {
  const { code } = refusalOfError(error);
  if (code === 'internal') throw error;
  const what = code === 'preview_over' ? 'previewOver' : code === 'gone' ? 'gone' : 'missing';
  const status = code === 'invalid' ? 404 : statusOf[code];
  response.set('Content-Language', locale);
  sendPrivate(response, status, plainPage(await settingFor(service, locale), { what }));
}
