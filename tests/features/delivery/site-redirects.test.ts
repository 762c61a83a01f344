import type { Room } from './room.ts';
import { openRoom } from './room.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom({ publicUrl: 'https://notices.example.org', defaultLocale: 'zh' });
});
afterAll(() => room.close());

describe('addresses without a locale', () => {
  const cases: [string, Record<string, string>, string][] = [
    ['no wish: the default', {}, 'zh'],
    ['a wish', { 'Accept-Language': 'en-GB,en;q=0.9' }, 'en'],
    ['traditional', { 'Accept-Language': 'zh-HK,zh;q=0.9,en;q=0.8' }, 'zh-Hant'],
    ['an unknown wish', { 'Accept-Language': 'fr' }, 'zh'],
    ['a choice', { 'Accept-Language': 'en', Cookie: 'locale=zh-Hant' }, 'zh-Hant'],
    ['a choice among cookies', { Cookie: 'a=b; locale=en; c=d' }, 'en'],
    ['a choice that is none', { 'Accept-Language': 'en', Cookie: 'locale=fr' }, 'en'],
    ['another cookie', { Cookie: 'mylocale=en' }, 'zh'],
    ['hostile', { Cookie: 'locale=//evil.example/' }, 'zh'],
  ];
  test.each(cases)('%s', async (_, headers, locale) => {
    for (const [path, location] of [
      ['/', `/${locale}/`],
      ['/?q=fees', `/${locale}/?q=fees`],
      ['/notices/fees', `/${locale}/notices/fees`],
      ['/notices/fees?from=mail', `/${locale}/notices/fees?from=mail`],
    ] as const) {
      const answer = await room.get(path, headers);
      expect([answer.status, answer.headers.location]).toEqual([302, location]);
      expect(answer.headers).toMatchObject({
        vary: 'Accept-Language, Cookie',
        'cache-control': 'private',
      });
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('never lead to another site', async () => {
    for (const path of [
      '//evil.example/',
      '//evil.example/notices/x',
      '/notices/%2F%2Fevil.example',
    ]) {
      const location = (await room.get(path)).headers.location ?? '/';
      expect(new URL(location, 'https://notices.example.org').host).toBe('notices.example.org');
    }
  });
});

describe('the switch', () => {
  test.each([
    ['/en/notices/fees?remember', 'en', '/en/notices/fees'],
    ['/zh-Hant/?remember', 'zh-Hant', '/zh-Hant/'],
    ['/zh/?category=news&remember', 'zh', '/zh/?category=news'],
    ['/zh/favourites?remember=', 'zh', '/zh/favourites'],
  ])('%s remembers and leads on', async (path, locale, location) => {
    const answer = await room.get(path);
    expect([answer.status, answer.headers.location]).toEqual([302, location]);
    expect(answer.headers['cache-control']).toBe('no-store');
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(new RegExp(`^locale=${locale};`));
    for (const part of ['Max-Age=31536000', 'Path=/', 'SameSite=Lax', 'Secure', 'HttpOnly']) {
      expect(cookie).toContain(part);
    }
    const next = await room.get('/', {
      Cookie: cookie.split(';')[0] ?? '',
      'Accept-Language': 'fr',
    });
    expect(next.headers.location).toBe(`/${locale}/`);
  });

  test('no page sets a cookie, and none looks at one', async () => {
    const plain = await room.get('/en/');
    const chosen = await room.get('/en/', { Cookie: 'locale=zh', 'Accept-Language': 'zh' });
    expect(plain.headers['set-cookie']).toBeUndefined();
    expect(chosen.text).toBe(plain.text);
    expect(plain.headers.vary).toBe('Accept-Encoding');
  });

  test('a locale without its slash leads to its home', async () => {
    const answer = await room.get('/zh-Hant?category=news');
    expect([answer.status, answer.headers.location]).toEqual([301, '/zh-Hant/?category=news']);
  });
});

test('without a public address, pages name the one that was used', async () => {
  const plain = await openRoom();
  try {
    const answer = await plain.get('/en/', { Host: 'notices.test:8080' });
    expect(answer.text).toContain('<link rel="canonical" href="http://notices.test:8080/en/">');
    const other = await plain.get('/en/', { Host: 'other.test' });
    expect(other.text).toContain('<link rel="canonical" href="http://other.test/en/">');
    const hostile = await plain.get('/en/', { Host: '"><script>' });
    expect(hostile.text).toContain('<link rel="canonical" href="http://localhost/en/">');
    const [cookie = ''] = (await plain.get('/en/?remember')).headers['set-cookie'] ?? [];
    expect(cookie).not.toContain('Secure');
  } finally {
    await plain.close();
  }
});
