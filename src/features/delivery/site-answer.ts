import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SiteChanges } from './reader-contract.ts';
import type { Edition, SiteList, SiteNotice } from './contract.ts';
import { noticePath } from './contract.ts';
import type { Encoding } from './encodings.ts';
import type { Language } from '../../core/language.ts';
import type { CrossOrigin } from './cross-origin.ts';
import { withCrossOrigin } from './cross-origin.ts';
import { compressedForms, encodings, rememberedEncoding } from './encodings.ts';

/** Header names and values by turns, as `writeHead` takes them. */
type FlatHeaders = string[];

/** The header fields of an answer, for the body and for "not modified". */
interface Form {
  readonly full: FlatHeaders;
  readonly notModified: FlatHeaders;
}

/** One encoding of an answer. */
export interface Variant {
  readonly etag: string;
  readonly body: Buffer;
  readonly fixed: Form;
  /** The same at the address that negotiates the locale; of notices only. */
  readonly negotiated: Form;
}

/** An answer of the site with all its bytes, ready to be sent any number of times. */
export interface SiteAnswer {
  /** null: it depends on every notice. */
  readonly noticeId: string | null;
  /** The other language stands in for a text that is missing. */
  readonly fallback: boolean;
  /** Whether it is worth keeping. */
  readonly keep: boolean;
  /** Whether it shows what every page of the site shows. */
  readonly isPage: boolean;
  /** The language of its text, where that is behind its counterpart: of pages of a notice. */
  readonly behind: Language | null;
  /** Whether pages of other origins may read it, where any may. */
  readonly isShared: boolean;
  /** Where an encoding is not worth it, the body as it is. */
  readonly variants: Readonly<Record<Encoding, Variant>>;
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
export function noticeAnswer(
  noticeId: string,
  notice: SiteNotice,
  asked: Edition,
): Promise<SiteAnswer> {
  const { counterpart } = notice;
  const alternate =
    counterpart === null
      ? []
      : ['Link', `<${counterpart.url}>; rel="alternate"; hreflang="${counterpart.locale}"`];
  return answerOf(JSON.stringify(notice), {
    ...json,
    noticeId,
    fallback: notice.fallback,
    languages: notice.locale,
    surrogateKey: surrogateKey(noticeId),
    headers: alternate,
    location: noticePath(asked, notice.slug),
  });
}

/** The answer that tells what changed. */
export function changesAnswer(changes: SiteChanges): Promise<SiteAnswer> {
  return answerOf(JSON.stringify(changes), { ...json, languages: null });
}

/** The answer for a page of a list. */
export function listAnswer(
  list: SiteList,
  locale: Edition,
  { keep }: { keep: boolean } = { keep: true },
): Promise<SiteAnswer> {
  const others = list.items.map((item) => item.locale).filter((each) => each !== locale);
  const languages = [...new Set([locale, ...others])].join(', ');
  return answerOf(JSON.stringify(list), { ...json, languages, keep });
}

const json = {
  type: 'application/json; charset=utf-8',
  surrogateKey: 'notices',
  isShared: true,
} as const;

export interface AnswerDetails {
  /** The media type. */
  readonly type: string;
  /** Content-Language; null: no language's. */
  readonly languages: string | null;
  readonly surrogateKey: string;
  readonly noticeId?: string | null;
  readonly fallback?: boolean;
  readonly keep?: boolean;
  readonly isPage?: boolean;
  readonly isShared?: boolean;
  readonly behind?: Language | null;
  readonly caching?: string;
  /** Further fields, names and values by turns. */
  readonly headers?: readonly string[];
  /** The fixed address of what is sent at the one that negotiates. */
  readonly location?: string;
}

/** An answer with its encodings. Its tag changes with its bytes, and with nothing else. */
export async function answerOf(text: string, details: AnswerDetails): Promise<SiteAnswer> {
  const body = Buffer.from(text);
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 24);
  const compressed = await compressedForms(body);
  const isVaried = compressed !== null;
  const identity = variantOf(details, { body, etag: `"${digest}"`, encoding: null, isVaried });
  const variant = (encoding: 'br' | 'gzip'): Variant =>
    compressed === null
      ? identity
      : variantOf(details, {
          body: compressed[encoding],
          etag: `"${digest}-${encoding}"`,
          encoding,
          isVaried,
        });
  return {
    noticeId: details.noticeId ?? null,
    fallback: details.fallback ?? false,
    keep: details.keep ?? true,
    isPage: details.isPage ?? false,
    isShared: details.isShared ?? false,
    behind: details.behind ?? null,
    variants: { identity, br: variant('br'), gzip: variant('gzip') },
  };
}

interface Encoded {
  readonly body: Buffer;
  readonly etag: string;
  readonly encoding: string | null;
  /** Whether other encodings of it are sent too. */
  readonly isVaried: boolean;
}

function variantOf(details: AnswerDetails, { body, etag, encoding, isVaried }: Encoded): Variant {
  const { type, languages, caching = siteCaching, headers = [], location } = details;
  const always = ['ETag', etag, 'Cache-Control', caching, 'Surrogate-Key', details.surrogateKey];
  always.push('X-Content-Type-Options', 'nosniff', ...headers);
  const ofBody = ['Content-Type', type, 'Content-Length', String(body.byteLength)];
  if (languages !== null) ofBody.push('Content-Language', languages);
  if (encoding !== null) ofBody.push('Content-Encoding', encoding);
  const form = (added: FlatHeaders): Form => ({
    full: [...ofBody, ...always, ...added],
    notModified: [...always, ...added],
  });
  const vary = isVaried ? ['Vary', 'Accept-Encoding'] : [];
  // The same for every language, short or long: caches find their way back by the last answer's Vary.
  const varyMore = ['Vary', 'Accept-Language, Accept-Encoding'];
  const negotiated = location === undefined ? [] : [...varyMore, 'Content-Location', location];
  return { etag, body, fixed: form(vary), negotiated: form(negotiated) };
}

const encodingFor = rememberedEncoding();

/** Who asks, and where the answer goes. */
export interface RawExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface Manner {
  /** Whether the address negotiated the locale. */
  readonly form: 'fixed' | 'negotiated';
  /** Which pages of other origins may read what is shared; null: none. */
  readonly crossOrigin: CrossOrigin | null;
}

/** Sends an answer to a GET or HEAD, or 304 where the reader holds it already, in whatever encoding. */
export function sendAnswer(
  { request, response }: RawExchange,
  answer: SiteAnswer,
  { form, crossOrigin }: Manner,
): void {
  const by = answer.isShared ? crossOrigin : null;
  const headers = (flat: FlatHeaders): FlatHeaders =>
    by === null ? flat : withCrossOrigin(flat, by, request.headers.origin);
  const variant = answer.variants[encodingFor(request.headers['accept-encoding'])];
  const held = heldAlready(request.headers['if-none-match'], answer, variant);
  if (held !== null) {
    response.writeHead(304, headers(held[form].notModified)).end();
    return;
  }
  response.writeHead(200, headers(variant[form].full));
  if (request.method === 'HEAD') response.end();
  else response.end(variant.body);
}

/** Weak comparison of a list of entity tags, or `*` (RFC 9110, section 13.1.2). */
function heldAlready(
  ifNoneMatch: string | undefined,
  { variants }: SiteAnswer,
  wanted: Variant,
): Variant | null {
  if (ifNoneMatch === undefined) return null;
  if (ifNoneMatch.trim() === '*') return wanted;
  const tags = ifNoneMatch.match(/"[^"]*"/g);
  if (tags === null) return null;
  if (tags.includes(wanted.etag)) return wanted;
  const held = encodings.find((encoding) => tags.includes(variants[encoding].etag));
  return held === undefined ? null : variants[held];
}
