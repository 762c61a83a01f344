import fc from 'fast-check';
import { nextPath } from '../../../src/features/accounts/next-path.ts';
import type { TestService } from '../../support/service.ts';
import { makePerson, openTestService } from '../../support/service.ts';

let t: TestService;
let lin: { email: string; password: string };
beforeAll(async () => {
  t = await openTestService({ workers: false });
  lin = await makePerson(t.service, { name: 'Lin', roles: ['reader'] });
});
afterAll(() => t.close());

type Headers = Record<string, string>;

const get = (path: string, headers: Headers = {}) =>
  fetch(`${t.url}${path}`, { headers, redirect: 'manual' });

const post = (path: string, fields: Record<string, string>, headers: Headers = {}) =>
  fetch(`${t.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
    redirect: 'manual',
  });

async function cookieOf(): Promise<string> {
  const answer = await post('/sign-in', lin);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src 'self'";

test('the form signs in, sets the cookie, and leads to the page asked for', async () => {
  const page = await get('/sign-in');
  expect(page.status).toBe(200);
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'content-language': 'en',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  const text = await page.text();
  expect(text).toContain('<html lang="en">');
  expect(text).toMatch(/<label for="email">[\s\S]*id="email"/);
  expect(text).toMatch(/<label for="password">[\s\S]*autocomplete="current-password"/);
  expect(text).not.toMatch(/<script|style="|onclick/);

  const signedIn = await post('/sign-in', lin, { Origin: t.url, 'Sec-Fetch-Site': 'same-origin' });
  expect(signedIn.status).toBe(303);
  expect(signedIn.headers.get('location')).toBe('/app');
  expect(signedIn.headers.get('set-cookie')).toMatch(/^hebi_session=[\w-]{43};.*HttpOnly/);

  const elsewhere = await post('/sign-in?next=/api/docs%3Fa%3D1', lin);
  expect(elsewhere.headers.get('location')).toBe('/api/docs?a=1');
});

test('the page follows the browser, and its language link wins and is kept', async () => {
  const chinese = { 'Accept-Language': 'zh-CN,zh;q=0.9' };
  const page = await (await get('/sign-in?next=/api/docs', chinese)).text();
  expect(page).toContain('<html lang="zh-Hans">');
  expect(page).toContain('电子邮箱');
  expect(page).toMatch(
    /href="\/sign-in\?next=\/api\/docs&amp;lang=en"\s+hreflang="en"\s+lang="en"/,
  );
  const english = await (await get('/sign-in?lang=en', chinese)).text();
  expect(english).toContain('<html lang="en">');
  expect(english).toContain('action="/sign-in?lang=en"');
  const signedIn = await post('/sign-in?lang=zh', lin);
  expect(signedIn.headers.get('location')).toBe('/app?lang=zh');
});

test('the style is one file of ours, kept for good under its own edition only', async () => {
  const page = await (await get('/sign-in')).text();
  const address = /href="(\/app\/style\.css\?v=[0-9a-f]+)"/.exec(page)?.[1] ?? '';
  const style = await get(address);
  expect(style.headers.get('content-type')).toMatch(/^text\/css/);
  expect(style.headers.get('cache-control')).toContain('immutable');
  expect((await get('/app/style.css?v=other')).headers.get('cache-control')).toBe('no-cache');
  expect((await get('/app/icon.svg')).headers.get('content-type')).toMatch(/^image\/svg/);
});

test('a wrong password is said beside the form, which keeps the address and not the password', async () => {
  const email = '"><script>alert(1)</script>@example.org';
  const answer = await post('/sign-in', { email, password: 'wrong wrong' });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('content-security-policy')).toBe(policy);
  const page = await answer.text();
  expect(page).toContain('The e-mail address or the password is wrong.');
  expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;@example.org"');
  expect(page).not.toContain('<script');
  expect(page).not.toContain('wrong wrong');
});

test.each([
  [{}, ['Enter your e-mail address.', 'Enter your password.']],
  [{ email: ' ', password: 'x' }, ['Enter your e-mail address.']],
  [{ email: 'a@b.org', password: 'a\0b' }, ['This password cannot be right.']],
  [{ email: `${'a'.repeat(400)}@b.org`, password: 'x' }, ['This e-mail address cannot be right.']],
])('%j is told what it lacks, field by field', async (fields, messages) => {
  const answer = await post('/sign-in', fields);
  expect(answer.status).toBe(422);
  const page = await answer.text();
  for (const message of messages) expect(page).toContain(message);
  expect(page.match(/aria-invalid="true"/g)).toHaveLength(messages.length);
  expect(page).toMatch(/aria-describedby="(email|password)-problem"/);
});

test('after too many failures the form says how long to wait', async () => {
  const { email } = await makePerson(t.service, { name: 'Mo', roles: ['reader'] });
  for (let i = 0; i < 10; i += 1) {
    expect((await post('/sign-in', { email, password: 'guess' })).status).toBe(401);
  }
  const answer = await post('/sign-in?lang=zh', { email, password: 'guess' });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  const page = await answer.text();
  expect(page).toMatch(/登录失败次数过多。请等待 \d+ 分钟后再试。/);
  expect(page).toContain(`value="${email}"`);
});

test('whoever is signed in is told as whom, and can sign out', async () => {
  const cookie = await cookieOf();
  const page = await (await get('/sign-in', { cookie })).text();
  expect(page).toContain(`You are signed in as Lin (${lin.email}).`);
  expect(page).toContain('href="/app"');
  expect(page).toContain('action="/sign-out"');

  expect((await post('/sign-out', {}, { cookie, Origin: 'https://evil.example' })).status).toBe(
    403,
  );
  expect((await get('/api/v1/me', { cookie })).status).toBe(200);
  const out = await post('/sign-out', {}, { cookie });
  expect([out.status, out.headers.get('location')]).toEqual([303, '/sign-in']);
  expect(out.headers.get('set-cookie')).toMatch(/^hebi_session=;/);
  expect((await get('/api/v1/me', { cookie })).status).toBe(401);
  expect(await (await get('/sign-in', { cookie })).text()).toContain('id="password"');
  expect((await post('/sign-out', {})).status).toBe(303);
});

test('another site can neither sign in nor see why not', async () => {
  const answer = await post('/sign-in', lin, { 'Sec-Fetch-Site': 'cross-site' });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(await answer.text()).toContain('This request came from another website');
});

test('what is no form of ours is refused as a page', async () => {
  const large = await post('/sign-in', { email: 'a'.repeat(40_000), password: 'x' });
  expect(large.status).toBe(413);
  expect(await large.text()).toContain('<html lang="en">');
  const many = Object.fromEntries(Array.from({ length: 1_500 }, (_, k) => [`f${k}`, '']));
  expect((await post('/sign-in', many)).status).toBe(400);
  const twice = await fetch(`${t.url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'email=a@b.org&email=c@d.org&password=x',
  });
  expect(twice.status).toBe(422);
});

describe('where to go afterwards', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'evil.example',
    'javascript:alert(1)',
    '',
    `/${'a'.repeat(3000)}`,
  ])('%j is no place of ours', async (next) => {
    const answer = await post(`/sign-in?next=${encodeURIComponent(next)}`, lin);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/app']);
  });

  test.each(['/', '/app/compare?lang=zh#answer', '/zh/notices/a-b_c', '/a?next=//b', '/a%2Fb'])(
    '%j is',
    (next) => expect(nextPath(next)).toBe(next),
  );

  test('whatever is asked for, a browser stays on this site', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '\t',
      '\n',
      '@',
      ':',
      '?',
      '#',
      'evil.org',
      '%2e',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const base = 'https://hebi.example/sign-in';
        const there = new URL(nextPath(pieces.join('')), base);
        expect(there.origin).toBe('https://hebi.example');
        // Read once more, as by a proxy that writes the path it understood.
        expect(new URL(there.pathname, base).origin).toBe('https://hebi.example');
      }),
    );
  });
});
