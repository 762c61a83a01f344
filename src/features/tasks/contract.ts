import { z } from 'zod';
import { changeClasses } from '../../core/diff.ts';
import { languages } from '../../core/language.ts';
import {
  idShape,
  languageShape,
  operation,
  pageQuery,
  pageShape,
  pairShape,
  personRef,
  timeShape,
} from '../../core/operation.ts';
import { taskKinds } from '../../core/sync.ts';
import { taskStatuses } from '../../core/task-life.ts';
import { remark, syncPointShape, textInput } from '../notices/contract.ts';
import { beadShape } from '../parity/contract.ts';

const room = 'tasks';
const leaseNumber = z.number().int().min(1).max(2_000_000_000);
const numbers = pairShape(z.number().int().min(0).max(2_000_000_000));

const versionText = z.strictObject({
  ...textInput,
  title: z.string().max(2000),
});
export type VersionText = z.output<typeof versionText>;
const versionTexts = z.strictObject({ en: versionText.optional(), zh: versionText.optional() });
export type VersionTexts = z.output<typeof versionTexts>;
const segmentTexts = z.record(z.string().max(40), z.string().max(100_000));

const edit = z.strictObject({ op: z.enum(['keep', 'insert', 'delete']), text: z.string() });

/** One change that the task is about: what it was, what it is, and what answers it on the other side. */
export const taskChange = z.strictObject({
  id: z.string(),
  side: languageShape,
  class: z.enum(changeClasses),
  /** Segments of the changed side: in the synced revision, and in the head. */
  before: z.array(z.string()),
  after: z.array(z.string()),
  old: z.string().nullable(),
  new: z.string().nullable(),
  edits: z.array(edit).readonly(),
  /** It stands elsewhere than it did, whatever else became of it. */
  moved: z.literal(true).optional(),
  counterpart: z.strictObject({ segments: z.array(z.string()), text: z.string() }),
  /** Where an answer to an added segment belongs: behind this segment of the other side. */
  anchor: z.string().nullable(),
  /** The counterpart's text with the changed facts replaced, ready to be accepted. */
  patch: z.string().nullable(),
});

export const taskShape = z.strictObject({
  id: idShape,
  kind: z.enum(taskKinds),
  status: z.enum(taskStatuses),
  notice: z.strictObject({
    id: idShape,
    slug: z.string(),
    title: pairShape(z.string().nullable()),
  }),
  writes: z.array(languageShape),
  leads: languageShape.nullable(),
  base: numbers,
  synced: numbers.nullable(),
  class: z.enum(changeClasses).nullable(),
  confirmable: z.boolean(),
  /** Something is written in it, which a confirmation of the pair as it is would leave out. */
  drafted: z.boolean(),
  size: z.strictObject({ englishWords: z.number().int(), chineseCharacters: z.number().int() }),
  priority: z.number().int(),
  /** Score of the report of the pair it is about, 0–100; null: there is none yet. */
  cleanness: z.number().int().nullable(),
  /** Views of outdated texts of its notice in the days that count. */
  exposure: z.number().int(),
  due: timeShape.nullable(),
  assignee: personRef.nullable(),
  holder: personRef.nullable(),
  /** Who submitted what waits for a review, or is under one. */
  submitter: personRef.nullable(),
  leaseUntil: timeShape.nullable(),
  createdAt: timeShape,
  updatedAt: timeShape,
  closedAt: timeShape.nullable(),
});
export type TaskView = z.infer<typeof taskShape>;

const segmentShape = z.strictObject({
  id: z.string(),
  index: z.number().int(),
  block: z.string(),
  blockIndex: z.number().int(),
  text: z.string(),
});

const draftShape = z.strictObject({
  author: personRef,
  lease: z.number().int(),
  draft: z.number().int(),
  savedAt: timeShape,
  late: z.boolean(),
  reason: z.string().nullable(),
  versions: z.record(z.string(), z.unknown()),
  segments: z.record(z.string(), z.string()),
});

/** A side that moved under the hands of whoever holds the task. */
const movementShape = z.strictObject({
  side: languageShape,
  /** From the revision at the claim to the present one. */
  from: z.number().int(),
  to: z.number().int(),
  class: z.enum(changeClasses),
  changes: z.array(
    z.strictObject({
      class: z.enum(changeClasses),
      before: z.array(z.string()),
      after: z.array(z.string()),
      old: z.string().nullable(),
      new: z.string().nullable(),
      edits: z.array(edit).readonly(),
    }),
  ),
  /** Where each segment of the claim's revision is now: none, one or several segments. */
  ids: z.record(z.string(), z.array(z.string()).readonly()),
});

const reconcileSide = z.strictObject({
  base: z.string().nullable(),
  now: z.string().nullable(),
  class: z.enum(changeClasses).nullable(),
  edits: z.array(edit).readonly(),
  before: z.array(z.string()),
  after: z.array(z.string()),
});
/** One row of the three-way view: sentences that belong together, of which at least one changed. */
const reconcileRow = z.strictObject({
  id: z.string(),
  moved: z.enum(['en', 'zh', 'both']),
  en: reconcileSide,
  zh: reconcileSide,
  /** What each side would say where nobody has to write: a ready text, or null. */
  proposal: pairShape(z.string().nullable()),
  /** Both sides changed, and somebody has to choose. */
  conflict: z.boolean(),
});

export const taskDetail = taskShape.extend({
  lease: z.strictObject({ number: z.number().int(), until: timeShape }).nullable(),
  changes: z.array(taskChange),
  /** Which segments of the base answer each other, by what both agreed on last; they cross where something moved. */
  beads: z.array(beadShape),
  /** The pair of the claim, on which the holder's work is based; null: nobody holds it. */
  claimBase: numbers.nullable(),
  /** How the sides moved since the claim; `POST …/base` goes on from the newest. */
  moved: z.array(movementShape),
  /** Of `reconcile`: what both agreed on, English now and Chinese now. */
  rows: z.array(reconcileRow),
  segments: pairShape(z.array(segmentShape)),
  drafts: z.array(draftShape),
  submission: z
    .strictObject({
      number: z.number().int(),
      submitter: personRef,
      pair: numbers,
      at: timeShape,
    })
    .nullable(),
  comments: z.array(
    z.strictObject({
      id: idShape,
      author: personRef,
      body: z.string(),
      mentions: z.array(idShape),
      at: timeShape,
    }),
  ),
});
export type TaskDetail = z.infer<typeof taskDetail>;

export const leaseShape = z.strictObject({ number: z.number().int(), until: timeShape });
const leaseAnswer = z.strictObject({ lease: leaseShape });
const params = z.strictObject({ id: z.uuid() });
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const listTasksOp = operation({
  id: 'listTasks',
  method: 'get',
  path: '/api/v1/tasks',
  summary: 'The pool of tasks, best first; active ones unless a status or a time is asked for',
  room,
  leave: 'task.read',
  query: z.strictObject({
    status: z.enum(taskStatuses).optional(),
    kind: z.enum(taskKinds).optional(),
    language: z.enum(languages).optional(),
    notice: z.uuid().optional(),
    mine: flag.optional(),
    /** Open, and the caller may do it. */
    claimable: flag.optional(),
    /** Submitted, and the caller may vouch for it: no writer of what it wrote. */
    reviewable: flag.optional(),
    /** May be closed by confirming the pair as it is: `verify`, and changes that hardly touch what is said. */
    confirmable: flag.optional(),
    /** `cleanest`: those first whose pair has the best report, to be certified at a glance. */
    sort: z.enum(['priority', 'cleanest', 'exposure']).default('priority'),
    /** Opened or closed from one time up to another, of any status unless one is asked for. */
    openedFrom: timeShape.optional(),
    openedBefore: timeShape.optional(),
    closedFrom: timeShape.optional(),
    closedBefore: timeShape.optional(),
    ...pageQuery,
  }),
  answers: { 200: pageShape(taskShape) },
});
export const getTaskOp = operation({
  id: 'getTask',
  method: 'get',
  path: '/api/v1/tasks/{id}',
  summary: 'A task with its changes, segments, drafts and comments',
  room,
  leave: 'task.read',
  params,
  answers: { 200: taskDetail },
});
export const claimOp = operation({
  id: 'claimTask',
  method: 'post',
  path: '/api/v1/tasks/{id}/claim',
  summary: 'Claim a task: a lease that the holder renews by working',
  room,
  leave: 'task.work',
  params,
  answers: { 200: leaseAnswer },
});
export const renewOp = operation({
  id: 'renewLease',
  method: 'post',
  path: '/api/v1/tasks/{id}/lease',
  summary: 'Renew a claim or a review',
  room,
  leave: 'task.work',
  params,
  body: z.strictObject({ lease: leaseNumber }),
  answers: { 200: leaseAnswer },
});
export const releaseOp = operation({
  id: 'endClaim',
  method: 'delete',
  path: '/api/v1/tasks/{id}/claim',
  summary: "End a claim or a review; editors may end anyone's; drafts stay",
  room,
  leave: 'task.work',
  params,
  query: z.strictObject({ lease: z.coerce.number().int().min(1).max(2_000_000_000).optional() }),
  answers: { 200: taskShape },
});
export const saveDraftOp = operation({
  id: 'saveDraft',
  method: 'put',
  path: '/api/v1/tasks/{id}/draft',
  summary: 'Save whole texts or single segments; what is refused is kept as a late draft',
  room,
  leave: 'task.work',
  params,
  body: z.strictObject({
    lease: leaseNumber,
    draft: z.number().int().min(0).max(2_000_000_000).optional(),
    versions: versionTexts.optional(),
    segments: segmentTexts.optional(),
  }),
  answers: { 200: z.strictObject({ draft: z.number().int(), lease: leaseShape }) },
});
export const submitOp = operation({
  id: 'submitTask',
  method: 'post',
  path: '/api/v1/tasks/{id}/submission',
  summary: 'Submit the texts given, or else the draft, for review',
  room,
  leave: 'task.work',
  params,
  body: z.strictObject({
    lease: leaseNumber,
    base: numbers.optional(),
    versions: versionTexts.optional(),
    message: remark(1000).optional(),
  }),
  answers: { 200: z.strictObject({ task: taskShape, pair: numbers }) },
});
export const advanceBaseOp = operation({
  id: 'advanceBase',
  method: 'post',
  path: '/api/v1/tasks/{id}/base',
  summary: 'Go on from the newest texts: the draft follows its segments to their new ids',
  room,
  leave: 'task.work',
  params,
  body: z.strictObject({ lease: leaseNumber }),
  answers: {
    200: z.strictObject({
      lease: leaseShape,
      /** The draft's counter; null: there is no draft. */
      draft: z.number().int().nullable(),
      task: taskDetail,
    }),
  },
});
export const withdrawOp = operation({
  id: 'withdrawSubmission',
  method: 'delete',
  path: '/api/v1/tasks/{id}/submission',
  summary: 'Take your submission back as long as nobody reviews it: you hold the task again',
  room,
  leave: 'task.work',
  params,
  answers: { 200: z.strictObject({ lease: leaseShape, task: taskShape }) },
});
export const reviewOp = operation({
  id: 'claimReview',
  method: 'post',
  path: '/api/v1/tasks/{id}/review',
  summary: 'Claim the review: freezes the pair that an approval certifies',
  room,
  leave: 'task.review',
  params,
  answers: { 200: z.strictObject({ lease: leaseShape, pair: numbers }) },
});
export const approveOp = operation({
  id: 'approveTask',
  method: 'post',
  path: '/api/v1/tasks/{id}/approval',
  summary: 'Approve: certifies exactly the frozen pair',
  room,
  leave: 'task.review',
  params,
  body: z.strictObject({ lease: leaseNumber }),
  answers: { 200: z.strictObject({ syncPoint: syncPointShape, task: taskShape }) },
});
export const returnOp = operation({
  id: 'returnTask',
  method: 'post',
  path: '/api/v1/tasks/{id}/return',
  summary: 'Return to the submitter with a reason',
  room,
  leave: 'task.review',
  params,
  body: z.strictObject({ lease: leaseNumber, reason: remark(5000).min(1) }),
  answers: { 200: taskShape },
});
export const commentOp = operation({
  id: 'commentTask',
  method: 'post',
  path: '/api/v1/tasks/{id}/comments',
  summary: 'Comment, mentioning people',
  room,
  leave: 'task.comment',
  params,
  body: z.strictObject({
    body: remark(5000).min(1),
    mentions: z.array(z.uuid()).max(20).default([]),
  }),
  answers: { 201: z.strictObject({ id: idShape }) },
});
export const steerOp = operation({
  id: 'steerTask',
  method: 'patch',
  path: '/api/v1/tasks/{id}',
  summary: 'Set assignee, due time and priority',
  room,
  leave: 'task.steer',
  params,
  body: z.strictObject({
    assignee: z.uuid().nullable().optional(),
    due: timeShape.nullable().optional(),
    priority: z.number().int().min(0).max(1000).optional(),
  }),
  answers: { 200: taskShape },
});

export const tasksOperations = [
  listTasksOp,
  getTaskOp,
  claimOp,
  renewOp,
  releaseOp,
  saveDraftOp,
  submitOp,
  withdrawOp,
  advanceBaseOp,
  reviewOp,
  approveOp,
  returnOp,
  commentOp,
  steerOp,
] as const;
