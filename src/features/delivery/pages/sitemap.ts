import { editions, pagePath } from '../contract.ts';
import type { MapEntry } from '../read-sitemap.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';

interface MappedPage {
  /** Every edition of the page, and when it last changed. */
  readonly alternates: readonly {
    readonly edition: string;
    readonly path: string;
    readonly at: Date | null;
  }[];
  /** Where readers of any language are led to their own edition. */
  readonly negotiated: string;
}

/** A sitemap in which every edition of a page names all of them. */
export function sitemapOf(
  origin: string,
  entries: readonly MapEntry[],
  { withHome }: { withHome: boolean },
): string {
  const home: MappedPage = {
    alternates: editions.map((edition) => ({ edition, path: `/${edition}/`, at: null })),
    negotiated: '/',
  };
  const notices = entries.map((entry): MappedPage => ({
    alternates: entry.editions.map(({ edition, at }) => ({
      edition,
      path: pagePath(edition, entry.slug),
      at,
    })),
    negotiated: `/notices/${encodeURIComponent(entry.slug)}`,
  }));
  const pages = withHome ? [home, ...notices] : notices;
  return markup`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.flatMap((page) => addressesOf(origin, page))}</urlset>
`.text;
}

function addressesOf(origin: string, { alternates, negotiated }: MappedPage): Markup[] {
  const links = markup`${alternates.map(
    ({ edition, path }) =>
      markup`<xhtml:link rel="alternate" hreflang="${edition}" href="${origin + path}"/>\n`,
  )}<xhtml:link rel="alternate" hreflang="x-default" href="${origin + negotiated}"/>\n`;
  return alternates.map(
    ({ path, at }) =>
      markup`<url>\n<loc>${origin + path}</loc>\n${at !== null && markup`<lastmod>${at.toISOString()}</lastmod>\n`}${links}</url>\n`,
  );
}

/** The list of sitemaps of a site that needs several. */
export function sitemapIndex(origin: string, parts: readonly string[]): string {
  const map = (path: string) => markup`<sitemap><loc>${origin + path}</loc></sitemap>\n`;
  return markup`<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${map('/sitemap/first.xml')}${parts.map((part) => map(`/sitemap/${part}.xml`))}</sitemapindex>
`.text;
}
