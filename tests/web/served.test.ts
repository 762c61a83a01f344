import { readFileSync } from 'node:fs';
import { apiTypes, apiTypesFile } from '../../scripts/write-api-types.ts';
import { ensureWeb } from '../../scripts/ensure-build.mjs';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

let t: TestService;
let page: string;

beforeAll(async () => {
  await ensureWeb();
  t = await openTestService({ workers: false });
  page = await (await fetch(`${t.url}/app`)).text();
}, 120_000);
afterAll(() => t.close());

test.each(['/app', '/app/', '/app/tasks/1', '/app/notices/a/b?c=d'])(
  '%s is the one page',
  async (path) => {
    const answer = await fetch(`${t.url}${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  },
);

test('the policy allows scripts from here alone, and styles by a nonce that no two answers share', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => fetch(`${t.url}/app`)));
  const policies = [first, second].map(
    (answer) => answer?.headers.get('content-security-policy') ?? '',
  );
  const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(await first?.text()).toContain(nonces[0]);
  expect(policies[0]).toMatch(/script-src 'self' 'sha256-[^']+'; style-src 'self' 'nonce-/);
  expect(policies[0]).not.toMatch(/unsafe/);
});

test.each([
  ['yes', 'other=1; hebi_session=abc'],
  ['no', 'hebi_session_of_another=abc'],
])('the page says whether somebody may be signed in: %s', async (said, Cookie) => {
  const answer = await fetch(`${t.url}/app`, { headers: { Cookie } });
  expect(await answer.text()).toContain(`<html lang="en" data-session="${said}">`);
});

test('the page brings the variables of the theme as a style of its own', async () => {
  const path = /\/app\/assets\/[\w-]+\.css/.exec(page)?.[0] ?? '';
  const style = await (await fetch(`${t.url}${path}`)).text();
  expect(style).toContain('--mantine-color-jade-7:#1b7455');
  expect(style).toContain('--hebi-frame:#0f1311');
});

test.each([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['identity', null],
])('assets are kept for good, for who accepts %s', async (accepted, sent) => {
  const path = /\/app\/assets\/[\w-]+\.js/.exec(page)?.[0] ?? '';
  const answer = await fetch(`${t.url}${path}`, { headers: { 'Accept-Encoding': accepted } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('content-encoding')).toBe(sent);
  expect(answer.headers.get('vary')).toBe('Accept-Encoding');
  expect(await answer.text()).toMatch(/import|export/);
});

test.each(['/app/assets/none.js', '/app/assets/..%2Findex.html', '/app/assets/index.html'])(
  'there is no %s',
  async (path) => {
    expect((await fetch(`${t.url}${path}`)).status).toBe(404);
  },
);

test('the types of the API are those of its operations: npm run api-types', async () => {
  expect(readFileSync(apiTypesFile, 'utf8')).toBe(await apiTypes());
});
