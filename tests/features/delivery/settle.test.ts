import { publishOverdue } from '../../../src/features/delivery/publish-overdue.ts';
import { settlePublication } from '../../../src/features/delivery/settle-publication.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import {
  certify,
  insertNotice,
  letTimeCome,
  logOf,
  patch,
  publicationEvents,
  retract,
  save,
} from './rows.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

async function lastEvent(noticeId: string, type: string): Promise<string> {
  const { id } = await room.db
    .selectFrom('event')
    .select('id')
    .where('noticeId', '=', noticeId)
    .where('type', '=', type)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return id;
}

/** A notice with revision 1 of both sides, public and certified. */
async function publicPair(slug: string, release: 'independent' | 'together' = 'independent') {
  const id = await insertNotice(room, slug, { release });
  await save(room, id, 'en', 8);
  await save(room, id, 'zh', 8);
  await certify(room, id, { en: 1, zh: 1 });
  await room.publish(slug, 'en');
  await room.publish(slug, 'zh');
  await room.work();
  return id;
}

describe('a job of publish-notice', () => {
  test('delivered twice, late and in parallel, has one effect', async () => {
    const id = await insertNotice(room, 'twice');
    await save(room, id, 'en', 8);
    await room.publish('twice', 'en', { at: tomorrow() });
    await letTimeCome(room, id);
    const job = { event: await lastEvent(id, 'publication.requested'), notice: id };
    await Promise.all([1, 2, 3, 4, 5].map(() => settlePublication(room.ctx, job)));
    await room.withdraw('twice', 'en');
    await settlePublication(room.ctx, job);
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['en', null],
    ]);
  });

  test('before its time is not done, and says when it is due', async () => {
    const id = await insertNotice(room, 'too-early');
    await save(room, id, 'en', 8);
    const at = tomorrow();
    await room.publish('too-early', 'en', { at });
    const job = { event: await lastEvent(id, 'publication.requested'), notice: id };
    const early = settlePublication(room.ctx, job);
    await expect(early).rejects.toMatchObject({ name: 'NotYetDue', due: new Date(at) });
    const done = room.db.selectFrom('jobCompletion').selectAll().where('eventId', '=', job.event);
    expect(await done.execute()).toEqual([]);
    await room.withdraw('too-early', 'en');
    await settlePublication(room.ctx, job);
    expect(await done.execute()).toHaveLength(1);
    expect(await logOf(room, id)).toEqual([]);
  });

  test('of an event that does not exist fails', async () => {
    const id = await insertNotice(room, 'no-event');
    await expect(settlePublication(room.ctx, { event: id, notice: id })).rejects.toThrow(
      'no event',
    );
  });
});

describe('an approval', () => {
  test('replaces both public sides in one transaction', async () => {
    const id = await publicPair('approved');
    await save(room, id, 'en', 9);
    await save(room, id, 'zh', 9);
    await certify(room, id, { en: 2, zh: 2 }, 'reviewed');
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['zh', 1],
      ['en', 2],
      ['zh', 2],
    ]);
    const times = await room.db
      .selectFrom('published')
      .select('publishedAt')
      .where('noticeId', '=', id)
      .execute();
    expect(times[0]).toEqual(times[1]);
  });

  test('leaves alone what is not public, and what is newer', async () => {
    const id = await insertNotice(room, 'half-public');
    await save(room, id, 'en', 8);
    await save(room, id, 'zh', 8);
    await save(room, id, 'en', 9);
    await room.publish('half-public', 'en');
    await certify(room, id, { en: 1, zh: 1 }, 'reviewed');
    await room.work();
    expect(await logOf(room, id)).toEqual([['en', 2]]);
  });

  test('settles a schedule of something older', async () => {
    const id = await publicPair('schedule-overtaken');
    await save(room, id, 'zh', 9);
    await room.publish('schedule-overtaken', 'zh', { at: tomorrow() });
    await save(room, id, 'zh', 10);
    await certify(room, id, { en: 1, zh: 3 }, 'reviewed');
    await room.work();
    await letTimeCome(room, id);
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['zh', 1],
      ['zh', 3],
    ]);
  });

  test('does nothing once it is retracted', async () => {
    const id = await publicPair('retracted');
    await save(room, id, 'zh', 9);
    await retract(room, id, await certify(room, id, { en: 1, zh: 2 }, 'reviewed'));
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['zh', 1],
    ]);
  });

  test.each(['confirmed', 'imported', 'cosmetic'] as const)(
    'a pair certified as %s replaces nothing',
    async (ground) => {
      const id = await publicPair(`ground-${ground}`);
      await save(room, id, 'en', 9);
      await certify(room, id, { en: 2, zh: 1 }, ground);
      await room.work();
      expect(await logOf(room, id)).toEqual([
        ['en', 1],
        ['zh', 1],
      ]);
    },
  );
});

describe('a notice that changes while a request waits', () => {
  test('archived, nothing goes live; back again, it does', async () => {
    const id = await insertNotice(room, 'away-and-back');
    await save(room, id, 'en', 8);
    await room.publish('away-and-back', 'en', { at: tomorrow() });
    await patch(room, id, { archived: true });
    await letTimeCome(room, id);
    await room.work();
    await publishOverdue(room.ctx);
    expect(await logOf(room, id)).toEqual([]);
    await patch(room, id, { archived: false });
    await room.work();
    expect(await logOf(room, id)).toEqual([['en', 1]]);
  });

  test('archived, an approval publishes nothing', async () => {
    const id = await publicPair('archived-approval');
    await save(room, id, 'zh', 9);
    await certify(room, id, { en: 1, zh: 2 }, 'reviewed');
    await patch(room, id, { archived: true });
    await room.work();
    expect(await logOf(room, id)).toEqual([
      ['en', 1],
      ['zh', 1],
    ]);
  });

  test('released from its counterpart, a text waits no longer for it', async () => {
    const id = await insertNotice(room, 'released', { release: 'together' });
    await save(room, id, 'en', 8);
    await room.publish('released', 'en');
    await patch(room, id, { release: 'independent' });
    await room.work();
    expect(await logOf(room, id)).toEqual([['en', 1]]);
  });

  test('meant for one language now, the other one is not published', async () => {
    const id = await insertNotice(room, 'one-language-now');
    await save(room, id, 'zh', 8);
    await room.publish('one-language-now', 'zh', { at: tomorrow() });
    await patch(room, id, { languages: 'en' });
    await room.work();
    expect(await publicationEvents(room, id)).toEqual(['requested zh 1', 'cancelled zh 1']);
  });
});

describe('publishOverdue', () => {
  test('settles what is ripe, whatever became of its job, and nothing else', async () => {
    const due = await insertNotice(room, 'overdue');
    await save(room, due, 'en', 8);
    await room.publish('overdue', 'en', { at: tomorrow() });
    const later = await insertNotice(room, 'not-overdue');
    await save(room, later, 'en', 8);
    await room.publish('not-overdue', 'en', { at: tomorrow() });
    const uncertified = await insertNotice(room, 'uncertified', { release: 'together' });
    await save(room, uncertified, 'en', 8);
    await room.publish('uncertified', 'en');
    const pair = await insertNotice(room, 'pair-overdue', { release: 'together' });
    await save(room, pair, 'en', 8);
    await save(room, pair, 'zh', 8);
    await room.publish('pair-overdue', 'zh');
    await certify(room, pair, { en: 1, zh: 1 });
    await letTimeCome(room, due);
    expect(await Promise.all([publishOverdue(room.ctx), publishOverdue(room.ctx)])).not.toEqual([
      0, 0,
    ]);
    expect(await logOf(room, due)).toEqual([['en', 1]]);
    expect(await logOf(room, pair)).toEqual([
      ['en', 1],
      ['zh', 1],
    ]);
    expect(await logOf(room, later)).toEqual([]);
    expect(await logOf(room, uncertified)).toEqual([]);
    expect(await publishOverdue(room.ctx)).toBe(0);
    await room.work();
    expect(await logOf(room, due)).toEqual([['en', 1]]);
  });

  test('leaves a notice that somebody holds to the next time', async () => {
    const id = await insertNotice(room, 'held');
    await save(room, id, 'en', 8);
    await room.publish('held', 'en', { at: tomorrow() });
    await letTimeCome(room, id);
    await room.db.transaction().execute(async (tx) => {
      await tx.selectFrom('notice').select('id').where('id', '=', id).forUpdate().execute();
      expect(await publishOverdue(room.ctx)).toBe(0);
    });
    expect(await publishOverdue(room.ctx)).toBe(1);
    expect(await logOf(room, id)).toEqual([['en', 1]]);
  });
});
