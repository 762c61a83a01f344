import type { Actor } from '../../core/permission.ts';
import { appendEvent } from '../../platform/outbox.ts';
import { seal } from '../../platform/sealing.ts';
import { checkedWebhookUrl } from './check-webhook-url.ts';
import type { WebhookContext } from './deliver-webhook.ts';
import { webhookOrRefusal } from './list-webhooks.ts';
import type { NewWebhook, WebhookInput } from './webhook-contract.ts';
import { newSigningSecret } from './webhook-signature.ts';
import { insertWebhook } from './webhook-store.ts';

/**
 * Adds a webhook, which is told of what happens from now on. Its signing secret is in the answer and
 * never shown again.
 *
 * @throws Refusal `invalid` for an address that nothing could be delivered to
 */
export async function createWebhook(
  ctx: WebhookContext,
  actor: Actor,
  input: WebhookInput,
): Promise<NewWebhook> {
  const { events, description } = input;
  const url = checkedWebhookUrl(input.url, ctx.config.webhooks.allowPrivate);
  const id = ctx.clock.newId();
  const secret = newSigningSecret();
  return ctx.db.transaction().execute(async (tx) => {
    const sealed = seal(ctx.config.secret, id, secret);
    await insertWebhook(tx, { id, url, events, description, secret: sealed, createdBy: actor.id });
    await appendEvent(tx, ctx.clock, {
      type: 'webhook.created',
      noticeId: null,
      actor: actor.id,
      data: { webhook: id, url, events },
    });
    return { ...(await webhookOrRefusal(tx, id)), secret };
  });
}
