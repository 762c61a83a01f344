import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Edition, SiteList, SiteNotice } from './contract.ts';
import { noticePath } from './contract.ts';

/** Header names and values by turns, as `writeHead` takes them. */
type FlatHeaders = string[];

/** The header fields of an answer, for the body and for "not modified". */
interface Form {
  readonly full: FlatHeaders;
  readonly notModified: FlatHeaders;
}

/** An answer of the site with all its bytes, ready to be sent any number of times. */
export interface SiteAnswer {
  /** null: a list, which depends on every notice. */
  readonly noticeId: string | null;
  readonly etag: string;
  readonly body: Buffer;
  /** The other language stands in for a text that is missing. */
  readonly fallback: boolean;
  readonly fixed: Form;
  /** The same at the address that negotiates; of notices only. */
  readonly negotiated: Form;
}

/** Half a minute of staleness at most, then one reader in five minutes waits for nobody. */
export const siteCaching = 'public, max-age=30, stale-while-revalidate=300';

/** Keys by which a CDN purges: one for the notice, one for everything that lists notices. */
export function surrogateKey(noticeId: string): string {
  return `notice-${noticeId} notices`;
}

/**
 * The answer for one notice.
 *
 * @param asked the locale that it answers for, which is not the text's own where that is a fallback
 */
export function noticeAnswer(noticeId: string, notice: SiteNotice, asked: Edition): SiteAnswer {
  const { counterpart } = notice;
  const alternate =
    counterpart === null
      ? []
      : ['Link', `<${counterpart.url}>; rel="alternate"; hreflang="${counterpart.locale}"`];
  return answerOf(notice, {
    noticeId,
    fallback: notice.fallback,
    languages: notice.locale,
    surrogateKey: surrogateKey(noticeId),
    more: alternate,
    negotiated: ['Vary', 'Accept-Language', 'Content-Location', noticePath(asked, notice.slug)],
  });
}

/** The answer for a page of a list. */
export function listAnswer(list: SiteList, locale: Edition): SiteAnswer {
  const others = list.items.map((item) => item.locale).filter((each) => each !== locale);
  return answerOf(list, {
    noticeId: null,
    fallback: false,
    languages: [...new Set([locale, ...others])].join(', '),
    surrogateKey: 'notices',
    more: [],
    negotiated: [],
  });
}

interface Details {
  readonly noticeId: string | null;
  readonly fallback: boolean;
  readonly languages: string;
  readonly surrogateKey: string;
  readonly more: FlatHeaders;
  readonly negotiated: FlatHeaders;
}

function answerOf(value: unknown, details: Details): SiteAnswer {
  const body = Buffer.from(JSON.stringify(value));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 24)}"`;
  const always = [
    ['ETag', etag],
    ['Cache-Control', siteCaching],
    ['Surrogate-Key', details.surrogateKey],
    ['X-Content-Type-Options', 'nosniff'],
    details.more,
  ].flat();
  const ofBody = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Content-Language', details.languages],
    ['Content-Length', String(body.byteLength)],
  ].flat();
  const form = (added: FlatHeaders): Form => ({
    full: [...ofBody, ...always, ...added],
    notModified: [...always, ...added],
  });
  const { noticeId, fallback } = details;
  return { noticeId, etag, body, fallback, fixed: form([]), negotiated: form(details.negotiated) };
}

/** Sends an answer to a GET or HEAD, or 304 where the reader holds it already. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: SiteAnswer,
  form: 'fixed' | 'negotiated',
): void {
  const headers = answer[form];
  if (holdsAlready(request.headers['if-none-match'], answer.etag)) {
    response.writeHead(304, headers.notModified).end();
    return;
  }
  response.writeHead(200, headers.full);
  if (request.method === 'HEAD') response.end();
  else response.end(answer.body);
}

/** Weak comparison of a list of entity tags, or `*` (RFC 9110, section 13.1.2). */
function holdsAlready(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.match(/"[^"]*"/g)?.some((tag) => tag === etag) ?? false;
}
