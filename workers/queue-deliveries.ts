import type { Service } from '../src/context.ts';
import { jobKinds } from '../src/jobs.ts';

/**
 * Queues attempts at deliveries. A job too many does nothing: whoever claims the delivery makes the
 * attempt. So each job has an id of its own, and none stands in the way of a later one.
 */
export async function queueDeliveries(
  service: Pick<Service, 'clock' | 'queues'>,
  deliveries: readonly string[],
  delaySeconds = 0,
): Promise<void> {
  if (deliveries.length === 0) return;
  const { attempts, backoffMs } = jobKinds['deliver-webhook'];
  await service.queues['deliver-webhook'].addAll(
    deliveries.map((delivery) => ({
      id: service.clock.newId(),
      data: { delivery },
      attempts,
      backoffMs,
      delayMs: Math.ceil(delaySeconds * 1000),
    })),
  );
}
