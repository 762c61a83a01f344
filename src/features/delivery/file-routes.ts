import type { Request, RequestHandler } from 'express';
import { Router } from 'express';
import { isUuid } from '../../core/ids.ts';
import { languageOf, parseLocale } from '../../core/locale.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Edition } from './contract.ts';
import { editions } from './contract.ts';
import type { Making, Site } from './page-answer.ts';
import { takeDocument } from './page-answer.ts';
import { assets } from './pages/assets.ts';
import { atomFeed, jsonFeed } from './pages/feeds.ts';
import { sitemapIndex, sitemapOf } from './pages/sitemap.ts';
import { readMapParts, readSitemap } from './read-sitemap.ts';
import { readSiteFeed } from './read-site-feed.ts';
import { wordingOf } from './read-site-frame.ts';
import type { ReadyAnswers } from './ready-answers.ts';
import type { SiteAnswer } from './site-answer.ts';
import { answerOf } from './site-answer.ts';
import type { SiteService } from './site-service.ts';
import { wordsIn } from './site-words.ts';

/** What programs fetch beside the pages: feeds, sitemaps, the site's words, and the files of the pages. */
export function fileRoutes(service: SiteService, ready: ReadyAnswers): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const site = { service, ready };
  for (const locale of editions) {
    for (const kind of ['xml', 'json'] as const) {
      const address = `/site/${locale}/feed.${kind}`;
      router.get(address, document(site, { locale, address, make: feedMaker(site, locale, kind) }));
    }
  }
  router.get('/sitemap.xml', document(site, sitemap(service, null)));
  router.get('/sitemap/:part.xml', sitemapPart(site));
  router.get('/site/locales/:locale/:namespace.json', words(site));
  router.get('/site/assets/:name', asset(ready));
  return router;
}

function document(site: Site, making: Making): RequestHandler {
  return async (request, response) => {
    site.ready.send({ request, response }, await takeDocument(site, request, making), 'fixed');
  };
}

function feedMaker({ service }: Site, locale: Edition, kind: 'xml' | 'json'): Making['make'] {
  const isAtom = kind === 'xml';
  return async (setting) => {
    const entries = await readSiteFeed(service, { locale, wording: setting.frame.wording });
    return answerOf(isAtom ? atomFeed(setting, entries) : jsonFeed(setting, entries), {
      type: isAtom ? 'application/atom+xml; charset=utf-8' : 'application/feed+json; charset=utf-8',
      languages: locale,
      surrogateKey: 'notices',
      isShared: !isAtom,
    });
  };
}

/**
 * One sitemap, or the list of them where one cannot hold all.
 *
 * @param part `first`, or the notice that a part begins behind; null: all
 */
function sitemap(service: SiteService, part: string | null): Making {
  return {
    locale: 'en',
    address: part === null ? '/sitemap.xml' : `/sitemap/${part}.xml`,
    make: async ({ origin }) => {
      const parts = part === null ? await readMapParts(service) : [];
      const after = part === null || part === 'first' ? null : part;
      const text =
        parts.length > 0
          ? sitemapIndex(origin, parts)
          : sitemapOf(origin, await readSitemap(service, after), { withHome: after === null });
      const type = 'application/xml; charset=utf-8';
      return answerOf(text, { type, languages: null, surrogateKey: 'notices' });
    },
  };
}

function sitemapPart(site: Site): RequestHandler {
  return async (request, response, next) => {
    const part = parameter(request, 'part');
    if (part !== 'first' && !isUuid(part)) throw new Refusal('not_found');
    await document(site, sitemap(site.service, part))(request, response, next);
  };
}

function parameter(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

/** The site's words for i18next clients, under any tag that means one of the locales. */
function words({ service, ready }: Site): RequestHandler {
  return async (request, response) => {
    const locale = parseLocale(parameter(request, 'locale'), editions);
    if (parameter(request, 'namespace') !== 'site') throw new Refusal('not_found');
    const answer = await ready.take(`/site/locales/${locale}/site.json`, async () => {
      const written = service.words.resources(languageOf(locale), 'site');
      const read = wordsIn(written, await wordingOf(service, locale));
      return jsonAnswer(JSON.stringify(read), locale);
    });
    ready.send({ request, response }, answer, 'fixed');
  };
}

function jsonAnswer(text: string, languages: Edition): SiteAnswer {
  const type = 'application/json; charset=utf-8';
  return answerOf(text, { type, languages, surrogateKey: 'notices', isShared: true });
}

function asset(ready: ReadyAnswers): RequestHandler {
  return async (request, response) => {
    const found = assets.find((each) => each.name === request.params['name']);
    if (found === undefined) throw new Refusal('not_found');
    const answer = await ready.take(request.path, () =>
      answerOf(found.text, {
        type: found.type,
        languages: null,
        surrogateKey: 'assets',
        caching: 'public, max-age=31536000, immutable',
      }),
    );
    ready.send({ request, response }, answer, 'fixed');
  };
}
