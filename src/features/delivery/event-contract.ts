import { z } from 'zod';
import { liveTypes } from '../../core/live-events.ts';
import { idShape, operation, personRef, timeShape } from '../../core/operation.ts';

const room = 'delivery';

/** Something that happened, told thin: what changed is asked for by its id. */
const happened = z.strictObject({
  type: z.enum(liveTypes),
  id: idShape,
  notice: idShape.nullable(),
  task: idShape.nullable(),
  /** null: the system. */
  actor: personRef.nullable(),
  at: timeShape,
  data: z.record(z.string(), z.unknown()),
});
export type Happened = z.output<typeof happened>;

export const doings = ['reading', 'working', 'reviewing'] as const;
export type Doing = (typeof doings)[number];

/** Who is at work on what, at this moment; `doing` null: not any more. */
const presence = z.strictObject({
  type: z.literal('presence'),
  notice: idShape,
  task: idShape.nullable(),
  person: personRef,
  doing: z.enum(doings).nullable(),
});
export type Present = z.output<typeof presence>;

/** How far an import of yours has come. */
const progress = z.strictObject({
  type: z.literal('import.progressed'),
  import: idShape,
  done: z.number().int(),
  total: z.number().int(),
});

/** More happened than is told one by one: whoever shows anything asks for it again. */
const reset = z.strictObject({ type: z.literal('reset') });
/** Nothing more comes, because the session, the token or the account has ended. */
const ended = z.strictObject({ type: z.literal('end') });

export const liveMessage = z.discriminatedUnion('type', [
  happened,
  presence,
  progress,
  reset,
  ended,
]);
export type LiveMessage = z.output<typeof liveMessage>;

export const streamEventsOp = operation({
  id: 'streamEvents',
  method: 'get',
  path: '/api/v1/events',
  summary: 'What happens from now on, or since Last-Event-ID, as server-sent events',
  room,
  leave: 'event.read',
  query: z.strictObject({
    /** Only what concerns this notice, or this task. */
    notice: z.uuid().optional(),
    task: z.uuid().optional(),
  }),
  answers: { 200: liveMessage },
  stream: true,
});

const subject = z.union([z.strictObject({ task: z.uuid() }), z.strictObject({ notice: z.uuid() })]);
export type PresenceSubject = z.output<typeof subject>;

export const tellPresenceOp = operation({
  id: 'tellPresence',
  method: 'put',
  path: '/api/v1/presence',
  summary: 'Say what you are at work on; forgotten after 30 seconds unless said again',
  room,
  leave: 'presence.write',
  body: z.strictObject({
    subject,
    /** null: not any more. */
    doing: z.enum(doings).nullable(),
  }),
  answers: { 204: null },
});

export const listPresenceOp = operation({
  id: 'listPresence',
  method: 'get',
  path: '/api/v1/presence',
  summary: 'Who is at work on what, at this moment',
  room,
  leave: 'event.read',
  query: z.strictObject({ notice: z.uuid().optional(), task: z.uuid().optional() }),
  answers: { 200: z.strictObject({ items: z.array(presence) }) },
});

export const eventOperations = [streamEventsOp, tellPresenceOp, listPresenceOp] as const;
