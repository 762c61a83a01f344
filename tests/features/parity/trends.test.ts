import { sql } from 'kysely';
import { clientOf } from '../../support/http.ts';
import type { TokenHolder } from '../../support/people.ts';
import { makeHolder } from '../../support/people.ts';
import type { Desk } from '../tasks/room.ts';
import { openDesk, text } from '../tasks/room.ts';

/** The board over time, and the lists behind its charts. */
let desk: Desk;
let ann: TokenHolder;
let ben: TokenHolder;
beforeAll(async () => {
  desk = await openDesk();
  ann = await makeHolder(desk.t, 'Ann', { roles: ['editor'] });
  ben = await makeHolder(desk.t, 'Ben', { roles: ['editor'] });
});
afterAll(() => desk.t.close());

const today = () => new Date().toISOString().slice(0, 10);
const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const trends = async (query = '') =>
  (await ann.client.get(`/api/v1/parity/trends?from=${daysAgo(9)}&to=${today()}${query}`)).body;

/** As if all that happened to the notices so far had happened some days earlier. */
async function daysPass(days: number): Promise<void> {
  const by = sql`make_interval(days => ${days})`;
  await sql`update notice_state_change set at = at - ${by}`.execute(desk.ctx.db);
  await sql`update task set created_at = created_at - ${by}, closed_at = closed_at - ${by}`.execute(
    desk.ctx.db,
  );
}

const moved = text('Opening hours', 'The reading room opens at 10.30.', 'Bring your card.');

it('counts states at the end of each day, work within it, and how long parity took', async () => {
  const first = await desk.inStep(ann, ben);
  const second = await desk.inStep(ann, ben);
  await daysPass(3);
  await desk.save(ann, first, 'en', moved);
  await desk.settle();
  await daysPass(2);
  const task = await desk.task(first);
  const lease = await desk.claim(ben, task);
  const zh = text('开放时间', '阅览室十时三十分开放。', '请带好读者卡。');
  await desk.submit(ben, task, lease, { zh });
  await desk.approve(ann, task);
  await desk.save(ann, second, 'en', moved);
  await desk.settle();

  const { points, before } = await trends();
  expect(points).toHaveLength(10);
  expect(before > today()).toBe(true);
  const at = (days: number) => points[9 - days];
  expect(at(6).states).toMatchObject({ in_sync: 0, en_ahead: 0 });
  expect(at(5)).toMatchObject({ states: { in_sync: 2, en_ahead: 0 } });
  expect(at(2)).toMatchObject({ states: { in_sync: 1, en_ahead: 1 }, opened: 1, done: 0 });
  expect(at(0)).toMatchObject({ states: { in_sync: 1, en_ahead: 1 }, opened: 1, done: 1 });
  expect(at(0).medianHoursToParity).toBeCloseTo(48, 0);
  expect(at(3).medianHoursToParity).toBeNull();

  const opened = `openedFrom=${daysAgo(2)}T00:00:00Z&openedBefore=${daysAgo(1)}T00:00:00Z`;
  const list = async (query: string) =>
    (await ann.client.get(`/api/v1/tasks?${query}`)).body.items.map(
      (each: { id: string }) => each.id,
    );
  expect(await list(opened)).toEqual([task]);
  expect(await list(`status=done&closedFrom=${today()}T00:00:00Z`)).toEqual([task]);
  expect(await list(`closedBefore=${today()}T00:00:00Z`)).not.toContain(task);

  const weeks = await trends('&bucket=week');
  expect(weeks.points.at(-1).states).toMatchObject({ in_sync: 1, en_ahead: 1 });
});

it('sums the views of outdated texts by day', async () => {
  const { id } = await desk.notice(await desk.inStep(ann, ben));
  const view = { noticeId: id, language: 'zh', day: daysAgo(1) };
  await desk.ctx.db
    .insertInto('readerExposure')
    .values([
      { ...view, source: 'node', views: 7 },
      { ...view, source: 'log', views: 11 },
    ])
    .execute();
  expect((await trends()).points[8].exposure).toBe(11);
});

it('lists what is out of step, worst first, page by page', async () => {
  const slugs: string[] = [];
  for (const priority of [300, 900, 600]) {
    const slug = await desk.inStep(ann, ben);
    await desk.save(ann, slug, 'en', moved);
    await desk.settle();
    await ann.client.patch(`/api/v1/tasks/${await desk.task(slug)}`, { priority });
    slugs.push(slug);
  }
  const [third = '', first = '', second = ''] = slugs;
  const page = async (query: string) =>
    (await ann.client.get(`/api/v1/notices?sort=worst&outOfStep=true&${query}`)).body;
  const slugsOf = (body: { items: { slug: string }[] }) => body.items.map(({ slug }) => slug);
  const all = slugsOf(await page('limit=200'));
  expect(all.filter((slug) => slugs.includes(slug))).toEqual([first, second, third]);
  const one = await page('limit=1');
  expect(slugsOf(one)).toEqual([first]);
  expect(one.items[0]).toMatchObject({ state: 'en_ahead', stateSince: expect.any(String) });
  expect(slugsOf(await page(`limit=1&cursor=${one.next}`))).toEqual([second]);
  expect((await ann.client.get('/api/v1/notices?outOfStep=false')).body.items).not.toContainEqual(
    expect.objectContaining({ state: 'en_ahead' }),
  );
  expect((await ann.client.get('/api/v1/notices?sort=worst&cursor=x')).status).toBe(422);
});

it('lists by the age of their tasks what the board counts', async () => {
  const slug = await desk.inStep(ann, ben);
  await desk.save(ann, slug, 'en', moved);
  await desk.settle();
  const id = await desk.task(slug);
  const ages = async () => (await ann.client.get('/api/v1/parity/summary')).body.ages;
  const listed = async (age: string): Promise<string[]> => {
    const { body } = await ann.client.get(`/api/v1/notices?taskAge=${age}&limit=200`);
    return body.items.map((each: { slug: string }) => each.slug);
  };
  for (const [age, days] of [
    ['day', 0],
    ['week', 1],
    ['month', 29],
    ['older', 30],
  ] as const) {
    const createdAt = sql<Date>`now() - make_interval(days => ${days})`;
    await desk.ctx.db.updateTable('task').set({ createdAt }).where('id', '=', id).execute();
    for (const each of ['day', 'week', 'month', 'older']) {
      expect([each, (await listed(each)).includes(slug)]).toEqual([each, each === age]);
      expect([each, (await listed(each)).length]).toEqual([each, (await ages())[each]]);
    }
  }
  expect((await ann.client.get('/api/v1/notices?taskAge=century')).status).toBe(422);
});

it('is refused without sign-in, for no range, and for too many buckets', async () => {
  const path = '/api/v1/parity/trends';
  expect((await clientOf(desk.t.url).get(path)).status).toBe(401);
  expect((await ann.client.get(path)).body.points).toHaveLength(30);
  for (const query of [
    'from=2026-02-02&to=2026-02-01',
    'from=1990-01-01',
    'bucket=year',
    'from=x',
  ]) {
    expect([query, (await ann.client.get(`${path}?${query}`)).status]).toEqual([query, 422]);
  }
});
