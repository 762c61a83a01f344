import { createHash } from 'node:crypto';
import { siteScript } from './site-script.ts';
import { siteStyle } from './site.css.ts';

/** A file that the pages name by its content: it never changes. */
export interface Asset {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The ring of two half-discs, in colours that stand out on light and dark. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">' +
  '<path d="M11.25 2v5.8a4.3 4.3 0 0 0 0 8.4V22A10 10 0 0 1 11.25 2Z" fill="#13806a"/>' +
  '<path d="M12.75 2v5.8a4.3 4.3 0 0 1 0 8.4V22A10 10 0 0 0 12.75 2Z" fill="#6dc0aa"/></svg>';

export const assets: readonly Asset[] = [
  asset('site', 'js', 'text/javascript; charset=utf-8', siteScript),
  asset('icon', 'svg', 'image/svg+xml', icon),
];

/** Where the pages find them. */
export const assetPaths = { script: pathOf('site'), icon: pathOf('icon') };

function asset(name: string, ending: string, type: string, text: string): Asset {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { name: `${name}-${digest}.${ending}`, type, text };
}

function pathOf(name: string): string {
  const found = assets.find((each) => each.name.startsWith(`${name}-`));
  return `/site/assets/${found?.name ?? ''}`;
}

/**
 * What a page may do: show its own style, run the site's own script, show images from https, send its
 * form to the site. Nothing else.
 */
export const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(siteStyle).digest('base64')}'`,
  "script-src 'self'",
  "img-src 'self' https:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
