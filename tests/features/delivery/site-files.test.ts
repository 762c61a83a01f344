import { Script } from 'node:vm';
import type { Content } from '../../../src/core/document.ts';
import { alternatesOf, isWellFormed, look, textOf } from './document.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { certify, insertNotice, patch, save } from './rows.ts';

const origin = 'https://notices.example.org';
const hostile = 'Fees & <b>more</b> “软件” \u0008]]>';
let room: Room;
beforeAll(async () => {
  room = await openRoom({ publicUrl: origin });
  await publish('fees', { en: content(hostile), zh: content('收费与软件') }, 'notices');
  await publish('only-zh', { zh: content('开放日') }, 'news');
  await publish('introduction', { en: content('About'), zh: content('简介') }, 'page');
});
afterAll(() => room.close());

function content(title: string): Content {
  return { title, summary: title, body: '<p>A &amp; B</p><p><a href="/软件">软件</a></p>' };
}

async function publish(
  slug: string,
  texts: { en?: Content; zh?: Content },
  category: string,
): Promise<string> {
  const id = await insertNotice(room, slug, { category });
  for (const language of ['en', 'zh'] as const) {
    const text = texts[language];
    if (text === undefined) continue;
    await save(room, id, language, text);
    await room.publish(slug, language);
  }
  return id;
}

describe('feeds', () => {
  test.each([
    ['en', 'en', ['fees']],
    ['zh', 'zh-Hans', ['only-zh', 'fees']],
    ['zh-Hant', 'zh-Hant', ['only-zh', 'fees']],
  ])('Atom in %s', async (locale, tag, slugs) => {
    const answer = await room.get(`/site/${locale}/feed.xml`);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/atom+xml; charset=utf-8',
      'content-language': locale,
      'surrogate-key': 'notices',
      'x-content-type-options': 'nosniff',
    });
    expect(isWellFormed(answer.text)).toBe(true);
    const feed = look(answer.text, { xml: true });
    expect(feed.one('feed').attribs).toMatchObject({
      xmlns: 'http://www.w3.org/2005/Atom',
      'xml:lang': tag,
    });
    const entries = feed.all('entry');
    const links = feed
      .all('link', { rel: 'alternate', hreflang: locale })
      .map((link) => link.attribs['href']);
    expect(links).toEqual([
      `${origin}/${locale}/`,
      ...slugs.map((slug) => `${origin}/${locale}/notices/${slug}`),
    ]);
    expect(feed.one('link', { rel: 'self' }).attribs['href']).toBe(
      `${origin}/site/${locale}/feed.xml`,
    );
    const ids = feed.all('id').map(textOf);
    expect(new Set(ids).size).toBe(entries.length + 1);
    expect(
      ids.slice(1).every((id) => /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
    const times = feed.all('updated').map(textOf);
    expect(times.every((time) => !Number.isNaN(Date.parse(time)))).toBe(true);
    expect(times[0]).toBe(times.slice(1).toSorted().at(-1));
    expect(feed.all('content').every((each) => each.attribs['type'] === 'html')).toBe(true);
  });

  test('hostile titles are only titles', async () => {
    const feed = look((await room.get('/site/en/feed.xml')).text, { xml: true });
    expect(feed.all('title').map(textOf)).toContain('Fees & <b>more</b> “软件” ]]>');
    expect(feed.all('b')).toEqual([]);
  });

  test('JSON Feed', async () => {
    const { body, headers } = await room.get('/site/zh-Hant/feed.json');
    expect(headers['content-type']).toBe('application/feed+json; charset=utf-8');
    expect(body).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: `${origin}/zh-Hant/`,
      feed_url: `${origin}/site/zh-Hant/feed.json`,
      language: 'zh-Hant',
    });
    expect(body.items).toHaveLength(2);
    expect(body.items[1]).toMatchObject({
      url: `${origin}/zh-Hant/notices/fees`,
      title: '收費與軟體',
      content_html: '<p>A &amp; B</p><p><a href="/软件">軟體</a></p>',
      tags: ['notices'],
    });
    const en = (await room.get('/site/en/feed.json')).body;
    expect(en.items[0].id).not.toBe(body.items[1].id);
  });

  test('follow what is published', async () => {
    const { headers } = await room.get('/site/zh/feed.xml');
    const same = await room.get('/site/zh/feed.xml', { 'If-None-Match': headers.etag ?? '' });
    expect(same.status).toBe(304);
    const id = await publish('late', { zh: content('新公告') }, 'news');
    const after = await room.get('/site/zh/feed.xml', { 'If-None-Match': headers.etag ?? '' });
    expect([after.status, after.text.includes('/zh/notices/late')]).toEqual([200, true]);
    await patch(room, id, { archived: true });
    expect((await room.get('/site/zh/feed.xml')).text).not.toContain('/zh/notices/late');
  });
});

describe('the sitemap', () => {
  test('names every edition of every page, each naming all of them, as the pages do', async () => {
    const answer = await room.get('/sitemap.xml');
    expect(answer.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(isWellFormed(answer.text)).toBe(true);
    const map = look(answer.text, { xml: true });
    const byAddress = new Map(
      map.all('url').map((url) => {
        const inside = look(`<x>${serialise(url)}</x>`, { xml: true });
        const links = inside.all('xhtml:link', { rel: 'alternate' });
        return [
          textOf(inside.one('loc')),
          Object.fromEntries(links.map((link) => [link.attribs['hreflang'], link.attribs['href']])),
        ];
      }),
    );
    const paths = [...byAddress.keys()].map((address) => new URL(address).pathname);
    expect(paths.toSorted()).toEqual(
      [
        ...['en', 'zh', 'zh-Hant'].map((locale) => `/${locale}/`),
        ...['en', 'zh', 'zh-Hant'].map((locale) => `/${locale}/notices/fees`),
        ...['en', 'zh', 'zh-Hant'].map((locale) => `/${locale}/notices/introduction`),
        ...['zh', 'zh-Hant'].map((locale) => `/${locale}/notices/only-zh`),
      ].toSorted(),
    );
    for (const [address, alternates] of byAddress) {
      expect(Object.values(alternates)).toContain(address);
      expect(alternates['x-default']).toBeDefined();
      for (const [hreflang, other] of Object.entries(alternates)) {
        if (hreflang === 'x-default') continue;
        expect(byAddress.get(String(other))).toEqual(alternates);
      }
      const page = await room.get(new URL(address).pathname);
      expect([page.status, alternatesOf(look(page.text))]).toEqual([200, alternates]);
    }
  });

  test('leaves out what is archived or not meant', async () => {
    const id = await insertNotice(room, 'narrow');
    await save(room, id, 'en', content('Narrow'));
    await save(room, id, 'zh', content('窄'));
    await certify(room, id, { en: 1, zh: 1 });
    await room.publish('narrow', 'en');
    await room.publish('narrow', 'zh');
    await patch(room, id, { languages: 'en' });
    const { text } = await room.get('/sitemap.xml');
    expect([text.includes('/en/notices/narrow'), text.includes('/zh/notices/narrow')]).toEqual([
      true,
      false,
    ]);
    await patch(room, id, { archived: true });
    expect((await room.get('/sitemap.xml')).text).not.toContain('narrow');
  });

  test('its parts are maps, and nothing else is', async () => {
    const first = await room.get('/sitemap/first.xml');
    expect([first.status, isWellFormed(first.text)]).toEqual([200, true]);
    expect((await room.get('/sitemap/00000000-0000-7000-8000-000000000000.xml')).status).toBe(200);
    expect((await room.get('/sitemap/second.xml')).status).toBe(404);
  });
});

describe('words for i18next', () => {
  test.each([
    ['en', 'en', 'Favourites'],
    ['en-GB', 'en', 'Favourites'],
    ['zh', 'zh', '收藏'],
    ['zh-CN', 'zh', '收藏'],
    ['zh-TW', 'zh-Hant', '收藏'],
    ['zh-Hant', 'zh-Hant', '收藏'],
  ])('in %s', async (asked, locale, favourites) => {
    const answer = await room.get(`/site/locales/${asked}/site.json`);
    expect([answer.status, answer.headers['content-language']]).toEqual([200, locale]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=30, stale-while-revalidate=300',
    });
    expect(answer.body.favourites).toBe(favourites);
    expect(answer.body.ahead_other).toContain('{{count}}');
    const same = await room.get(`/site/locales/${asked}/site.json`, {
      'If-None-Match': answer.headers.etag ?? '',
    });
    expect(same.status).toBe(304);
  });

  test.each([
    ['/site/locales/en/refusals.json', 404],
    ['/site/locales/en/accounts.json', 404],
    ['/site/locales/fr/site.json', 400],
    ['/site/locales/en/..%2f..%2fpackage.json', 404],
    ['/site/locales/__proto__/site.json', 400],
  ])('%s: %d', async (path, status) => {
    expect((await room.get(path)).status).toBe(status);
  });
});

describe('the files of the pages', () => {
  test('are named by their content, and never change', async () => {
    const page = look((await room.get('/en/')).text);
    const script = page.one('script').attribs['src'] ?? '';
    const icon = page.one('link', { rel: 'icon' }).attribs['href'] ?? '';
    const types = ['text/javascript; charset=utf-8', 'image/svg+xml'];
    for (const [i, path] of [script, icon].entries()) {
      const answer = await room.get(path);
      expect([answer.status, answer.headers['content-type']]).toEqual([200, types[i]]);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
    expect((await room.get('/site/assets/site-000000000000.js')).status).toBe(404);
    const { text } = await room.get(script);
    expect(Buffer.byteLength(text)).toBeLessThan(6000);
    // Whatever is wrong in the script would throw here.
    expect(() => new Script(text)).not.toThrow();
  });
});

function serialise(element: ReturnType<ReturnType<typeof look>['one']>): string {
  const attributes = Object.entries(element.attribs).map(([name, value]) => ` ${name}="${value}"`);
  const inside = element.children.map((child) =>
    'data' in child ? child.data : 'name' in child ? serialise(child) : '',
  );
  return `<${element.name}${attributes.join('')}>${inside.join('')}</${element.name}>`;
}
