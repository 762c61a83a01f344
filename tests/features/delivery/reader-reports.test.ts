import { sql } from 'kysely';
import { reportsPerAddress } from '../../../src/features/delivery/report-difference.ts';
import { readerFindings } from '../../../src/features/parity/report-store.ts';
import { look, textOf } from './document.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import { insertNotice, save } from './rows.ts';

/** Readers say where the two versions of a notice differ. */
let room: Room;
beforeAll(async () => {
  room = await openRoom({ publicUrl: 'https://notices.example' });
  for (const slug of ['paired', 'other', 'alone']) {
    const id = await insertNotice(room, slug);
    for (const side of ['en', 'zh'] as const) {
      await save(room, id, side, 8);
      if (slug !== 'alone' || side === 'en') await room.publish(slug, side);
    }
  }
});
afterAll(() => room.close());
beforeEach(() => sql`delete from reader_limit`.execute(room.db));

/** Sends a form as a browser does. */
async function send(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { Origin: 'https://notices.example' },
) {
  const response = await fetch(`http://127.0.0.1:${room.port}${path}`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
const open = async (query = '') => (await room.get(`/api/v1/reader-reports?${query}`)).body.items;

test('the form stands on the page of a pair, and nothing else is needed to send it', async () => {
  const page = look((await room.get('/zh/notices/paired')).text);
  const form = page.all('form', { method: 'post' })[0];
  expect(form?.attribs['action']).toBe('/zh/notices/paired/report');
  expect(page.one('textarea').attribs).toMatchObject({ name: 'words', maxlength: '1000' });
  expect(look((await room.get('/en/notices/alone')).text).all('textarea')).toEqual([]);
  const sent = await send('/zh/notices/paired/report', {
    words: '英文版写的是九点。',
    website: '',
  });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/zh/notices/paired/reported']);
  const thanks = await room.get('/zh/notices/paired/reported');
  expect(textOf(look(thanks.text).one('h1'))).toBe('谢谢');
  expect((await room.get('/zh-Hant/notices/paired/reported')).text).toContain('謝謝');
  expect((await room.get('/en/notices/paired/reported')).text).toContain('Thank you');
  expect(await open('state=open&notice=paired')).toMatchObject([
    {
      notice: { slug: 'paired' },
      language: 'zh',
      revision: 1,
      words: '英文版写的是九点。',
      times: 1,
    },
  ]);
});

test('the same words are one report, and editors see it as a finding until it is settled', async () => {
  const words = 'The Chinese page says nine o’clock.';
  for (const said of [words, ` ${words.toUpperCase()}\r\n`, words.replace('.', ' !')]) {
    expect((await send('/en/notices/other/report', { words: said })).status).toBe(303);
  }
  const [report, ...others] = await open('notice=other');
  expect([report.words, report.times, others.length]).toEqual([words, 3, 0]);
  const found = await readerFindings(room.db, report.notice.id);
  expect(found).toMatchObject([{ check: 'reader', words, times: 3 }]);
  const path = `/api/v1/reader-reports/${report.id}/settlement`;
  const body = { outcome: 'mended', note: 'the hour' };
  expect((await room.ask('POST', path, { headers: { 'X-Roles': 'none' }, body })).status).toBe(403);
  const settled = await room.ask('POST', path, { body });
  expect(settled.body.settled).toMatchObject({ outcome: 'mended', note: 'the hour' });
  expect((await room.ask('POST', path, { body })).status).toBe(404);
  expect(await readerFindings(room.db, report.notice.id)).toEqual([]);
  expect(await open('notice=other&state=open')).toEqual([]);
  // Said again after that, it is a new one.
  await send('/en/notices/other/report', { words });
  expect(await open('notice=other')).toHaveLength(2);
  const page = await room.get('/api/v1/reader-reports?notice=other&limit=1');
  const next = await room.get(
    `/api/v1/reader-reports?notice=other&limit=1&cursor=${page.body.next}`,
  );
  expect([next.body.items[0].id, next.body.next]).toEqual([report.id, null]);
  const { rows } = await sql<{ type: string }>`
    select type from event where type like 'report.%' and notice_id = ${report.notice.id}
    order by id`.execute(room.db);
  expect(rows.map((row) => row.type)).toEqual([
    'report.received',
    'report.settled',
    'report.received',
  ]);
});

test('what is no report is not kept, and typed words come back', async () => {
  const before = await open('limit=200');
  const hostile = '<script>alert(1)</script>" &';
  const refused: [Record<string, string>, Record<string, string> | undefined, number][] = [
    [{ words: '  ' }, undefined, 422],
    [{}, undefined, 422],
    [{ words: 'a'.repeat(1001) }, undefined, 422],
    [{ words: 'a'.repeat(40_000) }, undefined, 413],
    [{ words: hostile }, { Origin: 'https://evil.example' }, 403],
    [{ words: hostile }, { 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ words: hostile }, { Origin: 'null' }, 403],
  ];
  for (const [fields, headers, status] of refused) {
    const answer = await send('/en/notices/paired/report', fields, headers);
    expect([fields['words']?.slice(0, 20), answer.status]).toEqual([
      fields['words']?.slice(0, 20),
      status,
    ]);
    expect(answer.text).not.toContain('<script>alert');
    if (status === 403) expect(answer.text).toContain('&lt;script&gt;alert(1)');
    expect(look(answer.text).all('textarea')).toHaveLength(1);
    expect(answer.headers.get('cache-control')).toContain('no-store');
  }
  // Programs that fill in every field are thanked.
  const bot = await send('/en/notices/paired/report', {
    words: 'Buy!',
    website: 'https://spam.example',
  });
  expect(bot.status).toBe(303);
  expect(await open('limit=200')).toEqual(before);
  for (const slug of ['alone', 'nowhere', '%00']) {
    expect((await send(`/en/notices/${slug}/report`, { words: 'x' })).status).toBeLessThan(500);
    expect((await send(`/en/notices/${slug}/report`, { words: 'x' })).status).toBeGreaterThan(403);
  }
});

test('an address can send so many, and is told to wait', async () => {
  for (let i = 0; i < reportsPerAddress; i += 1) {
    expect((await send('/en/notices/paired/report', { words: `Line ${i}` })).status).toBe(303);
  }
  const more = await send('/zh-Hant/notices/paired/report', { words: '还有' });
  expect(more.status).toBe(429);
  expect(Number(more.headers.get('retry-after'))).toBeGreaterThan(3000);
  expect(more.text).toContain('收到的報告過多');
  await sql`update reader_limit set ends_at = now() - interval '1 second'`.execute(room.db);
  expect((await send('/en/notices/paired/report', { words: 'Later' })).status).toBe(303);
  const { rows } = await sql<{ key: string }>`select key from reader_limit`.execute(room.db);
  expect(rows.every((row) => !row.key.includes('127.0.0.1'))).toBe(true);
});
