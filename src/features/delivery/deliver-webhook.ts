import type { Context } from '../../context.ts';
import type { DeliveryJob } from '../../jobs.ts';
import { openAddressGuard } from '../../platform/address-guard.ts';
import type { Config } from '../../platform/config.ts';
import type { Transaction } from '../../platform/database.ts';
import { appendEvent } from '../../platform/outbox.ts';
import type { OutgoingAnswer } from '../../platform/outgoing-post.ts';
import { postOutgoing } from '../../platform/outgoing-post.ts';
import { SealBroken, unseal } from '../../platform/sealing.ts';
import type { Claimed } from './webhook-delivery-store.ts';
import {
  claimDelivery,
  insertAttempt,
  markDelivered,
  markFailed,
  webhookOfDelivery,
} from './webhook-delivery-store.ts';
import { signedHeaders } from './webhook-signature.ts';
import { lockWebhook, markFailing, pauseWebhook } from './webhook-store.ts';

export interface WebhookContext extends Context {
  readonly config: Pick<Config, 'secret' | 'webhooks'>;
}

/** What is to be done after an attempt. */
export interface AfterAttempt {
  readonly webhook: string;
  /** null: there will be no other attempt. */
  readonly retryInSeconds: number | null;
}

const timeoutMs = 10_000;
const answerBytes = 1024;
/** A webhook to which nothing got through for so long is paused. */
const hoursOfFailing = 5 * 24;

/**
 * Attempts a delivery that is due, and writes down what came of it. The attempt is made outside of any
 * transaction: whoever dies in it leaves a lease that lapses, and it is made again with the same id.
 *
 * @returns null where there was nothing to do: it is not due, somebody else sends it, its webhook is
 *   paused or removed, or enough is under way to it
 */
export async function deliverWebhook(
  ctx: WebhookContext,
  { delivery }: DeliveryJob,
): Promise<AfterAttempt | null> {
  const webhook = await webhookOfDelivery(ctx.db, delivery);
  if (webhook === null) return null;
  const claimed = await ctx.db.transaction().execute(async (tx) => {
    if ((await lockWebhook(tx, webhook)) === null) return null;
    return claimDelivery(tx, { id: delivery, lease: ctx.clock.newId() });
  });
  if (claimed === null) return null;
  const outcome = await attempt(ctx, claimed);
  const retryInSeconds = await ctx.db
    .transaction()
    .execute((tx) => record(ctx, tx, { claimed, outcome }));
  return { webhook, retryInSeconds };
}

async function attempt(ctx: WebhookContext, claimed: Claimed): Promise<OutgoingAnswer> {
  const { allowPrivate } = ctx.config.webhooks;
  const body = claimed.payload;
  try {
    const signed = signedHeaders(
      { id: claimed.event, at: claimed.at, body },
      secretsOf(ctx, claimed),
    );
    return await postOutgoing({
      url: claimed.url,
      headers: { 'content-type': 'application/json', 'user-agent': 'Hebi-Webhooks', ...signed },
      body,
      timeoutMs,
      answerBytes,
      guard: openAddressGuard(allowPrivate),
    });
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    return { status: null, answer: '', error: 'secret_unreadable', durationMs: 0 };
  }
}

function secretsOf(ctx: WebhookContext, { webhook, secret, previousSecret }: Claimed): string[] {
  const stored = previousSecret === null ? [secret] : [secret, previousSecret];
  return stored.map((each) => unseal(ctx.config.secret, webhook, each));
}

async function record(
  ctx: WebhookContext,
  tx: Transaction,
  { claimed, outcome }: { claimed: Claimed; outcome: OutgoingAnswer },
): Promise<number | null> {
  const { id, webhook, lease, at } = claimed;
  const { status } = outcome;
  const active = await lockWebhook(tx, webhook);
  await insertAttempt(tx, id, { id: ctx.clock.newId(), at, ...outcome });
  const arrived = status !== null && status >= 200 && status < 300;
  const hours = await markFailing(tx, webhook, !arrived);
  if (arrived) {
    await markDelivered(tx, id);
    return null;
  }
  if (active !== null && active.pausedAt === null) {
    if (status === 410) await pauseFor(ctx, tx, { webhook, reason: 'gone' });
    else if (hours >= hoursOfFailing) await pauseFor(ctx, tx, { webhook, reason: 'failing' });
  }
  // Who says that it is gone will not be asked for this again.
  const waits = status === 410 ? [] : ctx.config.webhooks.retrySeconds;
  return markFailed(tx, { id, lease, waits });
}

async function pauseFor(
  ctx: Context,
  tx: Transaction,
  { webhook, reason }: { webhook: string; reason: 'failing' | 'gone' },
): Promise<void> {
  await pauseWebhook(tx, webhook, reason);
  await appendEvent(tx, ctx.clock, {
    type: 'webhook.paused',
    noticeId: null,
    actor: null,
    data: { webhook, reason },
  });
}
