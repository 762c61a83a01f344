import { z } from 'zod';
import {
  dateShape,
  idShape,
  languageShape,
  operation,
  pageQuery,
  pageShape,
  pairShape,
  personRef,
  timeShape,
} from '../../core/operation.ts';
import { cleanText } from '../../core/text-limits.ts';
import { editions } from './contract.ts';

const room = 'delivery';

export const siteChangesQuery = z.strictObject({
  /** `cursor` of the last answer; from the beginning where it is left out. */
  since: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
  limit: pageQuery.limit,
});

const changedVersion = z.strictObject({
  /** The last thing that happened to what readers get of this language. */
  act: z.enum(['published', 'changed', 'withdrawn']),
  at: timeShape,
  /** Where it can be fetched; null: it was withdrawn. */
  url: z.string().nullable(),
});
export const siteChangesShape = z.strictObject({
  items: z.array(
    z.strictObject({
      id: idShape,
      slug: z.string(),
      /** Slugs that it had before: their addresses lead to it. */
      formerSlugs: z.array(z.string()),
      /** When something about it changed last, the state of its pair among it. */
      at: timeShape,
      /** null: readers never got this language. */
      versions: pairShape(changedVersion.nullable()),
    }),
  ),
  /** To be given as `since` the next time. */
  cursor: z.string(),
  /** Whether there is more at this moment. */
  more: z.boolean(),
});
export type SiteChanges = z.output<typeof siteChangesShape>;

export const siteChangesOp = operation({
  id: 'listSiteChanges',
  method: 'get',
  path: '/site/changes',
  summary:
    'Notices published, changed or withdrawn since a cursor, each once, oldest change first: for static sites',
  room,
  leave: 'public',
  query: siteChangesQuery,
  answers: { 200: siteChangesShape, 304: null },
});

export const siteBlocksQuery = z.strictObject({});
export const siteBlocksShape = z.strictObject({
  slug: z.string(),
  /** Of the text that is sent at the notice's address in this locale. */
  locale: z.enum(editions),
  /** The other language; null: it has no text for readers, and no blocks. */
  counterpart: languageShape.nullable(),
  blocks: z.array(
    z.strictObject({
      /** 0 is the title, then the summary where there is one, then the blocks of `html`. */
      block: z.number().int(),
      /** The block there that says the same. */
      counterpart: z.number().int(),
      /** Whether it changed past what this text says. */
      changed: z.boolean(),
      /** Its place on the counterpart's page. */
      url: z.string(),
    }),
  ),
});
export type SiteBlocks = z.output<typeof siteBlocksShape>;

export const siteBlocksOp = operation({
  id: 'listSiteBlocks',
  method: 'get',
  path: '/site/{locale}/notices/{slug}/blocks',
  summary: 'For every block of a published notice the same one in the other language',
  room,
  leave: 'public',
  params: z.strictObject({ locale: z.string(), slug: z.string() }),
  query: siteBlocksQuery,
  answers: { 200: siteBlocksShape, 304: null },
});

const revision = z.number().int().min(1).max(2_147_483_647);

export const previewInput = z.strictObject({
  /** The head where it is left out; pending revisions too. */
  revision: revision.optional(),
  /** How long the link works: a day, at most 30. */
  minutes: z.number().int().min(1).max(43_200).default(1440),
});
export type PreviewInput = z.output<typeof previewInput>;
const previewLink = z.strictObject({
  language: languageShape,
  revision,
  expires: timeShape,
  /** Whoever has one of these two addresses can read the revision. */
  page: z.string(),
  json: z.string(),
});
export type PreviewLink = z.output<typeof previewLink>;
export const sitePreviewShape = z.strictObject({
  slug: z.string(),
  locale: languageShape,
  revision,
  title: z.string(),
  summary: z.string(),
  html: z.string(),
  date: dateShape.nullable(),
  expires: timeShape,
});
export type SitePreview = z.output<typeof sitePreviewShape>;

export const createPreviewOp = operation({
  id: 'createPreview',
  method: 'post',
  path: '/api/v1/notices/{id}/versions/{language}/preview',
  summary: 'A link that shows one revision, published or not, to whoever holds it, for a time',
  room,
  leave: 'notice.publish',
  params: z.strictObject({ id: z.string().min(1).max(120), language: languageShape }),
  body: previewInput,
  answers: { 201: previewLink },
});
export const sitePreviewOp = operation({
  id: 'getSitePreview',
  method: 'get',
  path: '/site/preview/{token}',
  summary: 'The revision that a preview link was made for; 410 once its time is over',
  room,
  leave: 'public',
  params: z.strictObject({ token: z.string().max(200) }),
  answers: { 200: sitePreviewShape },
});

const readerReport = z.strictObject({
  id: idShape,
  notice: z.strictObject({ id: idShape, slug: z.string() }),
  /** The text that the reader had in view. */
  language: languageShape,
  revision,
  words: z.string(),
  /** How often the same was reported. */
  times: z.number().int(),
  reportedAt: timeShape,
  lastAt: timeShape,
  settled: z
    .strictObject({
      at: timeShape,
      by: personRef.nullable(),
      outcome: z.enum(['mended', 'dismissed']),
      note: z.string().nullable(),
    })
    .nullable(),
});
export type ReaderReport = z.output<typeof readerReport>;
const readerReports = pageShape(readerReport);
export type ReaderReports = z.output<typeof readerReports>;
export const reportQuery = z.strictObject({
  state: z.enum(['open', 'settled']).optional(),
  notice: z
    .string()
    .regex(/^[a-z0-9-]{1,120}$/)
    .optional(),
  ...pageQuery,
});
export type ReportQuery = z.output<typeof reportQuery>;
export const settlementInput = z.strictObject({
  outcome: z.enum(['mended', 'dismissed']),
  note: z
    .string()
    .overwrite((value) => cleanText(value).text)
    .trim()
    .max(1000)
    .optional(),
});
export type Settlement = z.output<typeof settlementInput>;

export const listReportsOp = operation({
  id: 'listReaderReports',
  method: 'get',
  path: '/api/v1/reader-reports',
  summary: 'Differences that readers reported, in their words, newest first',
  room,
  leave: 'parity.read',
  query: reportQuery,
  answers: { 200: readerReports },
});
export const settleReportOp = operation({
  id: 'settleReaderReport',
  method: 'post',
  path: '/api/v1/reader-reports/{id}/settlement',
  summary: 'Say that a report was dealt with: the texts were mended, or there was nothing to mend',
  room,
  leave: 'parity.write',
  params: z.strictObject({ id: idShape }),
  body: settlementInput,
  answers: { 200: readerReport },
});

export const readerOperations = [
  siteChangesOp,
  siteBlocksOp,
  createPreviewOp,
  sitePreviewOp,
  listReportsOp,
  settleReportOp,
] as const;
