import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { Operation } from '../../core/operation.ts';
import { Refusal } from '../../core/refusal.ts';
import { cleanJson, parseInput, parseParams } from './input.ts';

/** What a handler answers; `undefined` body: none. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function reply(status: number, body?: unknown, headers?: Reply['headers']): Reply {
  return {
    status,
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers }),
  };
}

/** A request that has passed authentication, permission and shape. */
export interface Call<O extends Operation, Caller> {
  readonly caller: Caller;
  readonly params: z.output<O['params']>;
  readonly query: z.output<O['query']>;
  readonly body: z.output<NonNullable<O['body']>>;
  readonly request: Request;
  readonly response: Response;
}

/** How the edge finds and admits callers, and remembers answers; given by whoever knows accounts. */
export interface Edge<Caller> {
  /** The caller of a request; null: nobody is signed in. Refuses credentials that are wrong. */
  authenticate(request: Request): Promise<Caller | null>;
  /** @throws Refusal when the caller may not do what the operation asks leave for */
  admit(caller: Caller, operation: Operation): void;
  idOf(caller: Caller): string;
  /** Awaited before a write is answered: whoever wrote reads the new text at once from this node. */
  afterWrite(): Promise<void>;
  readonly answers: AnswerMemory;
  /** In tests: check every answer against the operation's shape. */
  readonly checkAnswers: boolean;
}

/** Remembers the first answer to an idempotency key. */
export interface AnswerMemory {
  /** null: the key is new and now taken; else the remembered answer. Refuses mismatch and running ones. */
  begin(key: AnswerKey): Promise<Reply | null>;
  finish(key: AnswerKey, answer: Reply): Promise<void>;
  abandon(key: AnswerKey): Promise<void>;
}

export interface AnswerKey {
  readonly caller: string;
  readonly path: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** Binds an operation to its handler: who may, what shape, then the handler, then the answer. */
export function bind<O extends Operation, Caller>(
  router: Router,
  edge: Edge<Caller>,
  op: O,
  handle: (call: Call<O, O['leave'] extends 'public' ? Caller | null : Caller>) => Promise<Reply>,
): void {
  const path = op.path.replaceAll(/\{(\w+)\}/g, ':$1');
  router[op.method](path, async (request, response) => {
    const caller = await callerOf(edge, op, request);
    const call = {
      caller,
      params: parseParams(op.params, request.params),
      query: parseInput(op.query, cleanJson(request.query), 'query'),
      body: bodyOf(op, request),
      request,
      response,
    };
    const answer = await remembered(edge, answerKeyOf(edge, op, request, caller), () =>
      handle(call as unknown as Parameters<typeof handle>[0]),
    );
    if (edge.checkAnswers) checkAnswer(op, answer);
    if (op.method !== 'get') await edge.afterWrite();
    send(request, response, answer);
  });
}

/**
 * Binds an operation that answers with a stream of events: the same checks, and then the handler has the
 * response to itself.
 */
export function bindStream<O extends Operation, Caller>(
  router: Router,
  edge: Edge<Caller>,
  op: O,
  handle: (call: Omit<Call<O, Caller>, 'body'>) => Promise<void>,
): void {
  router.get(op.path, async (request, response) => {
    const caller = await callerOf(edge, op, request);
    if (caller === null) throw new Refusal('not_signed_in');
    const params = parseInput(op.params, cleanJson(request.params), 'params');
    const query = parseInput(op.query, cleanJson(request.query), 'query');
    await handle({ caller, params, query, request, response } as never);
  });
}

async function callerOf<Caller>(edge: Edge<Caller>, op: Operation, request: Request) {
  if (op.leave === 'public') return null;
  const caller = await edge.authenticate(request);
  if (caller === null) throw new Refusal('not_signed_in');
  edge.admit(caller, op);
  return caller;
}

function bodyOf(op: Operation, request: Request): unknown {
  const given: unknown = request.body;
  if (op.body === null) {
    const empty =
      given === undefined ||
      (typeof given === 'object' && given !== null && Object.keys(given).length === 0);
    if (!empty)
      throw new Refusal('invalid', {
        errors: [{ path: '', code: 'no_body', message: 'takes no body' }],
      });
    return undefined;
  }
  const sent =
    Number(request.headers['content-length'] ?? 0) > 0 ||
    request.headers['transfer-encoding'] !== undefined;
  if (given === undefined && sent) {
    throw new Refusal('unsupported_media_type');
  }
  return parseInput(op.body, cleanJson(given === undefined ? {} : given), '');
}

/** The key under which an answer is remembered; null where none is. */
function answerKeyOf<Caller>(
  edge: Edge<Caller>,
  op: Operation,
  request: Request,
  caller: Caller | null,
): AnswerKey | null {
  const given = request.get('Idempotency-Key');
  if (given === undefined || op.method !== 'post' || !op.idempotent || caller === null) return null;
  return answerKey(edge.idOf(caller), request, given);
}

async function remembered<Caller>(
  edge: Edge<Caller>,
  key: AnswerKey | null,
  run: () => Promise<Reply>,
): Promise<Reply> {
  if (key === null) return run();
  const before = await edge.answers.begin(key);
  if (before !== null) return before;
  const answer = await run().catch(async (error: unknown) => {
    await edge.answers.abandon(key);
    throw error;
  });
  // Where the answer cannot be remembered the key stays taken for a while: the effect is there already.
  await edge.answers.finish(key, answer);
  return answer;
}

function answerKey(caller: string, request: Request, key: string): AnswerKey {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    const message = 'expected 1 to 200 visible ASCII characters';
    throw new Refusal('invalid', {
      errors: [{ path: 'Idempotency-Key', code: 'bad_key', message }],
    });
  }
  const body = JSON.stringify(request.body ?? null, (name, value: unknown) =>
    // A fast hash of a password is as good as the password.
    name === 'password' ? undefined : value,
  );
  const fingerprint = createHash('sha256').update(body).digest('hex');
  return { caller, path: request.originalUrl, key, fingerprint };
}

function checkAnswer(op: Operation, answer: Reply): void {
  const shape = op.answers[answer.status];
  if (shape === undefined) throw new Error(`${op.id} has no answer ${answer.status}`);
  if (shape === null) {
    if (answer.body !== undefined) throw new Error(`${op.id} ${answer.status} has no body`);
    return;
  }
  const read = shape.safeParse(JSON.parse(JSON.stringify(answer.body)));
  if (!read.success) throw new Error(`${op.id} answers out of shape: ${read.error.message}`);
}

/**
 * Whether the caller of a read has the text already (RFC 9110, section 13.1.2). Express' own `fresh` would
 * heed `Cache-Control: no-cache`, which fetch adds by itself and which is meant for caches.
 */
function isHeld(request: Request, answer: Reply): boolean {
  const tags = request.get('If-None-Match');
  const etag = answer.headers?.['ETag'];
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (tags === undefined || etag === undefined) return false;
  return (
    tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  );
}

function send(request: Request, response: Response, answer: Reply): void {
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-store');
  response.set(answer.headers ?? {}).status(answer.status);
  if (isHeld(request, answer)) response.status(304).end();
  else if (answer.body === undefined) response.end();
  else response.json(answer.body);
}
