import { z } from 'zod';
import { languages } from '../../core/language.ts';
import type { ReaderLocale } from '../../core/locale.ts';
import { readerLocales } from '../../core/locale.ts';
import {
  dateShape,
  languageShape,
  operation,
  pageQuery,
  pageShape,
  pairShape,
  timeShape,
} from '../../core/operation.ts';
import { pairStates } from '../../core/sync.ts';

const room = 'delivery';

/** The locales that the website can be served in: both languages, and Chinese in traditional characters. */
export const editions = readerLocales;
export type Edition = ReaderLocale;

/** The fixed address of a notice in a locale, without the origin. */
export function noticePath(locale: Edition, slug: string): string {
  return `/site/${locale}/notices/${encodeURIComponent(slug)}`;
}

/** The notice's page on the reference website. */
export function pagePath(locale: Edition, slug: string): string {
  return `/${locale}/notices/${encodeURIComponent(slug)}`;
}

const key = z.string().min(1).max(120);
const versionParams = z.strictObject({ id: key, language: languageShape });
const revision = z.number().int().min(1).max(2_147_483_647);

export const publishInput = z.strictObject({
  /** A settled revision; the head where it is left out. */
  revision: revision.optional(),
  /** When it goes live; at once where it is left out or past. */
  at: timeShape.optional(),
});
export type PublishInput = z.output<typeof publishInput>;

const publishedShape = z.strictObject({
  language: languageShape,
  revision,
  publishedAt: timeShape,
});
const waitingShape = z.strictObject({
  language: languageShape,
  revision,
  /** `parity` as long as no certified pair holds the revision of a `together` notice, else `time`. */
  waiting: z.enum(['time', 'parity']),
  at: timeShape.nullable(),
});
const withdrawalShape = z.strictObject({
  /** What was done: a request that was still waiting comes first, the public text goes with the next call. */
  act: z.enum(['cancelled', 'withdrawn']),
  languages: z.array(languageShape),
  /** The revisions that are public after it. */
  published: pairShape(z.number().int().nullable()),
});
export type Published = z.output<typeof publishedShape>;
export type Waiting = z.output<typeof waitingShape>;
export type Withdrawal = z.output<typeof withdrawalShape>;

export const publishOp = operation({
  id: 'publishVersion',
  method: 'post',
  path: '/api/v1/notices/{id}/versions/{language}/publication',
  summary:
    'Publish the head or a settled revision, now or at a time; both sides of a together notice',
  room,
  leave: 'notice.publish',
  params: versionParams,
  body: publishInput,
  answers: { 200: publishedShape, 202: waitingShape },
});
export const withdrawOp = operation({
  id: 'withdrawVersion',
  method: 'delete',
  path: '/api/v1/notices/{id}/versions/{language}/publication',
  summary: 'Cancel a publication that is still waiting, or else withdraw what is public',
  room,
  leave: 'notice.publish',
  params: versionParams,
  answers: { 200: withdrawalShape },
});

const counterpartShape = z.strictObject({
  locale: z.enum(languages),
  url: z.string(),
  state: z.enum(pairStates),
  /** When the counterpart went live past what this text says; null: this text is not behind. */
  behindSince: timeShape.nullable(),
  /** How many publications of the counterpart this text is behind. */
  behindBy: z.number().int().nullable(),
  /** The counterpart's blocks (0 is the title) that changed since. */
  changedBlocks: z.array(z.number().int()).nullable(),
});
const siteText = {
  slug: z.string(),
  /** Of the text that is sent, also where it stands in for a missing one. */
  locale: z.enum(editions),
  title: z.string(),
  summary: z.string(),
};
const siteTimes = {
  date: dateShape.nullable(),
  publishedAt: timeShape,
  updatedAt: timeShape,
  /** The other language stands in for a text that is missing. */
  fallback: z.boolean(),
  /** The text was converted to traditional characters by a program. */
  converted: z.boolean(),
};
export const siteNoticeShape = z.strictObject({
  ...siteText,
  html: z.string(),
  ...siteTimes,
  /**
   * There where the locale has a text of its own that is behind this one and not shown until it has
   * caught up, by the category's policy.
   */
  withheld: z.literal(true).optional(),
  counterpart: counterpartShape.nullable(),
});
export type SiteNotice = z.output<typeof siteNoticeShape>;
const siteItemShape = z.strictObject({ ...siteText, ...siteTimes, url: z.string() });
export type SiteItem = z.output<typeof siteItemShape>;
const siteListShape = pageShape(siteItemShape);
export type SiteList = z.output<typeof siteListShape>;

const fallback = z.literal('none').optional();
export const slugParams = z.strictObject({ slug: key });
export const localeParams = z.strictObject({ locale: z.string() });
export const fixedParams = z.strictObject({ locale: z.string(), slug: key });
export const negotiatedQuery = z.strictObject({ locale: z.string().max(100).optional(), fallback });
export const fixedQuery = z.strictObject({ fallback });
/** The day that a list is sorted by, and the notice's id. */
export const positionShape = z
  .string()
  .regex(/^(?!0000)\d{4}-\d\d-\d\d_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .refine((value) => dateShape.safeParse(value.slice(0, 10)).success);
export const siteListQuery = z.strictObject({
  category: z.string().max(60).optional(),
  /** Words that the published text has to hold, in either language. */
  q: z.string().max(200).optional(),
  fallback,
  ...pageQuery,
  cursor: positionShape.optional(),
});
export type SiteListQuery = z.output<typeof siteListQuery>;

export const siteNegotiatedOp = operation({
  id: 'getSiteNoticeNegotiated',
  method: 'get',
  path: '/site/notices/{slug}',
  summary: 'A published notice in the locale asked for by ?locale=, else by Accept-Language',
  room,
  leave: 'public',
  params: slugParams,
  query: negotiatedQuery,
  answers: { 200: siteNoticeShape, 304: null },
});
export const siteNoticeOp = operation({
  id: 'getSiteNotice',
  method: 'get',
  path: '/site/{locale}/notices/{slug}',
  summary: 'A published notice in one locale',
  room,
  leave: 'public',
  params: fixedParams,
  query: fixedQuery,
  answers: { 200: siteNoticeShape, 304: null },
});
export const siteListOp = operation({
  id: 'listSiteNotices',
  method: 'get',
  path: '/site/{locale}/notices',
  summary: 'Published notices in one locale, newest date first',
  room,
  leave: 'public',
  params: localeParams,
  query: siteListQuery,
  answers: { 200: siteListShape, 304: null },
});

/** JSON Feed 1.1. */
const feedShape = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string(),
  home_page_url: z.string(),
  feed_url: z.string(),
  language: z.string(),
  authors: z.array(z.strictObject({ name: z.string() })),
  items: z.array(
    z.strictObject({
      id: z.string(),
      url: z.string(),
      title: z.string(),
      summary: z.string().optional(),
      content_html: z.string().optional(),
      /** In place of a text that is too long for a feed: its summary. */
      content_text: z.string().optional(),
      date_published: timeShape,
      date_modified: timeShape,
      tags: z.array(z.string()).optional(),
    }),
  ),
});
export type JsonFeed = z.output<typeof feedShape>;

export const siteFeedOp = operation({
  id: 'getSiteFeed',
  method: 'get',
  path: '/site/{locale}/feed.json',
  summary: 'The newest notices of one locale with their texts, as a JSON Feed; Atom at feed.xml',
  room,
  leave: 'public',
  params: z.strictObject({ locale: z.enum(editions) }),
  answers: { 200: feedShape, 304: null },
});
export const siteWordsOp = operation({
  id: 'getSiteWords',
  method: 'get',
  path: '/site/locales/{locale}/{namespace}.json',
  summary:
    'The words of the website as i18next resources; the locale may be any tag that means one',
  room,
  leave: 'public',
  params: z.strictObject({ locale: z.string(), namespace: z.literal('site') }),
  answers: { 200: z.record(z.string(), z.unknown()), 304: null },
});

export const deliveryOperations = [
  publishOp,
  withdrawOp,
  siteNegotiatedOp,
  siteNoticeOp,
  siteListOp,
  siteFeedOp,
  siteWordsOp,
] as const;
