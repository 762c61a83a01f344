import type { Request, Response } from 'express';
import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import { messageLocale } from '../../platform/http/problem.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import { addPerson } from './add-person.ts';
import type { AccountsService } from './authenticate.ts';
import * as contract from './contract.ts';
import { createToken } from './create-token.ts';
import { refuseCrossSite } from './cross-site.ts';
import type { FailureLimits } from './failure-limits.ts';
import { openFailureLimits } from './failure-limits.ts';
import { listPeople } from './list-people.ts';
import { listTokens } from './list-tokens.ts';
import { readPerson } from './read-person.ts';
import { revokeToken } from './revoke-token.ts';
import { clearSessionCookie, sessionCookieOf, setSessionCookie } from './session-cookie.ts';
import { peekLink, signInByLink } from './sign-in-by-link.ts';
import { signInPage } from './sign-in-page.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { updatePerson } from './update-person.ts';

/** Sessions, tokens and people, and the page of one-time sign-in links at `/sign-in/{token}`. */
export function accountsRoutes(service: AccountsService, edge: Edge<Actor>): Router {
  const router = Router();
  const limits = openFailureLimits(service.db);
  sessionRoutes(router, edge, { service, limits });
  tokenRoutes(router, edge, service);
  peopleRoutes(router, edge, service);
  linkPage(router, { service, limits });
  return router;
}

interface SessionParts {
  readonly service: AccountsService;
  readonly limits: FailureLimits;
}

function sessionRoutes(router: Router, edge: Edge<Actor>, { service, limits }: SessionParts): void {
  const { publicUrl } = service.config;
  bind(router, edge, contract.openSessionOp, async ({ body, request, response }) => {
    refuseCrossSite(request, publicUrl);
    const { email = '', password = '', link } = body;
    const from = addressOf(request);
    const { person, secret } =
      link === undefined
        ? await signIn(service, limits, { email, password, from })
        : await signInByLink(service, limits, { link, from });
    setSessionCookie(response, secret, publicUrl);
    return reply(200, person);
  });
  bind(router, edge, contract.closeSessionOp, async ({ request, response }) => {
    const secret = sessionCookieOf(request);
    if (secret === null) return reply(204);
    refuseCrossSite(request, publicUrl);
    await signOut(service, secret);
    clearSessionCookie(response, publicUrl);
    return reply(204);
  });
  bind(router, edge, contract.readSelfOp, async ({ caller }) =>
    reply(200, { ...(await readPerson(service, caller.id)), scopes: caller.scopes }),
  );
}

function tokenRoutes(router: Router, edge: Edge<Actor>, service: AccountsService): void {
  bind(router, edge, contract.createTokenOp, async ({ caller, body }) =>
    reply(201, await createToken(service, caller, body)),
  );
  bind(router, edge, contract.listTokensOp, async ({ caller, query }) =>
    reply(200, await listTokens(service, caller, query)),
  );
  bind(router, edge, contract.revokeTokenOp, async ({ caller, params }) => {
    await revokeToken(service, caller, params.id);
    return reply(204);
  });
}

function peopleRoutes(router: Router, edge: Edge<Actor>, service: AccountsService): void {
  bind(router, edge, contract.addPersonOp, async ({ caller, body }) =>
    reply(201, await addPerson(service, caller, body)),
  );
  bind(router, edge, contract.listPeopleOp, async ({ query }) =>
    reply(200, await listPeople(service, query)),
  );
  bind(router, edge, contract.updatePersonOp, async ({ caller, params, body, request }) => {
    const session = sessionCookieOf(request);
    return reply(200, await updatePerson(service, caller, { id: params.id, patch: body, session }));
  });
}

function linkPage(router: Router, { service, limits }: SessionParts): void {
  const { publicUrl } = service.config;
  router.get('/sign-in/:token', (request, response, next) => {
    peekLink(service, request.params.token)
      .then((email) => sendPage(service, response, email))
      .catch(next);
  });
  router.post('/sign-in/:token', (request, response, next) => {
    refuseCrossSite(request, publicUrl);
    signInByLink(service, limits, { link: request.params.token, from: addressOf(request) })
      .catch(nullWhenSpent)
      .then((signedIn) => {
        if (signedIn === null) return sendPage(service, response, null);
        setSessionCookie(response, signedIn.secret, publicUrl);
        response.set('Cache-Control', 'no-store').redirect(303, '/');
      })
      .catch(next);
  });
}

function nullWhenSpent(error: unknown): null {
  if (error instanceof Refusal && error.code === 'bad_credentials') return null;
  throw error;
}

function sendPage(service: AccountsService, response: Response, email: string | null): void {
  const locale = messageLocale(response.req);
  response.status(email === null ? 410 : 200).set({
    'Cache-Control': 'no-store',
    'Content-Language': locale,
    'Content-Security-Policy':
      "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    // Not no-referrer: under it browsers send the form with "Origin: null", which is refused.
    'Referrer-Policy': 'same-origin',
    Vary: 'Accept-Language',
    'X-Content-Type-Options': 'nosniff',
  });
  response.type('html').send(signInPage(service.words, locale, email));
}

function addressOf(request: Request): string {
  return request.ip ?? 'unknown';
}
