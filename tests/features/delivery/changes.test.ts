import { sql } from 'kysely';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { certify, insertNotice, patch, retract, save } from './rows.ts';

/** What a builder of static sites is told to build anew. */
let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

interface Item {
  readonly slug: string;
  readonly formerSlugs: readonly string[];
  readonly versions: Record<'en' | 'zh', { act: string; url: string | null } | null>;
}

async function since(cursor: string, limit = 50): Promise<{ cursor: string; items: Item[] }> {
  const { body, status } = await room.get(`/site/changes?since=${cursor}&limit=${limit}`);
  expect(status).toBe(200);
  return body;
}

const told = ({ slug, versions }: Item) =>
  `${slug} ${versions.en?.act ?? '-'} ${versions.zh?.act ?? '-'}`;

async function pair(slug: string): Promise<string> {
  const id = await insertNotice(room, slug);
  for (const side of ['en', 'zh'] as const) await save(room, id, side, 8);
  await room.publish(slug, 'en');
  return id;
}

test('tells of each notice once, in order, from a cursor on, and of what is gone', async () => {
  expect((await room.get('/site/changes')).body).toEqual({ items: [], cursor: '0', more: false });
  const first = await pair('first');
  await pair('second');
  const one = await since('0');
  expect(one.items.map(told)).toEqual(['first published -', 'second published -']);
  expect((await since(one.cursor)).items).toEqual([]);
  await room.publish('first', 'zh');
  await save(room, first, 'en', 9);
  expect((await since(one.cursor)).items.map(told)).toEqual(['first published published']);
  await room.publish('first', 'en');
  const two = await since(one.cursor);
  expect(two.items.map(told)).toEqual(['first changed published']);
  await room.withdraw('second', 'en');
  const three = await since(two.cursor);
  expect(three.items.map(told)).toEqual(['second withdrawn -']);
  expect(three.items[0]?.versions.en?.url).toBeNull();
  const whole = await since('0');
  expect(whole.items.map(told)).toEqual(['first changed published', 'second withdrawn -']);
  expect(whole.cursor).toBe(three.cursor);
});

test('tells of parity, of another address, and of the archive, but of nothing unpublished', async () => {
  const id = await pair('talk');
  await room.publish('talk', 'zh');
  let { cursor } = await since('0');
  const next = async () => {
    const answer = await since(cursor);
    ({ cursor } = answer);
    return answer.items;
  };
  const point = await certify(room, id, { en: 1, zh: 1 });
  expect((await next()).map(told)).toEqual(['talk published published']);
  for (const side of ['en', 'zh'] as const) await save(room, id, side, 9);
  const unpublished = await certify(room, id, { en: 2, zh: 2 });
  await retract(room, id, unpublished);
  expect(await next()).toEqual([]);
  await retract(room, id, point);
  expect(await next()).toHaveLength(1);
  await patch(room, id, { slug: 'speech' });
  expect(await next()).toMatchObject([{ slug: 'speech', formerSlugs: ['talk'] }]);
  await patch(room, id, { archived: true });
  expect((await next()).map(told)).toEqual(['speech withdrawn withdrawn']);
  await patch(room, id, { archived: false });
  expect((await next()).map(told)).toEqual(['speech published published']);
});

test('pages hold what was asked for, and a page of the beginning stays readable from the end', async () => {
  for (let i = 0; i < 7; i += 1) await pair(`n-${i}`);
  const slugs: string[] = [];
  let cursor = '0';
  for (;;) {
    const page = await room.get(`/site/changes?since=${cursor}&limit=3`);
    slugs.push(...page.body.items.map((item: Item) => item.slug));
    ({ cursor } = page.body);
    if (page.body.more !== true) break;
  }
  expect(slugs).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => `n-${i}`));
  expect((await room.get('/site/changes?since=8')).status).toBe(422);
  expect((await room.get('/site/changes?since=-1')).status).toBe(422);
  expect((await room.get('/site/changes?limit=201')).status).toBe(422);
});

test('misses nothing that is committed late', async () => {
  const slow = await pair('slow');
  let { cursor } = await since('0');
  const seen: string[] = [];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let started: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (started = resolve));
  const late = room.db.transaction().execute(async (tx) => {
    await sql`select note_site_act(${slow}, 'en', 'changed')`.execute(tx);
    started();
    await held;
  });
  await begun;
  for (let i = 0; i < 3; i += 1) {
    await pair(`fast-${i}`);
    const page = await since(cursor);
    ({ cursor } = page);
    seen.push(...page.items.map((item) => item.slug));
  }
  release();
  await late;
  room.ready.dropAll();
  seen.push(...(await since(cursor)).items.map((item) => item.slug));
  expect(seen).toEqual(['fast-0', 'fast-1', 'fast-2', 'slow']);
});

test('readers at the same time are given the same places', async () => {
  for (let i = 0; i < 5; i += 1) await pair(`same-${i}`);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => room.get(`/site/changes?limit=${100 + i}`)),
  );
  const orders = answers.map((answer) => answer.body.items.map((item: Item) => item.slug).join());
  expect(new Set(orders).size).toBe(1);
});

test('is kept, tagged and purged as a list is', async () => {
  await pair('kept');
  const first = await room.get('/site/changes');
  expect(first.headers['cache-control']).toMatch(/^public, max-age=/);
  expect(first.headers['surrogate-key']).toBe('notices');
  const tag = first.headers.etag ?? '';
  expect((await room.get('/site/changes', { 'If-None-Match': tag })).status).toBe(304);
  await room.publish('kept', 'zh');
  expect((await room.get('/site/changes', { 'If-None-Match': tag })).status).toBe(200);
});
