import { isUuid } from '../../core/ids.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { afterOf, pageOf } from '../accounts/pages.ts';
import { webhookOrRefusal } from './list-webhooks.ts';
import type { Delivery, DeliveryDetail } from './webhook-contract.ts';
import { deliveryDetail, pageOfDeliveries } from './webhook-delivery-store.ts';

/** A page of a webhook's deliveries, newest first. */
export async function listDeliveries(
  ctx: Context,
  asked: {
    readonly webhook: string;
    readonly status?: Delivery['status'] | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<{ items: Delivery[]; next: string | null }> {
  const { limit, status = null } = asked;
  const before = afterOf(asked.cursor);
  const { id } = await webhookOrRefusal(ctx.db, asked.webhook);
  return pageOf(await pageOfDeliveries(ctx.db, id, { before, limit: limit + 1, status }), limit);
}

/** One delivery with its payload and its log. @throws Refusal `not_found` */
export async function readDelivery(
  ctx: Context,
  key: { webhook: string; delivery: string },
): Promise<DeliveryDetail> {
  const { id: webhook } = await webhookOrRefusal(ctx.db, key.webhook);
  const found = isUuid(key.delivery)
    ? await deliveryDetail(ctx.db, { webhook, id: key.delivery })
    : null;
  if (found === null) throw new Refusal('not_found');
  return found;
}
