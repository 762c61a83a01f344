import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asked } from './asked.ts';
import { askedBy } from './asked.ts';
import type { CrossOrigin } from './cross-origin.ts';
import { withCrossOrigin } from './cross-origin.ts';
import type { Encoding } from './encodings.ts';
import { negotiateEncoding } from './encodings.ts';
import { remembered } from './remembered.ts';
import type { SiteAnswer } from './site-answer.ts';
import type { FlatHeaders, Form, Variant, Variants } from './variants.ts';

/** Browsers send a handful of headers. */
const encodingFor = remembered(negotiateEncoding, 200);

/** Who asks, and where the answer goes. */
export interface RawExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What the request says, where that was read already. */
  readonly asked?: Asked;
}

export interface Manner {
  /** Whether the address negotiated the locale. */
  readonly form: Form;
  /** Which pages of other origins may read what is shared; null: none. */
  readonly crossOrigin: CrossOrigin | null;
}

/** Sends an answer to a GET or HEAD, or 304 where the reader holds it already, in whatever encoding. */
export function sendAnswer(
  { request, response, asked = askedBy(request) }: RawExchange,
  { variants, isShared }: SiteAnswer,
  { form, crossOrigin }: Manner,
): void {
  const by = isShared ? crossOrigin : null;
  const headers = (flat: FlatHeaders): FlatHeaders =>
    by === null ? flat : withCrossOrigin(flat, by, asked.origin);
  const encoding = encodingFor(asked.encoding ?? '');
  const held = asked.held === undefined ? null : heldOf(asked.held, variants, encoding);
  if (held !== null) {
    response.writeHead(304, headers(variants.notModified(held, form))).end();
    return;
  }
  const send = (variant: Variant): void => {
    response.writeHead(200, headers(variant.full(form)));
    if (request.method === 'HEAD') response.end();
    else response.end(variant.body);
  };
  const variant = variants.in(encoding);
  if (variant instanceof Promise) void variant.then(send);
  else send(variant);
}

/** The encoding that a reader holds. Almost all who ask name one tag, that of the answer they would get. */
function heldOf(ifNoneMatch: string, variants: Variants, wanted: Encoding): Encoding | null {
  if (variants.tagOf(wanted) === ifNoneMatch) return wanted;
  const tags = tagsOf(ifNoneMatch);
  return tags === 'any' ? wanted : tags && variants.heldIn(tags, wanted);
}

/** The tags of `If-None-Match`, compared weakly (RFC 9110, section 13.1.2); null: nothing well formed. */
function tagsOf(ifNoneMatch: string): readonly string[] | 'any' | null {
  if (ifNoneMatch.trim() === '*') return 'any';
  return ifNoneMatch.match(/"[^"]*"/g);
}
