import { isUuid } from '../../core/ids.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { seal } from '../../platform/sealing.ts';
import { checkedWebhookUrl } from './check-webhook-url.ts';
import type { WebhookContext } from './deliver-webhook.ts';
import { webhookOrRefusal } from './list-webhooks.ts';
import type { Renewal, Webhook, WebhookPatch } from './webhook-contract.ts';
import { newSigningSecret } from './webhook-signature.ts';
import type { WebhookRow } from './webhook-store.ts';
import {
  lockWebhook,
  pauseWebhook,
  removeWebhook,
  replaceSecret,
  resumeWebhook,
  updateWebhook,
} from './webhook-store.ts';

/** @throws Refusal `not_found` when there is none, or it was removed */
export async function lockedWebhook(tx: Transaction, id: string): Promise<WebhookRow> {
  const webhook = isUuid(id) ? await lockWebhook(tx, id) : null;
  if (webhook === null) throw new Refusal('not_found');
  return webhook;
}

/** Changes what is given; pauses, or ends a pause, whoever began it. */
export async function changeWebhook(
  ctx: WebhookContext,
  actor: Actor,
  { id, patch }: { id: string; patch: WebhookPatch },
): Promise<Webhook> {
  const { paused, url, events, description } = patch;
  const checked =
    url === undefined ? undefined : checkedWebhookUrl(url, ctx.config.webhooks.allowPrivate);
  return ctx.db.transaction().execute(async (tx) => {
    const webhook = await lockedWebhook(tx, id);
    const change = {
      ...(checked === undefined ? {} : { url: checked }),
      ...(events === undefined ? {} : { events }),
      ...(description === undefined ? {} : { description }),
    };
    if (Object.keys(change).length > 0) await updateWebhook(tx, id, change);
    if (paused === true && webhook.pausedAt === null) await pauseWebhook(tx, id, 'by_hand');
    if (paused === false && webhook.pausedAt !== null) await resumeWebhook(tx, id);
    await note(ctx, tx, {
      type: 'webhook.changed',
      actor,
      data: { webhook: id, ...change, ...(paused === undefined ? {} : { paused }) },
    });
    return webhookOrRefusal(tx, id);
  });
}

/** Removes a webhook with its secrets for good; its deliveries are kept for their time. */
export async function deleteWebhook(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    await lockedWebhook(tx, id);
    await removeWebhook(tx, id);
    await note(ctx, tx, { type: 'webhook.deleted', actor, data: { webhook: id } });
  });
}

/** A new signing secret; until the overlap ends, messages carry the signatures of both. */
export async function renewSecret(
  ctx: WebhookContext,
  actor: Actor,
  { id, overlapHours }: { id: string; overlapHours: number },
): Promise<Renewal> {
  const secret = newSigningSecret();
  return ctx.db.transaction().execute(async (tx) => {
    await lockedWebhook(tx, id);
    const sealed = seal(ctx.config.secret, id, secret);
    const until = await replaceSecret(tx, id, { secret: sealed, overlapHours });
    await note(ctx, tx, {
      type: 'webhook.secret_renewed',
      actor,
      data: { webhook: id, overlapHours },
    });
    return { secret, previousUntil: until.toISOString() };
  });
}

async function note(
  ctx: Context,
  tx: Transaction,
  event: { type: string; actor: Actor; data: Record<string, unknown> },
): Promise<void> {
  await appendEvent(tx, ctx.clock, { ...event, noticeId: null, actor: event.actor.id });
}
