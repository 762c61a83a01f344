import type { Request } from 'express';
import { Router } from 'express';
import type { Actor } from '../../core/permission.ts';
import type { Edge } from '../../platform/http/route.ts';
import { bind, reply } from '../../platform/http/route.ts';
import { addPerson } from './add-person.ts';
import type { AccountsService } from './authenticate.ts';
import { credentialOf } from './authenticate.ts';
import { changeSelf } from './change-self.ts';
import * as contract from './contract.ts';
import { createToken } from './create-token.ts';
import { refuseCrossSite } from './cross-site.ts';
import type { FailureLimits } from './failure-limits.ts';
import { openFailureLimits } from './failure-limits.ts';
import { listPeople } from './list-people.ts';
import { listTokens } from './list-tokens.ts';
import { readPerson } from './read-person.ts';
import { readSelf } from './read-self.ts';
import { revokeToken } from './revoke-token.ts';
import { clearSessionCookie, sessionCookieOf, setSessionCookie } from './session-cookie.ts';
import { signInByLink } from './sign-in-by-link.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { updatePerson } from './update-person.ts';

/** Sessions, tokens and people, and the pages on which people sign in. */
export function accountsRoutes(service: AccountsService, edge: Edge<Actor>): Router {
  const router = Router();
  const limits = openFailureLimits(service.db);
  sessionRoutes(router, edge, { service, limits });
  selfRoutes(router, edge, { service, limits });
  tokenRoutes(router, edge, service);
  peopleRoutes(router, edge, service);
  router.use(signInRoutes({ service, limits }));
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
}

function selfRoutes(router: Router, edge: Edge<Actor>, { service, limits }: SessionParts): void {
  bind(router, edge, contract.readSelfOp, async ({ caller, request }) =>
    reply(200, await readSelf(service, caller, credentialOf(request))),
  );
  bind(router, edge, contract.changeSelfOp, async ({ caller, body, request }) => {
    const session = sessionCookieOf(request);
    const from = addressOf(request);
    await changeSelf(service, limits, { actor: caller, patch: body, session, from });
    return reply(200, await readSelf(service, caller, credentialOf(request)));
  });
}

function tokenRoutes(router: Router, edge: Edge<Actor>, service: AccountsService): void {
  bind(router, edge, contract.createTokenOp, async ({ caller, body }) =>
    reply(201, await createToken(service, caller, body)),
  );
  bind(router, edge, contract.listTokensOp, async ({ caller, query }) =>
    reply(200, await listTokens(service, caller.id, query)),
  );
  bind(router, edge, contract.revokeTokenOp, async ({ caller, params }) => {
    await revokeToken(service, caller.id, params.id);
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
  bind(router, edge, contract.listPersonTokensOp, async ({ params, query }) => {
    const { id } = await readPerson(service, params.id);
    return reply(200, await listTokens(service, id, query));
  });
  bind(router, edge, contract.revokePersonTokenOp, async ({ params }) => {
    await revokeToken(service, params.id, params.token);
    return reply(204);
  });
}

function addressOf(request: Request): string {
  return request.ip ?? 'unknown';
}
