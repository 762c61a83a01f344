import type { Service } from '../src/context.ts';
import { stalled } from '../src/features/exchange/run-import.ts';
import { importJob, jobKinds } from '../src/jobs.ts';
import type { RelayedEvent } from '../src/platform/outbox.ts';

/** Queues the imports that were asked for. A job too many does nothing: every file has its turn once. */
export async function queueImports(
  service: Pick<Service, 'clock' | 'queues'>,
  events: readonly RelayedEvent[],
): Promise<void> {
  const asked = events.filter(({ type }) => type === 'import.requested');
  await addJobs(
    service,
    asked.map(({ data }) => importJob.parse({ import: data['import'] }).import),
  );
}

/** Queues imports again whose job was lost with the queue. */
export async function queueStalledImports(service: Service): Promise<void> {
  await addJobs(service, await stalled(service));
}

async function addJobs(
  service: Pick<Service, 'clock' | 'queues'>,
  imports: readonly string[],
): Promise<void> {
  if (imports.length === 0) return;
  const { attempts, backoffMs } = jobKinds['import-files'];
  await service.queues['import-files'].addAll(
    imports.map((id) => ({
      id: service.clock.newId(),
      data: { import: id },
      attempts,
      backoffMs,
      delayMs: 0,
    })),
  );
}
