import { z } from 'zod';
import { checkNames, severities } from '../../core/checks/check.ts';
import { factTypes } from '../../core/facts/fact.ts';
import { pairStates } from '../../core/sync.ts';
import {
  idShape,
  languageShape,
  operation,
  pairShape,
  personRef,
  timeShape,
  warningShape,
} from '../../core/operation.ts';
import {
  bodyFormats,
  diffShape,
  noticeDetail,
  remark,
  syncPointShape,
} from '../notices/contract.ts';

const room = 'parity';
const number = z.number().int().min(1).max(2_000_000_000);
const note = remark(1000).optional();

const text = z.union([
  z.string().max(2_000_000),
  z.strictObject({
    title: z.string().max(2000).optional(),
    summary: z.string().max(10_000).optional(),
    body: z.string().max(2_000_000),
  }),
]);

export const diffTextsOp = operation({
  id: 'diffTexts',
  method: 'post',
  path: '/api/v1/diff',
  summary: 'A diff of any two texts of one language; nothing is stored',
  room,
  leave: 'parity.read',
  body: z.strictObject({
    language: languageShape,
    before: text,
    after: text,
    format: z.enum(bodyFormats).default('html'),
  }),
  answers: { 200: diffShape.extend({ warnings: z.array(warningShape).optional() }) },
});

const noticeParams = z.strictObject({ id: z.string().min(1).max(120) });

export const confirmOp = operation({
  id: 'confirmPair',
  method: 'post',
  path: '/api/v1/notices/{id}/sync-points',
  summary: 'Confirm that the two heads are in step',
  room,
  leave: 'pair.confirm',
  params: noticeParams,
  body: z.strictObject({ en: number, zh: number, note }),
  answers: { 201: syncPointShape },
});

const problemItem = z.strictObject({ code: z.string(), title: z.string() });

export const confirmManyOp = operation({
  id: 'confirmPairs',
  method: 'post',
  path: '/api/v1/sync-points',
  summary: 'Confirm several pairs, each answered for itself',
  room,
  leave: 'pair.confirm',
  body: z.strictObject({
    items: z
      .array(z.strictObject({ notice: z.string().min(1).max(120), en: number, zh: number, note }))
      .min(1)
      .max(200),
  }),
  answers: {
    200: z.strictObject({
      items: z.array(
        z.strictObject({
          notice: z.string(),
          status: z.number().int(),
          syncPoint: syncPointShape.nullable(),
          problem: problemItem.nullable(),
        }),
      ),
    }),
  },
});

export const retractOp = operation({
  id: 'retractSyncPoint',
  method: 'delete',
  path: '/api/v1/notices/{id}/sync-points/{point}',
  summary: 'Retract the standing sync point; nothing is unpublished',
  room,
  leave: 'pair.retract',
  params: z.strictObject({ id: z.string().min(1).max(120), point: z.uuid() }),
  answers: { 200: noticeDetail },
});

const syncPointRecord = syncPointShape.extend({
  retracted: z.strictObject({ by: personRef.nullable(), at: timeShape }).nullable(),
});
export type SyncPointRecord = z.infer<typeof syncPointRecord>;

export const listSyncPointsOp = operation({
  id: 'listSyncPoints',
  method: 'get',
  path: '/api/v1/notices/{id}/sync-points',
  summary: 'Every sync point of a notice, newest first, retracted ones marked',
  room,
  leave: 'notice.read',
  params: noticeParams,
  answers: { 200: z.strictObject({ items: z.array(syncPointRecord), next: z.null() }) },
});

const indexes = z.array(z.number().int().min(0)).readonly();
const waiverShape = z.strictObject({ reason: z.string(), by: personRef, at: timeShape });

const findingShape = z.strictObject({
  id: z.string(),
  check: z.enum(checkNames),
  severity: z.enum(severities),
  en: indexes,
  zh: indexes,
  message: z.string(),
  evidence: z.strictObject({ en: z.string().optional(), zh: z.string().optional() }),
  fix: z
    .strictObject({ side: languageShape, segment: z.number().int(), text: z.string() })
    .optional(),
  waiver: waiverShape.nullable().optional(),
});

const segmentsShape = z.strictObject({
  segments: z
    .array(
      z.strictObject({
        index: z.number().int(),
        block: z.string(),
        blockIndex: z.number().int(),
        text: z.string(),
      }),
    )
    .readonly(),
});

const factShape = z.strictObject({
  segment: z.number().int(),
  type: z.enum(factTypes),
  value: z.string(),
  strength: z.enum(['strong', 'medium', 'weak']),
  text: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  also: z.array(z.string()).readonly().optional(),
  hedge: z.enum(['over', 'least', 'under', 'most', 'near', 'about']).optional(),
});

/** Segments that answer each other; one side is empty where the other has no answer. */
export const beadShape = z.strictObject({
  en: indexes,
  zh: indexes,
  confidence: z.number().min(0).max(1),
});

export const reportShape = z.strictObject({
  en: segmentsShape,
  zh: segmentsShape,
  alignment: z.array(beadShape).readonly(),
  findings: z.array(findingShape),
  facts: pairShape(z.array(factShape).readonly()),
  score: z.number().int().min(0).max(100),
});
export type ReportView = z.infer<typeof reportShape>;
/** A difference that readers reported and nobody has dealt with yet: a finding in their own words. */
const readerFinding = z.strictObject({
  id: idShape,
  check: z.literal('reader'),
  severity: z.literal('warning'),
  /** The text that the reader had in view. */
  language: languageShape,
  revision: z.number().int(),
  words: z.string(),
  times: z.number().int(),
  reportedAt: timeShape,
});
export type ReaderFinding = z.infer<typeof readerFinding>;
const noticeReport = reportShape.extend({
  /** The newest first, 50 at most. */
  readers: z.array(readerFinding),
  pair: pairShape(z.number().int()),
  /** The hand corrections of the alignment that it was made with, as they were given. */
  corrections: z.array(z.strictObject({ en: indexes, zh: indexes })).readonly(),
  engine: z.number().int(),
  /** Version of the words learned from certified pairs that it was made with; 0: none. */
  lexicon: z.number().int(),
  createdAt: timeShape,
});

const reportText = z.strictObject({
  title: z.string().max(2000).optional(),
  summary: z.string().max(10_000).optional(),
  body: z.string().max(2_000_000),
  format: z.enum(bodyFormats).default('html'),
});

/** Any two texts to be reported on. */
export const textsInput = z.strictObject({ en: reportText, zh: reportText });

const revisionQuery = z.coerce.number().int().min(1).max(2_000_000_000).optional();
const pairQuery = z.strictObject({ en: revisionQuery, zh: revisionQuery });

export const noticeReportOp = operation({
  id: 'getParityReport',
  method: 'get',
  path: '/api/v1/notices/{id}/parity',
  summary: 'The parity report of two revisions, the heads unless others are named',
  room,
  leave: 'parity.read',
  params: noticeParams,
  query: pairQuery,
  answers: { 200: noticeReport },
});

export const textsReportOp = operation({
  id: 'reportTexts',
  method: 'post',
  path: '/api/v1/parity',
  summary: 'A parity report of any two texts; nothing is stored',
  room,
  leave: 'parity.read',
  body: textsInput,
  answers: { 200: reportShape.extend({ warnings: z.array(warningShape).optional() }) },
});

export const correctAlignmentOp = operation({
  id: 'correctAlignment',
  method: 'put',
  path: '/api/v1/notices/{id}/alignment',
  summary:
    'Hand corrections of the alignment of two revisions, as constraints; replaces earlier ones',
  room,
  leave: 'parity.write',
  params: noticeParams,
  query: pairQuery,
  body: z.strictObject({
    constraints: z
      .array(
        z.strictObject({
          en: z.array(z.number().int().min(0).max(100_000)).max(50),
          zh: z.array(z.number().int().min(0).max(100_000)).max(50),
        }),
      )
      .max(1000),
  }),
  answers: { 200: noticeReport },
});

const findingParams = z.strictObject({
  id: z.string().min(1).max(120),
  finding: z.string().regex(/^[0-9a-f]{16}$/),
});

export const waiveOp = operation({
  id: 'waiveFinding',
  method: 'post',
  path: '/api/v1/notices/{id}/findings/{finding}/waiver',
  summary:
    'Dismiss a finding of two revisions, the heads unless others are named; it dies with its texts',
  room,
  leave: 'parity.write',
  params: findingParams,
  query: pairQuery,
  body: z.strictObject({ reason: remark(1000).min(1) }),
  answers: { 201: waiverShape },
});

export const restoreFindingOp = operation({
  id: 'restoreFinding',
  method: 'delete',
  path: '/api/v1/notices/{id}/findings/{finding}/waiver',
  summary: 'Take a dismissal back',
  room,
  leave: 'parity.write',
  params: findingParams,
  answers: { 204: null },
});

const count = z.number().int();

export const summaryShape = z.strictObject({
  states: z.record(z.enum(pairStates), count),
  /** Pairs out of step, by how long their task has been open. */
  ages: z.strictObject({ day: count, week: count, month: count, older: count }),
  directions: z.strictObject({ enAhead: count, zhAhead: count, diverged: count }),
  categories: z.array(
    z.strictObject({ category: z.string().nullable(), total: count, outOfStep: count }),
  ),
  medianHoursToParity: z.number().nullable(),
  findings: z.strictObject({ errors: count, warnings: count, reports: count }),
  /** Dismissals of each check, standing and taken back. */
  waivers: z.array(z.strictObject({ check: z.string(), waived: count, restored: count })),
  /** Checks whose findings are dismissed far more often than mended, and what may be done about it. */
  mostlyWaived: z.array(
    z.strictObject({
      check: z.enum(checkNames),
      waived: count,
      fixed: count,
      /** What the share of dismissals is at least, from 0 to 1: Wilson's lower bound at 95 %. */
      atLeast: z.number(),
      /** In the caller's language. */
      message: z.string(),
    }),
  ),
  /** Views of texts that were behind their counterpart, and the ten texts that were seen so most. */
  exposure: z.strictObject({
    days: count,
    views: count,
    notices: z.array(
      z.strictObject({
        notice: z.strictObject({ id: idShape, slug: z.string() }),
        language: languageShape,
        views: count,
      }),
    ),
  }),
});
export type Summary = z.infer<typeof summaryShape>;

export const summaryOp = operation({
  id: 'getParitySummary',
  method: 'get',
  path: '/api/v1/parity/summary',
  summary:
    'Counts by state, age, direction and category; median time to parity; checks waived too often',
  room,
  leave: 'parity.read',
  answers: { 200: summaryShape },
});

export const parityOperations = [
  noticeReportOp,
  textsReportOp,
  correctAlignmentOp,
  waiveOp,
  restoreFindingOp,
  summaryOp,
  diffTextsOp,
  confirmOp,
  confirmManyOp,
  retractOp,
  listSyncPointsOp,
] as const;
