import { sql } from 'kysely';
import type { Api } from '../../../src/api.ts';
import { startApi } from '../../../src/api.ts';
import { appendEvent } from '../../../src/platform/outbox.ts';
import type { EventReader } from '../../support/event-reader.ts';
import { readEvents, soon } from '../../support/event-reader.ts';
import type { TokenHolder } from '../../support/people.ts';
import { makeHolder } from '../../support/people.ts';
import type { TestService } from '../../support/service.ts';
import { openTestService } from '../../support/service.ts';

/** Live events: told to every node, to whom they concern, and without a gap whatever overlaps. */
let t: TestService;
let other: Api;
let otherUrl = '';
let editor: TokenHolder;
const open: EventReader[] = [];

beforeAll(async () => {
  t = await openTestService({ workers: false, environment: { HEBI_DATABASE_POOL: '60' } });
  other = await startApi(t.service, {
    checkAnswers: true,
    live: { heartbeatMs: 40, mostTold: 12 },
  });
  otherUrl = `http://127.0.0.1:${other.port}`;
  editor = await makeHolder(t, 'Emma', { roles: ['editor'] });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((reader) => reader.leave()));
});
afterAll(async () => {
  await other.close();
  await t.close();
});

async function listen(
  options: { url?: string; who?: TokenHolder; after?: string; query?: string } = {},
): Promise<EventReader> {
  const { url = t.url, who = editor, after, query } = options;
  const headers = {
    authorization: who.authorization,
    ...(after === undefined ? {} : { 'last-event-id': after }),
  };
  const reader = await readEvents(url, headers, query);
  open.push(reader);
  return reader;
}

let made = 0;
async function makeNotice(): Promise<{ id: string; slug: string }> {
  made += 1;
  const slug = `notice-${made}`;
  const { body } = await editor.client.post('/api/v1/notices', {
    slug,
    language: 'en',
    title: 'Secret words of a title',
    body: '<p>Text.</p>',
  });
  return { id: body.id, slug };
}

/** An event whose transaction stays open until `commit` or `rollBack` is called. */
async function begin(marker: string) {
  let finish: (keep: boolean) => void = () => undefined;
  let appended: () => void = () => undefined;
  const decided = new Promise<boolean>((resolve) => (finish = resolve));
  const written = new Promise<void>((resolve) => (appended = resolve));
  const done = t.service.db
    .transaction()
    .execute(async (tx) => {
      const event = { type: 'category.changed', noticeId: null, actor: null };
      await appendEvent(tx, t.service.clock, { ...event, data: { id: marker } });
      appended();
      if (!(await decided)) throw new Error('rolled back');
    })
    .catch(() => undefined);
  await written;
  const end = async (keep: boolean) => {
    finish(keep);
    await done;
  };
  return { commit: () => end(true), rollBack: () => end(false) };
}

const markersIn = (reader: EventReader) =>
  reader.heard
    .filter(({ type }) => type === 'category.changed')
    .map(({ data }) => (data['data'] as { id: string }).id);

describe('what happens', () => {
  it('is told on every node, thin, with who did it', async () => {
    const readers = [await listen(), await listen({ url: otherUrl })];
    const { id, slug } = await makeNotice();
    for (const reader of readers) {
      const { data } = await reader.heardOf(({ data: { notice } }) => notice === id);
      expect(data).toEqual({
        type: 'notice.created',
        id: expect.any(String),
        notice: id,
        task: null,
        actor: { id: editor.id, name: 'Emma' },
        at: expect.any(String),
        data: { slug, languages: ['en'] },
      });
      expect(JSON.stringify(reader.heard)).not.toContain('Secret words');
    }
  });

  it('is told by notice where that is asked for', async () => {
    const [first, second] = [await makeNotice(), await makeNotice()];
    const reader = await listen({ query: `?notice=${second.id}` });
    for (const { slug } of [first, second]) {
      const { headers } = await editor.client.get(`/api/v1/notices/${slug}`);
      const etag = headers.get('etag') ?? '';
      await editor.client.patch(
        `/api/v1/notices/${slug}`,
        { date: '2026-03-21' },
        { 'if-match': etag },
      );
    }
    await reader.heardOf(({ type }) => type === 'notice.changed');
    expect(reader.heard.map(({ data }) => data['notice'])).toEqual([second.id]);
  });

  it('is told to nobody who may not know', async () => {
    const [reader, admin] = [
      await listen({ who: await makeHolder(t, 'Rita', { roles: ['reader'] }) }),
      await listen({ who: await makeHolder(t, 'Ada', { roles: ['admin'] }) }),
    ];
    await t.service.db.transaction().execute(async (tx) => {
      for (const type of ['webhook.paused', 'person.changed', 'setting.changed', 'of.tomorrow']) {
        await appendEvent(tx, t.service.clock, { type, noticeId: null, actor: null, data: {} });
      }
    });
    await reader.heardOf(({ type }) => type === 'setting.changed');
    await admin.heardOf(({ type }) => type === 'setting.changed');
    expect(reader.heard.map(({ type }) => type)).toEqual(['setting.changed']);
    expect(admin.heard.map(({ type }) => type).toSorted()).toEqual([
      'person.changed',
      'setting.changed',
      'webhook.paused',
    ]);
  });

  it('is kept from whoever is not signed in, or has a token that may not read', async () => {
    const nobody = await fetch(`${t.url}/api/v1/events`);
    expect([nobody.status, ((await nobody.json()) as { code: string }).code]).toEqual([
      401,
      'not_signed_in',
    ]);
    const writer = await makeHolder(t, 'Walt', { roles: ['editor'], scopes: ['write'] });
    const answer = await writer.client.get('/api/v1/events');
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    expect((await editor.client.get('/api/v1/events?notice=x')).status).toBe(422);
  });
});

describe('a node that hears nothing for a while', () => {
  it('tells what happened meanwhile once it hears again', async () => {
    const reader = await listen();
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'hebi-listener' and datname = current_database()`.execute(
      t.service.db,
    );
    await (await begin('unheard')).commit();
    await soon('the event', () => markersIn(reader).includes('unheard'));
    expect(markersIn(reader)).toEqual(['unheard']);
  });
});

describe('whoever comes back', () => {
  it('hears what was committed late, on another node too, and nothing twice', async () => {
    const late = await begin('begun first');
    const early = await begin('begun second');
    const reader = await listen();
    await early.commit();
    await soon('it', () => markersIn(reader).length === 1 && reader.lastId() !== '');
    const after = reader.lastId();
    await reader.leave();
    await late.commit();
    const again = await listen({ url: otherUrl, after });
    await soon('it', () => markersIn(again).length > 0);
    expect(markersIn(reader)).toEqual(['begun second']);
    expect(markersIn(again)).toEqual(['begun first']);
  });

  it('misses nothing of many transactions that overlap, however often it is cut off', async () => {
    const kept: string[] = [];
    const heard: string[] = [];
    let reader = await listen();
    const running = Array.from({ length: 30 }, async (_each, i) => {
      // Chance decides how they overlap: waits of the event loop, not of the clock.
      for (let turns = (i * 7919) % 13; turns > 0; turns -= 1)
        await t.service.db.selectFrom('person').select('id').limit(1).execute();
      const { commit, rollBack } = await begin(`storm-${i}`);
      for (let turns = (i * 104729) % 11; turns > 0; turns -= 1)
        await t.service.db.selectFrom('person').select('id').limit(1).execute();
      if (i % 9 === 4) return rollBack();
      await commit();
      kept.push(`storm-${i}`);
    });
    let cuts = 0;
    const all = Promise.all(running).then(() => 'done' as const);
    while ((await Promise.race([all, nextTurn()])) !== 'done') {
      const after = reader.lastId();
      await reader.leave();
      heard.push(...markersIn(reader));
      cuts += 1;
      reader = await listen({ after, ...(cuts % 2 === 0 ? {} : { url: t.url }) });
    }
    await soon('it', () => new Set([...heard, ...markersIn(reader)]).size >= kept.length);
    expect(new Set([...heard, ...markersIn(reader)])).toEqual(new Set(kept));
    expect(cuts).toBeGreaterThan(0);
  });

  it('is told to ask again where too much happened, or its position says nothing here', async () => {
    const reader = await listen({ url: otherUrl });
    const after = reader.lastId();
    await reader.leave();
    for (let i = 0; i < 13; i += 1) await (await begin(`many-${i}`)).commit();
    for (const position of [after, 'nonsense', '1:0:', '9000000000:9000000001:', '5:9:7,6']) {
      const again = await listen({ url: otherUrl, after: position });
      await again.heardOf(({ type }) => type === 'reset');
      expect(again.heard).toHaveLength(1);
      await again.leave();
    }
  });
});

async function nextTurn(): Promise<'turn'> {
  await t.service.db.selectFrom('person').select('id').limit(1).execute();
  return 'turn';
}
