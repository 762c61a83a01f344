import { isUuid } from '../../core/ids.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Queryable } from '../../platform/database.ts';
import { afterOf, pageOf } from '../accounts/pages.ts';
import type { Webhook } from './webhook-contract.ts';
import { pageOfWebhooks, webhookById } from './webhook-store.ts';

/** A page of all webhooks, oldest first, without their secrets. */
export async function listWebhooks(
  ctx: Context,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Webhook[]; next: string | null }> {
  const asked = { after: afterOf(cursor), limit: limit + 1 };
  return pageOf(await pageOfWebhooks(ctx.db, asked), limit);
}

export function readWebhook(ctx: Context, id: string): Promise<Webhook> {
  return webhookOrRefusal(ctx.db, id);
}

/** @throws Refusal `not_found` when there is none, or it was removed */
export async function webhookOrRefusal(db: Queryable, id: string): Promise<Webhook> {
  const webhook = isUuid(id) ? await webhookById(db, id) : null;
  if (webhook === null) throw new Refusal('not_found');
  return webhook;
}
