import { exampleTexts } from '../../../src/features/parity/compare-example.ts';
import { signIn } from '../../support/http.ts';
import type { TestService } from '../../support/service.ts';
import { makePerson, openTestService } from '../../support/service.ts';

let t: TestService;
let cookie: string;
beforeAll(async () => {
  t = await openTestService({ workers: false });
  const reader = await makePerson(t.service, { name: 'Rita', roles: ['reader'] });
  const answer = await post('/sign-in', { email: reader.email, password: reader.password }, {});
  cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
afterAll(() => t.close());

type Headers = Record<string, string>;

const get = (path: string, headers: Headers = { cookie }) =>
  fetch(`${t.url}${path}`, { headers, redirect: 'manual' });

const post = (path: string, fields: Record<string, string>, headers: Headers = { cookie }) =>
  fetch(`${t.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
    redirect: 'manual',
  });

const compare = (fields: Record<string, string>, lang = 'en') =>
  post(`/app/compare?lang=${lang}`, { format: 'text', ...fields });

const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src 'self'";

const en = 'On 21 March 2025 the centre opened. Over 30 bodies took part in the work.';
const zh = '该中心于2025年3月12日启用。30多家机构参与了这项工作。';

describe('who may compare', () => {
  test('nobody signed in is led to the sign-in page, and back', async () => {
    const away = await get('/app/compare', {});
    expect([away.status, away.headers.get('location')]).toEqual([
      303,
      '/sign-in?next=/app/compare',
    ]);
    const example = await get('/app/compare?example=1&lang=zh', {});
    const address = new URL(example.headers.get('location') ?? '', t.url);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      next: '/app/compare?example=1&lang=zh',
      lang: 'zh',
    });
  });

  test('whoever is signed out while typing keeps what was typed', async () => {
    const answer = await post(
      '/app/compare',
      { en: 'Typed <b>', zh: '写好的', format: 'html' },
      {},
    );
    expect(answer.status).toBe(401);
    const page = await answer.text();
    expect(page).toContain('Your sign-in has ended.');
    expect(page).toMatch(/href="\/sign-in\?next=\/app\/compare"\s+target="_blank"/);
    expect(page).toContain('>\nTyped &lt;b&gt;</textarea>');
    expect(page).toContain('>\n写好的</textarea>');
    expect(page).toMatch(/value="html"\s+selected/);
  });

  test('another site cannot compare in somebody’s name', async () => {
    const answer = await post(
      '/app/compare',
      { en, zh },
      { cookie, 'Sec-Fetch-Site': 'cross-site' },
    );
    expect(answer.status).toBe(403);
  });

  test('a token needs leave to read', async () => {
    const admin = await makePerson(t.service, { name: 'Root', roles: ['admin'] });
    const client = await signIn(t.url, admin);
    const made = await client.post('/api/v1/tokens', { name: 'narrow', scopes: ['translate'] });
    const authorization = `Bearer ${made.body.token}`;
    expect((await get('/app/compare', { authorization })).status).toBe(403);
    const refused = await post('/app/compare', { en, zh }, { authorization });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain(`${en}</textarea>`);
  });
});

describe('the page', () => {
  test('says what to do before anything was compared', async () => {
    const answer = await get('/app/compare');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toBe(policy);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const page = await answer.text();
    expect(page).toContain('Nothing compared yet');
    expect(page).toContain('href="/app/compare?example=1#answer"');
    expect(page).toMatch(/<textarea id="en" [^>]*lang="en"/);
    expect(page).toMatch(/<textarea id="zh" [^>]*lang="zh-Hans"/);
    expect(page).toContain('Signed in as Rita');
    expect(page).not.toMatch(/<script|style="/);
  });

  test('shows the example with its two faults, in either language', async () => {
    const page = await (await get('/app/compare?example=1')).text();
    expect(page).toContain(exampleTexts.en);
    expect(page).toContain('2 errors');
    expect(page).toContain('Numbers, dates or other facts differ');
    expect(page).toContain('Nothing in Chinese answers this');
    expect(page).toMatch(/<mark class="odd is-error" title="date: 2027-03-20">\s*20 March 2027/);
    expect(page).toMatch(/1–0/);
    const chinese = await (
      await get('/app/compare?example=1', { cookie, 'Accept-Language': 'zh-CN' })
    ).text();
    expect(chinese).toContain('<html lang="zh-Hans">');
    expect(chinese).toContain('2 处错误');
    expect(chinese).toMatch(/title="日期：2027-03-27">\s*2027年3月27日/);
    expect(chinese).not.toMatch(/findings:|pages:|compare\./);
  });

  test('links findings to their segments and rows to their findings', async () => {
    const page = await (await compare({ en, zh })).text();
    expect(page).toContain('Parity score:');
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(3);
    for (const target of targets) expect(ids).toContain(target);
    expect(targets).toEqual(expect.arrayContaining(['finding-1', 'en-1', 'zh-1']));
  });

  test('shows a mended text where the engine knows one', async () => {
    const page = await (
      await compare({ en: 'The hall is open, and warm.', zh: '大厅开放,而且温暖。' })
    ).text();
    expect(page).toContain('Better, in Chinese');
    expect(page).toContain('大厅开放，而且温暖。');
  });

  test('reads Markdown and HTML, and tells what it left out', async () => {
    const page = await (
      await compare({
        en: '<h2>Open day</h2><p>See <b>us</b>.</p><script>alert(1)</script>',
        zh: '<h2>开放日</h2><p>欢迎<b>光临</b>。</p>',
        format: 'html',
      })
    ).text();
    expect(page).toContain('English text: elements that a notice cannot have');
    expect(page).toMatch(/class="segment is-heading"[\s\S]*?Open day/);
    expect(page).not.toMatch(/<script|<b>/);
    const markdown = await (
      await compare({ en: '# Open day', zh: '# 开放日', format: 'markdown' })
    ).text();
    expect(markdown).toMatch(/class="segment is-heading"[\s\S]*?Open day/);
  });

  test('finds nothing where there is nothing', async () => {
    const page = await (await compare({ en: 'The hall is open.', zh: '大厅开放。' })).text();
    expect(page).toContain('No findings: sentences, facts and names answer each other.');
    expect(page).toContain('Parity score: 100 of 100.');
  });

  test('changes its language without losing what was typed', async () => {
    const empty = await (await get('/app/compare')).text();
    expect(empty).toMatch(/form="compare"\s+formaction="\/app\/compare\?lang=zh#answer"/);
    const nothing = await post('/app/compare?lang=zh', { en: '', zh: '', keep: '1' });
    expect([nothing.status, nothing.headers.get('location')]).toEqual([
      303,
      '/app/compare?lang=zh',
    ]);
    const chinese = await (await post('/app/compare?lang=zh', { en, zh, keep: '1' })).text();
    expect(chinese).toContain('<html lang="zh-Hans">');
    expect(chinese).toContain(`>\n${en}</textarea>`);
    expect(chinese).toContain('action="/app/compare?lang=zh#answer"');
  });
});

describe('hostile text', () => {
  const hostile = [
    '</textarea><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '\'" onmouseover=alert(1) 21 March 2025',
    '<!--',
    '&lt;script&gt;',
    '$t(refusals:internal) {{name}} <1>a</1>',
  ].join('\n\n');

  test.each(['text', 'markdown', 'html'])('as %s stays text', async (format) => {
    const page = await (await compare({ en: hostile, zh: `甲。${hostile}`, format })).text();
    expect(page).not.toMatch(/<script|<img|<1>|<!--/);
    expect(page.match(/<\/textarea>/g)).toHaveLength(2);
    expect(page).not.toMatch(/<[^>"]*(?:"[^"]*"[^>"]*)*\son\w+=/);
    expect(page).not.toContain('Something went wrong inside Hebi');
  });

  test('comes back exactly as it was typed', async () => {
    const typed = `\n\n  ${hostile}`;
    const page = await (await compare({ en: typed, zh: '' })).text();
    const kept = /<textarea id="en"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(page)?.[1] ?? '';
    const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
    const read = kept.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
    expect(read.replaceAll('\r\n', '\n')).toBe(typed);
  });
});

describe('a refusal names the field and loses nothing', () => {
  const long = 'The centre is open today. '.repeat(16_000);
  test.each<[string, Record<string, string>, string]>([
    ['an empty side', { en, zh: ' \n' }, 'Chinese text: this field is empty.'],
    [
      'markup without text',
      { en, zh: '<script></script>', format: 'html' },
      'Chinese text: there is markup',
    ],
    ['U+0000', { en: 'a\0b', zh }, 'English text: the text contains the character U+0000'],
    ['a text that is too long', { en: long, zh }, 'English text: the text is too long.'],
    [
      'nesting',
      { en: '<ul><li>'.repeat(80), zh, format: 'html' },
      'English text: lists, quotations',
    ],
    [
      'a format of no kind',
      { en, zh, format: 'pdf' },
      'Format of both texts is not one of the values',
    ],
  ])('%s', async (_, fields, message) => {
    const answer = await compare(fields);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-security-policy')).toBe(policy);
    const page = await answer.text();
    expect(page).toContain(message);
    expect(page).toContain('aria-invalid="true"');
    expect(page).toContain('Not compared · Hebi');
    for (const side of ['en', 'zh']) {
      const shown = (fields[side] ?? '').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      expect(page).toContain(`>\n${shown.replace('\0', '\uFFFD')}</textarea>`);
    }
  });

  test('both empty sides are named, in Chinese too', async () => {
    const page = await (await compare({ en: '', zh: '' }, 'zh')).text();
    expect(page).toContain('英文文本：此项为空。');
    expect(page).toContain('中文文本：此项为空。');
  });

  test('what is too large to be read is refused as a page that leads back', async () => {
    const answer = await compare({ en: 'a'.repeat(5_300_000), zh }, 'zh');
    expect(answer.status).toBe(413);
    const page = await answer.text();
    expect(page).toContain('提交的内容过大');
    expect(page).toContain('“后退”');
  });
});
