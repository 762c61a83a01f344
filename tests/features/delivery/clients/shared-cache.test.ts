import type { Api } from '../../../../src/api.ts';
import { startApi } from '../../../../src/api.ts';
import type { Service } from '../../../../src/context.ts';
import { openService } from '../../../../src/context.ts';
import { nginxProgram, withComponent } from './component.ts';
import type { Nginx } from './nginx.ts';
import { deployedConfig, plainCache, startNginx } from './nginx.ts';
import { get } from './raw.ts';
import type { SampleSite } from './sample-site.ts';
import { openSampleSite, slugs } from './sample-site.ts';

/** nginx between readers and Hebi: as a cache that believes the answers, and as the project sets it up. */
let site: SampleSite;
beforeAll(async () => {
  site = await openSampleSite();
});
afterAll(() => site.close());

const languages = ['en-GB,en;q=0.9', 'zh-CN', 'zh-TW,zh;q=0.8', 'fr', 'zh-HK;q=0.5,en;q=0.4', ''];
const codings = ['gzip, br', 'gzip', 'identity', 'br;q=0.5, gzip;q=0'];
const wishes = languages.flatMap((language) =>
  codings.map((coding) => ({ 'Accept-Language': language, 'Accept-Encoding': coding })),
);

withComponent(nginxProgram, 'a shared cache that believes the answers', () => {
  let cache: Nginx;
  beforeAll(async () => {
    cache = await startNginx(plainCache(site.url));
  });
  afterAll(() => cache.stop());

  test.each([
    `/site/en/notices/${slugs.long}`,
    `/site/zh/notices/${slugs.inStep}`,
    '/site/zh-Hant/notices',
    '/site/en/feed.xml',
    '/site/zh/feed.json',
    '/sitemap.xml',
    '/site/locales/zh-TW/site.json',
    '/site/changes',
    '/en/',
    `/zh/notices/${slugs.enAhead}`,
  ])('%s is kept as it is, and revalidated by its tag', async (path) => {
    const headers = { 'Accept-Encoding': 'gzip', Host: new URL(site.url).host };
    const origin = await get(site.url + path, headers);
    const first = await get(cache.url + path, headers);
    const second = await get(cache.url + path, headers);
    expect([first.headers['x-cache'], second.headers['x-cache']]).toEqual(['MISS', 'HIT']);
    for (const { status, bytes, headers: got } of [first, second]) {
      expect([status, bytes.equals(origin.bytes)]).toEqual([200, true]);
      for (const name of ['etag', 'cache-control', 'content-language', 'vary', 'link'] as const) {
        expect(got[name]).toBe(origin.headers[name]);
      }
      expect(got['cache-control']).toBe('public, max-age=30, stale-while-revalidate=300');
    }
    const etag = origin.headers.etag ?? '';
    const same = await get(cache.url + path, { ...headers, 'If-None-Match': etag });
    expect([same.status, same.headers.etag, same.bytes.byteLength]).toEqual([304, etag, 0]);
  });

  test.each([
    ['of any length', slugs.long],
    ['of which one language is too short to be worth compressing', 'short-and-long'],
  ])('languages negotiated through it are never mixed up: a notice %s', async (_what, slug) => {
    if (slug === 'short-and-long') await site.publishNew(slug, shortAndLong);
    const path = `/site/notices/${slug}`;
    const direct = await Promise.all(wishes.map((wish) => get(site.url + path, wish)));
    expect(new Set(direct.map(({ headers }) => headers['content-language']))).toEqual(
      new Set(['en', 'zh', 'zh-Hant']),
    );
    const seen = new Set<unknown>();
    const state = { seed: 7 };
    for (let round = 0; round < 6; round += 1) {
      const order = shuffled([...wishes.keys()], state);
      const through = await Promise.all(order.map((i) => get(cache.url + path, wishes[i])));
      for (const [place, answer] of through.entries()) {
        const expected = direct[order[place] ?? 0];
        expect([answer.status, answer.text]).toEqual([200, expected?.text]);
        for (const name of ['etag', 'content-language', 'content-location', 'content-encoding']) {
          expect([name, answer.headers[name]]).toEqual([name, expected?.headers[name]]);
        }
        seen.add(answer.headers['x-cache']);
      }
      // Once each wish has been heard, everything is in the cache.
      if (round > 1) expect(new Set(through.map(({ headers }) => headers['x-cache']))).toEqual(hit);
    }
    expect(seen).toEqual(new Set(['MISS', 'HIT']));
  });

  test.each([
    ['/', 302],
    [`/notices/${slugs.inStep}`, 302],
    ['/zh/?remember', 302],
    ['/en/notices/nothing', 404],
    ['/site/en/notices/nothing', 404],
    ['/site/notices/nothing', 404],
    ['/site/notices/introduction?locale=fr', 400],
    [`/en/notices/${slugs.inStep}/reported`, 200],
    ['/api/v1/me', 401],
    ['/healthz', 200],
  ])('%s (%d) is one reader’s, and not kept', async (path, status) => {
    for (let i = 0; i < 3; i += 1) {
      const answer = await get(cache.url + path);
      expect([answer.status, answer.headers['x-cache']]).toEqual([status, 'MISS']);
    }
  });

  test('nor is a preview, whose address is a secret', async () => {
    const path = `/api/v1/notices/${slugs.inStep}/versions/en/preview`;
    const { page, json } = (await site.editor.post(path, {})).body;
    for (const url of [page, json, page, json]) {
      const answer = await get(cache.url + new URL(url, site.url).pathname);
      expect([answer.status, answer.headers['x-cache']]).toEqual([200, 'MISS']);
    }
  });
});

withComponent(nginxProgram, 'deploy/nginx.conf', () => {
  let other: { service: Service; api: Api };
  let front: Nginx;
  beforeAll(async () => {
    const { config, log } = site.service;
    const service = await openService({ config, databaseUrl: site.databaseUrl, log });
    other = { service, api: await startApi(service) };
    const nodes = [site.url, `http://127.0.0.1:${other.api.port}`];
    front = await startNginx(deployedConfig(nodes));
  });
  afterAll(async () => {
    await front.stop();
    await other.api.close();
    await other.service.close();
  });

  test('keeps what readers ask for, and nothing else', async () => {
    const path = `/site/zh/notices/${slugs.long}`;
    const states = await Promise.all(Array.from({ length: 50 }, () => get(front.url + path)));
    expect(states.filter(({ headers }) => headers['x-cache'] === 'HIT').length).toBeGreaterThan(20);
    for (const one of ['/', '/api/v1/me', '/healthz']) {
      expect((await get(front.url + one)).headers['x-cache']).toBeUndefined();
    }
    for (const one of ['/zh/?remember', '/en/notices/nothing']) {
      const answers = [await get(front.url + one), await get(front.url + one)];
      expect(answers.map(({ headers }) => headers['x-cache'])).toEqual(['MISS', 'MISS']);
    }
  });

  test('sends nothing that is older than a second', async () => {
    const addresses = [
      `/site/notices/${slugs.inStep}`,
      `/site/en/notices/${slugs.inStep}`,
      `/en/notices/${slugs.inStep}`,
    ];
    for (let i = 1; i <= 4; i += 1) {
      await Promise.all(addresses.map((path) => get(front.url + path)));
      const change = { from: /^<p>.*?<\/p>/s, to: `<p>The text number ${i}.</p>` };
      const answered = await site.republish(slugs.inStep, 'en', change);
      for (const path of addresses) {
        const looks: { after: number; isNew: boolean }[] = [];
        do {
          const after = performance.now() - answered;
          const { text, status } = await get(front.url + path);
          expect(status).toBe(200);
          looks.push({ after, isNew: text.includes(`The text number ${i}.`) });
        } while (performance.now() - answered < 1100 || looks.at(-1)?.isNew === false);
        const stale = looks.filter(({ isNew }) => !isNew).map(({ after }) => after);
        expect(Math.max(0, ...stale)).toBeLessThan(1000);
      }
    }
  });

  test('goes on while one of the nodes is away', async () => {
    await other.api.close();
    const paths = Array.from({ length: 20 }, (_, i) => `/site/en/notices?limit=${i + 1}`);
    const answers = await Promise.all(paths.map((path) => get(front.url + path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
    other.api = await startApi(other.service);
  });
});

const hit = new Set(['HIT']);
const shortAndLong = {
  en: { title: 'Closed', summary: '', body: '<p>Closed today.</p>' },
  zh: { title: '今日闭馆', summary: '', body: `<p>${'今日闭馆，明日照常开放。'.repeat(80)}</p>` },
};

/** In an order that is the same in every run. */
function shuffled(values: number[], state: { seed: number }): number[] {
  const keyed = values.map((value) => {
    state.seed = (state.seed * 48_271) % 2_147_483_647;
    return { value, key: state.seed };
  });
  return keyed.toSorted((a, b) => a.key - b.key).map(({ value }) => value);
}
