import type { Job, JobsOptions, PgPool } from 'bullmq';
import { createPostgresBackend, Queue, UnrecoverableError, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { hearErrors } from './database.ts';
import type { Log } from './log.ts';

/** A job as it is handed to the queue. Adding one whose id is there already does nothing. */
export interface NewJob {
  readonly id: string;
  readonly data: unknown;
  readonly attempts: number;
  readonly backoffMs: number;
  readonly delayMs: number;
}

export interface JobQueue {
  readonly name: string;
  addAll(jobs: readonly NewJob[]): Promise<void>;
  /** Runs a job by the clock; the same name twice replaces the schedule. */
  schedule(repeat: { readonly every: number } | { readonly pattern: string }): Promise<void>;
  /** When it will run by the clock the next time; null: there is no schedule, which goes when the queue is emptied. */
  nextRun(): Promise<Date | null>;
  /** Takes the schedule out with its next run. */
  unschedule(): Promise<void>;
  counts(): Promise<Readonly<Record<string, number>>>;
  /** Whether a job with this id is still to be run: it waits, rests, or runs. */
  holds(id: string): Promise<boolean>;
  /** Takes finished jobs out, failed ones too, so that jobs of the same ids can be added again. */
  forgetFinished(): Promise<void>;
  /** Takes every job out, finished ones too. */
  empty(): Promise<void>;
  metrics(): Promise<string>;
  close(): Promise<void>;
  /** BullMQ's own object, for the dashboard alone. */
  readonly native: unknown;
}

export interface JobWorker {
  ready(): Promise<void>;
  /** Lets running jobs end; what takes too long is handed back: another worker takes it up later. */
  close(): Promise<void>;
}

export interface RunningJob {
  readonly id: string;
  readonly data: unknown;
  readonly attempt: number;
}

export interface WorkerOptions {
  /** A worker that was killed loses its jobs after this time; another takes them up after that. */
  readonly silenceMs: number;
  readonly concurrency: number;
  /** How often it is looked whether the job's worker has died. */
  readonly stalledMs: number;
  readonly run: (job: RunningJob) => Promise<void>;
  readonly onFailure: (failure: { id: string; attempt: number; error: Error }) => void;
  readonly onError: (error: Error) => void;
}

export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  openQueue(name: string): JobQueue;
  openWorker(name: string, options: WorkerOptions): JobWorker;
  /** @throws when the backend does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface BackendOptions {
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
  /** Workers this process will run: sizes the shared pool, where each keeps a connection to listen on. */
  readonly workers: number;
  readonly log: Log;
}

/** A failure that no retry mends. */
export function permanentFailure(message: string): Error {
  return new UnrecoverableError(message);
}

/** Opens the queue on Redis where its URL is given, else in the database. The one place that chooses. */
export async function openQueueBackend(options: BackendOptions): Promise<QueueBackend> {
  return options.redisUrl === null
    ? openPostgres(options)
    : openRedis(options.redisUrl, options.log);
}

async function openPostgres({ databaseUrl, workers, log }: BackendOptions): Promise<QueueBackend> {
  const classes = withBackend(createPostgresBackend);
  const migration = new classes.Queue('migration', {
    connection: { connectionString: databaseUrl, migrate: true },
  });
  await migration.waitUntilReady();
  await migration.close();
  // Each worker checks one client out for LISTEN: a smaller pool hangs without a word.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: workers + 10,
    options: '-c search_path=bullmq',
    application_name: 'hebi-queue',
    keepAlive: true,
  });
  pool.setMaxListeners(0);
  const life = untilClosed((error) => log.warn({ err: error }, 'queue connection lost'));
  hearErrors(pool, life.report);
  // BullMQ's own description of a pool differs from pg's in overloads only.
  const connection = pool as unknown as PgPool;
  return {
    kind: 'postgres',
    openQueue: (name) => jobQueue(name, () => new classes.Queue(name, { connection }), log),
    openWorker: (name, options) =>
      jobWorker(
        new classes.Worker(name, processorOf(options), { connection, ...settings(options) }),
        options,
      ),
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => life.end(() => pool.end()),
  };
}

function openRedis(redisUrl: string, log: Log): QueueBackend {
  // Producers give up at once, so that the outbox keeps what Redis cannot take; workers wait for it.
  const producer = connect(redisUrl, 1, log);
  const blocking = connect(redisUrl, null, log);
  return {
    kind: 'redis',
    openQueue: (name) => jobQueue(name, () => new Queue(name, { connection: producer }), log),
    openWorker: (name, options) =>
      jobWorker(
        new Worker(name, processorOf(options), { connection: blocking, ...settings(options) }),
        options,
        () => blocking.status !== 'ready',
      ),
    ping: async () => {
      await producer.ping();
    },
    close: async () => {
      producer.disconnect();
      blocking.disconnect();
    },
  };
}

function connect(url: string, maxRetriesPerRequest: number | null, log: Log): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 6), 5_000),
  });
  redis.on('error', (error) => log.warn({ err: error }, 'redis connection lost'));
  return redis;
}

/** What Hebi uses of a BullMQ queue, whatever its backend. */
interface NativeQueue {
  on(event: 'error', listener: (error: Error) => void): unknown;
  add(name: string, data: unknown, opts: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  upsertJobScheduler(id: string, repeat: { every: number } | { pattern: string }): Promise<unknown>;
  getJobScheduler(id: string): Promise<{ next?: number | undefined } | null | undefined>;
  removeJobScheduler(id: string): Promise<boolean>;
  getJobCounts(): Promise<Record<string, number>>;
  getJobState(id: string): Promise<string>;
  clean(graceMs: number, limit: number, state: 'completed' | 'failed'): Promise<unknown>;
  obliterate(options: { force: boolean }): Promise<unknown>;
  exportPrometheusMetrics(): Promise<string>;
  close(): Promise<void>;
}

/** States of a job that will not run again, and of one that is not there. */
const finished: ReadonlySet<string> = new Set(['completed', 'failed', 'unknown']);

/**
 * A queue that is made when it is first used. BullMQ looks at its schema for each by itself, all at the same
 * time: ten would take ten connections before there is anything to do, at 25 ms each (measured).
 */
function jobQueue(name: string, make: () => NativeQueue, log: Log): JobQueue {
  const life = untilClosed((error) => log.warn({ err: error, queue: name }, 'queue error'));
  let made: NativeQueue | null = null;
  const queue = (): NativeQueue => {
    if (made === null) {
      made = make();
      made.on('error', life.report);
    }
    return made;
  };
  return {
    name,
    get native() {
      return queue();
    },
    addAll: async (jobs) => {
      if (jobs.length < bulkFrom) {
        await Promise.all(jobs.map((job) => queue().add(name, job.data, optionsOf(job))));
      } else {
        await queue().addBulk(jobs.map((job) => ({ name, data: job.data, opts: optionsOf(job) })));
      }
    },
    schedule: async (repeat) => {
      await queue().upsertJobScheduler(name, { ...repeat });
    },
    unschedule: async () => {
      await queue().removeJobScheduler(name);
    },
    nextRun: async () => {
      const next = (await queue().getJobScheduler(name))?.next;
      return typeof next === 'number' ? new Date(next) : null;
    },
    counts: () => queue().getJobCounts(),
    holds: async (id) => !finished.has(await queue().getJobState(id)),
    forgetFinished: async () => {
      for (const state of ['completed', 'failed'] as const) await queue().clean(0, 0, state);
    },
    empty: async () => {
      await queue().obliterate({ force: true });
    },
    metrics: () => queue().exportPrometheusMetrics(),
    close: () => life.end(async () => made?.close()),
  };
}

/**
 * Reports errors until the end has begun: connections that are being given up are lost by intention, and
 * BullMQ does not wait for the last of them.
 */
function untilClosed(onError: (error: Error) => void): {
  report(error: Error): void;
  end(close: () => Promise<void>): Promise<void>;
} {
  let isClosing = false;
  return {
    report: (error) => {
      if (!isClosing) onError(error);
    },
    end: (close) => {
      isClosing = true;
      return close();
    },
  };
}

/**
 * From how many jobs on they are added in one call: in PostgreSQL that makes two temporary tables, which
 * takes 4.7 ms, as long as adding this many jobs one by one, and leaves its traces in the catalogue.
 */
const bulkFrom = 8;

function optionsOf(job: NewJob): JobsOptions {
  return {
    jobId: job.id,
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: job.backoffMs },
    ...(job.delayMs > 0 ? { delay: job.delayMs } : {}),
    // What is done stands in job_completion. Keeping the last thousand costs PostgreSQL 4.8 ms a job.
    removeOnComplete: true,
    removeOnFail: { count: 10_000 },
  };
}

function processorOf(options: WorkerOptions) {
  return (job: Job): Promise<void> =>
    options.run({ id: job.id ?? '', data: job.data, attempt: job.attemptsMade + 1 });
}

function settings(options: WorkerOptions) {
  return {
    concurrency: options.concurrency,
    lockDuration: options.silenceMs,
    stalledInterval: options.stalledMs,
    maxStalledCount: 10,
  };
}

/** Longest wait for running jobs when a worker closes. */
const closingMs = 6_000;

interface NativeWorker {
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(force: boolean): Promise<void>;
}

/** @param isAway whether the backend does not answer just now */
function jobWorker(
  worker: NativeWorker,
  options: WorkerOptions,
  isAway: () => boolean = () => false,
): JobWorker {
  worker.on('failed', (job, error) =>
    options.onFailure({ id: job?.id ?? '', attempt: job?.attemptsMade ?? 0, error }),
  );
  const life = untilClosed(options.onError);
  worker.on('error', life.report);
  return {
    ready: async () => {
      await worker.waitUntilReady();
    },
    // Unforced BullMQ waits for jobs without end, and for a Redis that is away as well.
    close: () => life.end(() => inTime(worker.close(isAway()))),
  };
}

async function inTime(closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closingMs);
  });
  await Promise.race([closing, late]).finally(() => clearTimeout(timer));
}
