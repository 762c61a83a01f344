import { sql } from 'kysely';
import { operations } from '../../src/api.ts';
import type { Operation } from '../../src/core/operation.ts';
import type { Client } from '../support/http.ts';
import { signIn } from '../support/http.ts';
import type { TestService } from '../support/service.ts';
import { makePerson, openTestService } from '../support/service.ts';

/** What comes from outside in bad shape is refused with the place named, and leaves nothing behind. */
let t: TestService;
let admin: Client;
let cookie = '';

beforeAll(async () => {
  t = await openTestService({ workers: false });
  const person = await makePerson(t.service, { name: 'Ada', roles: ['admin'] });
  admin = await signIn(t.url, person);
  const session = await fetch(`${t.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
afterAll(() => t.close());

/** How many rows every table has. */
async function rowCounts(): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'rate_limit'
    order by 1`.execute(t.service.db);
  const counts = await Promise.all(
    rows.map(async ({ name }) => {
      const counted = await sql<{
        n: number;
      }>`select count(*) as n from ${sql.table(name)}`.execute(t.service.db);
      return `${name} ${counted.rows[0]?.n}`;
    }),
  );
  return counts.join('\n');
}

async function send(op: Operation, body: string, type = 'application/json') {
  const nothing = '00000000-0000-7000-8000-000000000000';
  const values: Record<string, string> = { language: 'en', finding: '0'.repeat(16) };
  const path = op.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? nothing);
  const response = await fetch(`${t.url}${path}`, {
    method: op.method.toUpperCase(),
    headers: { cookie, 'content-type': type },
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    problem: JSON.parse(text) as { code: string; errors?: { path: string }[] },
  };
}

const withBody = operations.filter((op) => op.body !== null);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe.each(withBody.map((op) => [op.id, op] as const))('%s', (_id, op) => {
  it('refuses what is no JSON, no JSON type, too large, too deep, of the wrong type or unknown', async () => {
    const before = await rowCounts();
    expect((await send(op, '{"a":')).status).toBe(400);
    expect((await send(op, 'a=1', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await send(op, `{"a":"${'x'.repeat(10_000_000)}"}`)).status).toBe(413);
    for (const body of [nested(20_000), `{"a":${nested(20_000)}}`, '[]', '"text"', '17', 'null']) {
      const answer = await send(op, body);
      expect([body.slice(0, 12), answer.status]).toEqual([body.slice(0, 12), 422]);
    }
    const unknown = await send(op, '{"nobody_knows_this":1}');
    expect(unknown.status).toBe(422);
    expect(unknown.problem.errors?.map(({ path }) => path)).toContain('nobody_knows_this');
    expect(await rowCounts()).toBe(before);
  });

  it('refuses a NUL and half a surrogate pair anywhere, and names the place', async () => {
    const before = await rowCounts();
    for (const text of ['\\u0000', '\\ud800']) {
      const answer = await send(op, `{"a":{"b":["ok","${text}"]}}`);
      expect([answer.status, answer.problem.errors?.[0]?.path]).toEqual([422, 'a.b[1]']);
    }
    expect(await rowCounts()).toBe(before);
  });
});

const made = (slug: string, body: string) => ({ slug, language: 'en', title: 'Title', body });

describe('texts', () => {
  it('are kept in NFC whatever form they come in', async () => {
    const decomposed = 'Cafe\u0301';
    const answer = await admin.post('/api/v1/notices', {
      ...made('nfc', `<p>${decomposed}</p>`),
      title: decomposed,
    });
    expect(answer.status).toBe(201);
    const { body } = await admin.get('/api/v1/notices/nfc/versions/en');
    expect([body.title, body.body]).toEqual(['Caf\u00e9', '<p>Caf\u00e9</p>']);
  });

  it('lose right-to-left marks, and say so', async () => {
    const answer = await admin.post('/api/v1/notices', made('bidi', '<p>abc\u202edef\u2066</p>'));
    expect([answer.status, answer.body.warnings.map((w: { code: string }) => w.code)]).toEqual([
      201,
      ['bidi_dropped'],
    ]);
    expect((await admin.get('/api/v1/notices/bidi/versions/en')).body.body).toBe('<p>abcdef</p>');
  });

  it('lose what could harm, and keep what it said', async () => {
    const hostile =
      '<p onclick="x()">Hello <script>alert(1)</script><a href="javascript:x()">link</a><img src="x" onerror="y()"></p><iframe src="/"></iframe>';
    await admin.post('/api/v1/notices', made('hostile', hostile));
    const { body } = await admin.get('/api/v1/notices/hostile/versions/en');
    expect(body.body).toBe('<p>Hello link<img src="x" alt=""></p>');
  });

  it.each([
    ['20,000 elements deep', '<div>'.repeat(20_000), 'body'],
    ['a body of 500,000 characters', `<p>${'x'.repeat(500_000)}</p>`, 'body'],
  ])('of %s are refused by name', async (_what, text, path) => {
    const before = await rowCounts();
    const answer = await admin.post('/api/v1/notices', made('too-much', text));
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
    expect(await rowCounts()).toBe(before);
  });

  it('of a pair are refused by the side that is wrong', async () => {
    const answer = await admin.post('/api/v1/notices', {
      slug: 'pair',
      versions: { en: { title: 'T', body: '<p>x</p>' }, zh: { title: ' ', body: '<p>文</p>' } },
    });
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'versions.zh.title']);
  });
});

describe('addresses and queries', () => {
  it.each([
    ['/api/v1/notices?unknown=1', 422],
    ['/api/v1/notices?state=nonsense', 422],
    ['/api/v1/notices?limit=0', 422],
    ['/api/v1/notices?limit=201', 422],
    ['/api/v1/notices?cursor=garbage', 422],
    ['/api/v1/tasks?cursor=1.2', 422],
    ['/api/v1/notices?q=%00', 422],
    ['/api/v1/notices/%E0%A4%A', 400],
    ['/api/v1/notices/__proto__', 404],
    ['/api/v1/notices/constructor/versions/en', 404],
    ['/api/v1/notices/x/versions/fr', 404],
    ['/api/v1/notices/x/versions/en/revisions/99999999999', 404],
    ['/api/v1/tasks/not-an-id', 404],
    [`/api/v1/notices/${'x'.repeat(300)}`, 404],
    [`/site/notices/${'x'.repeat(300)}`, 404],
    ['/api/v1/notices/%00', 422],
  ])('%s is answered %i', async (path, status) => {
    const answer = await admin.get(path);
    expect([path, answer.status]).toEqual([path, status]);
    expect(answer.headers.get('content-type')).toContain('problem+json');
  });

  it.each([
    '__proto__',
    'Has Space',
    'UPPER',
    '-lead',
    'a--b',
    '',
    '00000000-0000-7000-8000-000000000000',
  ])('the slug %j is refused', async (slug) => {
    const answer = await admin.post('/api/v1/notices', made(slug, '<p>x</p>'));
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'slug']);
  });

  it('a slug that another notice has, or had, is taken', async () => {
    await admin.post('/api/v1/notices', made('mine', '<p>x</p>'));
    const { body } = await admin.get('/api/v1/notices/mine');
    await admin.patch('/api/v1/notices/mine', { slug: 'mine-now' }, { 'If-Match': body.etag });
    for (const slug of ['mine', 'mine-now']) {
      const answer = await admin.post('/api/v1/notices', made(slug, '<p>x</p>'));
      expect([answer.status, answer.body.code]).toEqual([409, 'slug_taken']);
    }
    expect((await admin.get('/api/v1/notices/mine')).body.slug).toBe('mine-now');
  });
});

describe('conditions', () => {
  it('are needed, and stale ones tell the present head', async () => {
    await admin.post('/api/v1/notices', made('conditional', '<p>x</p>'));
    const path = '/api/v1/notices/conditional/versions/en';
    const text = { title: 'Title', body: '<p>y</p>' };
    const without = await admin.put(path, text);
    expect([without.status, without.body.head]).toEqual([428, { number: 1, etag: '"en-1"' }]);
    for (const headers of [
      { 'If-Match': '"en-7"' },
      { 'If-Match': 'W/"en-1"' },
      { 'If-None-Match': '*' },
    ]) {
      const stale = await admin.put(path, text, headers);
      expect([stale.status, stale.body.head]).toEqual([412, { number: 1, etag: '"en-1"' }]);
    }
    expect((await admin.put(path, text, { 'If-Match': '"en-1"' })).body.number).toBe(2);
    const same = await admin.put(path, text, { 'If-Match': '"en-2"' });
    expect([same.status, same.body.number]).toEqual([200, 2]);
    const first = await admin.put(
      '/api/v1/notices/conditional/versions/zh',
      { title: '题', body: '<p>文</p>' },
      { 'If-None-Match': '*' },
    );
    expect(first.status).toBe(201);
  });
});

describe('idempotency keys', () => {
  it('replay the first answer, refuse another body, and let one of many at once through', async () => {
    const headers = { 'Idempotency-Key': 'create-once' };
    const first = await admin.post('/api/v1/notices', made('once', '<p>x</p>'), headers);
    const again = await admin.post('/api/v1/notices', made('once', '<p>x</p>'), headers);
    expect([again.status, again.body, again.headers.get('location')]).toEqual([
      201,
      first.body,
      first.headers.get('location'),
    ]);
    const other = await admin.post('/api/v1/notices', made('twice', '<p>x</p>'), headers);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
    const many = await Promise.all(
      Array.from({ length: 20 }, () =>
        admin.post('/api/v1/notices', made('many', '<p>x</p>'), { 'Idempotency-Key': 'many' }),
      ),
    );
    const ids = new Set(many.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    expect(many.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });
});
