import type { Clock } from '../../src/platform/clock.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { openDatabase, openPool } from '../../src/platform/database.ts';
import type { RelayedEvent } from '../../src/platform/outbox.ts';
import {
  appendEvent,
  appendEvents,
  completeOnce,
  relayBatch,
  relayBatchSize,
} from '../../src/platform/outbox.ts';
import type { TestDatabase } from '../support/database.ts';
import { createTestDatabase } from '../support/database.ts';

/** Every event is handed to the queue once, in order, in batches; a failure takes nothing out. */
describe('the outbox', () => {
  const clock: Clock = systemClock();
  let database: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await createTestDatabase();
    const pool = openPool({ url: database.url, max: 4, name: 'test', onError: () => undefined });
    db = openDatabase(pool);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const append = (count: number): Promise<string[]> =>
    db.transaction().execute(async (tx) => {
      const ids: string[] = [];
      for (let i = 0; i < count; i += 1) {
        ids.push(await appendEvent(tx, clock, { type: 'test', noticeId: null, actor: null }));
      }
      return ids;
    });

  const take = async (): Promise<string[]> => {
    const ids: string[] = [];
    const relayed = await relayBatch(db, (events) => {
      ids.push(...events.map((event) => event.id));
      return Promise.resolve();
    });
    expect(ids).toHaveLength(relayed);
    return ids;
  };

  it('gives out full batches in order until it is empty', async () => {
    const appended = await append(relayBatchSize + 5);
    const batches = [await take(), await take(), await take()];
    expect(batches.map((batch) => batch.length)).toEqual([relayBatchSize, 5, 0]);
    expect(batches.flat()).toEqual(appended);
  });

  it('takes many events in one statement, as they are and in their order', async () => {
    const said = [1, 2, 3].map((k) => ({
      type: `test.${k}`,
      noticeId: null,
      actor: null,
      data: { k, text: `"${k}" \\ 合璧` },
    }));
    await db.transaction().execute((tx) => appendEvents(tx, clock, said));
    await db.transaction().execute((tx) => appendEvents(tx, clock, []));
    const taken: RelayedEvent[] = [];
    await relayBatch(db, (events) => {
      taken.push(...events);
      return Promise.resolve();
    });
    expect(
      taken.map(({ type, noticeId, data }) => ({ type, noticeId, actor: null, data })),
    ).toEqual(said);
  });

  it('keeps the events that the queue did not take', async () => {
    const appended = await append(3);
    const away = relayBatch(db, () => Promise.reject(new Error('the queue is away')));
    await expect(away).rejects.toThrow('the queue is away');
    expect(await take()).toEqual(appended);
  });

  it('leaves an event alone whose job is being done, until it is done or has taken too long', async () => {
    const [undone = '', done = ''] = await append(2);
    const takeBut = async (afterMs: number): Promise<readonly RelayedEvent[]> => {
      const taken: RelayedEvent[] = [];
      await relayBatch(
        db,
        (events) => {
          taken.push(...events);
          return Promise.resolve();
        },
        { types: ['test'], afterMs },
      );
      return taken;
    };
    expect(await takeBut(3_600_000)).toEqual([]);
    await db.transaction().execute((tx) => completeOnce(tx, done, 'some-job'));
    expect(await takeBut(3_600_000)).toMatchObject([{ id: done, done: ['some-job'] }]);
    expect(await takeBut(0)).toMatchObject([{ id: undone, done: [] }]);
  });

  it('gives two relays at once different events', async () => {
    const appended = await append(relayBatchSize * 2);
    const seen: RelayedEvent[] = [];
    let goOn = (): void => undefined;
    const both = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const relay = () =>
      relayBatch(db, async (events) => {
        seen.push(...events);
        if (seen.length === appended.length) goOn();
        await both;
      });
    const relayed = await Promise.all([relay(), relay()]);
    expect(relayed).toEqual([relayBatchSize, relayBatchSize]);
    expect(seen.map((event) => event.id).toSorted()).toEqual(appended.toSorted());
  });
});
