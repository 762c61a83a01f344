import type { RequestHandler } from 'express';
import { crossOriginOf, withCrossOrigin } from './cross-origin.ts';

/** The JSON of the site: neither feeds in XML nor the files of the pages. */
const shared = /^\/site\/(?!assets\/)(?!.*\.xml$)/;

/**
 * Answers preflights, and lets other origins read redirects and refusals as well: what is answered in full
 * brings these header fields itself.
 */
export function crossOriginRequests(origins: readonly string[]): RequestHandler {
  const by = crossOriginOf(origins);
  return (request, response, next) => {
    if (by === null || !shared.test(request.path)) return next();
    const headers = withCrossOrigin([], by, request.get('Origin'));
    for (let i = 0; i < headers.length; i += 2) {
      const [name = '', value = ''] = headers.slice(i, i + 2);
      if (name === 'Vary') response.vary(value);
      else response.set(name, value);
    }
    if (request.method !== 'OPTIONS') return next();
    response
      .set('Access-Control-Allow-Methods', 'GET, HEAD')
      .set('Access-Control-Allow-Headers', 'Accept-Language, Cache-Control, If-None-Match')
      .set('Access-Control-Max-Age', '86400')
      .status(204)
      .end();
  };
}
