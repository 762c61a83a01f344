import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { insertNotice, patch, save } from './rows.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom({ defaultLocale: 'zh' });
});
afterAll(() => room.close());

async function publish(
  slug: string,
  languages: readonly ('en' | 'zh')[],
  options: { date?: string; category?: string } = {},
) {
  const id = await insertNotice(room, slug, options);
  for (const language of languages) {
    await save(room, id, language, 8);
    await room.publish(slug, language);
  }
  return id;
}

const slugs = (answer: { body: { items: { slug: string }[] } }) =>
  answer.body.items.map((item) => item.slug);

async function defaultLocale(wish?: string): Promise<string> {
  const headers = wish === undefined ? {} : { 'Accept-Language': wish };
  return (await room.get('/site/notices/default-locale', headers)).body.locale;
}

test('the list of a locale', async () => {
  const today = new Date().toISOString().slice(0, 10);
  const march = await publish('march', ['en', 'zh'], { date: '2026-03-01', category: 'visas' });
  await publish('may', ['en'], { date: '2026-05-01' });
  await publish('march-too', ['zh'], { date: '2026-03-01', category: 'visas' });
  await publish('undated', ['zh']);
  await publish('far-off', ['en', 'zh'], { date: '9999-12-31' });
  const draft = await insertNotice(room, 'draft', { date: '2026-04-01' });
  await save(room, draft, 'en', 8);

  const zh = await room.get('/site/zh/notices');
  expect(zh.status).toBe(200);
  const later = today >= '2026-05-01' ? ['undated', 'may'] : ['may', 'undated'];
  expect(slugs(zh)).toEqual(['far-off', ...later, 'march-too', 'march']);
  expect(zh.body.next).toBeNull();
  expect(zh.body.items.at(-1)).toEqual({
    slug: 'march',
    locale: 'zh',
    title: '春季办公时间',
    summary: '',
    date: '2026-03-01',
    publishedAt: expect.any(String),
    updatedAt: expect.any(String),
    fallback: false,
    converted: false,
    url: '/site/zh/notices/march',
  });
  expect(zh.body.items.find((item: { slug: string }) => item.slug === 'may')).toMatchObject({
    locale: 'en',
    fallback: true,
  });
  expect(zh.headers).toMatchObject({
    'content-language': 'zh, en',
    'cache-control': 'public, max-age=30, stale-while-revalidate=300',
    'surrogate-key': 'notices',
    'x-content-type-options': 'nosniff',
  });
  expect(zh.headers.vary).toBe('Accept-Encoding');
  expect(zh.headers['content-location']).toBeUndefined();

  const own = await room.get('/site/zh/notices?fallback=none');
  expect(slugs(own)).not.toContain('may');
  expect(own.headers['content-language']).toBe('zh');
  expect(slugs(await room.get('/site/en/notices?fallback=none'))).toEqual([
    'far-off',
    'may',
    'march',
  ]);
  expect(slugs(await room.get('/site/en/notices?category=visas'))).toEqual(['march-too', 'march']);
  expect(slugs(await room.get('/site/en/notices?category=none-such'))).toEqual([]);

  const same = await room.get('/site/zh/notices', { 'If-None-Match': zh.headers.etag ?? '' });
  expect(same.status).toBe(304);
  await patch(room, march, { archived: true });
  const after = await room.get('/site/zh/notices', { 'If-None-Match': zh.headers.etag ?? '' });
  expect(after.status).toBe(200);
  expect(slugs(after)).not.toContain('march');
});

test('pages hold every notice once, in order, of one day as well', async () => {
  for (let i = 0; i < 11; i += 1) {
    await publish(`page-${i}`, i % 3 === 0 ? ['en'] : ['zh'], {
      category: 'paged',
      date: `2026-01-0${1 + (i % 2)}`,
    });
  }
  const whole = await room.get('/site/zh/notices?category=paged&limit=200');
  const seen: string[] = [];
  let path = '/site/zh/notices?category=paged&limit=2';
  for (;;) {
    const page = await room.get(path);
    seen.push(...slugs(page));
    if (page.body.next === null) break;
    expect(page.body.items).toHaveLength(2);
    path = `/site/zh/notices?category=paged&limit=2&cursor=${encodeURIComponent(page.body.next)}`;
  }
  expect(seen).toEqual(slugs(whole));
  expect(new Set(seen).size).toBe(11);
});

test.each([
  ['limit=0', 422],
  ['limit=201', 422],
  ['limit=some', 422],
  ['cursor=x', 422],
  ['cursor=2026-02-30_00000000-0000-7000-8000-000000000000', 422],
  ['cursor=0000-01-01_00000000-0000-7000-8000-000000000000', 422],
  ['cursor=2026-02-28_00000000-0000-7000-8000-000000000000', 200],
  ['fallback=some', 422],
  ['locale=zh', 422],
  ['category=%00', 422],
  ['category=a&category=b', 422],
  [`category=${'x'.repeat(61)}`, 422],
])('a query of %s: %d', async (query, status) => {
  expect((await room.get(`/site/zh/notices?${query}`)).status).toBe(status);
});

test('the list of an unknown locale is not found', async () => {
  expect((await room.get('/site/zh-TW/notices')).status).toBe(404);
  expect((await room.get('/site/notices')).status).toBe(404);
});

test('the default locale is the one that is configured', async () => {
  await publish('default-locale', ['en', 'zh']);
  const wishes = [undefined, 'fr', 'zh-TW', 'fr, en;q=0.1'];
  const given = await Promise.all(wishes.map((wish) => defaultLocale(wish)));
  expect(given).toEqual(['zh', 'zh', 'zh-Hant', 'en']);
});

test('without a public address, addresses are relative', async () => {
  const { body, headers } = await room.get('/site/en/notices/default-locale');
  expect(body.counterpart.url).toBe('/site/zh/notices/default-locale');
  expect(headers.link).toBe('</site/zh/notices/default-locale>; rel="alternate"; hreflang="zh"');
});
