import { z } from 'zod';
import {
  languageShape,
  operation,
  personRef,
  timeShape,
  warningShape,
} from '../../core/operation.ts';
import { bodyFormats, diffShape, noticeDetail, syncPointShape } from '../notices/contract.ts';

const room = 'parity';
const number = z.number().int().min(1).max(2_000_000_000);
const note = z.string().max(1000).optional();

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

export const parityOperations = [
  diffTextsOp,
  confirmOp,
  confirmManyOp,
  retractOp,
  listSyncPointsOp,
] as const;
