import { admin } from './processes.ts';

/** An API client with a token; every answer that is no success ends the benchmark. */
export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  put<T>(path: string, body: unknown, ifMatch: string): Promise<T>;
}

function clientOf(url: string, always: Readonly<Record<string, string>>): Client {
  const send = async (method: string, path: string, rest: Partial<RequestInit> = {}) => {
    const response = await fetch(url + path, {
      method,
      ...rest,
      headers: { 'Content-Type': 'application/json', ...always, ...rest.headers },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    // The caller names the shape that the operation promises.
    return (text === '' ? null : JSON.parse(text)) as never;
  };
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, { body: JSON.stringify(body) }),
    put: (path, body, ifMatch) =>
      send('PUT', path, { body: JSON.stringify(body), headers: { 'If-Match': ifMatch } }),
  };
}

const scopes = ['read', 'translate', 'write', 'review', 'publish', 'admin'];

async function tokenFor(url: string, person: { email: string; password: string }): Promise<Client> {
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(person),
  });
  if (!session.ok) throw new Error(`sign-in: ${session.status} ${await session.text()}`);
  const cookie = (session.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  const made = await clientOf(url, { Cookie: cookie }).post<{ token: string }>('/api/v1/tokens', {
    name: 'bench',
    scopes,
  });
  return clientOf(url, { Authorization: `Bearer ${made.token}` });
}

/** The writer, and a second editor who vouches for what the first wrote. */
export async function openClients(url: string): Promise<{ writer: Client; second: Client }> {
  const writer = await tokenFor(url, admin);
  const person = { email: 'second@example.org', password: 'measured with care too' };
  await writer.post('/api/v1/users', { ...person, name: 'Second', roles: ['editor'] });
  return { writer, second: await tokenFor(url, person) };
}
