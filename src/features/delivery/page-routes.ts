import type { Request, Response } from 'express';
import { Router } from 'express';
import { languageOf } from '../../core/locale.ts';
import { Refusal } from '../../core/refusal.ts';
import { cleanJson, parseInput } from '../../platform/http/input.ts';
import type { Edition } from './contract.ts';
import { editions, positionShape, slugParams } from './contract.ts';
import { MovedAway } from './moved-away.ts';
import type { Site } from './page-answer.ts';
import { pageAnswer, pageHeaders, settingOf, takeDocument } from './page-answer.ts';
import { listAddress, listPage } from './pages/list-page.ts';
import { noticePage } from './pages/notice-page.ts';
import { favouritesPage, plainPage } from './pages/plain-pages.ts';
import type { ListQuery } from './read-list-page.ts';
import { readListPage } from './read-list-page.ts';
import { readSitePage } from './read-site-page.ts';
import type { ReadyAnswers } from './ready-answers.ts';
import type { SiteAnswer } from './site-answer.ts';
import { surrogateKey } from './site-answer.ts';
import type { Exchange } from './site-routes.ts';
import type { SiteService } from './site-service.ts';
import { originOf } from './site-service.ts';
import { redirect, searchPart } from './site-routes.ts';

/**
 * The reference website: pages for people. Unlike the JSON answers they bear with whatever else stands in
 * an address.
 */
export function pageRoutes(service: SiteService, ready: ReadyAnswers): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const site = { service, ready };
  router.get(['/', '/notices/:slug'], (request, response) =>
    redirectToLocale(ready, { request, response }),
  );
  for (const locale of editions) {
    router.get(`/${locale}`, (request, response) => {
      leadTo(response, 301, `/${locale}/${searchPart(request)}`);
    });
    const pages = pagesOf(site, locale);
    router.get(`/${locale}/`, inside(site, locale, pages.list));
    router.get(`/${locale}/favourites`, inside(site, locale, pages.favourites));
    router.get(`/${locale}/notices/:slug`, inside(site, locale, pages.notice));
  }
  return router;
}

/** To the page of the locale that the reader chose once, or else prefers. */
function redirectToLocale(ready: ReadyAnswers, { request, response }: Exchange): void {
  const locale = chosenLocale(request) ?? ready.localeFor(request.get('Accept-Language'));
  response.set('Vary', 'Accept-Language, Cookie').set('Cache-Control', 'private');
  leadTo(response, 302, `/${locale}${request.path}${searchPart(request)}`);
}

function leadTo(response: Response, status: 301 | 302, location: string): void {
  response.status(status).set('Location', location).end();
}

function chosenLocale(request: Request): Edition | undefined {
  const chosen = /(?:^|;)\s*locale=([^;\s]*)/.exec(request.get('Cookie') ?? '')?.[1];
  return editions.find((edition) => edition === chosen);
}

type Handler = (exchange: Exchange) => Promise<SiteAnswer>;

/** Sends what a handler makes, remembers a choice of language, and shows a page where there is nothing. */
function inside(site: Site, locale: Edition, handle: Handler) {
  return async (request: Request, response: Response): Promise<void> => {
    if (request.query['remember'] !== undefined) {
      return remember(site.service, locale, { request, response });
    }
    try {
      const answer = await handle({ request, response });
      site.ready.send({ request, response }, answer, 'fixed');
    } catch (error) {
      if (error instanceof MovedAway) {
        return redirect({ request, response }, error.moved, `/${locale}/notices/`);
      }
      const code = error instanceof Refusal ? error.code : null;
      if (code === 'gone') return showMissing(site, locale, { response, what: 'gone' });
      if (code === 'not_found' || code === 'invalid') {
        return showMissing(site, locale, { response, what: 'missing' });
      }
      throw error;
    }
  };
}

/** The language switch leads here: the page itself is the same for everybody, and says nothing of cookies. */
function remember(service: SiteService, locale: Edition, { request, response }: Exchange): void {
  const address = new URL(request.originalUrl, 'http://site');
  address.searchParams.delete('remember');
  response
    .cookie('locale', locale, {
      maxAge: 365 * 24 * 3600 * 1000,
      sameSite: 'lax',
      httpOnly: true,
      secure: service.config.publicUrl?.startsWith('https:') ?? false,
    })
    .set('Cache-Control', 'no-store');
  leadTo(response, 302, address.pathname + address.search);
}

async function showMissing(
  { service }: Site,
  locale: Edition,
  { response, what }: { response: Response; what: 'missing' | 'gone' },
): Promise<void> {
  const setting = await settingOf(service, locale, originOf(service));
  for (let i = 0; i < pageHeaders.length; i += 2) {
    response.set(pageHeaders[i] ?? '', pageHeaders[i + 1] ?? '');
  }
  response
    .status(what === 'gone' ? 410 : 404)
    .set('Cache-Control', 'no-store')
    .set('Content-Language', locale)
    .set('X-Content-Type-Options', 'nosniff')
    .type('html')
    .send(plainPage(setting, { what }));
}

function pagesOf(site: Site, locale: Edition): Record<'list' | 'favourites' | 'notice', Handler> {
  return {
    list: (exchange) => listAnswer(site, locale, exchange),
    favourites: ({ request }) =>
      takeDocument(site, request, {
        locale,
        address: `/${locale}/favourites`,
        make: (setting) =>
          pageAnswer(favouritesPage(setting), { languages: locale, surrogateKey: 'notices' }),
      }),
    notice: (exchange) => noticeAnswer(site, locale, exchange),
  };
}

function listAnswer(site: Site, locale: Edition, { request }: Exchange): Promise<SiteAnswer> {
  const query = listQueryOf(request.query);
  return takeDocument(site, request, {
    locale,
    address: listAddress(locale, query),
    make: async (setting) => {
      const { wording } = setting.frame;
      const list = await readListPage(site.service, { locale, query, wording });
      return pageAnswer(listPage(setting, list), {
        languages: locale,
        surrogateKey: 'notices',
        // Readers look for too many different things to keep what each finds.
        keep: query.q === '',
      });
    },
  });
}

function noticeAnswer(site: Site, locale: Edition, { request }: Exchange): Promise<SiteAnswer> {
  const { slug } = parseInput(slugParams, cleanJson(request.params), 'params');
  return takeDocument(site, request, {
    locale,
    address: request.path,
    make: async (setting) => {
      const { wording } = setting.frame;
      const notice = await readSitePage(site.service, { slug, locale, wording });
      const { noticeId, movedTo, edition, fallback } = notice;
      if (movedTo !== null) throw new MovedAway({ noticeId, movedTo });
      return pageAnswer(noticePage(setting, notice), {
        noticeId,
        fallback,
        behind: (notice.counterpart?.ahead ?? null) === null ? null : languageOf(edition),
        languages: edition,
        surrogateKey: surrogateKey(noticeId),
      });
    },
  });
}

/**
 * What a list is asked for, of what stands in an address.
 *
 * @throws Refusal `invalid` for a place that can be in no list
 */
function listQueryOf(query: Request['query']): ListQuery {
  const text = (name: string): string => {
    const [value] = [query[name]].flat();
    return typeof value === 'string' ? value : '';
  };
  const place = (name: string): string | null =>
    text(name) === '' ? null : parseInput(positionShape, text(name), name);
  const q = text('q')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Surrogate}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
  return {
    category: text('category') || null,
    q,
    older: place('older'),
    newer: place('newer'),
  };
}
