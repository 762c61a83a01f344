import { isUuid } from '../../core/ids.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { insertDeliveries } from './announce-store.ts';
import { lockedWebhook } from './change-webhook.ts';
import { daysKept } from './forget-deliveries.ts';
import { databaseTime } from './store.ts';
import type { Delivery } from './webhook-contract.ts';
import { testType } from './webhook-contract.ts';
import { deliveryById, replayOne, replaySince } from './webhook-delivery-store.ts';
import { messageOf } from './webhook-payload.ts';

/** Sends a message that says nothing but that it is a test. @throws Refusal `webhook_paused` */
export async function testWebhook(ctx: Context, actor: Actor, webhook: string): Promise<Delivery> {
  return ctx.db.transaction().execute(async (tx) => {
    await lockActive(tx, webhook);
    const event = await note(ctx, tx, { type: 'webhook.tested', actor, data: { webhook } });
    const id = ctx.clock.newId();
    const payload = messageOf(testType, await databaseTime(tx), { webhook });
    const made = { id, webhook, event, type: testType, payload };
    await insertDeliveries(tx, [made], { days: daysKept });
    return deliveryOrRefusal(await deliveryById(tx, { webhook, id }));
  });
}

/** Sends one delivery again, a successful one too. @throws Refusal `not_found`, `webhook_paused` */
export async function replayDelivery(
  ctx: Context,
  actor: Actor,
  { webhook, delivery }: { webhook: string; delivery: string },
): Promise<Delivery> {
  return ctx.db.transaction().execute(async (tx) => {
    await lockActive(tx, webhook);
    const key = { webhook, id: delivery };
    const replayed = deliveryOrRefusal(isUuid(delivery) ? await replayOne(tx, key) : null);
    await note(ctx, tx, { type: 'webhook.replayed', actor, data: { webhook, delivery } });
    return replayed;
  });
}

/** Sends again everything that failed of what happened since then. @throws Refusal `webhook_paused` */
export async function replayFailed(
  ctx: Context,
  actor: Actor,
  { webhook, since }: { webhook: string; since: string },
): Promise<{ deliveries: number }> {
  return ctx.db.transaction().execute(async (tx) => {
    await lockActive(tx, webhook);
    const deliveries = await replaySince(tx, webhook, since);
    await note(ctx, tx, { type: 'webhook.replayed', actor, data: { webhook, since, deliveries } });
    return { deliveries };
  });
}

async function lockActive(tx: Transaction, id: string): Promise<void> {
  const { pausedAt } = await lockedWebhook(tx, id);
  if (pausedAt !== null) throw new Refusal('webhook_paused');
}

function deliveryOrRefusal(found: Delivery | null): Delivery {
  if (found === null) throw new Refusal('not_found');
  return found;
}

function note(
  ctx: Context,
  tx: Transaction,
  event: { type: string; actor: Actor; data: Record<string, unknown> },
): Promise<string> {
  return appendEvent(tx, ctx.clock, { ...event, noticeId: null, actor: event.actor.id });
}
