import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { Router } from 'express';
import { iconFile } from './page-icons.ts';
import { stylesheet } from './page-style.ts';

const edition = createHash('sha256').update(stylesheet).digest('hex').slice(0, 12);

/** Changes with the style, so that browsers may keep it for good. */
export const styleAddress = `/app/style.css?v=${edition}`;
export const iconAddress = '/app/icon.svg';

/** Stylesheet and icon of the pages under `/app` and `/sign-in`. */
export function pageAssets(): Router {
  const router = Router();
  router.get('/app/style.css', (request, response) => {
    // Another node may have been asked for a style that it does not have yet or no longer.
    const known = request.query['v'] === edition;
    const caching = known ? 'public, max-age=31536000, immutable' : 'no-cache';
    sendAsset(response.set('Cache-Control', caching).type('css'), stylesheet);
  });
  router.get('/app/icon.svg', (_request, response) => {
    sendAsset(response.set('Cache-Control', 'public, max-age=86400').type('svg'), iconFile);
  });
  return router;
}

function sendAsset(response: Response, text: string): void {
  response
    .set({ 'Content-Security-Policy': "default-src 'none'", 'X-Content-Type-Options': 'nosniff' })
    .send(text);
}
