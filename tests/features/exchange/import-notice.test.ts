import { readFileSync } from 'node:fs';
import type { Actor } from '../../../src/core/permission.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import type { ImportInput } from '../../../src/features/exchange/contract.ts';
import { importInput } from '../../../src/features/exchange/contract.ts';
import { importNotice } from '../../../src/features/exchange/import-notice.ts';
import { readVersion } from '../../../src/features/notices/read-notice.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';

const page = readFileSync('tests/fixtures/pages/inaugural-meeting.en.txt', 'utf8');

let room: Room;
let editor: Actor;
beforeAll(async () => {
  room = await openRoom();
  editor = await room.person('emma', 'editor');
});
afterAll(() => room.close());

const take = (input: Partial<ImportInput> & { text: string }, actor: Actor = editor) =>
  importNotice(room.ctx, actor, importInput.parse({ language: 'en', ...input }));
const refusal = (code: string) => expect.objectContaining({ code });

test('a page becomes a notice of one language, without what the site put around it', async () => {
  const { notice, dropped, warnings } = await take({ text: page, category: 'news' });
  expect(notice).toMatchObject({
    state: 'en_only',
    category: 'news',
    date: '2025-05-16',
    head: { en: 1, zh: 0 },
    published: { en: null, zh: null },
  });
  expect(notice.slug).toMatch(/^lxcc-took-part-in-the-inaugural-meeting/);
  expect(dropped.map(({ line, why }) => [line, why])).toEqual([
    [1, 'navigation'],
    [15, 'footer'],
  ]);
  expect(warnings).toEqual([]);
  const { title, body } = await readVersion(room.ctx, notice.id, 'en');
  expect(title).toMatch(/^LXCC took part .* Working Group$/);
  expect(body.match(/<p>/g)).toHaveLength(5);
  expect(body).not.toMatch(/Homepage|Exception/);
});

test('a proposed slug gets a number where it is taken, a given one is refused', async () => {
  const slugs = [];
  for (let i = 0; i < 3; i += 1)
    slugs.push((await take({ text: '# Tea break\n\nAt ten.' })).notice.slug);
  expect(slugs).toEqual(['tea-break', 'tea-break-2', 'tea-break-3']);
  await expect(take({ text: '# Other\n\nText.', slug: 'tea-break' })).rejects.toEqual(
    refusal('slug_taken'),
  );
});

test('several at the same time get a slug each', async () => {
  const taken = await Promise.all([1, 2, 3, 4].map(() => take({ text: '# Rush\n\nNow.' })));
  expect(new Set(taken.map(({ notice }) => notice.slug)).size).toBe(4);
});

test('front matter and what is given say more than the page', async () => {
  const text =
    '---\ntitle: Closed on Monday\ndate: 2025-01-02\nslug: closed\n---\nThe office is closed.';
  expect((await take({ text })).notice).toMatchObject({ slug: 'closed', date: '2025-01-02' });
  const given = await take({ text, slug: 'closed-again', date: '2025-02-03' });
  expect(given.notice).toMatchObject({ slug: 'closed-again', date: '2025-02-03' });
});

test('a front matter slug that no notice may have is mended', async () => {
  const id = '0189abcd-0123-7abc-8def-0123456789ab';
  const mended = await take({ text: `---\nslug: ${id}\ntitle: One\n---\nText.` });
  expect(mended.notice.slug).toBe(`notice-${id}`);
  const long = await take({ text: `---\nslug: ${'a-'.repeat(100)}a\ntitle: Two\n---\nText.` });
  expect(long.notice.slug.length).toBeLessThanOrEqual(110);
});

test('the other language is added to a notice that is there, and is not certified', async () => {
  const { notice } = await take({ text: '# Lift\n\nThe lift is out of order.' });
  const zh = { text: '# 电梯\n\n电梯停用。', language: 'zh', notice: notice.slug } as const;
  const added = await take(zh);
  expect(added.notice).toMatchObject({
    id: notice.id,
    state: 'unverified',
    head: { en: 1, zh: 1 },
  });
  const again = await take({ ...zh, text: '# 电梯\n\n电梯恢复使用。' });
  expect(again.notice.head).toEqual({ en: 1, zh: 2 });
  expect((await take({ ...zh, text: '# 电梯\n\n电梯恢复使用。' })).notice.head).toEqual({
    en: 1,
    zh: 2,
  });
});

test('who may not write is refused', async () => {
  const text = '# No\n\nText.';
  const tan = await room.person('tan', 'translator');
  await expect(take({ text }, tan)).rejects.toEqual(refusal('forbidden'));
  const zora = await room.person('zora', 'editor', ['zh']);
  await expect(take({ text }, zora)).rejects.toEqual(refusal('forbidden'));
  const token = { ...editor, scopes: ['read' as const] };
  await expect(take({ text }, token)).rejects.toEqual(refusal('forbidden'));
});

test('a page without a notice, and a notice that is not there, are refused', async () => {
  await expect(take({ text: '' })).rejects.toBeInstanceOf(Refusal);
  await expect(take({ text: '# A\n\nB.', notice: 'nowhere' })).rejects.toEqual(
    refusal('not_found'),
  );
});

test('a notice that is there keeps its own properties', () => {
  const given = { text: 'x', language: 'en', notice: 'here', slug: 'there' };
  expect(importInput.safeParse(given).error?.issues).toEqual([
    expect.objectContaining({ code: 'unrecognized_keys', keys: ['slug'] }),
  ]);
});
