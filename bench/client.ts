import { setTimeout as sleep } from 'node:timers/promises';
import { ask as askOnce } from '../tests/support/request.ts';
import { admin } from './processes.ts';

/** An API client with a token; every answer that is no success ends the benchmark. */
export interface Client {
  get<T>(path: string): Promise<T>;
  /** What is no JSON. */
  text(path: string): Promise<string>;
  post<T>(path: string, body: unknown): Promise<T>;
  put<T>(path: string, body: unknown, ifMatch: string): Promise<T>;
}

/** Comes back when it is told to. */
const askPatiently: typeof askOnce = async (url, request) => {
  for (;;) {
    const answer = await askOnce(url, request);
    const told = answer.headers['retry-after'];
    if (answer.status !== 503 || told === undefined) return answer;
    await sleep(Number(told) * 1000);
  }
};

type Headed = Readonly<Record<string, string>>;

function clientOf(url: string, always: Headed, ask: typeof askOnce = askOnce): Client {
  const send = async (method: string, path: string, rest: { body?: unknown; headers?: Headed }) => {
    const json = rest.body === undefined ? null : JSON.stringify(rest.body);
    const headers = { 'Content-Type': 'application/json', ...always, ...rest.headers };
    const { status, text } = await ask(url + path, { method, headers, body: json });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    // The caller names the shape that the operation promises.
    return (text === '' ? null : JSON.parse(text)) as never;
  };
  const read = async (path: string) => {
    const { status, text } = await ask(url + path, { method: 'GET', headers: always, body: null });
    if (status >= 300) throw new Error(`GET ${path}: ${status} ${text}`);
    return text;
  };
  return {
    get: (path) => send('GET', path, {}),
    text: read,
    post: (path, body) => send('POST', path, { body }),
    put: (path, body, ifMatch) => send('PUT', path, { body, headers: { 'If-Match': ifMatch } }),
  };
}

const scopes = ['read', 'translate', 'write', 'review', 'publish', 'admin'];

/** A token of a person with every scope that there is. */
export async function tokenOf(
  url: string,
  person: { email: string; password: string },
): Promise<string> {
  const { status, headers, text } = await askOnce(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(person),
  });
  if (status !== 200) throw new Error(`sign-in: ${status} ${text}`);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const made = await clientOf(url, { Cookie: cookie }).post<{ token: string }>('/api/v1/tokens', {
    name: 'bench',
    scopes,
  });
  return made.token;
}

/** A client of a person who is there already, with every scope that there is. */
export async function clientFor(
  url: string,
  person: { email: string; password: string },
  ask = askOnce,
): Promise<Client> {
  return clientOf(url, { Authorization: `Bearer ${await tokenOf(url, person)}` }, ask);
}

const secondPerson = { email: 'second@example.org', password: 'measured with care too' };

/** The writer, and a second editor who vouches for what the first wrote. */
export async function openClients(url: string): Promise<{ writer: Client; second: Client }> {
  const writer = await clientFor(url, admin);
  await writer.post('/api/v1/users', { ...secondPerson, name: 'Second', roles: ['editor'] });
  return { writer, second: await clientFor(url, secondPerson) };
}

/** The same two, once they are there, who come back where a node has too much to do. */
export async function openPatientClients(url: string): Promise<{ writer: Client; second: Client }> {
  return {
    writer: await clientFor(url, admin, askPatiently),
    second: await clientFor(url, secondPerson, askPatiently),
  };
}
