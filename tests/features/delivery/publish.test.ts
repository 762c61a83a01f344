import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import {
  certify,
  insertNotice,
  letTimeCome,
  logOf,
  patch,
  publicationEvents,
  save,
  savePending,
} from './rows.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

async function certified(slug: string): Promise<string> {
  const id = await insertNotice(room, slug, { release: 'together' });
  await save(room, id, 'en', 8);
  await save(room, id, 'zh', 8);
  await certify(room, id, { en: 1, zh: 1 });
  return id;
}

describe('publishing at once', () => {
  test('the head goes live; the same again changes nothing', async () => {
    const id = await insertNotice(room, 'at-once');
    await save(room, id, 'en', 8);
    await save(room, id, 'en', 9);
    const first = await room.publish('at-once', 'en');
    expect(first.status).toBe(200);
    expect(first.body).toEqual({ language: 'en', revision: 2, publishedAt: expect.any(String) });
    const again = await room.publish(id, 'en');
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(await logOf(room, id)).toEqual([['en', 2]]);
    expect(await publicationEvents(room, id)).toEqual(['published en 2']);
  });

  test('a settled revision by number, also an older one', async () => {
    const id = await insertNotice(room, 'by-number');
    await save(room, id, 'zh', 8);
    await save(room, id, 'zh', 9);
    expect((await room.publish('by-number', 'zh', { revision: 2 })).body.revision).toBe(2);
    expect((await room.publish('by-number', 'zh', { revision: 1 })).body.revision).toBe(1);
    expect(await logOf(room, id)).toEqual([
      ['zh', 2],
      ['zh', 1],
    ]);
  });

  test('a time that is past is now', async () => {
    const id = await insertNotice(room, 'past-time');
    await save(room, id, 'en', 8);
    for (const at of ['2001-01-01T00:00:00Z', '0001-01-01T00:00:00Z']) {
      expect((await room.publish('past-time', 'en', { at })).status).toBe(200);
    }
  });

  test('of two at once one goes first and the other finds it public', async () => {
    const id = await insertNotice(room, 'two-at-once');
    await save(room, id, 'en', 8);
    const both = await Promise.all([1, 2, 3, 4].map(() => room.publish('two-at-once', 'en')));
    expect(both.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect(await logOf(room, id)).toEqual([['en', 1]]);
  });
});

describe('what cannot be published', () => {
  beforeAll(async () => {
    const id = await insertNotice(room, 'refused');
    await save(room, id, 'en', 8);
    await savePending(room, id, 'en');
    await savePending(room, id, 'zh');
    const single = await insertNotice(room, 'english-only', { languages: 'en' });
    await save(room, single, 'en', 8);
    const archived = await insertNotice(room, 'put-away');
    await save(room, archived, 'en', 8);
    await patch(room, archived, { archived: true });
  });

  test.each([
    ['an unknown notice', 'nowhere', 'en', {}, 404, 'not_found'],
    ['a language without a head', 'refused', 'zh', {}, 404, 'no_content'],
    [
      'the other language of a one-language notice',
      'english-only',
      'zh',
      {},
      409,
      'language_not_meant',
    ],
    ['an archived notice', 'put-away', 'en', {}, 409, 'archived'],
    ['a pending revision', 'refused', 'en', { revision: 2 }, 422, 'invalid'],
    ['an unknown revision', 'refused', 'en', { revision: 7 }, 422, 'invalid'],
    ['no revision number', 'refused', 'en', { revision: 0 }, 422, 'invalid'],
    ['a revision past all numbers', 'refused', 'en', { revision: 3e9 }, 422, 'invalid'],
    ['no time', 'refused', 'en', { at: 'soon' }, 422, 'invalid'],
    ['a time of no zone', 'refused', 'en', { at: '2030-01-01T10:00:00' }, 422, 'invalid'],
    ['an unknown field', 'refused', 'en', { force: true }, 422, 'invalid'],
    ['an unknown language', 'refused', 'fr', {}, 404, 'not_found'],
  ] as [string, string, string, unknown, number, string][])('%s', async (...given) => {
    const [, slug, language, body, status, code] = given;
    const path = `/api/v1/notices/${slug}/versions/${language}/publication`;
    const answer = await room.ask('POST', path, { body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('by somebody who may not publish', async () => {
    const path = '/api/v1/notices/refused/versions/en/publication';
    for (const method of ['POST', 'DELETE']) {
      expect((await room.ask(method, path, { headers: { 'X-Roles': 'none' } })).status).toBe(403);
    }
  });
});

describe('publishing at a time', () => {
  test('waits for its time with the revision fixed at the request', async () => {
    const id = await insertNotice(room, 'scheduled');
    await save(room, id, 'en', 8);
    const at = tomorrow();
    const answer = await room.publish('scheduled', 'en', { at });
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ language: 'en', revision: 1, waiting: 'time', at });
    expect((await room.publish('scheduled', 'en', { at, revision: 1 })).status).toBe(202);
    await save(room, id, 'en', 9);
    expect(await room.work()).toBe(1);
    expect(await logOf(room, id)).toEqual([]);
    await letTimeCome(room, id);
    expect(await room.work()).toBe(0);
    expect(await logOf(room, id)).toEqual([['en', 1]]);
    expect(await publicationEvents(room, id)).toEqual(['requested en 1', 'published en 1']);
  });

  test('a new time replaces the old one', async () => {
    const id = await insertNotice(room, 'put-off');
    await save(room, id, 'en', 8);
    await room.publish('put-off', 'en', { at: tomorrow() });
    await save(room, id, 'en', 9);
    await room.publish('put-off', 'en', { at: tomorrow() });
    await letTimeCome(room, id);
    await room.work();
    expect(await logOf(room, id)).toEqual([['en', 2]]);
  });

  test('publishing something newer meanwhile settles it, something older leaves it', async () => {
    const id = await insertNotice(room, 'overtaken');
    await save(room, id, 'en', 8);
    await save(room, id, 'en', 9);
    await save(room, id, 'en', 10);
    await room.publish('overtaken', 'en', { revision: 2, at: tomorrow() });
    await room.publish('overtaken', 'en', { revision: 1 });
    await letTimeCome(room, id);
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['en', 2],
    ]);
    await room.publish('overtaken', 'en', { revision: 1, at: tomorrow() });
    await room.publish('overtaken', 'en');
    await letTimeCome(room, id);
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['en', 2],
      ['en', 3],
    ]);
  });

  test('what is public already has nothing to wait for', async () => {
    const id = await insertNotice(room, 'public-already');
    await save(room, id, 'en', 8);
    await room.publish('public-already', 'en');
    expect((await room.publish('public-already', 'en', { at: tomorrow() })).status).toBe(200);
    expect(await room.work()).toBe(0);
  });
});

describe('withdrawing', () => {
  test('a request that waits is cancelled first, then what is public withdrawn', async () => {
    const id = await insertNotice(room, 'taken-back');
    await save(room, id, 'en', 8);
    await save(room, id, 'zh', 8);
    await room.publish('taken-back', 'en');
    await room.publish('taken-back', 'zh');
    await save(room, id, 'en', 9);
    await room.publish('taken-back', 'en', { at: tomorrow() });
    const cancelled = await room.withdraw('taken-back', 'en');
    expect(cancelled.status).toBe(200);
    expect(cancelled.body).toEqual({
      act: 'cancelled',
      languages: ['en'],
      published: { en: 1, zh: 1 },
    });
    const withdrawn = await room.withdraw('taken-back', 'en');
    expect(withdrawn.body).toEqual({
      act: 'withdrawn',
      languages: ['en'],
      published: { en: null, zh: 1 },
    });
    const nothing = await room.withdraw('taken-back', 'en');
    expect([nothing.status, nothing.body.code]).toEqual([404, 'nothing_scheduled']);
    await room.work();
    expect(await publicationEvents(room, id)).toEqual([
      'published en 1',
      'published zh 1',
      'requested en 2',
      'cancelled en 2',
      'withdrawn en 1',
    ]);
  });

  test('an archived notice can still be withdrawn', async () => {
    const id = await insertNotice(room, 'archived-first');
    await save(room, id, 'en', 8);
    await room.publish('archived-first', 'en');
    await patch(room, id, { archived: true });
    expect((await room.withdraw('archived-first', 'en')).status).toBe(200);
  });
});

describe('sides that go together', () => {
  test('wait for a certified pair, go live in one transaction and are withdrawn in one', async () => {
    const id = await insertNotice(room, 'as-one', { release: 'together' });
    await save(room, id, 'en', 8);
    const answer = await room.publish('as-one', 'en');
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ language: 'en', revision: 1, waiting: 'parity', at: null });
    await save(room, id, 'zh', 8);
    await room.work();
    expect(await logOf(room, id)).toEqual([]);
    await certify(room, id, { en: 1, zh: 1 });
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['zh', 1],
    ]);
    const times = await room.db
      .selectFrom('published')
      .select('publishedAt')
      .where('noticeId', '=', id)
      .execute();
    expect(times[0]).toEqual(times[1]);
    expect((await room.withdraw('as-one', 'zh')).body).toEqual({
      act: 'withdrawn',
      languages: ['en', 'zh'],
      published: { en: null, zh: null },
    });
  });

  test('go at once where the pair is certified already', async () => {
    const id = await certified('certified-already');
    const answer = await room.publish('certified-already', 'zh');
    expect([answer.status, answer.body.revision]).toEqual([200, 1]);
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['zh', 1],
    ]);
    await save(room, id, 'en', 9);
    expect((await room.publish('certified-already', 'en')).status).toBe(202);
    expect((await room.publish('certified-already', 'en', { revision: 1 })).status).toBe(200);
    expect(await logOf(room, id)).toHaveLength(2);
  });

  test('it is the newer pair that goes live where both texts moved on', async () => {
    const id = await certified('moved-on');
    await save(room, id, 'en', 9);
    await room.publish('moved-on', 'en');
    await save(room, id, 'en', 10);
    await save(room, id, 'zh', 10);
    await certify(room, id, { en: 3, zh: 2 });
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 3],
      ['zh', 2],
    ]);
  });

  test('the request of a text past the certified pair goes on waiting', async () => {
    const id = await certified('past-the-pair');
    await save(room, id, 'zh', 9);
    await room.publish('past-the-pair', 'zh');
    await room.publish('past-the-pair', 'en');
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['zh', 1],
    ]);
    await certify(room, id, { en: 1, zh: 2 });
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['zh', 1],
      ['zh', 2],
    ]);
  });

  test('with a time they wait for both', async () => {
    const id = await certified('time-and-pair');
    await save(room, id, 'en', 9);
    const at = tomorrow();
    expect((await room.publish('time-and-pair', 'en', { at })).body).toMatchObject({
      waiting: 'parity',
      at,
    });
    await certify(room, id, { en: 2, zh: 1 });
    expect(await room.work()).toBe(1);
    expect(await logOf(room, id)).toEqual([]);
    await letTimeCome(room, id);
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 2],
      ['zh', 1],
    ]);
  });

  test('cancelling one side cancels both', async () => {
    const id = await insertNotice(room, 'both-cancelled', { release: 'together' });
    await save(room, id, 'en', 8);
    await save(room, id, 'zh', 8);
    await room.publish('both-cancelled', 'en');
    await room.publish('both-cancelled', 'zh');
    expect((await room.withdraw('both-cancelled', 'en')).body.languages).toEqual(['en', 'zh']);
    await certify(room, id, { en: 1, zh: 1 });
    await room.work();
    expect(await logOf(room, id)).toEqual([]);
  });

  test('a notice for one language goes at once', async () => {
    const id = await insertNotice(room, 'alone-together', { release: 'together', languages: 'zh' });
    await save(room, id, 'zh', 8);
    expect((await room.publish('alone-together', 'zh')).status).toBe(200);
    expect(await logOf(room, id)).toEqual([['zh', 1]]);
  });
});
