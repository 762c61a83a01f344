import type { Context } from '../../context.ts';
import { deleteOldDeliveries } from './webhook-delivery-store.ts';

/** How long deliveries and their log are kept, and how long what waits for a paused webhook waits. */
export const daysKept = 30;

export async function forgetDeliveries(ctx: Context): Promise<void> {
  await deleteOldDeliveries(ctx.db, daysKept);
}
