import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import type { AddressGuard } from './address-guard.ts';

export interface OutgoingPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For everything: the name, the connection, the answer. */
  readonly timeoutMs: number;
  /** How much of the answer's body is kept; the rest is not read. */
  readonly answerBytes: number;
  readonly guard: AddressGuard;
  /** How names become addresses; the system's way where it is left out. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
}

export interface OutgoingAnswer {
  /** Of HTTP; null: there was no answer, and `error` says why. */
  readonly status: number | null;
  /** The beginning of the body, as text. */
  readonly answer: string;
  /** `forbidden_address`, `timeout`, or the system's code such as `ECONNREFUSED`. */
  readonly error: string | null;
  readonly durationMs: number;
}

/**
 * Posts to an address that somebody else chose. Every address that its name resolves to is held against
 * the guard when the connection is made, so a name that changes its mind between two look-ups gains
 * nothing. Follows no redirect, keeps no connection, and never throws for what the other side does.
 */
export async function postOutgoing(post: OutgoingPost): Promise<OutgoingAnswer> {
  const started = performance.now();
  const durationMs = (): number => Math.round(performance.now() - started);
  try {
    const { status, answer } = await exchange(post);
    return { status, answer, error: null, durationMs: durationMs() };
  } catch (error) {
    return { status: null, answer: '', error: codeOf(error), durationMs: durationMs() };
  }
}

class ForbiddenAddress extends Error {
  readonly code = 'forbidden_address';
}

class NoAnswer extends Error {
  readonly code: 'timeout' | 'closed';

  constructor(code: 'timeout' | 'closed') {
    super(code);
    this.code = code;
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'unknown';
  return typeof error.code === 'string' ? error.code : 'unknown';
}

function exchange(post: OutgoingPost): Promise<{ status: number; answer: string }> {
  const url = new URL(post.url);
  const secure = url.protocol === 'https:';
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  // No look-up is made for a literal address.
  if (isIP(literal) !== 0 && !post.guard.permits(literal, secure)) {
    return Promise.reject(new ForbiddenAddress(literal));
  }
  const body = Buffer.from(post.body);
  const request = (secure ? requestSecure : requestPlain)(url, {
    method: 'POST',
    headers: { ...post.headers, 'content-length': String(body.byteLength), connection: 'close' },
    agent: false,
    lookup: guardedLookup(post, secure),
    maxHeaderSize: 16_384,
  });
  return answered(request, post, body);
}

/** Once the status is there it counts, however long the body would take. */
function answered(
  request: ClientRequest,
  { timeoutMs, answerBytes }: OutgoingPost,
  body: Buffer,
): Promise<{ status: number; answer: string }> {
  return new Promise<{ status: number; answer: string }>((resolve, reject) => {
    const late = setTimeout(() => request.destroy(new NoAnswer('timeout')), timeoutMs);
    let hasAnswer = false;
    request.on('error', (error) => {
      if (!hasAnswer) reject(error);
    });
    request.once('close', () => {
      clearTimeout(late);
      if (!hasAnswer) reject(new NoAnswer('closed'));
    });
    request.once('response', (response) => {
      hasAnswer = true;
      beginningOf(response, answerBytes).then((answer) => {
        resolve({ status: response.statusCode ?? 0, answer });
        request.destroy();
      }, reject);
    });
    request.end(body);
  });
}

/** What arrives of a body until there is enough, it ends, or it breaks off. */
function beginningOf(response: IncomingMessage, most: number): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (): void => {
      response.pause();
      const text = Buffer.concat(chunks).subarray(0, most).toString('utf8');
      resolve(text.replaceAll('\0', '\ufffd'));
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= most) done();
    });
    for (const end of ['end', 'error', 'close']) response.once(end, done);
  });
}

function guardedLookup({ guard, resolve = systemLookup }: OutgoingPost, secure: boolean) {
  const look: LookupFunction = (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const permitted = found.filter(({ address }) => guard.permits(address, secure));
        const [first] = permitted;
        if (first === undefined) callback(new ForbiddenAddress(hostname), '', 4);
        else if (options.all === true) callback(null, permitted);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    );
  };
  return look;
}

function systemLookup(hostname: string): Promise<LookupAddress[]> {
  return lookup(hostname, { all: true });
}
