import { createInstance } from 'i18next';
import type { i18n } from 'i18next';
import Backend from 'i18next-http-backend';
import type { HttpBackendOptions } from 'i18next-http-backend';
import type { SampleSite } from './sample-site.ts';
import { openSampleSite } from './sample-site.ts';

/** A front end that speaks the site's words: i18next with `i18next-http-backend`, as its readme says. */
let site: SampleSite;
beforeAll(async () => {
  site = await openSampleSite();
});
afterAll(() => site.close());

interface Fetched {
  readonly path: string;
  readonly status: number;
}

/** A client behind a cache as browsers have one: what it holds is asked for again by its tag. */
async function clientFor(
  lng: string,
  { fetched, held }: { fetched: Fetched[]; held: Map<string, { etag: string; text: string }> },
): Promise<i18n> {
  const client = createInstance();
  const alternateFetch = async (url: string, options: RequestInit): Promise<Response> => {
    const kept = held.get(url);
    const headers = { ...(options.headers as Record<string, string>) };
    if (kept !== undefined) headers['If-None-Match'] = kept.etag;
    const answer = await fetch(url, { ...options, headers });
    fetched.push({ path: new URL(url).pathname, status: answer.status });
    if (answer.status === 304) return new Response(kept?.text, { status: 200 });
    const text = await answer.text();
    if (answer.ok) held.set(url, { etag: answer.headers.get('ETag') ?? '', text });
    return new Response(text, { status: answer.status });
  };
  await client.use(Backend).init<HttpBackendOptions>({
    lng,
    fallbackLng: 'en',
    ns: ['site'],
    defaultNS: 'site',
    interpolation: { escapeValue: false },
    backend: { loadPath: `${site.url}/site/locales/{{lng}}/{{ns}}.json`, alternateFetch },
  });
  return client;
}

test.each([
  ['en', 'Favourites', ['en']],
  ['en-GB', 'Favourites', ['en-GB', 'en']],
  ['zh-CN', '收藏', ['zh-CN', 'zh', 'en']],
  ['zh-Hans-CN', '收藏', ['zh-Hans-CN', 'zh-Hans', 'zh', 'en']],
  ['zh-TW', '收藏', ['zh-TW', 'zh', 'en']],
  ['zh-Hant-HK', '收藏', ['zh-Hant-HK', 'zh-Hant', 'zh', 'en']],
])('%s: every resource that i18next looks for is there', async (lng, favourites, loaded) => {
  const fetched: Fetched[] = [];
  const client = await clientFor(lng, { fetched, held: new Map() });
  expect(fetched.map(({ path }) => path).toSorted()).toEqual(
    loaded.map((tag) => `/site/locales/${tag}/site.json`).toSorted(),
  );
  expect(new Set(fetched.map(({ status }) => status))).toEqual(new Set([200]));
  expect(client.t('favourites')).toBe(favourites);
});

test('traditional characters for whoever reads them', async () => {
  const nothing = { fetched: [], held: new Map() };
  const simplified = await clientFor('zh-CN', nothing);
  const traditional = await clientFor('zh-TW', nothing);
  expect([simplified.t('menu'), simplified.t('languages')]).not.toEqual([
    traditional.t('menu'),
    traditional.t('languages'),
  ]);
});

test('plurals are those of the language', async () => {
  const nothing = { fetched: [], held: new Map() };
  const en = await clientFor('en', nothing);
  const one = en.t('ahead', { count: 1, date: 'today' });
  const two = en.t('ahead', { count: 2, date: 'today' });
  expect([one, two].map((text) => text.includes('{{'))).toEqual([false, false]);
  expect(one).not.toBe(two.replace('2', '1'));
});

test('a second visit is told that nothing changed, and reads the same', async () => {
  const memory = { fetched: [] as Fetched[], held: new Map() };
  const first = await clientFor('zh-TW', memory);
  memory.fetched.length = 0;
  const second = await clientFor('zh-TW', memory);
  expect(memory.fetched.map(({ status }) => status)).toEqual([304, 304, 304]);
  expect(second.getResourceBundle('zh-TW', 'site')).toEqual(
    first.getResourceBundle('zh-TW', 'site'),
  );
});
