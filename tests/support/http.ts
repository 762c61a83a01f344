/* Answers are looked into freely: their shapes are checked by the server under test itself. */

/** An answer's JSON: whatever a test expects to find in it. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests read deep into answers of many shapes
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

type Headed = Readonly<Record<string, string>>;

/** A person's HTTP client: JSON in and out, every answer with its status. */
export interface Client {
  get(path: string, headers?: Headed): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Headed): Promise<Answer>;
  put(path: string, body?: unknown, headers?: Headed): Promise<Answer>;
  patch(path: string, body?: unknown, headers?: Headed): Promise<Answer>;
  del(path: string, headers?: Headed): Promise<Answer>;
}

export function clientOf(url: string, always: Headed = {}): Client {
  const send = async (
    method: string,
    path: string,
    rest: { body?: unknown; headers?: Headed | undefined },
  ): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(rest.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...always,
        ...rest.headers,
      },
      ...(rest.body === undefined ? {} : { body: JSON.stringify(rest.body) }),
    });
    // A stream has no end: that it begins is all that is asked here.
    const endless = (response.headers.get('content-type') ?? '').includes('event-stream');
    if (endless) await response.body?.cancel();
    const text = endless ? '' : await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
    return {
      status: response.status,
      body: json ? JSON.parse(text) : text,
      headers: response.headers,
    };
  };
  return {
    get: (path, headers) => send('GET', path, { headers }),
    post: (path, body, headers) => send('POST', path, { body, headers }),
    put: (path, body, headers) => send('PUT', path, { body, headers }),
    patch: (path, body, headers) => send('PATCH', path, { body, headers }),
    del: (path, headers) => send('DELETE', path, { headers }),
  };
}

/** Signs a person in and keeps the cookie. */
export async function signIn(
  url: string,
  person: { email: string; password: string },
): Promise<Client> {
  const answer = await clientOf(url).post('/api/v1/session', {
    email: person.email,
    password: person.password,
  });
  if (answer.status >= 300) throw new Error(`sign-in failed: ${JSON.stringify(answer.body)}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return clientOf(url, { cookie });
}
