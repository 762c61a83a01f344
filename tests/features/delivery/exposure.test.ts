import { sql } from 'kysely';
import { taskPriority } from '../../../src/core/priority.ts';
import { importExposure } from '../../../src/features/delivery/import-exposure.ts';
import { isReader, openExposureCount } from '../../../src/features/delivery/record-exposure.ts';
import { readSummary } from '../../../src/features/parity/read-summary.ts';
import { weighExposure } from '../../../src/features/tasks/weigh-exposure.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { certify, insertNotice, retract, save } from './rows.ts';

/** How many readers saw a text that was behind its counterpart. */
let room: Room;
let views: string[];
beforeEach(async () => {
  views = [];
  room = await openRoom({
    publicUrl: 'https://notices.example',
    onOutdatedView: (noticeId, language) => void views.push(`${noticeId} ${language}`),
  });
});
afterEach(() => room.close());

/** A notice whose Chinese text is behind. */
async function outdated(slug: string): Promise<string> {
  const id = await insertNotice(room, slug);
  for (const side of ['en', 'zh'] as const) await save(room, id, side, 8);
  await certify(room, id, { en: 1, zh: 1 });
  for (const side of ['en', 'zh'] as const) await room.publish(slug, side);
  await save(room, id, 'en', 9);
  await room.publish(slug, 'en');
  return id;
}

async function stored(): Promise<Record<string, number>> {
  const { rows } = await sql<{ slug: string; language: string; source: string; views: number }>`
    select n.slug, e.language, e.source, sum(e.views)::float8 as views
    from reader_exposure e join notice n on n.id = e.notice_id group by 1, 2, 3`.execute(room.db);
  return Object.fromEntries(
    rows.map((row) => [`${row.slug} ${row.language} ${row.source}`, row.views]),
  );
}

const today = () => new Date().toISOString().slice(0, 10);

test('pages tell of views of the text that is behind, rendered or kept, and of no others', async () => {
  const id = await outdated('moving');
  for (let i = 0; i < 2; i += 1) await room.get('/zh/notices/moving');
  const { headers } = await room.get('/zh-Hant/notices/moving');
  await room.get('/zh-Hant/notices/moving', { 'If-None-Match': headers.etag ?? '' });
  for (const path of ['/en/notices/moving', '/zh/', '/site/zh/notices/moving'])
    await room.get(path);
  await room.ask('HEAD', '/zh/notices/moving');
  expect(views).toEqual(Array.from({ length: 4 }, () => `${id} zh`));
  await save(room, id, 'zh', 9);
  await certify(room, id, { en: 2, zh: 2 });
  await room.publish('moving', 'zh');
  await room.get('/zh/notices/moving');
  expect(views).toHaveLength(4);
});

test('counts are written in batches, added up, and kept when the database is away', async () => {
  const id = await outdated('counted');
  const errors: unknown[] = [];
  const options = { onError: (error: unknown) => void errors.push(error), everyMs: 60_000 };
  const nodes = [openExposureCount(room.ctx, options), openExposureCount(room.ctx, options)];
  for (let i = 0; i < 1200; i += 1) nodes[i % 2]?.count(id, i % 3 === 0 ? 'en' : 'zh');
  // What is counted for a notice that is not there is dropped, and holds up nothing.
  nodes[0]?.count(room.ctx.clock.newId(), 'zh');
  await sql`alter table reader_exposure rename to away`.execute(room.db);
  await nodes[0]?.flush();
  expect(errors).toHaveLength(1);
  await sql`alter table away rename to reader_exposure`.execute(room.db);
  await Promise.all(nodes.map((node) => node.close()));
  expect(await stored()).toEqual({ 'counted en node': 400, 'counted zh node': 800 });
});

async function* linesOf(log: string): AsyncIterable<string> {
  for (const line of log.split('\n')) yield await Promise.resolve(line);
}
const browser = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];
months.push('Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec');
function line(at: Date, target: string, { status = 200, agent = browser, method = 'GET' } = {}) {
  const [date = '', time = ''] = at.toISOString().split(/[T.]/);
  const [year, month, day] = date.split('-');
  const when = `${day}/${months[Number(month) - 1]}/${year}:${time} +0000`;
  return `203.0.113.9 - - [${when}] "${method} ${target} HTTP/1.1" ${status} 512 "-" "${agent}"`;
}

test('a log of the network in front is counted by what was behind at that moment, once', async () => {
  const id = await outdated('logged');
  const point = await certify(room, id, { en: 2, zh: 1 }, 'imported');
  const { rows } = await sql<{ at: Date }>`
    select max(published_at) as at from publication where notice_id = ${id}`.execute(room.db);
  const behindFrom = rows[0]?.at ?? new Date();
  await sql`alter table sync_point disable trigger sync_point_immutable`.execute(room.db);
  await sql`update sync_point set created_at = ${new Date(behindFrom.getTime() + 1500)}
    where id = ${point}`.execute(room.db);
  // Logs tell whole seconds.
  const behind = new Date(behindFrom.getTime() + 1000);
  const inStep = new Date(behindFrom.getTime() + 10_000);
  const log = [
    line(behind, '/zh/notices/logged'),
    line(behind, '/zh-Hant/notices/logged?from=mail', { status: 304 }),
    line(behind, '/en/notices/logged'),
    line(behind, '/zh/notices/logged', { agent: 'Googlebot/2.1 (+http://google.com/bot.html)' }),
    line(behind, '/zh/notices/logged', { status: 404 }),
    line(behind, '/zh/notices/logged', { method: 'POST' }),
    line(behind, '/zh/notices/nowhere'),
    line(behind, '/zh/notices/logged/report'),
    line(inStep, '/zh/notices/logged'),
    line(new Date(behindFrom.getTime() - 3_600_000), '/zh/notices/logged'),
    'nonsense',
    '203.0.113.9 - - [99/Foo/2026:00:00:00 +0000] "GET /zh/notices/logged HTTP/1.1" 200 1 "-" "Mozilla/5.0 (X11)"',
    '['.repeat(20_000),
  ].join('\n');
  const first = await importExposure(room.ctx, linesOf(log));
  expect(first).toEqual({ lines: 13, unread: 3, counted: 2, repeated: false });
  const again = await importExposure(room.ctx, linesOf(log));
  expect(again).toMatchObject({ counted: 0, repeated: true });
  expect(await stored()).toEqual({ 'logged zh log': 2 });
  await retract(room, id, point);
  const after = await importExposure(room.ctx, linesOf(line(inStep, '/zh/notices/logged')));
  expect(after.counted).toBe(1);
});

test('goes into the priority of the task, unless an editor set it, and into the summary', async () => {
  const id = await outdated('weighed');
  const task = { id: room.ctx.clock.newId(), noticeId: id, kind: 'update', writes: ['zh'] };
  const at = { baseEn: 2, baseZh: 1, changeClass: 'facts', priority: 5 };
  await room.db
    .insertInto('task')
    .values({ ...task, ...at })
    .execute();
  const weighed = async () => {
    const count = await weighExposure(room.ctx);
    const row = await room.db
      .selectFrom('task')
      .select(['priority', 'exposure'])
      .executeTakeFirst();
    return [count, row?.exposure, row?.priority];
  };
  expect(await weighed()).toEqual([0, 0, 5]);
  const rows = [
    ['zh', 'node', 700, today()],
    ['zh', 'log', 900, today()],
    ['en', 'node', 99, today()],
    ['zh', 'node', 5000, '2020-01-01'],
  ] as const;
  for (const [language, source, seen, day] of rows) {
    await room.db
      .insertInto('readerExposure')
      .values({ noticeId: id, language, source, views: seen, day })
      .execute();
  }
  const base = { kind: 'update', changeClass: 'facts', published: true } as const;
  const priority = taskPriority({ ...base, exposure: 999 });
  expect(priority).toBe(taskPriority({ ...base, exposure: 0 }) + 120);
  expect(await weighed()).toEqual([1, 999, priority]);
  expect(await weighed()).toEqual([0, 999, priority]);
  await sql`update task set priority = 7, priority_set = true`.execute(room.db);
  await sql`update reader_exposure set views = 1 where language = 'en'`.execute(room.db);
  expect(await weighed()).toEqual([1, 901, 7]);
  expect((await readSummary(room.ctx)).exposure).toEqual({
    days: 7,
    views: 901,
    notices: [
      { notice: { id, slug: 'weighed' }, language: 'zh', views: 900 },
      { notice: { id, slug: 'weighed' }, language: 'en', views: 1 },
    ],
  });
});

test('every task has its place, whatever was seen', () => {
  const kinds = ['reconcile', 'update', 'translate', 'verify'] as const;
  for (const kind of kinds) {
    const most = { kind, changeClass: 'facts', published: true, exposure: 1e12 } as const;
    expect(taskPriority(most)).toBeLessThanOrEqual(1000);
  }
});

test.each([
  [browser, true],
  [undefined, false],
  ['', false],
  ['curl/8.5.0 (x86_64)', false],
  ['Mozilla/5.0 (compatible; bingbot/2.0)', false],
])('a reader: %s', (agent, expected) => {
  expect(isReader(agent)).toBe(expected);
});
