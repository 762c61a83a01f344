import type { Answer, Room } from './room.ts';
import { openRoom } from './room.ts';
import { certify, insertNotice, patch, retract, save, texts } from './rows.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom({ publicUrl: 'https://notices.example.org' });
});
afterAll(() => room.close());

const fixed = (locale: string, slug: string) => `/site/${locale}/notices/${slug}`;

async function publicPair(slug: string): Promise<string> {
  const id = await insertNotice(room, slug, { date: '2026-03-01' });
  await save(room, id, 'en', 8);
  await save(room, id, 'zh', 8);
  await certify(room, id, { en: 1, zh: 1 });
  await room.publish(slug, 'en');
  await room.publish(slug, 'zh');
  return id;
}

/** Twice: rendered, then as it is kept ready. Both must be the same to the byte. */
async function twice(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const first = await room.get(path, headers);
  const second = await room.get(path, headers);
  expect([second.status, second.text]).toEqual([first.status, first.text]);
  const { date: _first, ...firstHeaders } = first.headers;
  const { date: _second, 'x-powered-by': _express, ...secondHeaders } = second.headers;
  expect({ ...firstHeaders, 'x-powered-by': undefined }).toEqual({
    ...secondHeaders,
    'x-powered-by': undefined,
  });
  return second;
}

describe('a published pair', () => {
  let id: string;
  beforeAll(async () => {
    id = await publicPair('a-pair');
  });

  test('in a fixed locale: everything a page needs', async () => {
    const answer = await twice(fixed('zh', 'a-pair'));
    const time: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(answer.body).toEqual({
      slug: 'a-pair',
      locale: 'zh',
      title: texts.zh(8).title,
      summary: '',
      html: texts.zh(8).body,
      date: '2026-03-01',
      publishedAt: time,
      updatedAt: time,
      fallback: false,
      converted: false,
      counterpart: {
        locale: 'en',
        url: 'https://notices.example.org/site/en/notices/a-pair',
        state: 'in_sync',
        behindSince: null,
        behindBy: null,
        changedBlocks: null,
      },
    });
  });

  const headers: [string, string, Record<string, string>, Record<string, string | undefined>][] = [
    [
      'fixed',
      fixed('en', 'a-pair'),
      {},
      { 'content-language': 'en', vary: undefined, 'content-location': undefined },
    ],
    [
      'fixed, other wish',
      fixed('en', 'a-pair'),
      { 'Accept-Language': 'zh' },
      { 'content-language': 'en', vary: undefined },
    ],
    [
      'no wish: the default',
      '/site/notices/a-pair',
      {},
      { 'content-language': 'en', 'content-location': fixed('en', 'a-pair') },
    ],
    [
      'a wish',
      '/site/notices/a-pair',
      { 'Accept-Language': 'zh-CN' },
      { 'content-language': 'zh', 'content-location': fixed('zh', 'a-pair') },
    ],
    [
      'traditional',
      '/site/notices/a-pair',
      { 'Accept-Language': 'zh-TW' },
      { 'content-language': 'zh-Hant', 'content-location': fixed('zh-Hant', 'a-pair') },
    ],
    [
      'malformed beside good',
      '/site/notices/a-pair',
      { 'Accept-Language': 'en_US, zh;q=0.1' },
      { 'content-language': 'zh' },
    ],
    [
      'named',
      '/site/notices/a-pair?locale=zh-SG',
      { 'Accept-Language': 'en' },
      { 'content-language': 'zh', 'content-location': fixed('zh', 'a-pair') },
    ],
    ['a cookie', '/site/notices/a-pair', { Cookie: 'locale=zh' }, { 'content-language': 'en' }],
  ];
  test.each(headers)('headers: %s', async (_, path, given, expected) => {
    const answer = await twice(path, given);
    expect(answer.status).toBe(200);
    const vary = path.startsWith('/site/notices/') ? 'Accept-Language, Accept-Encoding' : undefined;
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=30, stale-while-revalidate=300',
      'surrogate-key': `notice-${id} notices`,
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.etag).toMatch(/^"[\w-]{24}"$/);
    for (const [name, value] of Object.entries({ vary, ...expected })) {
      expect([name, answer.headers[name]]).toEqual([name, value]);
    }
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const other = answer.headers['content-language'] === 'en' ? 'zh' : 'en';
    const url = `https://notices.example.org/site/${other}/notices/a-pair`;
    expect(answer.headers.link).toBe(`<${url}>; rel="alternate"; hreflang="${other}"`);
  });

  test.each([
    ['the same tag', (etag: string) => etag, 304],
    ['a weak one', (etag: string) => `W/${etag}`, 304],
    ['one of a list', (etag: string) => `"a", W/"b" ,${etag}, "c"`, 304],
    ['a star', () => '*', 304],
    ['another one', () => '"another"', 200],
    ['the tag without quotes', (etag: string) => etag.slice(1, -1), 200],
    ['a part of it', (etag: string) => `${etag.slice(0, 8)}"`, 200],
    ['nothing', () => '', 200],
  ] as const)('If-None-Match: %s', async (_, of, status) => {
    for (const path of [
      fixed('zh', 'a-pair'),
      '/site/notices/a-pair?locale=zh',
      '/site/notices/a-pair',
    ]) {
      const { etag = '', vary } = (await room.get(path)).headers;
      room.ready.dropAll();
      const answer = await twice(path, { 'If-None-Match': of(etag) });
      expect([answer.status, answer.text === '']).toEqual([status, status === 304]);
      expect([answer.headers.etag, answer.headers.vary]).toEqual([etag, vary]);
      expect(answer.headers['cache-control']).toContain('max-age=30');
    }
  });

  test('HEAD is GET without the body', async () => {
    for (const path of [fixed('zh', 'a-pair'), '/site/notices/a-pair', '/site/zh/notices']) {
      const get = await room.get(path);
      const head = await room.ask('HEAD', path);
      room.ready.dropAll();
      const unready = await room.ask('HEAD', path);
      for (const answer of [head, unready]) {
        expect([answer.status, answer.text]).toEqual([200, '']);
        expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(get.text)));
        expect(answer.headers.etag).toBe(get.headers.etag);
      }
    }
  });

  test('both addresses of a text share its tag, both texts do not', async () => {
    const tags = await Promise.all(
      ['/site/notices/a-pair', fixed('en', 'a-pair'), fixed('zh', 'a-pair')].map((path) =>
        room.get(path),
      ),
    );
    const [negotiated, en, zh] = tags.map((answer) => answer.headers.etag);
    expect(negotiated).toBe(en);
    expect(zh).not.toBe(en);
  });

  test.each([
    ['an unknown locale by name', '/site/notices/a-pair?locale=fr', 400, 'unknown_locale'],
    ['no locale by name', '/site/notices/a-pair?locale=', 400, 'unknown_locale'],
    ['two locales', '/site/notices/a-pair?locale=en&locale=zh', 422, 'invalid'],
    ['an unknown query', '/site/notices/a-pair?lang=en', 422, 'invalid'],
    ['a locale beside a fixed one', '/site/en/notices/a-pair?locale=zh', 422, 'invalid'],
    ['an unknown fallback', '/site/en/notices/a-pair?fallback=any', 422, 'invalid'],
    ['an unknown locale in the path', '/site/fr/notices/a-pair', 404, 'not_found'],
    ['a locale by another name in the path', '/site/zh-CN/notices/a-pair', 404, 'not_found'],
    ['a path in capitals', '/site/EN/notices/a-pair', 404, 'not_found'],
    ['a path with a slash at its end', '/site/en/notices/a-pair/', 404, 'not_found'],
    ['an unknown slug', '/site/en/notices/nowhere', 404, 'not_found'],
    ['a NUL in the slug', '/site/en/notices/a%00b', 422, 'invalid'],
    ['broken encoding', '/site/en/notices/%E0%A4', 400, 'malformed'],
    ['another method', 'POST /site/en/notices/a-pair', 404, 'not_found'],
  ] as const)('refused: %s', async (_, given, status, code) => {
    const [path = '', method = 'GET'] = given.split(' ').toReversed();
    for (let i = 0; i < 2; i += 1) {
      const answer = await room.ask(method, path);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.headers['cache-control']).toBe('no-store');
      if (path.startsWith('/site/notices/'))
        expect(answer.headers.vary).toContain('Accept-Language');
    }
  });
});

describe('a text whose counterpart moves on', () => {
  test('says since when, by how much and where, until the pair is published again', async () => {
    const id = await publicPair('moving');
    const tags = new Set<unknown>();
    const read = async (locale: 'en' | 'zh') => {
      const { body, headers } = await twice(fixed(locale, 'moving'));
      tags.add(headers.etag);
      return body.counterpart;
    };
    await read('zh');
    await save(room, id, 'en', 9);
    expect((await read('zh')).state).toBe('in_sync');
    const second = (await room.publish('moving', 'en')).body.publishedAt;
    expect(await read('zh')).toMatchObject({
      state: 'en_ahead',
      behindSince: second,
      behindBy: 1,
      changedBlocks: [1],
    });
    expect(await read('en')).toMatchObject({
      state: 'en_ahead',
      behindSince: null,
      behindBy: null,
      changedBlocks: null,
    });
    await save(room, id, 'en', { ...texts.en(10), title: 'Office hours in summer' });
    await room.publish('moving', 'en');
    expect(await read('zh')).toMatchObject({
      behindSince: second,
      behindBy: 2,
      changedBlocks: [0, 1],
    });
    await save(room, id, 'zh', 10);
    const point = await certify(room, id, { en: 3, zh: 2 });
    expect((await read('zh')).state).toBe('en_ahead');
    await room.publish('moving', 'zh');
    expect(await read('zh')).toMatchObject({ state: 'in_sync', behindSince: null });
    expect(await read('en')).toMatchObject({ state: 'in_sync' });
    // Chinese: in step, one behind, two behind, in step again; English: ahead, in step.
    expect(tags.size).toBe(6);
    await retract(room, id, point);
    expect(await read('zh')).toMatchObject({ state: 'diverged', behindBy: 2 });
    expect(await read('en')).toMatchObject({ state: 'diverged', behindBy: 1, changedBlocks: [1] });
  });

  test('the tag changes with parity alone', async () => {
    const id = await insertNotice(room, 'parity-alone');
    await save(room, id, 'en', 8);
    await save(room, id, 'zh', 8);
    await room.publish('parity-alone', 'en');
    await room.publish('parity-alone', 'zh');
    const before = await twice(fixed('en', 'parity-alone'));
    expect(before.body.counterpart).toMatchObject({
      state: 'unverified',
      behindSince: null,
      changedBlocks: null,
    });
    await certify(room, id, { en: 1, zh: 1 });
    const after = await twice(fixed('en', 'parity-alone'), {
      'If-None-Match': before.headers.etag ?? '',
    });
    expect([after.status, after.body.counterpart.state]).toEqual([200, 'in_sync']);
  });

  test('a revision that is certified but not published is unknown to readers', async () => {
    const id = await publicPair('unpublished-pair');
    const before = await room.get(fixed('zh', 'unpublished-pair'));
    await save(room, id, 'en', 9);
    await save(room, id, 'zh', 9);
    await certify(room, id, { en: 2, zh: 2 });
    const after = await room.get(fixed('zh', 'unpublished-pair'));
    expect(after.text).toBe(before.text);
  });
});

describe('one language alone', () => {
  test('stands in for the other and says so, or does not', async () => {
    const id = await insertNotice(room, 'chinese-first');
    await save(room, id, 'zh', 8);
    await room.publish('chinese-first', 'zh');
    const own = await twice(fixed('zh', 'chinese-first'));
    expect(own.body).toMatchObject({ locale: 'zh', fallback: false, counterpart: null });
    const other = await twice(fixed('en', 'chinese-first'));
    expect(other.body).toMatchObject({ locale: 'zh', fallback: true, counterpart: null });
    expect(other.headers['content-language']).toBe('zh');
    expect(other.headers.link).toBeUndefined();
    expect(other.headers.etag).not.toBe(own.headers.etag);
    const negotiated = await twice('/site/notices/chinese-first', { 'Accept-Language': 'en' });
    expect(negotiated.body.fallback).toBe(true);
    expect(negotiated.headers).toMatchObject({
      'content-language': 'zh',
      vary: 'Accept-Language, Accept-Encoding',
    });
    for (const path of [fixed('en', 'chinese-first'), '/site/notices/chinese-first']) {
      expect((await room.get(`${path}?fallback=none`)).status).toBe(404);
    }
    expect((await room.get(`${fixed('zh', 'chinese-first')}?fallback=none`)).status).toBe(200);
    await save(room, id, 'en', 8);
    expect((await room.get(fixed('en', 'chinese-first'))).body.fallback).toBe(true);
    await room.publish('chinese-first', 'en');
    const now = await room.get(`${fixed('en', 'chinese-first')}?fallback=none`);
    expect(now.body).toMatchObject({
      locale: 'en',
      fallback: false,
      counterpart: { locale: 'zh', state: 'unverified' },
    });
    await room.withdraw('chinese-first', 'zh');
    expect((await room.get(fixed('en', 'chinese-first'))).body.counterpart).toBeNull();
    expect((await room.get(fixed('en', 'chinese-first'))).headers.link).toBeUndefined();
  });

  test('a notice meant for one language has no counterpart', async () => {
    const id = await publicPair('narrowed');
    await patch(room, id, { languages: 'en' });
    expect((await twice(fixed('en', 'narrowed'))).body.counterpart).toBeNull();
  });
});

describe('addresses over time', () => {
  test('an old slug leads to the new one, whatever the form', async () => {
    const id = await publicPair('old-name');
    await room.get(fixed('en', 'old-name'));
    await patch(room, id, { slug: 'new-name' });
    await patch(room, id, { slug: 'newest-name' });
    for (const old of ['old-name', 'new-name']) {
      for (const [path, location] of [
        [fixed('zh', old), fixed('zh', 'newest-name')],
        [`${fixed('en', old)}?fallback=none`, `${fixed('en', 'newest-name')}?fallback=none`],
        [`/site/notices/${old}?locale=zh`, '/site/notices/newest-name?locale=zh'],
      ] as const) {
        const answer = await room.get(path);
        expect([answer.status, answer.headers.location]).toEqual([301, location]);
        expect((await room.get(location)).status).toBe(200);
      }
    }
    expect((await room.get(fixed('en', 'newest-name'))).body.slug).toBe('newest-name');
  });

  test('never published, withdrawn: 404; archived: 410; and back', async () => {
    const id = await insertNotice(room, 'comes-and-goes');
    await save(room, id, 'en', 8);
    const statusOf = async () =>
      (
        await Promise.all(
          [fixed('en', 'comes-and-goes'), '/site/notices/comes-and-goes'].map((path) =>
            room.get(path),
          ),
        )
      ).map((answer) => answer.status);
    expect(await statusOf()).toEqual([404, 404]);
    await room.publish('comes-and-goes', 'en');
    expect(await statusOf()).toEqual([200, 200]);
    await patch(room, id, { archived: true });
    expect(await statusOf()).toEqual([410, 410]);
    await patch(room, id, { archived: false });
    expect(await statusOf()).toEqual([200, 200]);
    await room.withdraw('comes-and-goes', 'en');
    expect(await statusOf()).toEqual([404, 404]);
    await patch(room, id, { slug: 'came-and-went' });
    expect(await statusOf()).toEqual([404, 404]);
  });
});
