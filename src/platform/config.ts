import { resolve } from 'node:path';
import { z } from 'zod';
import { isNetwork } from './address-guard.ts';

/** One wrong variable of the environment: its name and what was expected. Never its value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((value) => value === 'on' || value === 'true' || value === '1');

const urlOf = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `expected a URL that begins with ${protocols.map((each) => `${each}//`).join(' or ')}`,
    );

/** Scheme, host and port as browsers send them, or `*` for all. */
function isOrigin(value: string): boolean {
  return value === '*' || (URL.canParse(value) && new URL(value).origin === value);
}

/** A list in one variable, parted by commas. */
const listOf = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((value) => value.split(',').map((each) => each.trim()))
    .pipe(z.array(item));

/** Seconds between two attempts to deliver to a webhook, as Standard Webhooks proposes. */
const webhookWaits = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

const environment = z.object({
  PORT: z.coerce.number('expected a port number').int().min(0).max(65_535).default(3000),
  HEBI_HOST: z.string().default('127.0.0.1'),
  HEBI_PUBLIC_URL: urlOf('http:', 'https:').optional(),
  HEBI_DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: urlOf('postgres:', 'postgresql:').optional(),
  REDIS_URL: urlOf('redis:', 'rediss:').optional(),
  HEBI_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info'),
  // The default, `admin@localhost`, is one as well.
  HEBI_ADMIN_EMAIL: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/, 'expected an e-mail address')
    .max(254)
    .optional(),
  HEBI_ADMIN_PASSWORD: z.string().min(10, 'expected at least 10 characters').optional(),
  HEBI_SAMPLE: flag.default(true),
  HEBI_DEFAULT_LOCALE: z.enum(['en', 'zh'], 'expected en or zh').default('en'),
  HEBI_TRUST_PROXY: z.coerce.number('expected a number of proxies').int().min(0).max(10).default(0),
  HEBI_DATABASE_POOL: z.coerce.number('expected a number').int().min(4).max(200).default(20),
  HEBI_LONGEST_WAIT: z.coerce
    .number('expected milliseconds')
    .int()
    .min(0)
    .max(4_000)
    .default(1_000),
  HEBI_WORKER_CONCURRENCY: z.coerce.number('expected a number').int().min(1).max(64).default(4),
  HEBI_JOB_SILENCE: z.coerce.number('expected seconds').int().min(3).max(600).default(15),
  HEBI_SECRET: z.string().min(32, 'expected at least 32 characters').optional(),
  HEBI_CORS_ORIGINS: listOf(
    z.string().refine(isOrigin, 'expected origins such as https://www.example.org, or *'),
  ).default([]),
  HEBI_WEBHOOK_ALLOW_PRIVATE: listOf(
    z.string().refine(isNetwork, 'expected networks such as 10.0.0.0/8,fd00::/8'),
  ).default([]),
  HEBI_WEBHOOK_RETRY: listOf(
    z
      .string()
      .regex(/^\d{1,6}$/, 'expected seconds such as 5,300,1800')
      .transform(Number),
  ).default(webhookWaits),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** The address under which people reach this server; null: http://localhost and the port. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  /** null: the embedded database under `dataDir`. */
  readonly databaseUrl: string | null;
  /** null: BullMQ's PostgreSQL backend. */
  readonly redisUrl: string | null;
  readonly logLevel: string;
  readonly admin: { readonly email: string | null; readonly password: string | null };
  readonly sample: boolean;
  readonly defaultLocale: 'en' | 'zh';
  readonly trustProxy: number;
  readonly databasePool: number;
  /** So long a request may wait for its turn before others are turned away; 0: none is. */
  readonly longestWaitMs: number;
  readonly workerConcurrency: number;
  /** A worker that gives no sign for so long loses its jobs to another. */
  readonly jobSilenceSeconds: number;
  /** Seals what has to be readable again; null: it is stored as it is. */
  readonly secret: string | null;
  /** Origins whose pages may read the site's JSON; `*`: all. */
  readonly corsOrigins: readonly string[];
  readonly webhooks: {
    /** Networks to which webhooks may lead although they are not public. */
    readonly allowPrivate: readonly string[];
    /** Seconds before each further attempt. */
    readonly retrySeconds: readonly number[];
  };
}

/**
 * Configuration from the environment.
 *
 * @throws ConfigurationError naming every variable that is wrong and what was expected of it
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(`Configuration is wrong:\n  ${lines.join('\n  ')}`);
  }
  const value = read.data;
  return {
    port: value.PORT,
    host: value.HEBI_HOST,
    publicUrl: value.HEBI_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir: resolve(value.HEBI_DATA_DIR),
    databaseUrl: value.DATABASE_URL ?? null,
    redisUrl: value.REDIS_URL ?? null,
    logLevel: value.HEBI_LOG_LEVEL,
    admin: { email: value.HEBI_ADMIN_EMAIL ?? null, password: value.HEBI_ADMIN_PASSWORD ?? null },
    sample: value.HEBI_SAMPLE,
    defaultLocale: value.HEBI_DEFAULT_LOCALE,
    trustProxy: value.HEBI_TRUST_PROXY,
    databasePool: value.HEBI_DATABASE_POOL,
    longestWaitMs: value.HEBI_LONGEST_WAIT,
    workerConcurrency: value.HEBI_WORKER_CONCURRENCY,
    jobSilenceSeconds: value.HEBI_JOB_SILENCE,
    secret: value.HEBI_SECRET ?? null,
    corsOrigins: value.HEBI_CORS_ORIGINS,
    webhooks: {
      allowPrivate: value.HEBI_WEBHOOK_ALLOW_PRIVATE,
      retrySeconds: value.HEBI_WEBHOOK_RETRY,
    },
  };
}
