/**
 * What the page itself asked for before this code was here (web/index.html): at its first question each is
 * taken, once. They are as old as the page, so that whatever is changed, or some seconds, makes them void.
 */
const usableMs = 10_000;

type Early = Record<string, Promise<Response | null> | undefined>;
let early: Early | undefined = (globalThis as { hebiEarly?: Early }).hebiEarly;

/** The answer to a request that is under way already; null: there is none, and the request has to be sent. */
export async function takeEarly(request: Request): Promise<Response | null> {
  if (early === undefined) return null;
  if (request.method !== 'GET' || performance.now() > usableMs) {
    early = undefined;
    return null;
  }
  const path = request.url.slice(location.origin.length);
  const answer = early[path];
  early[path] = undefined;
  const response = (await answer) ?? null;
  return response?.ok === true ? response : null;
}
