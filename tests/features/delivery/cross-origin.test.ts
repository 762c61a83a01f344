import type { IncomingHttpHeaders } from 'node:http';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { insertNotice, patch, save } from './rows.ts';

/** Pages of other origins read the site's JSON, if they were named, and nothing else. */
const one = 'https://www.example.org';
const two = 'https://news.example.org:8443';

async function roomFor(corsOrigins: readonly string[]): Promise<Room> {
  const room = await openRoom({ corsOrigins, publicUrl: 'https://notices.example' });
  const id = await insertNotice(room, 'spring');
  await save(room, id, 'en', 8);
  await room.publish('spring', 'en');
  await patch(room, id, { slug: 'summer' });
  return room;
}

const json = [
  '/site/notices/summer',
  '/site/en/notices/summer',
  '/site/en/notices',
  '/site/en/feed.json',
  '/site/locales/en/site.json',
  '/site/changes',
];
const other = ['/en/notices/summer', '/site/en/feed.xml', '/sitemap.xml'];
const refused: readonly (readonly [string, number])[] = [
  ['/site/en/notices/nowhere', 404],
  ['/site/en/notices/summer?x=1', 422],
  ['/site/en/notices/spring', 301],
];

/** Twice: once rendered, once from what is kept in front of everything. */
async function twice(room: Room, path: string, headers: Record<string, string>) {
  await room.get(path, headers);
  return room.get(path, headers);
}

describe.each([
  ['nobody is named', [], { named: null, stranger: null, varies: false }],
  ['one is named', [one], { named: one, stranger: one, varies: false }],
  ['all are', ['*'], { named: '*', stranger: '*', varies: false }],
  ['two are named', [one, two], { named: two, stranger: null, varies: true }],
] as const)('where %s', (_, origins, { named, stranger, varies }) => {
  let room: Room;
  beforeAll(async () => {
    room = await roomFor(origins);
  });
  afterAll(() => room.close());
  const asked = { Origin: two };
  const expectFor = (headers: IncomingHttpHeaders, allowed: string | null) => {
    expect(headers['access-control-allow-origin'] ?? null).toBe(allowed);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect((headers.vary ?? '').includes('Origin')).toBe(varies);
  };

  test.each(json)('%s', async (path) => {
    expectFor((await twice(room, path, asked)).headers, named);
    expectFor((await twice(room, path, { Origin: 'https://evil.example' })).headers, stranger);
    const plain = await twice(room, path, {});
    expectFor(plain.headers, stranger);
    const held = await twice(room, path, { ...asked, 'If-None-Match': plain.headers.etag ?? '' });
    expect(held.status).toBe(304);
    expectFor(held.headers, named);
    expectFor((await room.ask('HEAD', path, { headers: asked })).headers, named);
  });

  test('keeps what an address varies by besides', async () => {
    const { headers } = await twice(room, '/site/notices/summer', asked);
    expect(headers.vary).toMatch(/^Accept-Language/);
    const list = await twice(room, '/site/locales/en/site.json', asked);
    expect(list.headers.vary).toMatch(/^Accept-Encoding/);
  });

  test.each(refused)('%s, which answers %i', async (path, status) => {
    const answer = await room.get(path, asked);
    expect(answer.status).toBe(status);
    expectFor(answer.headers, named);
  });

  test.each(other)('not %s', async (path) => {
    const { headers } = await twice(room, path, asked);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers.vary ?? '').not.toContain('Origin');
  });

  test('preflights', async () => {
    for (const path of [...json, ...other]) {
      const answer = await room.ask('OPTIONS', path, {
        headers: { ...asked, 'Access-Control-Request-Method': 'GET' },
      });
      const isAnswered = json.includes(path) && origins.length > 0;
      expect([path, answer.status === 204]).toEqual([path, isAnswered]);
      if (!isAnswered) continue;
      expectFor(answer.headers, named);
      expect(answer.headers['access-control-allow-methods']).toBe('GET, HEAD');
      expect(answer.headers['access-control-allow-headers']).toContain('If-None-Match');
    }
  });
});
