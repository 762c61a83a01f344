import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { editions } from './contract.ts';
import { noticeFor } from './notice-answer.ts';
import type { ReadyAnswers } from './ready-answers.ts';
import type { SiteService } from './site-service.ts';

/** The JSON of one notice, at an address without a query or anything else that has to be read closely. */
const plainAddress = new RegExp(`^/site/(?:(${editions.join('|')})/)?notices/([a-z0-9-]+)$`);

/** What stands behind what is ready. */
export interface Behind {
  /** True: the node has too much to do, and said so. */
  turnsAway(request: IncomingMessage, response: ServerResponse): boolean;
  readonly application: RequestListener;
}

/**
 * Answers in front of the application: whatever is kept ready, and at plain addresses of notices what has
 * to be rendered. Express's router costs more than the rest of such an answer. Redirects and refusals are
 * the application's to send: it gets the request with what was found for it.
 */
export function frontDoor(
  service: SiteService,
  ready: ReadyAnswers,
  behind: Behind,
): RequestListener {
  const { application } = behind;
  return (request, response) => {
    if (ready.tryServe(request, response)) return;
    if (behind.turnsAway(request, response)) return;
    const [, fixed, slug] =
      (request.method === 'GET' && plainAddress.exec(request.url ?? '')) || [];
    if (slug === undefined) return application(request, response);
    const locale =
      editions.find((each) => each === fixed) ??
      ready.localeFor(request.headers['accept-language']);
    noticeFor(service, ready, { request, slug, locale }).then(
      (found) => {
        if ('movedTo' in found) application(request, response);
        else ready.send({ request, response }, found, fixed === undefined ? 'negotiated' : 'fixed');
      },
      () => application(request, response),
    );
  };
}
