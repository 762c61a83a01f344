import { ZodError } from 'zod';
import { Refusal } from '../src/core/refusal.ts';
import type { Service } from '../src/context.ts';
import type { JobName } from '../src/jobs.ts';
import { jobKinds, jobNames } from '../src/jobs.ts';
import type { JobWorker, RunningJob } from '../src/platform/queue.ts';
import { permanentFailure } from '../src/platform/queue.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { detectOutdated } from './detect-outdated.ts';
import { expireClaims } from './expire-claims.ts';
import { importFiles } from './import-files.ts';
import { learnLexicon } from './learn-lexicon.ts';
import { publishNotice } from './publish-notice.ts';
import { queueTask } from './queue-task.ts';
import { recheckPairs } from './recheck-pairs.ts';
import { scanParity } from './scan-parity.ts';
import { weighExposure } from './weigh-exposure.ts';
import { startRelay } from './relay-outbox.ts';
import { startSchedules } from './keep-schedules.ts';

type Handler = (service: Service, data: unknown) => Promise<void>;

/** Every job and its handler, listed by hand. */
export const handlers: Readonly<Record<JobName, Handler>> = {
  'detect-outdated': detectOutdated,
  'queue-task': queueTask,
  'scan-parity': scanParity,
  'publish-notice': publishNotice,
  'deliver-webhook': deliverWebhook,
  'import-files': importFiles,
  'expire-claims': expireClaims,
  'recheck-pairs': recheckPairs,
  'learn-lexicon': learnLexicon,
  'weigh-exposure': weighExposure,
};

/**
 * The look costs PostgreSQL as much as several jobs: what runs by the clock will be asked for again, and
 * can wait longer when its worker has died.
 */
const stalledMs = { afterEvents: 5_000, byClock: 30_000 } as const;

export interface Workers {
  close(): Promise<void>;
}

/** Starts the relay, a worker for each job, and the schedules. */
export async function startWorkers(service: Service): Promise<Workers> {
  const workers: JobWorker[] = [];
  for (const name of jobNames) {
    const worker = startWorker(service, name);
    workers.push(worker);
    // One after the other: each looks at the queue's schema first, and the same connection does for all.
    await worker.ready();
  }
  const schedules = await startSchedules(service);
  const relay = startRelay(service);
  return {
    close: async () => {
      schedules.close();
      await relay.close();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

function startWorker(service: Service, name: JobName): JobWorker {
  const log = service.log.child({ queue: name });
  const kind = jobKinds[name];
  return service.backend.openWorker(name, {
    silenceMs: service.config.jobSilenceSeconds * 1000,
    stalledMs: 'schedule' in kind ? stalledMs.byClock : stalledMs.afterEvents,
    concurrency: 'concurrency' in kind ? kind.concurrency : service.config.workerConcurrency,
    run: (job) => run(service, name, job),
    onFailure: ({ id, attempt, error }) => log.warn({ job: id, attempt, err: error }, 'job failed'),
    onError: (error) => log.warn({ err: error }, 'worker error'),
  });
}

/** A refusal, or a payload out of shape, no retry will mend; everything else may pass. */
async function run(service: Service, name: JobName, job: RunningJob): Promise<void> {
  try {
    await handlers[name](service, job.data);
  } catch (error) {
    if (error instanceof Refusal) throw permanentFailure(`refused: ${error.code}`);
    if (error instanceof ZodError) throw permanentFailure(`payload out of shape: ${error.message}`);
    throw error;
  }
}
