import type { Node } from './xml.ts';
import { parseXml } from './xml.ts';
import { get } from './raw.ts';
import type { SampleSite } from './sample-site.ts';
import { openSampleSite, slugs } from './sample-site.ts';

/** Feeds and sitemaps by the rules of their specifications. */
const origin = 'https://notices.example.org';
const editions = ['en', 'zh', 'zh-Hant'] as const;
const tags = { en: 'en', zh: 'zh-Hans', 'zh-Hant': 'zh-Hant' } as const;
let site: SampleSite;
beforeAll(async () => {
  site = await openSampleSite({ environment: { HEBI_PUBLIC_URL: origin } });
  await site.publishNew('long-and-hostile', {
    en: {
      title: 'A < B & "C" ]]> \u{1f600}',
      summary: '',
      body: `<p>${'So it goes on &amp; on. '.repeat(12_000)}</p>`,
    },
    zh: { title: '长文 & <b>', summary: '“引号”', body: '<p>长 &lt; 短。</p><p><br></p>' },
  });
});
afterAll(() => site.close());

const read = async (path: string): Promise<string> => {
  const answer = await get(site.url + path);
  expect(answer.status).toBe(200);
  return answer.text;
};
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

describe.each(editions)('Atom (RFC 4287) in %s', (edition) => {
  const atom = (name: string) => `{http://www.w3.org/2005/Atom}${name}`;
  const inside = (node: Node, name: string) => node.children.filter((c) => c.name === atom(name));
  const textOf = (node: Node, name: string): string => {
    const [found, ...others] = inside(node, name);
    if (found === undefined || others.length > 0) throw new Error(`not one <${name}>`);
    return found.text;
  };
  let feed: Node;
  beforeAll(async () => {
    feed = parseXml(await read(`/site/${edition}/feed.xml`));
  });

  test('the feed and each entry have what they must, once', () => {
    expect([feed.name, feed.attributes['xml:lang']]).toEqual([atom('feed'), tags[edition]]);
    const entries = inside(feed, 'entry');
    expect(entries.length).toBeGreaterThan(10);
    for (const node of [feed, ...entries]) {
      expect(textOf(node, 'title').trim()).not.toBe('');
      expect(textOf(node, 'updated')).toMatch(rfc3339);
      expect(new URL(textOf(node, 'id')).href).not.toBe('');
      for (const link of inside(node, 'link')) {
        expect(new URL(link.attributes['href'] ?? '').origin).toBe(origin);
      }
    }
    expect(inside(feed, 'author')).toHaveLength(1);
    expect(textOf(inside(feed, 'author')[0] ?? feed, 'name')).not.toBe('');
    for (const entry of entries) {
      expect(textOf(entry, 'published')).toMatch(rfc3339);
      expect(textOf(entry, 'published') <= textOf(entry, 'updated')).toBe(true);
    }
    const updated = entries.map((entry) => textOf(entry, 'updated'));
    expect(textOf(feed, 'updated')).toBe(updated.toSorted().at(-1));
    const ids = [feed, ...entries].map((node) => textOf(node, 'id'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('alternates: its own first, each language once (4.1.1), the other editions with it', () => {
    for (const node of [feed, ...inside(feed, 'entry')]) {
      const links = inside(node, 'link').filter(({ attributes }) => attributes['rel'] !== 'self');
      const languages = links.map(({ attributes }) => attributes['hreflang']);
      expect(languages[0]).toBe(edition);
      expect(new Set(languages).size).toBe(languages.length);
      for (const { attributes } of links) {
        const path = new URL(attributes['href'] ?? '').pathname;
        expect([attributes['rel'], path.split('/')[1]]).toEqual([
          'alternate',
          attributes['hreflang'],
        ]);
      }
    }
    const fees = inside(feed, 'entry').find((e) => e.text.includes('2026'));
    expect(inside(fees ?? feed, 'link')).toHaveLength(3);
    const self = inside(feed, 'link').filter(({ attributes }) => attributes['rel'] === 'self');
    expect(self.map(({ attributes }) => attributes['href'])).toEqual([
      `${origin}/site/${edition}/feed.xml`,
    ]);
  });

  test('every alternate is there', async () => {
    const links = inside(feed, 'entry').flatMap((entry) => inside(entry, 'link'));
    for (const { attributes } of links) {
      const { pathname } = new URL(attributes['href'] ?? '');
      const { status, headers } = await get(site.url + pathname);
      expect([status, headers['content-language']]).toEqual([200, attributes['hreflang']]);
    }
  });

  test('contents are HTML, with the address that links in them start from', () => {
    for (const entry of inside(feed, 'entry')) {
      const [content] = inside(entry, 'content');
      if (content === undefined) continue;
      expect(content.attributes).toMatchObject({ type: 'html' });
      expect(content.attributes['xml:base']).toMatch(`${origin}/${edition}/notices/`);
      expect(content.text).toMatch(/^<\w+/);
    }
  });

  test('a text too long for a feed is left to its page', () => {
    const titles = inside(feed, 'entry').filter((entry) => inside(entry, 'content').length === 0);
    expect(titles.map((entry) => textOf(entry, 'title'))).toEqual(
      edition === 'en' ? ['A < B & "C" ]]> \u{1f600}'] : [],
    );
  });
});

describe.each(editions)('JSON Feed 1.1 in %s', (edition) => {
  test('has what it must, and whole addresses', async () => {
    const feed = JSON.parse(await read(`/site/${edition}/feed.json`));
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: expect.stringMatching(/./),
      home_page_url: `${origin}/${edition}/`,
      feed_url: `${origin}/site/${edition}/feed.json`,
      language: tags[edition],
    });
    const ids = new Set<string>();
    for (const item of feed.items) {
      expect([typeof item.id, new URL(item.url).origin]).toEqual(['string', origin]);
      const contents = [item.content_html, item.content_text].filter((each) => each !== undefined);
      expect(contents).toEqual([expect.stringMatching(/./)]);
      expect([item.date_published, item.date_modified]).toEqual([
        expect.stringMatching(rfc3339),
        expect.stringMatching(rfc3339),
      ]);
      ids.add(item.id);
    }
    expect(ids.size).toBe(feed.items.length);
  });

  test('tells the same as Atom', async () => {
    const feed = JSON.parse(await read(`/site/${edition}/feed.json`));
    const { children } = parseXml(await read(`/site/${edition}/feed.xml`));
    const entries = children.filter(({ name }) => name.endsWith('}entry'));
    const told = entries.map((entry) =>
      entry.children.filter(({ name }) => /\}(id|title)$/.test(name)).map(({ text }) => text),
    );
    expect(feed.items.map((item: { id: string; title: string }) => [item.id, item.title])).toEqual(
      told,
    );
  });
});

describe('the sitemap (protocol 0.9)', () => {
  const map = (name: string) => `{http://www.sitemaps.org/schemas/sitemap/0.9}${name}`;
  const link = '{http://www.w3.org/1999/xhtml}link';

  test('every address once, with alternates that name each other, and x-default', async () => {
    const text = await read('/sitemap.xml');
    expect(Buffer.byteLength(text)).toBeLessThan(50 * 1024 * 1024);
    const set = parseXml(text);
    expect(set.name).toBe(map('urlset'));
    const alternates = new Map<string, Readonly<Record<string, string>>>();
    for (const url of set.children) {
      expect(url.name).toBe(map('url'));
      const [loc] = url.children.filter(({ name }) => name === map('loc'));
      expect(new URL(loc?.text ?? '').origin).toBe(origin);
      for (const { text: at } of url.children.filter(({ name }) => name === map('lastmod'))) {
        expect(at).toMatch(rfc3339);
      }
      const links = url.children.filter(({ name }) => name === link);
      expect(links.every(({ attributes }) => attributes['rel'] === 'alternate')).toBe(true);
      const pairs = links.map(({ attributes }) => [attributes['hreflang'], attributes['href']]);
      expect(alternates.has(loc?.text ?? '')).toBe(false);
      alternates.set(loc?.text ?? '', Object.fromEntries(pairs));
    }
    expect(alternates.size).toBeGreaterThan(40);
    for (const [address, others] of alternates) {
      const edition = new URL(address).pathname.split('/')[1] ?? '';
      expect(others[edition]).toBe(address);
      const { 'x-default': any = '', ...own } = others;
      expect(new URL(any).pathname).toBe(new URL(address).pathname.replace(`/${edition}/`, '/'));
      for (const other of Object.values(own)) expect(alternates.get(other)).toEqual(others);
    }
    expect(alternates.get(`${origin}/en/notices/${slugs.enOnly}`)).toEqual({
      en: `${origin}/en/notices/${slugs.enOnly}`,
      'x-default': `${origin}/notices/${slugs.enOnly}`,
    });
  });
});
