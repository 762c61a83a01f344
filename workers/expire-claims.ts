import type { Service } from '../src/context.ts';
import { overdueDeliveries } from '../src/features/delivery/announce-events.ts';
import { publishOverdue } from '../src/features/delivery/publish-overdue.ts';
import { expireClaims as expire } from '../src/features/tasks/expire-claims.ts';
import { queueDeliveries } from './queue-deliveries.ts';
import { queueStalledImports } from './queue-imports.ts';

/** The sweep: lapsed leases, and publications, deliveries and imports that are without their job. */
export async function expireClaims(service: Service): Promise<void> {
  await expire(service);
  await publishOverdue(service);
  await queueDeliveries(service, await overdueDeliveries(service));
  await queueStalledImports(service);
}
