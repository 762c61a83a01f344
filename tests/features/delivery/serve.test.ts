import fc from 'fast-check';
import { sql } from 'kysely';
import type { Language, Pair } from '../../../src/core/language.ts';
import type { ServePolicy } from '../../../src/core/publication.ts';
import { servePolicies, servedRevisions } from '../../../src/core/publication.ts';
import { nameCategory } from '../../../src/features/notices/set-house.ts';
import { alternatesOf, look } from './document.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { certify, insertNotice, patch, retract, save, texts } from './rows.ts';

/** What readers get of a category's notices while their versions are out of step. */
let room: Room;
beforeAll(async () => {
  room = await openRoom({ publicUrl: 'https://notices.example' });
});
afterAll(() => room.close());

async function policy(id: string, serve: ServePolicy): Promise<void> {
  await nameCategory(room.ctx, room.editor, { id, name: { en: id, zh: id }, serve });
}

/** A notice of a category of its own, both sides public and in step at 8 o'clock. */
async function agreed(slug: string, serve: ServePolicy): Promise<string> {
  await policy(slug, serve);
  const id = await insertNotice(room, slug, { category: slug, date: '2026-03-01' });
  for (const side of ['en', 'zh'] as const) await save(room, id, side, 8);
  await certify(room, id, { en: 1, zh: 1 });
  for (const side of ['en', 'zh'] as const) await room.publish(slug, side);
  return id;
}

const json = (locale: string, slug: string) => room.get(`/site/${locale}/notices/${slug}`);
const listed = async (locale: string, slug: string, query = '') => {
  const { body } = await room.get(`/site/${locale}/notices?category=${slug}${query}`);
  return body.items.map((item: { locale: string; fallback: boolean }) => [
    item.locale,
    item.fallback,
  ]);
};
const feedHas = async (locale: string, words: string) =>
  (await room.get(`/site/${locale}/feed.json`)).text.includes(words);
const mapped = async (path: string) =>
  (await room.get('/sitemap.xml')).text.includes(`<loc>https://notices.example${path}</loc>`);

describe('a category that serves the last agreed pair', () => {
  test('holds the newer side back, everywhere, until both are in step again', async () => {
    const id = await agreed('agreed', 'last_agreed_pair');
    const before = await Promise.all([json('en', 'agreed'), json('zh', 'agreed')]);
    await save(room, id, 'en', 19);
    await room.publish('agreed', 'en');
    const held = await Promise.all([json('en', 'agreed'), json('zh', 'agreed')]);
    expect(held.map((each) => each.text)).toEqual(before.map((each) => each.text));
    expect(held[0]?.headers.etag).toBe(before[0]?.headers.etag);
    expect(held[1]?.body.counterpart).toMatchObject({ state: 'in_sync', behindBy: null });
    expect((await room.get('/en/notices/agreed')).text).toContain('8 o&#39;clock');
    expect((await room.get('/zh/notices/agreed')).text).not.toContain('class="note ahead"');
    expect(await listed('en', 'agreed', '&q=19')).toEqual([]);
    expect(await feedHas('en', '19 o')).toBe(false);
    // The editors' side knows what was published.
    await save(room, id, 'zh', 19);
    await certify(room, id, { en: 2, zh: 2 });
    expect((await json('en', 'agreed')).body.html).toContain('8 o');
    await room.publish('agreed', 'zh');
    expect((await json('en', 'agreed')).body.html).toContain('19 o');
    expect((await json('zh', 'agreed')).body.html).toContain('19点');
    expect(await listed('en', 'agreed', '&q=19')).toEqual([['en', false]]);
    expect(await listed('en', 'agreed', `&q=${encodeURIComponent("8 o'clock")}`)).toEqual([]);
    expect(await feedHas('en', '19 o')).toBe(true);
  });

  test('goes back when agreement is taken back, and never to a text that was withdrawn', async () => {
    const id = await agreed('taken-back', 'last_agreed_pair');
    for (const side of ['en', 'zh'] as const) await save(room, id, side, 9);
    const point = await certify(room, id, { en: 2, zh: 2 });
    for (const side of ['en', 'zh'] as const) await room.publish('taken-back', side);
    expect((await json('en', 'taken-back')).body.html).toContain('9 o');
    await retract(room, id, point);
    expect((await json('en', 'taken-back')).body.html).toContain('8 o');
    expect((await json('zh', 'taken-back')).body.html).toContain('8点');
    expect(await listed('zh', 'taken-back', `&q=${encodeURIComponent('8点')}`)).toHaveLength(1);
    await room.withdraw('taken-back', 'en');
    expect((await json('en', 'taken-back')).body).toMatchObject({ fallback: true, locale: 'zh' });
    expect((await json('zh', 'taken-back')).body.html).toContain('9点');
    await room.publish('taken-back', 'en');
    expect((await json('en', 'taken-back')).body.html).toContain('9 o');
    expect((await json('zh', 'taken-back')).body.counterpart.state).toBe('diverged');
  });
});

describe('a category that hides what is behind', () => {
  test('answers in the other language and says so, in texts, lists, feed, map and search', async () => {
    const id = await agreed('hidden', 'hide');
    expect(await mapped('/zh/notices/hidden')).toBe(true);
    await save(room, id, 'en', 9);
    await room.publish('hidden', 'en');
    const zh = await json('zh', 'hidden');
    expect(zh.headers['content-language']).toBe('en');
    expect(zh.headers.link).toBeUndefined();
    expect(zh.body).toMatchObject({ locale: 'en', fallback: true, withheld: true });
    expect(zh.body.counterpart).toBeNull();
    expect((await room.get('/site/zh/notices/hidden?fallback=none')).status).toBe(404);
    expect((await json('en', 'hidden')).body).not.toHaveProperty('withheld');
    expect(await listed('zh', 'hidden')).toEqual([['en', true]]);
    expect(await listed('zh', 'hidden', '&fallback=none')).toEqual([]);
    expect(await listed('zh', 'hidden', `&q=${encodeURIComponent('护照')}`)).toEqual([]);
    expect(await mapped('/zh/notices/hidden')).toBe(false);
    expect(await mapped('/en/notices/hidden')).toBe(true);
    expect(alternatesOf(look((await room.get('/en/notices/hidden')).text))['zh']).toBeUndefined();
    const page = (await room.get('/zh/notices/hidden')).text;
    expect(page).toContain('本公告的中文版正在更新');
    expect((await room.get('/zh-Hant/notices/hidden')).text).toContain('本公告的中文版正在更新');
    expect(page).toContain('lang="en"');
    await save(room, id, 'zh', 9);
    await certify(room, id, { en: 2, zh: 2 });
    await room.publish('hidden', 'zh');
    expect((await json('zh', 'hidden')).body).toMatchObject({
      fallback: false,
      counterpart: { state: 'in_sync' },
    });
    expect(await listed('zh', 'hidden', '&fallback=none')).toEqual([['zh', false]]);
    expect(await mapped('/zh/notices/hidden')).toBe(true);
  });

  test('shows both where both moved on: hiding both would leave nothing', async () => {
    const id = await agreed('both-moved', 'hide');
    for (const side of ['en', 'zh'] as const) {
      await save(room, id, side, side === 'en' ? 10 : 11);
      await room.publish('both-moved', side);
    }
    for (const locale of ['en', 'zh']) {
      const { body } = await json(locale, 'both-moved');
      expect(body).toMatchObject({ fallback: false, counterpart: { state: 'diverged' } });
    }
  });
});

describe('a change of policy', () => {
  test('is seen at once, in what is kept ready as well', async () => {
    const id = await agreed('changing', 'stale_with_note');
    await save(room, id, 'en', 9);
    await room.publish('changing', 'en');
    const hour = async (locale: string) => {
      const { body } = await json(locale, 'changing');
      return /\d+/.exec(body.html)?.[0] + (body.fallback ? ' fallback' : '');
    };
    const both = async () => [await hour('en'), await hour('zh')];
    expect(await both()).toEqual(['9', '8']);
    await policy('changing', 'last_agreed_pair');
    expect(await both()).toEqual(['8', '8']);
    await policy('changing', 'hide');
    expect(await both()).toEqual(['9', '9 fallback']);
    await patch(room, id, { languages: 'zh' });
    expect(await both()).toEqual(['9', '8']);
    await patch(room, id, { languages: 'both' });
    await sql`update notice set category = null where id = ${id}`.execute(room.db);
    room.ready.dropAll();
    expect(await both()).toEqual(['9', '8']);
    await sql`update notice set category = 'changing' where id = ${id}`.execute(room.db);
    room.ready.dropAll();
    await policy('changing', 'stale_with_note');
    expect(await both()).toEqual(['9', '8']);
  });

  test('a name given anew leaves the policy', async () => {
    await policy('named', 'hide');
    const name = { en: 'Named', zh: '名' };
    const now = await nameCategory(room.ctx, room.editor, { id: 'named', name });
    expect(now).toEqual({ id: 'named', name, serve: 'hide' });
  });
});

type Act = ['save' | 'publish' | 'withdraw', Language] | ['certify' | 'retract'] | [ServePolicy];

test('the database and the core agree on what is served, whatever happened', async () => {
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.tuple(
      fc.constantFrom('save' as const, 'publish' as const, 'withdraw' as const),
      fc.constantFrom('en' as const, 'zh' as const),
    ),
    fc.tuple(fc.constantFrom('certify' as const, 'retract' as const)),
    fc.tuple(fc.constantFrom(...servePolicies)),
  );
  let run = 0;
  const history = fc.array(act, { minLength: 8, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(history, async (acts) => {
      run += 1;
      const slug = `law-${run}`;
      await policy(slug, 'stale_with_note');
      const id = await insertNotice(room, slug, { category: slug });
      let serve: ServePolicy = 'stale_with_note';
      const heads = { en: 0, zh: 0 };
      for (const language of ['en', 'zh'] as const) {
        heads[language] = await save(room, id, language, texts[language](1));
      }
      const points: string[] = [];
      for (const [what, language] of acts) {
        if (what === 'save') {
          heads[language] = await save(room, id, language, heads[language] + 1);
        } else if (what === 'publish') {
          const revision = 1 + ((run + acts.length) % heads[language]);
          await room.publish(slug, language, run % 3 === 0 ? { revision } : {});
        } else if (what === 'withdraw') {
          await room.withdraw(slug, language);
        } else if (what === 'certify') {
          await certify(room, id, heads).then(
            (point) => points.push(point),
            () => undefined,
          );
        } else if (what === 'retract') {
          const last = points.pop();
          if (last !== undefined) await retract(room, id, last);
        } else {
          serve = what;
          await policy(slug, what);
        }
        await checkServed(id, serve);
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);

async function checkServed(id: string, serve: ServePolicy): Promise<void> {
  const { rows } = await sql<{ language: Language; revision: number; served: number | null }>`
    select language, revision, served from published where notice_id = ${id}`.execute(room.db);
  const { rows: found } = await sql<{ language: Language; revision: number }>`
    select language, revision from published_search where notice_id = ${id} and shown`.execute(
    room.db,
  );
  const stored = Object.fromEntries(rows.map((row) => [row.language, row.served]));
  const shown = Object.fromEntries(found.map((row) => [row.language, row.revision]));
  const kept = Object.fromEntries(Object.entries(stored).filter(([, served]) => served !== null));
  expect(shown).toEqual(kept);
  const of = (language: Language) => rows.find((row) => row.language === language)?.revision;
  const [en, zh] = [of('en'), of('zh')];
  if (en === undefined || zh === undefined) {
    for (const row of rows) expect(row.served).toBe(row.revision);
    return;
  }
  const { rows: points } = await sql<Pair<number>>`
    select en, zh from sync_point p where notice_id = ${id}
      and not exists (select 1 from sync_point_retraction r where r.sync_point_id = p.id)`.execute(
    room.db,
  );
  const { rows: log } = await sql<{ language: Language; revision: number | null; at: Date }>`
    select language, revision, published_at as at from publication where notice_id = ${id}
    order by published_at, id`.execute(room.db);
  const logs = {
    en: log.filter((entry) => entry.language === 'en'),
    zh: log.filter((entry) => entry.language === 'zh'),
  };
  expect(stored).toEqual(servedRevisions(serve, { en, zh }, { points, logs }));
}
