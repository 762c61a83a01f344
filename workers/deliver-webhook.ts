import type { Service } from '../src/context.ts';
import { overdueDeliveries } from '../src/features/delivery/announce-events.ts';
import { deliverWebhook as deliver } from '../src/features/delivery/deliver-webhook.ts';
import { deliveryJob } from '../src/jobs.ts';
import { queueDeliveries } from './queue-deliveries.ts';

/** One attempt; then this one's next, and what has waited for a turn at the same webhook. */
export async function deliverWebhook(service: Service, data: unknown): Promise<void> {
  const job = deliveryJob.parse(data);
  const after = await deliver(service, job);
  if (after === null) return;
  const { webhook, retryInSeconds } = after;
  if (retryInSeconds !== null) await queueDeliveries(service, [job.delivery], retryInSeconds);
  await queueDeliveries(service, await overdueDeliveries(service, webhook));
}
