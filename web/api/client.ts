import createClient from 'openapi-fetch';
import { currentLanguage, languageTags } from '../words/words.ts';
import { takeEarly } from './early.ts';
import { offlineProblem, Problem } from './problem.ts';
import type { paths } from './schema.ts';
import { isWorking, waitForSignIn } from './session-state.ts';

/** Calls that open or end the session, or ask who is signed in: a 401 is their answer. */
const sessionPaths = new Set(['/api/v1/session', '/api/v1/me']);
/** POSTs whose answer holds a secret, or that change nothing: they take no key. */
const keyless = /^\/api\/v1\/(session|tokens|webhooks|parity|diff)$/;

/** The API, typed from its OpenAPI document: `api.GET('/api/v1/tasks', { params: { query } })`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });

/**
 * Sends a request with the reader's language, and POSTs with a key, so that none is done twice. When the
 * session has expired, it waits until the person is signed in again, and asks anew.
 */
async function send(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  request.headers.set('Accept-Language', languageTags[currentLanguage()]);
  if (
    request.method === 'POST' &&
    !keyless.test(pathname) &&
    !request.headers.has('Idempotency-Key')
  ) {
    request.headers.set('Idempotency-Key', newKey());
  }
  const early = await takeEarly(request);
  if (early !== null) return early;
  const again = request.clone();
  const response = await fetch(request).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offlineProblem();
  });
  if (response.status !== 401 || sessionPaths.has(pathname) || !isWorking()) return response;
  await waitForSignIn();
  return send(again);
}

/** `crypto.randomUUID` is there under https and on localhost alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The query of one page of a list. */
export function pageQuery(limit: number, cursor: string | null) {
  return { limit, ...(cursor === null ? {} : { cursor }) };
}

/** Reads a list page by page: the first has no cursor, and each names that of the next. */
export const pageByPage = {
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }: { readonly next: string | null }) => next,
};

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer's body. @throws Problem what the service refused */
export async function answer<T>(call: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}

/** The answer's body with its ETag, for what is edited conditionally. @throws Problem */
export async function answerWithTag<T>(
  call: Promise<Answered<T>>,
): Promise<{ data: T; etag: string }> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response, error);
  return { data: data as T, etag: response.headers.get('ETag') ?? '' };
}

function problemOf(response: Response, error: unknown): Problem {
  const body = typeof error === 'object' && error !== null ? error : {};
  return new Problem(response.status, body as Record<string, unknown>);
}
