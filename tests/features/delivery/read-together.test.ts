import { readPublicNotice } from '../../../src/features/delivery/read-public-notice.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { insertNotice, save } from './rows.ts';

/** Many who ask for notices that are not held ready, at the same moment. */
let room: Room;
beforeAll(async () => {
  room = await openRoom({ publicUrl: 'https://notices.example.org' });
  for (let i = 1; i <= 40; i += 1) {
    const id = await insertNotice(room, `together-${i}`);
    await save(room, id, 'en', i);
    await room.publish(`together-${i}`, 'en');
  }
});
afterAll(() => room.close());

test('everybody gets their own, however many ask', async () => {
  const slugs = Array.from({ length: 100 }, (_, i) => `together-${i + 1}`);
  const found = await Promise.all(
    slugs.map((slug) => readPublicNotice(room.db, { slug, language: 'en' })),
  );
  expect(found.map((notice) => notice?.slug ?? null)).toEqual(
    slugs.map((slug, i) => (i < 40 ? slug : null)),
  );
  const answers = await Promise.all(slugs.map((slug) => room.get(`/site/en/notices/${slug}`)));
  expect(answers.map(({ status }) => status)).toEqual(slugs.map((_, i) => (i < 40 ? 200 : 404)));
});

test('who asks after a publication gets what was published', async () => {
  const id = await insertNotice(room, 'changing');
  await save(room, id, 'en', 7);
  await room.publish('changing', 'en');
  for (let i = 8; i < 12; i += 1) {
    const asked = { slug: 'changing', language: 'en' } as const;
    const before = readPublicNotice(room.db, asked);
    await save(room, id, 'en', i);
    await room.publish('changing', 'en');
    const [, after] = await Promise.all([before, readPublicNotice(room.db, asked)]);
    expect(after?.content?.body).toContain(`at ${i} o`);
  }
});

test('both languages of a notice, asked for at the same moment, come with a text each', async () => {
  const id = await insertNotice(room, 'both');
  for (const language of ['en', 'zh'] as const) {
    await save(room, id, language, 1);
    await room.publish('both', language);
  }
  const [en, zh] = await Promise.all(
    (['en', 'zh'] as const).map((language) =>
      readPublicNotice(room.db, { slug: 'both', language }),
    ),
  );
  expect(en?.content?.title).not.toBe(zh?.content?.title);
  for (const notice of [en, zh]) expect(notice?.versions).toMatchObject({ en: {}, zh: {} });
  const answers = await Promise.all(
    ['en', 'zh'].map((locale) => room.get(`/site/${locale}/notices/both`)),
  );
  expect(answers.map(({ body }) => body.title)).toEqual([en?.content?.title, zh?.content?.title]);
});
