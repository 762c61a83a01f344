import type { Content } from '../../../src/core/document.ts';
import type { Looked } from './document.ts';
import { alternatesOf, look, textOf } from './document.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { certify, insertNotice, patch, save } from './rows.ts';

const origin = 'https://notices.example.org';
let room: Room;
beforeAll(async () => {
  room = await openRoom({ publicUrl: origin });
});
afterAll(() => room.close());

const english: Content = {
  title: 'Software for offices',
  summary: 'New programs from May on.',
  body: '<h2>Who</h2><p>All offices.</p><ul><li>First floor</li><li>Second floor</li></ul><p>Write to <a href="https://example.org/软件">us</a>.</p>',
};
const chinese: Content = {
  title: '办公软件通知',
  summary: '自五月起启用新程序。',
  body: '<h2>范围</h2><p>全部办公室。</p><ul><li>一层</li><li>二层</li></ul><p>请<em>联系</em><a href="https://example.org/软件">我们</a>。</p>',
};

async function publicPair(slug: string, pair = { en: english, zh: chinese }): Promise<string> {
  const id = await insertNotice(room, slug, { date: '2026-03-01', category: 'news' });
  await save(room, id, 'en', pair.en);
  await save(room, id, 'zh', pair.zh);
  await certify(room, id, { en: 1, zh: 1 });
  await room.publish(slug, 'en');
  await room.publish(slug, 'zh');
  return id;
}

async function page(path: string): Promise<Looked> {
  const answer = await room.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return look(answer.text);
}

const pathOf = (locale: string, slug: string) => `/${locale}/notices/${slug}`;

describe('the page of a notice', () => {
  beforeAll(async () => {
    await publicPair('software');
  });

  test.each([
    ['en', 'en', 'Software for offices', 'March 1, 2026 · Add to favourites'],
    ['zh', 'zh-Hans', '办公软件通知', '2026年3月1日 · 加入收藏'],
    ['zh-Hant', 'zh-Hant', '辦公軟體通知', '2026年3月1日 · 加入收藏'],
  ])('in %s', async (locale, tag, title, shownWords) => {
    const [date, words] = shownWords.split(' · ');
    const answer = await room.get(pathOf(locale, 'software'));
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': locale,
      'cache-control': 'public, max-age=30, stale-while-revalidate=300',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
    const shown = look(answer.text);
    expect(shown.one('html').attribs['lang']).toBe(tag);
    expect(textOf(shown.one('h1'))).toBe(title);
    expect(textOf(shown.one('title'))).toMatch(new RegExp(`^${title} – `));
    expect(shown.all('time').map(textOf)).toContain(date);
    expect(textOf(shown.one('button', { 'data-favourite': 'software' }))).toBe(words);
    expect(shown.one('link', { rel: 'canonical' }).attribs['href']).toBe(
      origin + pathOf(locale, 'software'),
    );
    expect(shown.one('meta', { property: 'og:title' }).attribs['content']).toBe(title);
    expect(shown.one('meta', { property: 'og:url' }).attribs['content']).toBe(
      origin + pathOf(locale, 'software'),
    );
    expect(shown.one('a', { class: 'skip' }).attribs['href']).toBe('#content');
    expect(shown.one('main').attribs['id']).toBe('content');
  });

  test('every edition names all of them, and itself', async () => {
    const expected = {
      en: `${origin}/en/notices/software`,
      zh: `${origin}/zh/notices/software`,
      'zh-Hant': `${origin}/zh-Hant/notices/software`,
      'x-default': `${origin}/notices/software`,
    };
    for (const locale of ['en', 'zh', 'zh-Hant']) {
      expect(alternatesOf(await page(pathOf(locale, 'software')))).toEqual(expected);
    }
  });

  test('blocks have the numbers of the JSON answer, whatever they stand in', async () => {
    const shown = await page(pathOf('en', 'software'));
    const numbered = ['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map((id) => {
      const [found] = ['h1', 'h2', 'p', 'li'].flatMap((name) => shown.all(name, { id }));
      return found?.name;
    });
    expect(numbered).toEqual(['h1', 'p', 'h2', 'p', 'li', 'li', 'p']);
  });

  test('each paragraph leads to the same one in the other language', async () => {
    const shown = await page(pathOf('zh-Hant', 'software'));
    const links = shown.all('a', { class: 'same' });
    expect(links.map((link) => link.attribs['href'])).toEqual([
      '/en/notices/software#b2',
      '/en/notices/software#b3',
      '/en/notices/software#b6',
    ]);
    expect(links[0]?.attribs['aria-label']).toBe('本段的英文');
  });

  test('the switch leads to the same page, by way of remembering the choice', async () => {
    const shown = await page(pathOf('zh', 'software'));
    const links = shown.all('a').filter((link) => link.attribs['data-switch'] !== undefined);
    expect(links.map((link) => link.attribs['href'])).toEqual([
      '/en/notices/software?remember',
      '/zh-Hant/notices/software?remember',
    ]);
    expect(
      shown.all('span', { 'aria-current': 'true' }).map((each) => each.attribs['lang']),
    ).toEqual(['zh-Hans']);
  });

  test('traditional characters: text is converted and says so, addresses are not', async () => {
    const shown = await page(pathOf('zh-Hant', 'software'));
    const note = shown.one('p', { class: 'note converted' });
    expect(textOf(note)).toContain('自動轉換');
    expect(
      look((await room.get(pathOf('zh', 'software'))).text).all('p', { class: 'note converted' }),
    ).toEqual([]);
    expect(shown.all('a').map((link) => link.attribs['href'])).toContain(
      'https://example.org/软件',
    );
    expect(textOf(shown.one('p', { id: 'b6' }))).toContain('請聯繫我們');
  });

  test('only the policy’s own style and script, nothing inline beside', async () => {
    const answer = await room.get(pathOf('en', 'software'));
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    const style = /<style>([^]*?)<\/style>/.exec(answer.text)?.[1] ?? '';
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    const shown = look(answer.text);
    expect(shown.all('script').map((script) => textOf(script))).toEqual(['']);
    expect(shown.all('script').every((script) => 'defer' in script.attribs)).toBe(true);
    expect(answer.text).not.toMatch(/ (?:style|on\w+)="/);
    expect(shown.all('link', { rel: 'stylesheet' })).toEqual([]);
  });
});

describe('a text that is behind', () => {
  test('says so, tells how much differs, and leads there', async () => {
    const id = await publicPair('moving');
    expect((await page(pathOf('en', 'moving'))).all('p', { class: 'note ahead' })).toEqual([]);
    await save(room, id, 'zh', {
      ...chinese,
      body: chinese.body.replace('二层', '三层').replace('全部办公室', '部分办公室'),
    });
    await room.publish('moving', 'zh');
    const shown = await page(pathOf('en', 'moving'));
    const note = shown.one('p', { class: 'note ahead' });
    expect(textOf(note)).toMatch(
      /^The Chinese version was updated on \w+ \d+, \d{4}; 2 paragraphs differ\.$/,
    );
    expect(shown.all('a', { class: 'newer' }).map((link) => link.attribs['href'])).toEqual([
      '/zh/notices/moving#b3',
      '/zh/notices/moving#b5',
    ]);
    expect(
      [...shown.all('p', { class: 'behind' }), ...shown.all('li', { class: 'behind' })].map(
        (each) => each.attribs['id'],
      ),
    ).toEqual(['b3', 'b5']);
    for (const locale of ['zh', 'zh-Hant']) {
      expect((await page(pathOf(locale, 'moving'))).all('p', { class: 'note ahead' })).toEqual([]);
    }
    const first = note.children.flatMap((child) =>
      'attribs' in child ? [child.attribs['href']] : [],
    );
    expect(first).toEqual(['/zh/notices/moving#b3']);
  });

  test('in Chinese about the English one, in both kinds of characters', async () => {
    const id = await publicPair('ahead-in-english');
    await save(room, id, 'en', { ...english, title: 'Software for all offices' });
    await room.publish('ahead-in-english', 'en');
    const zh = await page(pathOf('zh', 'ahead-in-english'));
    expect(textOf(zh.one('p', { class: 'note ahead' }))).toMatch(
      /^英文版已于\d+年\d+月\d+日更新，有1段不同。$/,
    );
    const hant = await page(pathOf('zh-Hant', 'ahead-in-english'));
    expect(textOf(hant.one('p', { class: 'note ahead' }))).toMatch(
      /^英文版已於.*更新，有1段不同。$/,
    );
    expect(alternatesOf(zh)['en']).toBe(`${origin}/en/notices/ahead-in-english`);
  });

  test('the same paragraph is found where one side has more of them', async () => {
    await publicPair('longer-chinese', {
      en: {
        title: 'Fees of 2026',
        summary: '',
        body: '<p>The fee is 800 yuan.</p><p>Call 010-5550-0166.</p>',
      },
      zh: {
        title: '2026年收费',
        summary: '',
        body: '<p>各位客户：</p><p>费用为800元。</p><p>请拨打010-5550-0166。</p>',
      },
    });
    const shown = await page(pathOf('en', 'longer-chinese'));
    expect(shown.one('p', { id: 'b1' }).attribs['data-to']).toBe('b2');
    expect(shown.one('p', { id: 'b2' }).attribs['data-to']).toBe('b3');
    const answer = await room.get('/site/en/notices/longer-chinese/blocks');
    const link = (block: number, counterpart: number) => ({
      ...{ block, counterpart, changed: false },
      url: `${origin}/zh/notices/longer-chinese#b${counterpart}`,
    });
    expect(JSON.parse(answer.text)).toEqual({
      ...{ slug: 'longer-chinese', locale: 'en', counterpart: 'zh' },
      blocks: [link(0, 0), link(1, 2), link(2, 3)],
    });
    expect(answer.headers['surrogate-key']).toMatch(/^notice-.* notices$/);
    expect((await room.get('/site/en/notices/longer-chinese/blocks?a=1')).status).toBe(422);
    expect((await room.get('/site/fr/notices/longer-chinese/blocks')).status).toBe(404);
  });
});

describe('one language alone', () => {
  test.each([
    ['zh', 'en', 'zh-Hans', 'There is no English version of this notice yet.'],
    ['zh', 'zh-Hant', null, null],
    ['en', 'zh', 'en', '本公告暂无中文版，以下为英文版。'],
    ['en', 'zh-Hant', 'en', '本公告暫無中文版，以下為英文版。'],
  ] as const)('%s read in %s', async (language, locale, tag, note) => {
    const slug = `only-${language}-in-${locale.toLowerCase()}`;
    const id = await insertNotice(room, slug);
    await save(room, id, language, language === 'en' ? english : chinese);
    await room.publish(slug, language);
    const answer = await room.get(pathOf(locale, slug));
    const shown = look(answer.text);
    const edition = tag === null ? locale : language;
    expect(answer.headers['content-language']).toBe(edition);
    expect(shown.one('link', { rel: 'canonical' }).attribs['href']).toBe(
      origin + pathOf(edition, slug),
    );
    if (note === null) {
      expect(shown.all('p', { class: 'note missing' })).toEqual([]);
      expect(Object.keys(alternatesOf(shown))).toEqual(['zh', 'zh-Hant', 'x-default']);
      return;
    }
    expect(textOf(shown.one('p', { class: 'note missing' }))).toContain(note);
    expect(shown.one('article').attribs['lang']).toBe(tag);
    expect(alternatesOf(shown)).toEqual({});
  });
});

describe('hostile words', () => {
  const title = `"><script>alert(1)</script>'&amp;\u0008<b>`;
  test('are only words, everywhere', async () => {
    const id = await insertNotice(room, 'hostile', { category: 'news', date: '2026-03-02' });
    const content = { title, summary: title, body: '<p>&lt;script&gt;x&lt;/script&gt;</p>' };
    await save(room, id, 'en', content);
    await save(room, id, 'zh', content);
    await room.publish('hostile', 'en');
    await room.publish('hostile', 'zh');
    for (const path of [
      '/en/notices/hostile',
      '/zh-Hant/notices/hostile',
      '/en/',
      '/zh/?q=script',
      `/en/?q=${encodeURIComponent(title)}`,
    ]) {
      const answer = await room.get(path);
      expect(answer.text).not.toContain('<script>alert');
      expect(look(answer.text).all('script')).toHaveLength(1);
      expect(
        look(answer.text)
          .all('b')
          .filter((each) => !each.attribs['class']),
      ).toEqual([]);
    }
    const shown = await page('/en/notices/hostile');
    expect(textOf(shown.one('h1'))).toBe(title.replace('\u0008', ''));
  });
});

describe('addresses', () => {
  test('an old slug leads to the new one, and what is archived says so', async () => {
    const id = await publicPair('old-page');
    await page(pathOf('en', 'old-page'));
    await patch(room, id, { slug: 'new-page' });
    const moved = await room.get(`${pathOf('zh', 'old-page')}?from=mail`);
    expect([moved.status, moved.headers.location]).toEqual([
      301,
      `${pathOf('zh', 'new-page')}?from=mail`,
    ]);
    await patch(room, id, { archived: true });
    const gone = await room.get(pathOf('zh', 'new-page'));
    expect([gone.status, gone.headers['content-type']]).toEqual([410, 'text/html; charset=utf-8']);
    expect(gone.text).toContain('本公告已归档');
  });

  test.each([
    '/en/notices/nowhere',
    '/en/?category=none-such',
    '/en/?older=x',
    '/en/notices/a%00b',
  ])('nothing at %s: a page that says so', async (path) => {
    const answer = await room.get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(textOf(look(answer.text).one('h1'))).toBe('There is no such page');
  });

  test('whatever else stands in an address shows the same page, kept once', async () => {
    const plain = await room.get(pathOf('en', 'software'));
    const decorated = await room.get(`${pathOf('en', 'software')}?utm_source=mail&fbclid=1`);
    expect(decorated.text).toBe(plain.text);
    expect(decorated.headers.etag).toBe(plain.headers.etag);
  });
});
