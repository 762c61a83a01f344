import { z } from 'zod';
import {
  idShape,
  operation,
  pageQuery,
  pageShape,
  pairShape,
  personRef,
  timeShape,
} from '../../core/operation.ts';
import { taskKinds } from '../../core/sync.ts';
import { taskStatuses } from '../../core/task-life.ts';

const room = 'tasks';

/** A comment on a task that mentions whoever asks. */
export const mentionShape = z.strictObject({
  /** The comment's. */
  id: idShape,
  task: z.strictObject({ id: idShape, kind: z.enum(taskKinds), status: z.enum(taskStatuses) }),
  notice: z.strictObject({
    id: idShape,
    slug: z.string(),
    title: pairShape(z.string().nullable()),
  }),
  author: personRef,
  body: z.string(),
  at: timeShape,
  read: z.boolean(),
});
export type Mention = z.infer<typeof mentionShape>;

export const listMentionsOp = operation({
  id: 'listMentions',
  method: 'get',
  path: '/api/v1/mentions',
  summary: 'Comments that mention you, newest first; how many are unread, up to 1000',
  room,
  leave: 'mention.read',
  query: z.strictObject({
    unread: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional(),
    ...pageQuery,
  }),
  answers: {
    200: pageShape(mentionShape).extend({ unread: z.number().int() }),
  },
});
export const markMentionOp = operation({
  id: 'markMention',
  method: 'put',
  path: '/api/v1/mentions/{id}',
  summary: 'Mark a mention of you as read or unread',
  room,
  leave: 'mention.read',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ read: z.boolean() }),
  answers: { 204: null },
});
export const markMentionsOp = operation({
  id: 'markMentions',
  method: 'put',
  path: '/api/v1/mentions',
  summary: 'Mark all mentions of you as read',
  room,
  leave: 'mention.read',
  body: z.strictObject({ read: z.literal(true) }),
  answers: { 204: null },
});

export const mentionOperations = [listMentionsOp, markMentionOp, markMentionsOp] as const;
