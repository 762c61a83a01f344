import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Log } from '../log.ts';
import type { Locale, Words } from '../words.ts';
import type { Html, HtmlValue } from './html.ts';
import { html } from './html.ts';
import { iconAddress, styleAddress } from './page-assets.ts';
import { logo } from './page-icons.ts';
import { languageNames, languageTags, sayIn } from './page-words.ts';
import { messageLocale, refusalOfError, setRetryAfter } from './problem.ts';
import { statusOf } from './status.ts';

/** The language that `?lang=` asks for; null: none. */
export function askedLocale(request: Request): Locale | null {
  const { lang } = request.query;
  return lang === 'en' || lang === 'zh' ? lang : null;
}

/** The language of a page: `?lang=`, else the browser's. */
export function pageLocale(request: Request): Locale {
  return askedLocale(request) ?? messageLocale(request);
}

/** A link to this page in the other language. */
export function languageLink(locale: Locale, addressIn: (locale: Locale) => string): Html {
  const other = locale === 'en' ? 'zh' : 'en';
  return html`<a
    class="language"
    href="${addressIn(other)}"
    hreflang="${languageTags[other]}"
    lang="${languageTags[other]}"
    >${languageNames[other]}</a
  >`;
}

export interface Page {
  readonly locale: Locale;
  readonly title: string;
  /** What stands at the end of the bar at the top: who is signed in, the other language. */
  readonly bar?: HtmlValue;
  readonly main: Html;
}

/** A whole document of ours. It needs the stylesheet and nothing else. */
export function documentOf(words: Words, page: Page): string {
  const say = sayIn(words, page.locale);
  const name = say('frame.name');
  return html`<!doctype html>
    <html lang="${languageTags[page.locale]}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · ${name}</title>
        <link rel="icon" href="${iconAddress}" type="image/svg+xml" />
        <link rel="stylesheet" href="${styleAddress}" />
      </head>
      <body>
        <a class="skip" href="#content">${say('frame.skip')}</a>
        <header class="bar">
          <p class="brand">${logo}<span>${name}</span></p>
          <div class="bar-end">${page.bar}</div>
        </header>
        <main id="content">${page.main}</main>
        <footer>
          <p>${say('frame.about')} <a href="/api/docs">${say('frame.docs')}</a></p>
        </footer>
      </body>
    </html> `.text;
}

const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'; img-src 'self'";

export function sendPage(
  response: Response,
  { status, words, page }: { status: number; words: Words; page: Page },
): void {
  response.status(status).set({
    'Cache-Control': 'no-store',
    'Content-Language': page.locale,
    'Content-Security-Policy': policy,
    // Not no-referrer: under it browsers send the form with "Origin: null", which is refused.
    'Referrer-Policy': 'same-origin',
    Vary: 'Accept-Language, Cookie',
    'X-Content-Type-Options': 'nosniff',
  });
  response.type('html').send(documentOf(words, page));
}

/** Refusals that a page does not show itself, as a page of their own: for routers of pages. */
export function problemPages({ words, log }: { words: Words; log?: Log }): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = refusalOfError(error);
    if (refusal.code === 'internal') (request.log ?? log)?.error({ err: error }, 'request failed');
    setRetryAfter(response, refusal);
    const locale = pageLocale(request);
    const say = sayIn(words, locale);
    const reason = words.say(locale, `refusals:${refusal.code}`, refusal.detail.params ?? {});
    const main = html`<h1>${say('problem.title')}</h1>
      <p class="notice error">${reason}</p>
      <p>${say('problem.back')}</p>`;
    const page: Page = { locale, title: say('problem.title'), main };
    sendPage(response, { status: statusOf[refusal.code], words, page });
  };
}
