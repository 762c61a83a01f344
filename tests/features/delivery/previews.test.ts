import { sql } from 'kysely';
import { signPreview } from '../../../src/features/delivery/preview-token.ts';
import { siteKey } from '../../../src/features/delivery/site-secret.ts';
import { look } from './document.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { insertNotice, save, savePending } from './rows.ts';

/** A link that shows one revision, published or not, to whoever holds it, for a time. */
let room: Room;
let id: string;
beforeAll(async () => {
  room = await openRoom({ publicUrl: 'https://notices.example' });
  id = await insertNotice(room, 'draft-notice');
  await save(room, id, 'en', 8);
  await save(room, id, 'en', 9);
  await savePending(room, id, 'zh');
});
afterAll(() => room.close());

async function link(language: 'en' | 'zh', body: object) {
  const path = `/api/v1/notices/draft-notice/versions/${language}/preview`;
  return room.ask('POST', path, { body });
}
const pathOf = (address: string) => address.replace('https://notices.example', '');

test.each([
  ['en', {}, 2, '9 o', 'Preview of revision 2'],
  ['en', { revision: 1 }, 1, '8 o', 'Preview of revision 1'],
  ['zh', { revision: 1 }, 1, '99点', '第1版预览'],
] as const)(
  'shows one revision of %s as page and as JSON: %j',
  async (language, input, ...rest) => {
    const [revision, text, note] = rest;
    const made = await link(language, input);
    expect([made.status, made.body.revision]).toEqual([201, revision]);
    const day = new Date(made.body.expires).getTime() - Date.now();
    expect(Math.abs(day - 24 * 3600_000)).toBeLessThan(120_000);
    const json = await room.get(pathOf(made.body.json));
    expect(json.body).toMatchObject({ slug: 'draft-notice', locale: language, revision });
    expect(json.body.html).toContain(text);
    const page = await room.get(pathOf(made.body.page));
    expect(page.text.replaceAll('&#39;', "'")).toContain(text);
    expect(page.text).toContain(note);
    for (const { status, headers } of [json, page]) {
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'cache-control': 'private, no-store',
        'x-robots-tag': 'noindex',
        'content-language': language,
      });
      expect(headers.etag).toBeUndefined();
    }
    const looked = look(page.text);
    expect(looked.one('meta', { name: 'robots' }).attribs['content']).toContain('noindex');
    expect(looked.all('link', { rel: 'canonical' })).toEqual([]);
    expect(looked.all('form')).toEqual([]);
    expect((await room.get('/site/en/notices/draft-notice')).status).toBe(404);
  },
);

test('is over when its time is over, and says so', async () => {
  const key = await siteKey({ ...room.ctx, config: { secret: null } }, 'preview');
  const grant = { noticeId: id, language: 'en', revision: 1 } as const;
  const token = signPreview(key, { ...grant, expires: new Date(Date.now() - 1000) });
  const json = await room.get(`/site/preview/${token}`);
  expect([json.status, json.body.code]).toEqual([410, 'preview_over']);
  const page = await room.get(`/preview/${token}`, { 'Accept-Language': 'zh-TW' });
  expect(page.status).toBe(410);
  expect(page.text).toContain('預覽已過期');
  expect(page.headers['cache-control']).toContain('no-store');
});

test('a changed token, or one of another secret, leads nowhere', async () => {
  const { body } = await link('en', { revision: 1 });
  const token = pathOf(body.page).slice('/preview/'.length);
  const changed = Array.from(token, (character, i) => {
    const other = character === 'A' ? 'B' : 'A';
    return token.slice(0, i) + other + token.slice(i + 1);
  });
  const foreign = signPreview(Buffer.alloc(32), {
    noticeId: id,
    language: 'en',
    revision: 1,
    expires: new Date(Date.now() + 60_000),
  });
  for (const bad of [...changed, foreign, 'x', `${token}A`, `${token}=`, '%00', 'a'.repeat(900)]) {
    const [json, page] = [
      await room.get(`/site/preview/${bad}`),
      await room.get(`/preview/${bad}`),
    ];
    expect([bad, json.status >= 400 && json.status < 500]).toEqual([bad, true]);
    expect([bad, page.status]).toEqual([bad, 404]);
    expect(page.text).toContain('There is no such page');
  }
});

test('what cannot be shown is refused, and readers make no links', async () => {
  expect((await link('en', { revision: 3 })).status).toBe(422);
  expect((await link('zh', {})).status).toBe(404);
  expect((await link('en', { minutes: 43_201 })).status).toBe(422);
  const path = '/api/v1/notices/draft-notice/versions/en/preview';
  const asked = await room.ask('POST', path, { headers: { 'X-Roles': 'none' }, body: {} });
  expect(asked.status).toBe(403);
});

test('a configured secret is the one that counts', async () => {
  const ctx = (secret: string | null) => ({ ...room.ctx, config: { secret } });
  const keys = [ctx('a'.repeat(32)), ctx('b'.repeat(32)), ctx(null)];
  const hex = async (secret: (typeof keys)[number], purpose: 'preview' | 'reader-limit') =>
    (await siteKey(secret, purpose)).toString('hex');
  const all = await Promise.all(
    keys.flatMap((key) => [hex(key, 'preview'), hex(key, 'reader-limit')]),
  );
  expect(new Set(all).size).toBe(6);
  const { rows } = await sql`select name from site_secret`.execute(room.db);
  expect(rows).toHaveLength(1);
});
