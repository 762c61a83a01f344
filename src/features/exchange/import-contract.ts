import { z } from 'zod';
import {
  idShape,
  languageShape,
  operation,
  pageQuery,
  pageShape,
  personRef,
  timeShape,
  warningShape,
} from '../../core/operation.ts';
import { pairStates } from '../../core/sync.ts';
import { cleanText } from '../../core/text-limits.ts';
import { importInput } from './contract.ts';

const room = 'exchange';

/** Files of one import; all together they have to fit into a request. */
const mostFiles = 200;

/** A page or a text, and what is known of the notice on it; the same fields as for a single import. */
const importFile = importInput.safeExtend({
  /** By which its outcome is told, for example the name of a file. */
  name: z
    .string()
    .overwrite((value) => cleanText(value).text.replaceAll('\n', ' '))
    .trim()
    .min(1)
    .max(300),
});
export type ImportFile = z.output<typeof importFile>;

export const fileStatuses = ['waiting', 'done', 'refused', 'cancelled'] as const;

const refusalShape = z.strictObject({
  code: z.string(),
  /** In the caller's language. */
  title: z.string(),
  errors: z.array(warningShape),
});

const fileOutcome = z.strictObject({
  number: z.number().int(),
  name: z.string(),
  language: languageShape,
  status: z.enum(fileStatuses),
  notice: z.strictObject({ id: idShape, slug: z.string(), state: z.enum(pairStates) }).nullable(),
  /** Why it was not taken in; null: it was, or has not had its turn. */
  refusal: refusalShape.nullable(),
  /** How many lines of the page were no part of the notice. */
  dropped: z.number().int(),
  warnings: z.array(warningShape),
});

const importShape = z.strictObject({
  id: idShape,
  by: personRef,
  status: z.enum(['running', 'done', 'cancelled']),
  createdAt: timeShape,
  finishedAt: timeShape.nullable(),
  total: z.number().int(),
  /** Files that had their turn: taken in, and refused. */
  done: z.number().int(),
  refused: z.number().int(),
});
export type ImportView = z.output<typeof importShape>;
export const importDetail = importShape.extend({ files: z.array(fileOutcome) });
export type ImportDetail = z.output<typeof importDetail>;

const params = z.strictObject({ id: z.uuid() });

export const startImportOp = operation({
  id: 'startImport',
  method: 'post',
  path: '/api/v1/imports',
  summary:
    'Take in pages and texts, one after the other; a text goes to the notice of its slug that lacks its language',
  room,
  leave: 'notice.write',
  body: z.strictObject({ files: z.array(importFile).min(1).max(mostFiles) }),
  answers: { 202: importDetail },
});
export const listImportsOp = operation({
  id: 'listImports',
  method: 'get',
  path: '/api/v1/imports',
  summary: 'Your imports, newest first',
  room,
  leave: 'notice.write',
  query: z.strictObject(pageQuery),
  answers: { 200: pageShape(importShape) },
});
export const readImportOp = operation({
  id: 'readImport',
  method: 'get',
  path: '/api/v1/imports/{id}',
  summary: 'How far an import of yours has come, and what became of every file',
  room,
  leave: 'notice.write',
  params,
  answers: { 200: importDetail },
});
export const cancelImportOp = operation({
  id: 'cancelImport',
  method: 'delete',
  path: '/api/v1/imports/{id}',
  summary: 'Cancel what has not been taken in yet; what has been stays',
  room,
  leave: 'notice.write',
  params,
  answers: { 200: importDetail },
});

export const importOperations = [
  startImportOp,
  listImportsOp,
  readImportOp,
  cancelImportOp,
] as const;
