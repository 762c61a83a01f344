import { z } from 'zod';
import { idShape, operation, pageQuery, pageShape, timeShape } from '../../core/operation.ts';
import { cleanText } from '../../core/text-limits.ts';

const room = 'delivery';

/** What a webhook can be told of; all but the tasks' may change what readers see. */
export const webhookEvents = [
  'publication.published',
  'publication.withdrawn',
  'notice.changed',
  'category.changed',
  'setting.changed',
  'pair.certified',
  'pair.retracted',
  'task.opened',
  'task.submitted',
  'task.returned',
  'task.approved',
  'task.cancelled',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** The type of the message that a test sends. */
export const testType = 'webhook.test';

const url = z.url({ protocol: /^https?$/ }).max(2000);
const description = z
  .string()
  .max(500)
  .overwrite((value) => cleanText(value).text.replaceAll('\n', ' ').trim());
const events = z
  .array(z.enum(webhookEvents))
  .min(1)
  .max(100)
  .overwrite((items) => [...new Set(items)]);

export const webhookInput = z.strictObject({
  /** https; http only to networks that the installation allows. */
  url,
  /** All kinds of events where it is left out. */
  events: events.default([...webhookEvents]),
  description: description.default(''),
});
export type WebhookInput = z.output<typeof webhookInput>;

export const webhookPatch = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  description: description.optional(),
  /** While it is paused nothing is sent, and what happens waits. False also ends an automatic pause. */
  paused: z.boolean().optional(),
});
export type WebhookPatch = z.output<typeof webhookPatch>;

const webhookShape = z.strictObject({
  id: idShape,
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  description: z.string(),
  paused: z.boolean(),
  /** null: all is well, or it was paused by hand. */
  warning: z
    .strictObject({
      /** `failing`: the last attempt failed; `paused_failing`: paused after days of it; `gone`: paused by a 410. */
      code: z.enum(['failing', 'paused_failing', 'gone']),
      since: timeShape,
    })
    .nullable(),
  /** How many deliveries wait: for their time, or for the end of a pause. */
  waiting: z.number().int(),
  createdAt: timeShape,
});
export type Webhook = z.output<typeof webhookShape>;
/** As it is answered once, on creation. */
const newWebhookShape = webhookShape.extend({ secret: z.string() });
export type NewWebhook = z.output<typeof newWebhookShape>;

const renewalInput = z.strictObject({
  /** How long messages carry the signature of the old secret as well. */
  overlapHours: z.number().int().min(0).max(168).default(24),
});
const renewalShape = z.strictObject({ secret: z.string(), previousUntil: timeShape });
export type Renewal = z.output<typeof renewalShape>;

export const deliveryStates = ['pending', 'delivered', 'failed'] as const;
const deliveryShape = z.strictObject({
  id: idShape,
  /** The id that the message carries as `webhook-id`, in every attempt. */
  event: idShape,
  type: z.string(),
  status: z.enum(deliveryStates),
  /** Attempts since it was made or last replayed. */
  attempts: z.number().int(),
  nextAttemptAt: timeShape.nullable(),
  createdAt: timeShape,
  settledAt: timeShape.nullable(),
});
export type Delivery = z.output<typeof deliveryShape>;
const attemptShape = z.strictObject({
  at: timeShape,
  /** The answer's HTTP status; null: there was no answer, and `error` says why. */
  status: z.number().int().nullable(),
  durationMs: z.number().int(),
  /** The first 1,024 bytes of the answer. */
  answer: z.string(),
  error: z.string().nullable(),
});
const deliveryDetailShape = deliveryShape.extend({
  payload: z.unknown(),
  /** Every attempt, oldest first. */
  log: z.array(attemptShape),
});
export type DeliveryDetail = z.output<typeof deliveryDetailShape>;

const replayInput = z.strictObject({
  /** Failed deliveries of events since then. */
  since: timeShape,
});

const one = { room, leave: 'webhook.manage', params: z.strictObject({ id: idShape }) } as const;
const ofDelivery = { ...one, params: z.strictObject({ id: idShape, delivery: idShape }) } as const;
const path = '/api/v1/webhooks';

export const listWebhooksOp = operation({
  id: 'listWebhooks',
  method: 'get',
  path,
  summary: 'All webhooks, oldest first, with a warning where one fails',
  room,
  leave: 'webhook.manage',
  query: z.strictObject(pageQuery),
  answers: { 200: pageShape(webhookShape) },
});
export const createWebhookOp = operation({
  id: 'createWebhook',
  method: 'post',
  path,
  summary: 'Add a webhook; its signing secret is shown once',
  room,
  leave: 'webhook.manage',
  body: webhookInput,
  answers: { 201: newWebhookShape },
  idempotent: false,
});
export const readWebhookOp = operation({
  id: 'readWebhook',
  method: 'get',
  path: `${path}/{id}`,
  summary: 'One webhook',
  ...one,
  answers: { 200: webhookShape },
});
export const changeWebhookOp = operation({
  id: 'changeWebhook',
  method: 'patch',
  path: `${path}/{id}`,
  summary: 'Change a webhook; pause it, or end its pause',
  ...one,
  body: webhookPatch,
  answers: { 200: webhookShape },
});
export const deleteWebhookOp = operation({
  id: 'deleteWebhook',
  method: 'delete',
  path: `${path}/{id}`,
  summary: 'Remove a webhook; what waits for it is not sent',
  ...one,
  answers: { 204: null },
});
export const renewSecretOp = operation({
  id: 'renewWebhookSecret',
  method: 'post',
  path: `${path}/{id}/secret`,
  summary: 'A new signing secret, shown once; for a while messages carry the signatures of both',
  ...one,
  body: renewalInput,
  answers: { 200: renewalShape },
  idempotent: false,
});
export const testWebhookOp = operation({
  id: 'testWebhook',
  method: 'post',
  path: `${path}/{id}/test`,
  summary: 'Send a message of type webhook.test',
  ...one,
  answers: { 202: deliveryShape },
});
export const replayFailedOp = operation({
  id: 'replayFailedDeliveries',
  method: 'post',
  path: `${path}/{id}/replay`,
  summary: 'Send again everything that failed since a time',
  ...one,
  body: replayInput,
  answers: { 202: z.strictObject({ deliveries: z.number().int() }) },
});
export const listDeliveriesOp = operation({
  id: 'listWebhookDeliveries',
  method: 'get',
  path: `${path}/{id}/deliveries`,
  summary: 'What was sent to a webhook or waits to be, newest first, for 30 days',
  ...one,
  query: z.strictObject({ status: z.enum(deliveryStates).optional(), ...pageQuery }),
  answers: { 200: pageShape(deliveryShape) },
});
export const readDeliveryOp = operation({
  id: 'readWebhookDelivery',
  method: 'get',
  path: `${path}/{id}/deliveries/{delivery}`,
  summary: 'One delivery with its payload and every attempt',
  ...ofDelivery,
  answers: { 200: deliveryDetailShape },
});
export const replayDeliveryOp = operation({
  id: 'replayWebhookDelivery',
  method: 'post',
  path: `${path}/{id}/deliveries/{delivery}/replay`,
  summary: 'Send one delivery again, under the same webhook-id',
  ...ofDelivery,
  answers: { 202: deliveryShape },
});

export const webhookOperations = [
  listWebhooksOp,
  createWebhookOp,
  readWebhookOp,
  changeWebhookOp,
  deleteWebhookOp,
  renewSecretOp,
  testWebhookOp,
  replayFailedOp,
  listDeliveriesOp,
  readDeliveryOp,
  replayDeliveryOp,
] as const;
