import type { Request, Response } from 'express';
import { Router } from 'express';
import { parseLocale } from '../../core/locale.ts';
import { Refusal } from '../../core/refusal.ts';
import { cleanJson, parseInput, parseParams } from '../../platform/http/input.ts';
import type { Edition } from './contract.ts';
import {
  editions,
  fixedParams,
  fixedQuery,
  localeParams,
  negotiatedQuery,
  siteListQuery,
  slugParams,
} from './contract.ts';
import { crossOriginRequests } from './cross-origin-routes.ts';
import { listSiteChanges } from './list-site-changes.ts';
import { listSiteNotices } from './list-site-notices.ts';
import type { Moved } from './moved-away.ts';
import { noticeFor } from './notice-answer.ts';
import { readSiteBlocks } from './read-site-blocks.ts';
import { siteBlocksQuery, siteChangesQuery } from './reader-contract.ts';
import type { ReadyAnswers } from './ready-answers.ts';
import {
  blocksAnswer,
  changesAnswer,
  listAnswer,
  siteCaching,
  surrogateKey,
} from './site-answer.ts';
import type { SiteService } from './site-service.ts';
import { originOf } from './site-service.ts';

/** The notices of the public website: nobody signs in, no cookie is looked at. */
export function siteRoutes(service: SiteService, ready: ReadyAnswers): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(crossOriginRequests(service.config.corsOrigins));
  router.get('/site/notices/:slug', (request, response) =>
    answerNegotiated(service, ready, { request, response }),
  );
  router.get('/site/:locale/notices/:slug', (request, response) =>
    answerFixed(service, ready, { request, response }),
  );
  router.get('/site/:locale/notices/:slug/blocks', (request, response) =>
    answerBlocks(service, ready, { request, response }),
  );
  router.get('/site/changes', (request, response) =>
    answerChanges(service, ready, { request, response }),
  );
  router.get('/site/:locale/notices', (request, response) =>
    answerList(service, ready, { request, response }),
  );
  return router;
}

export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

async function answerNegotiated(
  service: SiteService,
  ready: ReadyAnswers,
  { request, response }: Exchange,
): Promise<void> {
  response.vary('Accept-Language');
  const { slug } = parseParams(slugParams, request.params);
  const query = parseInput(negotiatedQuery, cleanJson(request.query), 'query');
  const locale =
    query.locale === undefined
      ? ready.localeFor(request.get('Accept-Language'))
      : parseLocale(query.locale, editions);
  const found = await noticeFor(service, ready, { request, slug, locale });
  if ('movedTo' in found) return redirect({ request, response }, found, '/site/notices/');
  if (query.fallback === 'none' && found.fallback) throw new Refusal('not_found');
  ready.send({ request, response }, found, 'negotiated');
}

async function answerFixed(
  service: SiteService,
  ready: ReadyAnswers,
  { request, response }: Exchange,
): Promise<void> {
  const params = parseParams(fixedParams, request.params);
  const query = parseInput(fixedQuery, cleanJson(request.query), 'query');
  const locale = editionOf(params.locale);
  const found = await noticeFor(service, ready, { request, slug: params.slug, locale });
  if ('movedTo' in found) return redirect({ request, response }, found, `/site/${locale}/notices/`);
  if (query.fallback === 'none' && found.fallback) throw new Refusal('not_found');
  ready.send({ request, response }, found, 'fixed');
}

async function answerList(
  service: SiteService,
  ready: ReadyAnswers,
  { request, response }: Exchange,
): Promise<void> {
  const params = parseParams(localeParams, request.params);
  const query = parseInput(siteListQuery, cleanJson(request.query), 'query');
  const locale = editionOf(params.locale);
  const answer = await ready.take(request.originalUrl, async () => {
    const list = await listSiteNotices(service, { locale, query, origin: originOf(service) });
    // Readers look for too many different things to keep what each finds.
    return listAnswer(list, locale, { keep: query.q === undefined });
  });
  ready.send({ request, response }, answer, 'fixed');
}

async function answerBlocks(
  service: SiteService,
  ready: ReadyAnswers,
  { request, response }: Exchange,
): Promise<void> {
  const { locale, slug } = parseInput(fixedParams, cleanJson(request.params), 'params');
  parseInput(siteBlocksQuery, cleanJson(request.query), 'query');
  const reading = { slug, locale: editionOf(locale), origin: originOf(service) };
  const answer = await ready.take(request.path, async () => {
    const { noticeId, blocks } = await readSiteBlocks(service, reading);
    return blocksAnswer(noticeId, blocks);
  });
  ready.send({ request, response }, answer, 'fixed');
}

async function answerChanges(
  service: SiteService,
  ready: ReadyAnswers,
  { request, response }: Exchange,
): Promise<void> {
  const query = parseInput(siteChangesQuery, cleanJson(request.query), 'query');
  const answer = await ready.take(request.originalUrl, async () =>
    changesAnswer(await listSiteChanges(service, { ...query, origin: originOf(service) })),
  );
  ready.send({ request, response }, answer, 'fixed');
}

/** A locale in a path is one of the editions to the letter: every text has one address in each. */
function editionOf(locale: string): Edition {
  const edition = editions.find((each) => each === locale);
  if (edition === undefined) throw new Refusal('not_found');
  return edition;
}

/** To the slug of today, at the same kind of address and with the same query. */
export function redirect({ request, response }: Exchange, moved: Moved, prefix: string): void {
  response
    .set('Cache-Control', siteCaching)
    .set('Surrogate-Key', surrogateKey(moved.noticeId))
    .set('X-Content-Type-Options', 'nosniff')
    .set('Location', prefix + encodeURIComponent(moved.movedTo) + searchPart(request))
    .status(301)
    .end();
}

/** The query of a request, with its question mark; empty: none. */
export function searchPart(request: Request): string {
  const query = request.originalUrl.indexOf('?');
  return query === -1 ? '' : request.originalUrl.slice(query);
}
