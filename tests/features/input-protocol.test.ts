import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import pg from 'pg';
import type { Answer } from '../support/http.ts';
import { until } from '../support/invariants.ts';
import { runJobs } from '../support/jobs.ts';
import type { TokenHolder } from '../support/people.ts';
import { makeHolder } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

type Body = RequestInit['body'];

/** How requests are framed, made once, made conditionally and paged; several at the same moment. */
let t: TestService;
let editor: TokenHolder;
let other: TokenHolder;
beforeAll(async () => {
  t = await openTestService({ workers: false });
  editor = await makeHolder(t, 'Emma', { roles: ['admin'] });
  other = await makeHolder(t, 'Otto', { roles: ['editor'] });
});
afterAll(() => t.close());

const notice = (slug: string, sentence = 'We open at 9.30.') => ({
  slug,
  language: 'en',
  title: 'Hours',
  body: `<p>${sentence}</p>`,
});
let made = 0;
async function addNotice(): Promise<{ slug: string; etag: string }> {
  made += 1;
  const { body } = await editor.client.post('/api/v1/notices', notice(`made-${made}`));
  return { slug: body.slug, etag: body.etag };
}

async function raw(
  body: Body | undefined,
  headers: Record<string, string>,
): Promise<[number, string]> {
  const response = await fetch(`${t.url}/api/v1/notices`, {
    method: 'POST',
    headers: { authorization: editor.authorization, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const answer = (await response.json()) as { code?: string };
  return [response.status, answer.code ?? ''];
}

describe('a body', () => {
  const json = { 'content-type': 'application/json' };
  const wide = { ...json, 'content-encoding': 'gzip' };
  const fine = JSON.stringify(notice('framed'));

  it.each<[string, Body | undefined, Record<string, string>, [number, string]]>([
    ['cut short', fine.slice(0, -3), json, [400, 'malformed']],
    ['two values', `${fine}${fine}`, json, [400, 'malformed']],
    ['single quotes', "{'slug':'x'}", json, [400, 'malformed']],
    ['a comment', `/* */${fine}`, json, [400, 'malformed']],
    ['NaN', '{"slug":NaN}', json, [400, 'malformed']],
    ['a real line break in a text', '{"slug":"a\nb"}', json, [400, 'malformed']],
    ['nothing at all', undefined, {}, [422, 'invalid']],
    ['nothing but a type', '', json, [422, 'invalid']],
    ['text', fine, { 'content-type': 'text/plain' }, [415, 'unsupported_media_type']],
    ['no type', new Blob([fine]), {}, [415, 'unsupported_media_type']],
    [
      'a form',
      'slug=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      [415, 'unsupported_media_type'],
    ],
    [
      'another character set',
      fine,
      { 'content-type': 'application/json; charset=gb18030' },
      [415, 'unsupported_media_type'],
    ],
    [
      'UTF-16',
      fine,
      { 'content-type': 'application/json; charset=utf-16' },
      [415, 'unsupported_media_type'],
    ],
    // 办公 in GBK, which a decoder would turn into U+FFFD without a word.
    [
      'Chinese in GBK',
      new Blob([fine.slice(0, -2), new Uint8Array([0xb0, 0xec, 0xb9, 0xab]), '"}']),
      json,
      [400, 'malformed'],
    ],
    [
      'half a surrogate pair in bytes',
      new Blob([fine.slice(0, -2), new Uint8Array([0xed, 0xa0, 0xbd]), '"}']),
      json,
      [400, 'malformed'],
    ],
    [
      'an unknown coding',
      fine,
      { ...json, 'content-encoding': 'compress' },
      [415, 'unsupported_media_type'],
    ],
    ['no gzip that says it is', fine, wide, [400, 'malformed']],
    ['10 MB', `{"slug":"${'x'.repeat(10_000_000)}"}`, json, [413, 'too_large']],
    [
      '10 MB behind 10 kB of gzip',
      gzipSync(`{"slug":"${'x'.repeat(10_000_000)}"}`),
      wide,
      [413, 'too_large'],
    ],
  ])('of %s is refused for what it is', async (_what, body, headers, expected) => {
    const before = await rowsOf(t.service.db);
    expect(await raw(body, headers)).toEqual(expected);
    expect(await rowsOf(t.service.db)).toEqual(before);
  });

  it('may be compressed, and may come in pieces', async () => {
    expect(await raw(gzipSync(JSON.stringify(notice('zipped'))), wide)).toEqual([201, '']);
    const pieces = new ReadableStream({
      start(controller) {
        for (const part of JSON.stringify(notice('pieces')).match(/.{1,7}/g) ?? []) {
          controller.enqueue(new TextEncoder().encode(part));
        }
        controller.close();
      },
    });
    const response = await fetch(`${t.url}/api/v1/notices`, {
      method: 'POST',
      headers: { authorization: editor.authorization, ...json },
      body: pieces,
      duplex: 'half',
    });
    expect(response.status).toBe(201);
  });

  it('with a key twice counts the last, and answers never with a failure', async () => {
    const twice = JSON.stringify(notice('twice')).replace('{', '{"slug":"once",');
    expect(await raw(twice, json)).toEqual([201, '']);
    expect((await editor.client.get('/api/v1/notices/twice')).status).toBe(200);
    expect((await editor.client.get('/api/v1/notices/once')).status).toBe(404);
  });
});

describe('short texts', () => {
  it('are kept in NFC and without marks that turn the direction', async () => {
    const { slug } = await addNotice();
    await runJobs(t.service);
    const { id, task } = (await editor.client.get(`/api/v1/notices/${slug}`)).body;
    const turned = 'Cafe\u0301 \u202eabc\u2066';
    await editor.client.post(`/api/v1/tasks/${task.id}/comments`, { body: turned });
    const { comments } = (await editor.client.get(`/api/v1/tasks/${task.id}`)).body;
    expect(comments.map((comment: { body: string }) => comment.body)).toEqual(['Caf\u00e9 abc']);
    const path = `/api/v1/notices/${id}/versions/en`;
    const text = { title: 'Hours', body: '<p>Now at 10.30.</p>', message: turned };
    const saved = await editor.client.put(path, text, { 'If-Match': '"en-1"' });
    expect(saved.body.message).toBe('Caf\u00e9 abc');
  });
});

describe('an idempotency key', () => {
  const key = (name: string) => ({ 'Idempotency-Key': name });

  it('is answered 409 while its first request runs, then with the first answer', async () => {
    const { slug } = await addNotice();
    const path = `/api/v1/notices/${slug}/versions/en/restore`;
    const letGo = await holdNotice(slug);
    const first = editor.client.post(path, { revision: 1 }, key('slow'));
    await until('the first to run', 10_000, () => isTaken('slow'));
    const second = await editor.client.post(path, { revision: 1 }, key('slow'));
    expect([second.status, second.body.code]).toEqual([409, 'idempotency_running']);
    expect(second.headers.get('retry-after')).toBe('1');
    const mismatch = await editor.client.post(path, { revision: 2 }, key('slow'));
    expect([mismatch.status, mismatch.body.code]).toEqual([422, 'idempotency_mismatch']);
    await letGo();
    const answered = await first;
    expect(answered.status).toBe(200);
    const replayed = await editor.client.post(path, { revision: 1 }, key('slow'));
    expect([replayed.status, replayed.body]).toEqual([200, answered.body]);
    expect(replayed.headers.get('etag')).toBe(answered.headers.get('etag'));
    expect(replayed.headers.get('idempotent-replayed')).toBe('true');
  });

  it('belongs to its caller and path, and is free again after a refusal', async () => {
    const one = await editor.client.post('/api/v1/notices', notice('keyed-1'), key('shared'));
    const two = await other.client.post('/api/v1/notices', notice('keyed-2'), key('shared'));
    expect([one.body.slug, two.body.slug]).toEqual(['keyed-1', 'keyed-2']);
    const elsewhere = await editor.client.post('/api/v1/sync-points', { items: [] }, key('shared'));
    expect(elsewhere.status).toBe(422);
    const refused = await editor.client.post('/api/v1/notices', notice('keyed-1'), key('again'));
    expect([refused.status, refused.body.code]).toEqual([409, 'slug_taken']);
    const mended = await editor.client.post('/api/v1/notices', notice('keyed-3'), key('again'));
    expect(mended.status).toBe(201);
  });

  it('is forgotten after 24 hours, and sooner when its process died', async () => {
    const first = await editor.client.post('/api/v1/notices', notice('aged'), key('aged'));
    expect(first.status).toBe(201);
    await age('aged', '23 hours');
    expect((await editor.client.post('/api/v1/notices', notice('aged'), key('aged'))).status).toBe(
      201,
    );
    await age('aged', '25 hours');
    const anew = await editor.client.post('/api/v1/notices', notice('aged'), key('aged'));
    expect([anew.status, anew.body.code]).toEqual([409, 'slug_taken']);
    await t.service.db
      .insertInto('idempotency')
      .values({
        caller: editor.id,
        path: '/api/v1/notices',
        key: 'died',
        fingerprint: 'of another body',
      })
      .execute();
    const running = await editor.client.post('/api/v1/notices', notice('died'), key('died'));
    expect(running.status).toBe(422);
  });

  it.each(['', 'has space', 'é', 'x'.repeat(201)])('%j is none', async (bad) => {
    const headers = { 'Idempotency-Key': Buffer.from(bad, 'utf8').toString('latin1') };
    const answer = await editor.client.post('/api/v1/notices', notice('unkeyed'), headers);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'Idempotency-Key']);
  });

  it('means nothing where the answer holds a secret', async () => {
    const token = { name: 'machine', scopes: ['read'] };
    const [a, b] = [
      await editor.client.post('/api/v1/tokens', token, key('token')),
      await editor.client.post('/api/v1/tokens', token, key('token')),
    ];
    expect([a.status, b.status, a.body.token === b.body.token]).toEqual([201, 201, false]);
  });

  async function age(name: string, interval: string): Promise<void> {
    await sql`update idempotency set created_at = now() - ${interval}::interval where key = ${name}`.execute(
      t.service.db,
    );
  }
});

describe('a condition', () => {
  it('lets one of twenty saves through that read the same revision', async () => {
    const { slug } = await addNotice();
    const path = `/api/v1/notices/${slug}/versions/en`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        editor.client.put(
          path,
          { title: 'Hours', body: `<p>At ${i}.</p>` },
          { 'If-Match': '"en-1"' },
        ),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
    const stale = answers.find(({ status }) => status === 412);
    expect(stale?.body).toMatchObject({ code: 'stale', head: { number: 2, etag: '"en-2"' } });
  });

  it('lets one of twenty notices have the slug, and one be the first of its language', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => editor.client.post('/api/v1/notices', notice('wanted'))),
    );
    expect(codes(answers)).toEqual(['201', ...Array.from({ length: 19 }, () => '409 slug_taken')]);
    const firsts = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        editor.client.put(
          '/api/v1/notices/wanted/versions/zh',
          { title: '时间', body: `<p>${i}时开放。</p>` },
          { 'If-None-Match': '*' },
        ),
      ),
    );
    expect(codes(firsts)).toEqual(['201', ...Array.from({ length: 19 }, () => '412 stale')]);
  });

  it('on a read spares the text that the caller has', async () => {
    const { slug, etag } = await addNotice();
    const tags = [
      [`/api/v1/notices/${slug}`, etag],
      [`/api/v1/notices/${slug}/versions/en`, '"en-1"'],
    ] as const;
    for (const [path, tag] of tags) {
      const same = await editor.client.get(path, { 'If-None-Match': `"x", ${tag}` });
      expect([same.status, same.headers.get('etag'), same.body]).toEqual([304, tag, '']);
      expect((await editor.client.get(path, { 'If-None-Match': '"other"' })).status).toBe(200);
    }
  });

  it('of the notice guards its properties and both languages at once', async () => {
    const { slug, etag } = await addNotice();
    const path = `/api/v1/notices/${slug}`;
    const text = { title: 'Hours', body: '<p>At noon.</p>' };
    const both = { en: text, zh: { title: '时间', body: '<p>中午。</p>' } };
    for (const save of [
      (headers: Record<string, string>) =>
        editor.client.patch(path, { category: 'hours' }, headers),
      (headers: Record<string, string>) => editor.client.put(`${path}/versions`, both, headers),
    ]) {
      const present = (await editor.client.get(path)).body.etag;
      const without = await save({});
      expect([without.status, without.body.head.etag]).toEqual([428, present]);
      const stale = await save({ 'If-Match': '"notice-999"' });
      expect([stale.status, stale.body.code, stale.body.head.etag]).toEqual([
        412,
        'stale',
        present,
      ]);
      expect((await save({ 'If-Match': `"x", ${present}` })).status).toBe(200);
    }
    expect((await editor.client.patch(path, { category: null }, { 'If-Match': etag })).status).toBe(
      412,
    );
  });
});

test('a list read page by page misses nothing and repeats nothing while others write', async () => {
  const before = new Set<string>();
  for (let i = 0; i < 25; i += 1) before.add((await addNotice()).slug);
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await editor.client.get(`/api/v1/notices?limit=4${cursor}`);
    seen.push(...page.body.items.map((item: { slug: string }) => item.slug));
    await addNotice();
    cursor = page.body.next === null ? '' : `&cursor=${encodeURIComponent(page.body.next)}`;
  } while (cursor !== '');
  expect(new Set(seen).size).toBe(seen.length);
  expect([...before].filter((slug) => !seen.includes(slug))).toEqual([]);
});

function codes(answers: readonly Answer[]): string[] {
  return answers.map(({ status, body }) => `${status} ${body.code ?? ''}`.trim()).toSorted();
}

async function isTaken(key: string): Promise<boolean> {
  const row = t.service.db.selectFrom('idempotency').select('key').where('key', '=', key);
  return (await row.executeTakeFirst()) !== undefined;
}

async function holdNotice(slug: string): Promise<() => Promise<void>> {
  const client = new pg.Client(t.databaseUrl);
  await client.connect();
  await client.query('begin');
  await client.query('select 1 from notice where slug = $1 for update', [slug]);
  return async () => {
    await client.query('rollback');
    await client.end();
  };
}
