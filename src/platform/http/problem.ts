import type { ErrorRequestHandler, Request, Response } from 'express';
import type { InputError } from '../../core/refusal.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Log } from '../log.ts';
import type { Locale, Words } from '../words.ts';
import { statusOf } from './status.ts';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly InputError[];
  readonly [member: string]: unknown;
}

/** The RFC 9457 document of a refusal, in the caller's language. */
export function problemOf(refusal: Refusal, words: Words, locale: Locale): Problem {
  const { code, detail } = refusal;
  const errors = detail.errors?.map((error) => ({
    path: error.path,
    code: error.code,
    message: words.has(`inputs:${error.code}`)
      ? words.say(locale, `inputs:${error.code}`)
      : error.message,
  }));
  return {
    type: `urn:hebi:problem:${code}`,
    title: words.say(locale, `refusals:${code}`, detail.params ?? {}),
    status: statusOf[code],
    code,
    ...(errors === undefined ? {} : { errors }),
    ...detail.members,
  };
}

/** The caller's language for messages: the one named first of those that Hebi speaks, else English. */
export function messageLocale(request: Request): Locale {
  return request.acceptsLanguages(['en', 'zh', 'zh-CN', 'zh-Hans'])?.toString().startsWith('zh')
    ? 'zh'
    : 'en';
}

export function sendProblem(response: Response, problem: Problem, refusal: Refusal): void {
  setRetryAfter(response, refusal);
  response.status(problem.status).type('application/problem+json');
  response.set('Cache-Control', 'no-store').send(JSON.stringify(problem));
}

/** Says when to try again, where the refusal knows. */
export function setRetryAfter(response: Response, { detail }: Refusal): void {
  if (detail.retryAfterSeconds === undefined) return;
  response.set('Retry-After', String(Math.max(1, Math.ceil(detail.retryAfterSeconds))));
}

/** The last handler: refusals and the parser's errors become problems, the rest a 500 without details. */
export function problemHandler({ words, log }: { words: Words; log: Log }): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = refusalOfError(error);
    if (refusal.code === 'internal') (request.log ?? log).error({ err: error }, 'request failed');
    sendProblem(response, problemOf(refusal, words, messageLocale(request)), refusal);
  };
}

const parserErrors: Readonly<Record<string, Refusal>> = {
  'entity.parse.failed': new Refusal('malformed'),
  'entity.verify.failed': new Refusal('malformed'),
  'request.aborted': new Refusal('malformed'),
  'request.size.invalid': new Refusal('malformed'),
  'parameters.too.many': new Refusal('malformed'),
  'encoding.unsupported': new Refusal('unsupported_media_type'),
  'charset.unsupported': new Refusal('unsupported_media_type'),
  'entity.too.large': new Refusal('too_large'),
};

/** Of the system, and SQLSTATEs: the database or the way to it is not there, or not up to it just now. */
const lostConnection = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // Ended for its time, for a deadlock, for memory; a standby that takes no writes; shutting down.
  '57014',
  '40P01',
  '53200',
  '25006',
  '25P03',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
]);

const diskFull = '53100';

/** What an error is to the caller: a refusal, the parser's included, or `internal`. */
export function refusalOfError(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof URIError) return new Refusal('malformed');
  if (typeof error === 'object' && error !== null) {
    const known = 'type' in error ? parserErrors[String(error.type)] : undefined;
    if (known !== undefined) return known;
    if ('code' in error && lostConnection.has(String(error.code))) return unavailable();
    if ('code' in error && error.code === diskFull) {
      return new Refusal('storage_full', { retryAfterSeconds: 30 });
    }
    if (
      'message' in error &&
      /timeout exceeded when trying to connect|Connection terminated|is not queryable/.test(
        String(error.message),
      )
    ) {
      return unavailable();
    }
    if ('status' in error && error.status === 400) return new Refusal('malformed');
  }
  return new Refusal('internal');
}

function unavailable(): Refusal {
  return new Refusal('unavailable', { retryAfterSeconds: 2 });
}
