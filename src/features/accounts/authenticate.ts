import type { Request } from 'express';
import type { Operation } from '../../core/operation.ts';
import type { Actor } from '../../core/permission.ts';
import { may } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context, Service } from '../../context.ts';
import { answerMemory } from '../../platform/http/answers.ts';
import type { Edge } from '../../platform/http/route.ts';
import { refuseCrossSite } from './cross-site.ts';
import type { Credential } from './find-caller.ts';
import { findCallerBySession, findCallerByToken } from './find-caller.ts';
import { hashOfSecret } from './secret.ts';
import { sessionCookieOf } from './session-cookie.ts';

/** What this room needs of the process. */
export type AccountsService = Context & Pick<Service, 'config' | 'words'>;

export interface EdgeOptions {
  /** Check every answer against its operation's shape: for tests. */
  readonly checkAnswers?: boolean;
  /** Awaited before a write is answered. */
  readonly afterWrite?: () => Promise<void>;
}

/**
 * How HTTP knows people: by a token in `Authorization: Bearer`, else by the session cookie. Both are
 * looked up at each request, so that disabling, revoking and signing out take effect at once.
 */
export function accountsEdge(service: AccountsService, options: EdgeOptions = {}): Edge<Actor> {
  return {
    authenticate: (request) => authenticate(service, request),
    admit,
    idOf: (caller) => caller.id,
    answers: answerMemory(service.db),
    checkAnswers: options.checkAnswers ?? false,
    afterWrite: options.afterWrite ?? (() => Promise.resolve()),
  };
}

/**
 * Who sends the request; null: nobody, also when the session has ended.
 *
 * @throws Refusal `not_signed_in` for a token that does not work, `cross_site` for a request that
 *   another site makes with a person's cookie
 */
export async function authenticate(
  service: Omit<AccountsService, 'words'>,
  request: Request,
): Promise<Actor | null> {
  const token = bearerOf(request);
  if (token !== null) {
    const caller = await findCallerByToken(service, token);
    if (caller === null) throw new Refusal('not_signed_in');
    return caller;
  }
  const secret = sessionCookieOf(request);
  if (secret === null) return null;
  if (changesThings(request)) refuseCrossSite(request, service.config.publicUrl);
  return findCallerBySession(service, secret);
}

/** What the request shows of who sends it, to be asked again later; null: nothing. */
export function credentialOf(request: Request): Credential | null {
  const token = bearerOf(request);
  if (token !== null) return { kind: 'token', hash: hashOfSecret(token) };
  const secret = sessionCookieOf(request);
  return secret === null ? null : { kind: 'session', hash: hashOfSecret(secret) };
}

/** null: no bearer. Other schemes belong to proxies in front of this server. */
function bearerOf(request: Request): string | null {
  const given = /^bearer(?:\s+(.*))?$/i.exec(request.headers.authorization ?? '');
  return given === null ? null : (given[1] ?? '').trim();
}

function changesThings({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function admit(caller: Actor, operation: Operation): void {
  const { leave } = operation;
  if (leave === 'public' || leave === 'signed-in') return;
  if (!may(caller, leave)) throw new Refusal('forbidden');
}
