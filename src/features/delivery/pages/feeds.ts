import { createHash } from 'node:crypto';
import type { Edition, JsonFeed } from '../contract.ts';
import { editions, pagePath } from '../contract.ts';
import type { FeedEntry } from '../read-site-feed.ts';
import type { Setting } from './layout.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { languageTags } from './speech.ts';

/** An Atom feed (RFC 4287). */
export function atomFeed(setting: Setting, entries: readonly FeedEntry[]): string {
  const { speech, frame, origin } = setting;
  const { locale } = speech;
  const name = speech.name(frame.name);
  const home = `${origin}/${locale}/`;
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${languageTags[locale]}">
<id>${home}</id>
<title>${name}</title>
<updated>${newest(entries).toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${origin}/site/${locale}/feed.xml"/>
${alternates(locale, editions, (edition) => `${origin}/${edition}/`)}<author><name>${name}</name></author>
<generator>Hebi</generator>
${entries.map((entry) => {
  const url = origin + pagePath(locale, entry.slug);
  return markup`<entry>
<id>${entryId(entry.id, locale)}</id>
<title>${entry.title}</title>
${alternates(locale, entry.editions, (edition) => origin + pagePath(edition, entry.slug))}<published>${entry.firstPublishedAt.toISOString()}</published>
<updated>${entry.publishedAt.toISOString()}</updated>
${entry.category !== null && markup`<category term="${entry.category}"/>\n`}${entry.summary !== '' && markup`<summary>${entry.summary}</summary>\n`}${entry.html !== null && markup`<content type="html" xml:base="${url}">${entry.html}</content>\n`}</entry>
`;
})}</feed>
`.text;
}

/** Links to all editions of a page, the feed's own first: some readers know no other. */
function alternates(
  locale: Edition,
  all: readonly Edition[],
  addressOf: (edition: Edition) => string,
): Markup[] {
  return [locale, ...all.filter((edition) => edition !== locale)].map(
    (edition) =>
      markup`<link rel="alternate" type="text/html" hreflang="${edition}" href="${addressOf(edition)}"/>\n`,
  );
}

/** A JSON feed (jsonfeed.org, version 1.1). */
export function jsonFeed(setting: Setting, entries: readonly FeedEntry[]): string {
  const { speech, frame, origin } = setting;
  const { locale } = speech;
  const feed: JsonFeed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: speech.name(frame.name),
    home_page_url: `${origin}/${locale}/`,
    feed_url: `${origin}/site/${locale}/feed.json`,
    language: languageTags[locale],
    authors: [{ name: speech.name(frame.name) }],
    items: entries.map((entry) => ({
      id: entryId(entry.id, locale),
      url: origin + pagePath(locale, entry.slug),
      title: entry.title,
      ...(entry.summary === '' ? {} : { summary: entry.summary }),
      ...(entry.html === null
        ? { content_text: entry.summary || entry.title }
        : { content_html: entry.html }),
      date_published: entry.firstPublishedAt.toISOString(),
      date_modified: entry.publishedAt.toISOString(),
      ...(entry.category === null ? {} : { tags: [entry.category] }),
    })),
  };
  return JSON.stringify(feed);
}

function newest(entries: readonly FeedEntry[]): Date {
  return new Date(Math.max(0, ...entries.map((entry) => entry.publishedAt.getTime())));
}

/** An id that stays whatever the notice's address becomes: each edition is an entry of its own. */
function entryId(noticeId: string, locale: Edition): string {
  const hex = createHash('sha256').update(`${noticeId} ${locale}`).digest('hex');
  // UUID version 8 (RFC 9562): made from whatever its maker likes.
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ];
  return `urn:uuid:${uuid.join('-')}-${hex.slice(20, 32)}`;
}
