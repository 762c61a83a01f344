import type { Content } from '../../../src/core/document.ts';
import { alternatesOf, look, textOf } from './document.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { insertNotice, patch, save, savePending } from './rows.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom({ publicUrl: 'https://notices.example.org' });
  await publish('fees', {
    en: content('Fees for 2026', 'The audit fee is 3,200 yuan. The EU office moves.'),
    zh: content('2026年收费标准', '审核费为3200元。软件与信息系统的用户请登录网站办理。'),
  });
  await publish('only-zh', { zh: content('实验室开放日', '欢迎参观网络安全实验室。') });
  await publish('only-en', { en: content('Laboratory open day', 'Visitors are welcome.') });
});
afterAll(() => room.close());

function content(title: string, text: string): Content {
  return { title, summary: '', body: `<p>${title}!</p><p>${text}</p>` };
}

async function publish(
  slug: string,
  texts: { en?: Content; zh?: Content },
  options: { date?: string; category?: string } = {},
): Promise<string> {
  const id = await insertNotice(room, slug, options);
  for (const language of ['en', 'zh'] as const) {
    const text = texts[language];
    if (text === undefined) continue;
    await save(room, id, language, text);
    await room.publish(slug, language);
  }
  return id;
}

async function found(locale: string, q: string): Promise<string[]> {
  const path = `?q=${encodeURIComponent(q)}`;
  const json = await room.get(`/site/${locale}/notices${path}`);
  expect(json.status).toBe(200);
  const slugs: string[] = json.body.items.map((item: { slug: string }) => item.slug);
  const page = await room.get(`/${locale}/${path}`);
  const onPage = look(page.text)
    .all('a')
    .flatMap((link) => /\/notices\/([\w-]+)$/.exec(link.attribs['href'] ?? '')?.[1] ?? []);
  expect([page.status, onPage]).toEqual([200, slugs]);
  return slugs.toSorted();
}

describe('search', () => {
  test.each([
    ['en', 'audit', ['fees']],
    ['en', 'AUDIT fee', ['fees']],
    ['en', 'audi', ['fees']],
    ['en', 'EU', ['fees']],
    ['en', 'E', []],
    ['en', '3,200', ['fees']],
    ['en', 'audit nowhere', []],
    ['en', '审核', ['fees']],
    ['en', '实验室', ['only-zh']],
    ['zh', '审', ['fees']],
    ['zh', '软件', ['fees']],
    ['zh', '軟體', ['fees']],
    ['zh', '軟件 資訊', ['fees']],
    ['zh', '审核 2026', ['fees']],
    ['zh', 'visitors', ['only-en']],
    ['zh-Hant', '軟體', ['fees']],
    ['zh-Hant', '網路安全', ['only-zh']],
    ['zh-Hant', '實驗室', ['only-zh']],
    ['zh', '％', []],
    ['zh', '%', []],
    ['zh', "'); drop table notice; --", []],
  ])('in %s for %s', async (locale, q, slugs) => {
    expect(await found(locale, q)).toEqual(slugs);
  });

  test('finds what is published, and nothing that was, will be or waits', async () => {
    const id = await publish('history', { en: content('History', 'first wording') });
    expect(await found('en', 'first wording')).toEqual(['history']);
    await save(room, id, 'en', content('History', 'second wording'));
    await savePending(room, id, 'en');
    expect(await found('en', 'second wording')).toEqual([]);
    await room.publish('history', 'en', { revision: 2 });
    expect(await found('en', 'second wording')).toEqual(['history']);
    expect(await found('en', 'first wording')).toEqual([]);
    await patch(room, id, { archived: true });
    expect(await found('en', 'second wording')).toEqual([]);
    await patch(room, id, { archived: false });
    await room.withdraw('history', 'en');
    expect(await found('en', 'second wording')).toEqual([]);
  });

  test('shows where the words stand, in whatever language that is', async () => {
    const page = look((await room.get(`/en/?q=${encodeURIComponent('审核')}`)).text);
    const [mark, ...others] = page.all('mark');
    expect(others).toEqual([]);
    expect(mark && textOf(mark)).toBe('审核');
    expect(mark?.parent && 'attribs' in mark.parent && mark.parent.attribs['lang']).toBe('zh-Hans');
    const converted = look((await room.get(`/zh-Hant/?q=${encodeURIComponent('軟體')}`)).text);
    expect(converted.all('mark').map(textOf)).toEqual(['軟體']);
  });

  test('is for no search engine, and nothing found says so', async () => {
    const page = look((await room.get('/en/?q=zzzz')).text);
    expect(page.one('meta', { name: 'robots' }).attribs['content']).toBe('noindex, follow');
    expect(alternatesOf(page)).toEqual({});
    expect(textOf(page.one('p', { class: 'nothing' }))).toContain('No notice holds “zzzz”');
    expect(page.one('input', { name: 'q' }).attribs['value']).toBe('zzzz');
  });

  test('is kept by no node', async () => {
    room.ready.dropAll();
    await room.get('/en/?q=audit');
    await room.get('/site/en/notices?q=audit');
    expect(room.ready.bytes).toBe(0);
  });

  test.each([
    'q=%00',
    `q=${'x'.repeat(500)}`,
    'q=a&q=b',
    'q=%ff%fe',
    'q=%20%20',
    `q=${'%E5%AE%A1%20'.repeat(20)}`,
  ])('bears with %s', async (query) => {
    expect((await room.get(`/zh/?${query}`)).status).toBe(200);
  });
});

describe('the list', () => {
  test('goes by category and by pages, forth and back, and misses nothing', async () => {
    for (let i = 0; i < 45; i += 1) {
      const day = String(1 + (i % 28)).padStart(2, '0');
      await publish(
        `paged-${i}`,
        { zh: content(`第${i}号`, '内容') },
        { category: 'paged', date: `2025-01-${day}` },
      );
    }
    const slugsOf = (text: string) =>
      look(text)
        .all('a')
        .flatMap(
          (link) => /^\/en\/notices\/(paged-\d+)$/.exec(link.attribs['href'] ?? '')?.[1] ?? [],
        );
    const forth: string[] = [];
    const pages: string[][] = [];
    let path: string | undefined = '/en/?category=paged';
    let last = path;
    while (path !== undefined) {
      const { text } = await room.get(path);
      pages.push(slugsOf(text));
      forth.push(...slugsOf(text));
      last = path;
      path = look(text).all('a', { rel: 'next' })[0]?.attribs['href'];
    }
    expect(pages.map((page) => page.length)).toEqual([20, 20, 5]);
    expect(new Set(forth).size).toBe(45);
    const before =
      look((await room.get(last)).text).one('a', { rel: 'prev' }).attribs['href'] ?? '';
    const back = await room.get(before);
    expect(slugsOf(back.text)).toEqual(pages[1]);
    const first = look(back.text).one('a', { rel: 'prev' }).attribs['href'] ?? '';
    expect(slugsOf((await room.get(first)).text)).toEqual(pages[0]);
    expect(look((await room.get(first)).text).all('a', { rel: 'prev' })).toEqual([]);
    const second =
      look((await room.get('/zh/?category=paged')).text).one('a', { rel: 'next' }).attribs[
        'href'
      ] ?? '';
    const paged = look((await room.get(second)).text);
    expect(paged.one('link', { rel: 'canonical' }).attribs['href']).toBe(
      `https://notices.example.org${second}`,
    );
    expect(alternatesOf(paged)).toEqual({});
  });

  test('marks what is in the other language only', async () => {
    const page = look((await room.get('/en/')).text);
    const link = page.one('a', { href: '/en/notices/only-zh' });
    expect(link.attribs['lang']).toBe('zh-Hans');
    expect(page.all('span', { class: 'only' }).map(textOf)).toContain('Chinese only');
    expect(alternatesOf(page)).toEqual({
      en: 'https://notices.example.org/en/',
      zh: 'https://notices.example.org/zh/',
      'zh-Hant': 'https://notices.example.org/zh-Hant/',
      'x-default': 'https://notices.example.org/',
    });
  });

  test('pages of the house stand in every footer, and in no list', async () => {
    const linksTo = async (path: string) =>
      look((await room.get(path)).text)
        .all('a', {
          href: path.startsWith('/en')
            ? '/en/notices/introduction'
            : '/zh-Hant/notices/introduction',
        })
        .map(textOf);
    expect(await linksTo('/en/notices/fees')).toEqual([]);
    expect(await linksTo('/zh-Hant/notices/fees')).toEqual([]);
    const id = await publish(
      'introduction',
      { zh: content('中心简介', '软件') },
      { category: 'page' },
    );
    expect(await linksTo('/en/notices/fees')).toEqual(['中心简介']);
    expect(await linksTo('/zh-Hant/notices/fees')).toEqual(['中心簡介']);
    expect(await linksTo('/en/')).toEqual(['中心简介']);
    expect((await room.get('/en/?category=page')).status).toBe(404);
    await patch(room, id, { archived: true });
    expect(await linksTo('/en/notices/fees')).toEqual([]);
  });
});
