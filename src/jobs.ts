import { z } from 'zod';

/** What a job is told: the event that called for it. Everything else it reads from the database. */
export const eventJob = z.strictObject({
  event: z.uuid(),
  notice: z.uuid(),
});
export type EventJob = z.infer<typeof eventJob>;

/** Which delivery to a webhook is to be attempted. */
export const deliveryJob = z.strictObject({ delivery: z.uuid() });
export type DeliveryJob = z.infer<typeof deliveryJob>;

/** Which import is to be taken in. */
export const importJob = z.strictObject({ import: z.uuid() });
export type ImportJob = z.infer<typeof importJob>;

/** What a scheduled job is told: nothing. */
export const sweepJob = z.strictObject({});

interface JobKind {
  readonly payload: z.ZodType;
  /** How often it is tried in all, and the wait before the second try, doubling from then on. */
  readonly attempts: number;
  readonly backoffMs: number;
  /** How many a process runs side by side, where it is not for the configuration to say: they only wait. */
  readonly concurrency?: number;
  /** Set for jobs that run by the clock: every so many milliseconds, or by a cron pattern (UTC). */
  readonly schedule?: { readonly every: number } | { readonly pattern: string };
}

/** The catalogue of jobs. */
export const jobKinds = {
  'detect-outdated': { payload: eventJob, attempts: 10, backoffMs: 200 },
  'queue-task': { payload: eventJob, attempts: 10, backoffMs: 200 },
  'scan-parity': { payload: eventJob, attempts: 5, backoffMs: 1000 },
  'publish-notice': { payload: eventJob, attempts: 20, backoffMs: 500 },
  // Attempts that fail are no failures of the job: when to try again is in the database.
  'deliver-webhook': { payload: deliveryJob, attempts: 3, backoffMs: 1000, concurrency: 32 },
  'import-files': { payload: importJob, attempts: 5, backoffMs: 1000 },
  'expire-claims': { payload: sweepJob, attempts: 1, backoffMs: 0, schedule: { every: 15_000 } },
  'recheck-pairs': {
    payload: sweepJob,
    attempts: 3,
    backoffMs: 60_000,
    schedule: { pattern: '0 3 * * *' },
  },
  'learn-lexicon': {
    payload: sweepJob,
    attempts: 3,
    backoffMs: 60_000,
    schedule: { pattern: '30 2 * * *' },
  },
  'weigh-exposure': {
    payload: sweepJob,
    attempts: 3,
    backoffMs: 60_000,
    schedule: { pattern: '17 * * * *' },
  },
} as const satisfies Record<string, JobKind>;
export type JobName = keyof typeof jobKinds;
export const jobNames = Object.keys(jobKinds) as JobName[];

/** Every kind of event, and the jobs that follow from it, in no order: each stands on its own. */
export const eventJobs = {
  'notice.created': ['detect-outdated'],
  'notice.imported': ['detect-outdated', 'publish-notice'],
  // What was saved while it was archived or meant for one language has not been assessed.
  'notice.changed': ['detect-outdated', 'publish-notice'],
  'revision.saved': ['detect-outdated'],
  'pair.assessed': ['queue-task', 'scan-parity'],
  'pair.certified': ['queue-task', 'scan-parity', 'publish-notice'],
  'pair.retracted': ['detect-outdated'],
  'alignment.corrected': [],
  'finding.waived': [],
  'finding.restored': [],
  'task.opened': [],
  'task.refreshed': [],
  'task.claimed': [],
  'task.released': ['queue-task'],
  'task.submitted': ['scan-parity'],
  'task.withdrawn': ['queue-task'],
  'task.review_claimed': [],
  'task.review_released': [],
  'task.returned': ['queue-task'],
  'task.superseded': ['detect-outdated'],
  'task.approved': [],
  'task.cancelled': [],
  'task.commented': [],
  'task.steered': [],
  'publication.requested': ['publish-notice'],
  'publication.cancelled': [],
  'publication.published': [],
  'publication.withdrawn': [],
  'report.received': [],
  'report.settled': [],
  // Imports are of no notice: the relay queues them itself.
  'import.requested': [],
  'import.finished': [],
  'category.changed': [],
  'setting.changed': [],
  'person.changed': [],
  // What a webhook is to be told the relay asks of `announceEvents`: mostly nobody listens.
  'webhook.created': [],
  'webhook.changed': [],
  'webhook.deleted': [],
  'webhook.secret_renewed': [],
  'webhook.tested': [],
  'webhook.replayed': [],
  'webhook.paused': [],
} as const satisfies Record<string, readonly JobName[]>;
export type EventType = keyof typeof eventJobs;
export const eventTypes = Object.keys(eventJobs) as EventType[];

/**
 * Events whose first job is done by the worker that appended them. The relay leaves them alone until it is,
 * or for this long, and then queues what is not done yet.
 */
export const relayedLate: { readonly types: readonly EventType[]; readonly afterMs: number } = {
  types: ['pair.assessed'],
  afterMs: 1_000,
};

/** The jobs that follow from an event of this type; none for a type of another version of Hebi. */
export function jobsAfter(type: string): readonly JobName[] {
  return Object.hasOwn(eventJobs, type) ? eventJobs[type as EventType] : [];
}
