/** One person's way to a running Hebi: plain HTTP, as any other program would speak it. */
export interface Client {
  readonly name: string;
  send<T>(method: Method, path: string, options?: Options): Promise<Answer<T>>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Options {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** What a step expected and what came instead; ends the demonstration. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
  readonly expected: string;
  readonly got: string;

  constructor(expected: string, got: string) {
    super(`expected ${expected}, got ${got}`);
    this.expected = expected;
    this.got = got;
  }
}

/** A client that sends the same headers with every request; `always` holds a session's cookie. */
export function clientOf(
  address: string,
  name: string,
  always: Readonly<Record<string, string>> = {},
): Client {
  return {
    name,
    send: async (method, path, { body, headers } = {}) => {
      const response = await fetch(`${address}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...always,
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch((error: unknown) => {
        throw new Unexpected(`an answer from ${address}`, reasonOf(error));
      });
      const text = await response.text();
      const json = (response.headers.get('Content-Type') ?? '').includes('json') && text !== '';
      // The caller names the shape that the operation promises.
      const read = (json ? JSON.parse(text) : text) as never;
      return { status: response.status, headers: response.headers, body: read };
    },
  };
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause) return `${String(cause.code)}: is the server up?`;
  return error instanceof Error ? error.message : String(error);
}

/** Signs in by password or by the token of a one-time link, and keeps the session. */
export async function signIn(
  address: string,
  name: string,
  how: { email: string; password: string } | { link: string },
): Promise<Client> {
  const answer = await clientOf(address, name).send<Problem>('POST', '/api/v1/session', {
    body: how,
  });
  if (answer.status !== 200) {
    throw new Unexpected(`${name} to be signed in`, `${answer.status} ${answer.body.title}`);
  }
  const cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  return clientOf(address, name, { Cookie: cookie });
}

export interface Problem {
  readonly code: string;
  readonly title: string;
}

/**
 * The answer to a request that has to come with one of these statuses.
 *
 * @throws Unexpected with the problem that came instead
 */
export async function must<T>(
  answer: Promise<Answer<T>>,
  expected: number,
  what: string,
): Promise<Answer<T>> {
  const got = await answer;
  if (got.status === expected) return got;
  throw new Unexpected(`${expected} for: ${what}`, `${got.status} ${JSON.stringify(got.body)}`);
}

/**
 * Asks again until what is looked for is there: jobs run behind a save, not within it.
 *
 * @param ask answers null as long as it is not there
 * @throws Unexpected after 15 seconds
 */
export async function eventually<T>(
  expected: string,
  ask: () => Promise<{ found: T | null; seen: string }>,
): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const { found, seen } = await ask();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Unexpected(`${expected} within 15 s`, seen);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
