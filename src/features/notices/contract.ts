import { z } from 'zod';
import { checkNames, severities } from '../../core/checks/check.ts';
import type { HousePolicy } from '../../core/checks/policy.ts';
import { defaultPolicy } from '../../core/checks/policy.ts';
import { changeClasses } from '../../core/diff.ts';
import { languages } from '../../core/language.ts';
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
  warningShape,
} from '../../core/operation.ts';
import { servePolicies } from '../../core/publication.ts';
import { grounds, languageScopes, pairStates, taskKinds } from '../../core/sync.ts';
import { taskAges } from '../../core/task-age.ts';
import { taskStatuses } from '../../core/task-life.ts';
import { cleanText } from '../../core/text-limits.ts';

const room = 'notices';

export const releases = ['independent', 'together'] as const;
export const bodyFormats = ['html', 'markdown', 'text'] as const;

const slug = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case ASCII words joined by hyphens')
  .refine(
    (value) => !/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value),
    'must not be an id',
  );
const category = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case ASCII words joined by hyphens');
/** A remark in plain text, which may have lines; kept without control characters. */
export function remark(longest: number) {
  return z
    .string()
    .overwrite((value) => cleanText(value).text)
    .trim()
    .max(longest);
}
const message = remark(1000);

/** The texts of one language as they come in; the body is read and sanitised by `core/formats`. */
export const textInput = {
  title: z.string().min(1).max(2000),
  summary: z.string().max(10_000).optional(),
  body: z.string().max(2_000_000),
  format: z.enum(bodyFormats).default('html'),
};
const versionInput = z.strictObject(textInput);

const noticeFields = {
  slug,
  category: category.nullable().optional(),
  release: z.enum(releases).default('independent'),
  date: dateShape.nullable().optional(),
};

/** Either one language with its texts, or `versions` with both. */
export const createInput = z
  .strictObject({
    ...noticeFields,
    language: languageShape.optional(),
    title: textInput.title.optional(),
    summary: textInput.summary,
    body: textInput.body.optional(),
    format: z.enum(bodyFormats).optional(),
    versions: pairShape(versionInput).optional(),
    message: message.optional(),
  })
  .superRefine((input, refinement) => {
    const single = ['language', 'title', 'body'] as const;
    for (const field of single) {
      if (input.versions === undefined && input[field] === undefined) {
        refinement.addIssue({
          code: 'custom',
          path: [field],
          message: 'required unless versions is given',
        });
      }
    }
    for (const field of [...single, 'summary', 'format'] as const) {
      if (input.versions !== undefined && input[field] !== undefined) {
        refinement.addIssue({
          code: 'custom',
          path: [field],
          message: 'not together with versions',
        });
      }
    }
  });
export type CreateInput = z.output<typeof createInput>;
export type VersionInput = z.output<typeof versionInput>;
export const patchInput = z.strictObject({
  slug: slug.optional(),
  category: category.nullable().optional(),
  release: z.enum(releases).optional(),
  date: dateShape.nullable().optional(),
  languages: z.enum(languageScopes).optional(),
  archived: z.boolean().optional(),
});
const savingFields = {
  change: z.enum(['auto', 'cosmetic']).default('auto'),
  message: message.optional(),
};
export const saveInput = z.strictObject({ ...textInput, ...savingFields });
export const saveBothInput = z.strictObject({
  en: versionInput,
  zh: versionInput,
  ...savingFields,
});
export const restoreInput = z.strictObject({
  revision: z.number().int().min(1).max(2_000_000_000),
  message: message.optional(),
});

export const syncPointShape = z.strictObject({
  id: idShape,
  en: z.number().int(),
  zh: z.number().int(),
  ground: z.enum(grounds),
  by: personRef.nullable(),
  at: timeShape,
  note: z.string().nullable(),
});

export const noticeShape = z.strictObject({
  id: idShape,
  slug: z.string(),
  category: z.string().nullable(),
  release: z.enum(releases),
  date: dateShape.nullable(),
  languages: z.enum(languageScopes),
  archived: z.boolean(),
  state: z.enum(pairStates),
  title: pairShape(z.string().nullable()),
  head: pairShape(z.number().int()),
  synced: pairShape(z.number().int()).nullable(),
  published: pairShape(z.number().int().nullable()),
  task: z
    .strictObject({
      id: idShape,
      kind: z.enum(taskKinds),
      status: z.enum(taskStatuses),
      /** Something is written in it, which a confirmation of the pair as it is would leave out. */
      drafted: z.boolean(),
    })
    .nullable(),
  /** Since when it is in this state. */
  stateSince: timeShape,
  createdAt: timeShape,
  updatedAt: timeShape,
});
export const noticeDetail = noticeShape.extend({
  syncPoint: syncPointShape.nullable(),
  etag: z.string(),
  warnings: z.array(warningShape).optional(),
});

export const revisionShape = z.strictObject({
  language: languageShape,
  number: z.number().int(),
  title: z.string(),
  summary: z.string(),
  body: z.string(),
  author: personRef.nullable(),
  authors: z.array(idShape),
  pending: z.boolean(),
  ruling: z.enum(['accepted', 'returned', 'superseded']).nullable(),
  change: z.enum(['auto', 'cosmetic']),
  message: z.string().nullable(),
  createdAt: timeShape,
});
const versionShape = revisionShape.extend({
  etag: z.string(),
  warnings: z.array(warningShape).optional(),
});
const revisionSummary = revisionShape.omit({ body: true, summary: true });

export const diffShape = z.strictObject({
  language: languageShape,
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  class: z.enum(changeClasses),
  before: z.array(z.string()),
  after: z.array(z.string()),
  segments: z.array(
    z.strictObject({
      before: z.array(z.number().int()),
      after: z.array(z.number().int()),
      class: z.enum(changeClasses),
      edits: z.array(
        z.strictObject({ op: z.enum(['keep', 'insert', 'delete']), text: z.string() }),
      ),
      /** It stands elsewhere than the rest of the order says, whatever else became of it. */
      moved: z.literal(true).optional(),
    }),
  ),
});

const categoryShape = z.strictObject({
  id: z.string(),
  name: pairShape(z.string()),
  /** What readers get where the published versions are out of step. */
  serve: z.enum(servePolicies),
});
export type CategoryView = z.infer<typeof categoryShape>;
/** How the house writes, and how much it minds: `HousePolicy` of the core. */
const policyShape = z.strictObject({
  hanLatinSpace: z.enum(['require', 'strip', 'off']),
  quotes: z.strictObject({
    en: z.enum(['curly', 'straight', 'off']),
    zh: z.enum(['curly', 'corner', 'off']),
  }),
  numerals: z.enum(['arabic', 'off']),
  severity: z.partialRecord(z.enum(checkNames), z.enum([...severities, 'off'])),
}) satisfies z.ZodType<HousePolicy>;

export const settingsShape = z.strictObject({
  /** Minutes that a claim or review lasts without activity. */
  leaseMinutes: z.number().min(0.01).max(1440),
  parity: policyShape,
  /** What the website calls itself. */
  siteName: pairShape(remark(200).min(1)),
  /** Where the website's days begin and end. */
  timeZone: z.string().max(60).refine(isTimeZone, 'expected an IANA time zone'),
  /**
   * Names that the Traditional Chinese edition shows as they stand here; found in the text in
   * Simplified characters too.
   */
  protectedNames: z.array(z.string().min(1).max(200)).max(1000),
});
export type Settings = z.infer<typeof settingsShape>;
export const defaultSettings: Settings = {
  leaseMinutes: 15,
  parity: defaultPolicy,
  siteName: { en: 'Notice Board', zh: '公告栏' },
  timeZone: 'UTC',
  protectedNames: [],
};

/** Asking Intl takes 0.3 ms, and the stored settings are read for every report. */
const knownTimeZones = new Set<string>(['UTC']);

function isTimeZone(name: string): boolean {
  if (knownTimeZones.has(name)) return true;
  try {
    if (new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone === '')
      return false;
  } catch {
    return false;
  }
  knownTimeZones.add(name);
  return true;
}

const historyEntry = z.strictObject({
  id: idShape,
  type: z.string(),
  actor: personRef.nullable(),
  task: idShape.nullable(),
  data: z.record(z.string(), z.unknown()),
  at: timeShape,
});

const noticeParams = z.strictObject({ id: z.string().min(1).max(120) });
const versionParams = z.strictObject({
  id: z.string().min(1).max(120),
  language: z.enum(languages),
});
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const listQuery = z.strictObject({
  state: z.enum(pairStates).optional(),
  category: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
  published: flag.optional(),
  archived: flag.optional(),
  /** Those whose two versions do not say the same, or of which one is missing. */
  outOfStep: flag.optional(),
  /** Those with a task that has been open for less than a day, a week, a month, or for longer. */
  taskAge: z.enum(taskAges).optional(),
  /** `worst`: by the priority of what has to be done, which weighs change, publication and readers. */
  sort: z.enum(['newest', 'worst']).default('newest'),
  ...pageQuery,
});

export const createNoticeOp = operation({
  id: 'createNotice',
  method: 'post',
  path: '/api/v1/notices',
  summary: 'Create a notice with the first revision of one language or of both',
  room,
  leave: 'notice.write',
  body: createInput,
  answers: { 201: noticeDetail },
});
export const listNoticesOp = operation({
  id: 'listNotices',
  method: 'get',
  path: '/api/v1/notices',
  summary: 'List notices, newest or worst first; q searches both languages',
  room,
  leave: 'notice.read',
  query: listQuery,
  answers: { 200: pageShape(noticeShape) },
});
export const getNoticeOp = operation({
  id: 'getNotice',
  method: 'get',
  path: '/api/v1/notices/{id}',
  summary: 'A notice by id or slug: heads, pair state, publication and task',
  room,
  leave: 'notice.read',
  params: noticeParams,
  answers: { 200: noticeDetail, 304: null },
});
export const patchNoticeOp = operation({
  id: 'patchNotice',
  method: 'patch',
  path: '/api/v1/notices/{id}',
  summary: 'Change slug, category, release, date or languages; archive and bring back (If-Match)',
  room,
  leave: 'notice.write',
  params: noticeParams,
  body: patchInput,
  answers: { 200: noticeDetail },
});
export const getVersionOp = operation({
  id: 'getVersion',
  method: 'get',
  path: '/api/v1/notices/{id}/versions/{language}',
  summary: 'The head revision of one language',
  room,
  leave: 'notice.read',
  params: versionParams,
  answers: { 200: versionShape, 304: null },
});
export const saveVersionOp = operation({
  id: 'saveVersion',
  method: 'put',
  path: '/api/v1/notices/{id}/versions/{language}',
  summary: 'Save a new revision (If-Match; the first with If-None-Match: *)',
  room,
  leave: 'notice.write',
  params: versionParams,
  body: saveInput,
  answers: { 200: versionShape, 201: versionShape },
});
export const saveBothOp = operation({
  id: 'saveBothVersions',
  method: 'put',
  path: '/api/v1/notices/{id}/versions',
  summary: "Save both languages in one act (the notice's If-Match)",
  room,
  leave: 'notice.write',
  params: noticeParams,
  body: saveBothInput,
  answers: { 200: noticeDetail },
});
export const listRevisionsOp = operation({
  id: 'listRevisions',
  method: 'get',
  path: '/api/v1/notices/{id}/versions/{language}/revisions',
  summary: 'The revisions of one language, newest first, pending ones marked',
  room,
  leave: 'notice.read',
  params: versionParams,
  query: z.strictObject(pageQuery),
  answers: { 200: pageShape(revisionSummary) },
});
export const getRevisionOp = operation({
  id: 'getRevision',
  method: 'get',
  path: '/api/v1/notices/{id}/versions/{language}/revisions/{number}',
  summary: 'One revision',
  room,
  leave: 'notice.read',
  params: z.strictObject({
    id: z.string().min(1).max(120),
    language: z.enum(languages),
    number: z.coerce.number().int().min(1).max(2_000_000_000),
  }),
  answers: { 200: revisionShape },
});
export const restoreOp = operation({
  id: 'restoreRevision',
  method: 'post',
  path: '/api/v1/notices/{id}/versions/{language}/restore',
  summary: 'A new revision with the content of an older one',
  room,
  leave: 'notice.write',
  params: versionParams,
  body: restoreInput,
  answers: { 200: versionShape },
});
export const diffRevisionsOp = operation({
  id: 'diffRevisions',
  method: 'get',
  path: '/api/v1/notices/{id}/versions/{language}/diff',
  summary: 'The difference between two revisions of one language, by segment',
  room,
  leave: 'notice.read',
  params: versionParams,
  query: z.strictObject({
    from: z.coerce.number().int().min(1).max(2_000_000_000),
    to: z.coerce.number().int().min(1).max(2_000_000_000),
  }),
  answers: { 200: diffShape },
});
export const historyOp = operation({
  id: 'getHistory',
  method: 'get',
  path: '/api/v1/notices/{id}/history',
  summary: 'Every event of a notice, newest first',
  room,
  leave: 'notice.read',
  params: noticeParams,
  query: z.strictObject(pageQuery),
  answers: { 200: pageShape(historyEntry) },
});
export const listCategoriesOp = operation({
  id: 'listCategories',
  method: 'get',
  path: '/api/v1/categories',
  summary: 'All categories with their names',
  room,
  leave: 'category.read',
  answers: { 200: z.strictObject({ items: z.array(categoryShape), next: z.null() }) },
});
const categoryParams = z.strictObject({ id: category });
export const getCategoryOp = operation({
  id: 'getCategory',
  method: 'get',
  path: '/api/v1/categories/{id}',
  summary: 'One category',
  room,
  leave: 'category.read',
  params: categoryParams,
  answers: { 200: categoryShape },
});
export const putCategoryOp = operation({
  id: 'putCategory',
  method: 'put',
  path: '/api/v1/categories/{id}',
  summary: 'Create or rename a category; what readers get while its notices are out of step',
  room,
  leave: 'category.write',
  params: categoryParams,
  body: z.strictObject({
    name: pairShape(remark(200).min(1)),
    serve: z.enum(servePolicies).optional(),
  }),
  answers: { 200: categoryShape },
});
export const getSettingsOp = operation({
  id: 'getSettings',
  method: 'get',
  path: '/api/v1/settings',
  summary: 'House policies',
  room,
  leave: 'setting.read',
  answers: { 200: settingsShape },
});
export const putSettingsOp = operation({
  id: 'putSettings',
  method: 'put',
  path: '/api/v1/settings',
  summary: 'Change house policies; what is left out stays',
  room,
  leave: 'setting.write',
  body: settingsShape.partial(),
  answers: { 200: settingsShape },
});

export const noticesOperations = [
  createNoticeOp,
  listNoticesOp,
  getNoticeOp,
  patchNoticeOp,
  getVersionOp,
  saveVersionOp,
  saveBothOp,
  listRevisionsOp,
  getRevisionOp,
  restoreOp,
  diffRevisionsOp,
  historyOp,
  listCategoriesOp,
  getCategoryOp,
  putCategoryOp,
  getSettingsOp,
  putSettingsOp,
] as const;

export type NoticeView = z.infer<typeof noticeShape>;
export type NoticeDetail = z.infer<typeof noticeDetail>;
export type RevisionView = z.infer<typeof revisionShape>;
export type VersionView = z.infer<typeof versionShape>;
export type SyncPointView = z.infer<typeof syncPointShape>;
