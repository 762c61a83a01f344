import { z } from 'zod';
import { operations } from '../../src/api.ts';
import type { Operation } from '../../src/core/operation.ts';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import type { Leaf, Value } from '../support/examples.ts';
import { exampleOf, leavesOf } from '../support/examples.ts';
import { runJobs } from '../support/jobs.ts';
import type { TokenHolder } from '../support/people.ts';
import { makeHolder } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

/**
 * Every field of every operation: what is of the wrong type, unknown, or no text is refused with its
 * place, in the caller's language, and leaves nothing behind; what is extreme but allowed never fails.
 */
let t: TestService;
let admin: TokenHolder;
/** Values of path parameters that lead to something. */
let known: Readonly<Record<string, string>>;

beforeAll(async () => {
  t = await openTestService({ workers: false });
  admin = await makeHolder(t, 'Ada', { roles: ['admin'] });
  const other = await makeHolder(t, 'Bea', { roles: ['reader'] });
  const body = '<p>We open at 9.30.</p>';
  const { id } = await createNotice(t.service, admin, {
    slug: 'known',
    release: 'independent',
    language: 'en',
    title: 'Hours',
    body,
  });
  await runJobs(t.service);
  const task = await t.service.db.selectFrom('task').select('id').executeTakeFirstOrThrow();
  known = {
    notice: id,
    task: task.id,
    language: 'en',
    number: '1',
    finding: '0'.repeat(16),
    person: other.id,
  };
});
afterAll(() => t.close());

function pathOf(op: Operation): string {
  const id = op.path.includes('/tasks/')
    ? known['task']
    : op.path.includes('/users/')
      ? known['person']
      : /\/(mentions|imports)\//.test(op.path)
        ? '01890000-0000-7000-8000-000000000000'
        : 'known';
  const categoryOr = op.path.includes('/categories/') ? 'news' : id;
  return op.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    name === 'id' ? (categoryOr ?? '') : (known[name] ?? '01890000-0000-7000-8000-000000000000'),
  );
}

interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly problem: {
    code?: string;
    title?: string;
    errors?: { path: string; code: string; message: string }[];
  };
}

async function send(
  op: Operation,
  body: string,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(`${t.url}${pathOf(op)}`, {
    method: op.method.toUpperCase(),
    headers: { authorization: admin.authorization, 'content-type': 'application/json', ...headers },
    body,
    redirect: 'manual',
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    problem: text === '' ? {} : (JSON.parse(text) as Answered['problem']),
  };
}

const withBody = operations.filter((op) => op.body !== null);
const cases = withBody.map((op) => [op.id, op] as const);
const chinese = { 'accept-language': 'zh-CN' };

/** What a place may hold wrongly; what the operation takes after all is left out. */
function wrongValues(op: Operation, leaf: Leaf): Value[] {
  const others: Value[] = ['words', 17, -1, 1.5, 1e300, true, null, [], [[]], { words: 17 }, ''];
  return others.filter((other) => op.body?.safeParse(leaf.with(other)).success === false);
}

describe.each(cases)('%s', (_id, op) => {
  const example = exampleOf(op);
  const leaves = leavesOf(example);

  it('refuses a wrong value anywhere, names the place, says it in Chinese, keeps nothing', async () => {
    const before = await rowsOf(t.service.db, ['rate_limit']);
    for (const leaf of leaves) {
      for (const wrong of wrongValues(op, leaf)) {
        const { status, type, problem } = await send(op, JSON.stringify(leaf.with(wrong)), chinese);
        const said = `${leaf.path} = ${JSON.stringify(wrong)}`;
        expect([said, status, type?.split(';')[0]]).toEqual([
          said,
          422,
          'application/problem+json',
        ]);
        const errors = problem.errors ?? [];
        const named = errors.some(
          ({ path }) => path.startsWith(leaf.path) || leaf.path.startsWith(path),
        );
        expect([said, errors.length > 0 && named]).toEqual([said, true]);
        const messages = errors
          .filter(({ code }) => code !== 'custom')
          .map(({ message }) => message);
        for (const words of [problem.title, ...messages]) {
          expect([said, words]).toEqual([said, expect.stringMatching(/\p{Script=Han}/u)]);
        }
      }
    }
    expect(await rowsOf(t.service.db, ['rate_limit'])).toEqual(before);
  });

  it('refuses a field that it does not know, however deep', async () => {
    const before = await rowsOf(t.service.db, ['rate_limit']);
    for (const { path, value, with: replace } of leaves) {
      if (typeof value !== 'object' || value === null) continue;
      for (const field of ['surplus', '__proto__', 'constructor', 'toString']) {
        const place = path === '' ? field : `${path}.${field}`;
        const body = JSON.stringify(replace({ ...value, MARK: 'x' })).replace(
          '"MARK"',
          `"${field}"`,
        );
        // Texts by segment take any key, and records drop this one.
        const free = op.body?.safeParse(replace({ ...value, surplus: 'x' })).success === true;
        if (free || (field === '__proto__' && path.endsWith('severity'))) continue;
        const { status, problem } = await send(op, body);
        expect([place, status]).toEqual([place, 422]);
        expect(problem.errors).toContainEqual(expect.objectContaining({ path: place }));
      }
    }
    expect(await rowsOf(t.service.db, ['rate_limit'])).toEqual(before);
  });

  it('refuses NUL and half a surrogate pair in every text, and names it', async () => {
    const before = await rowsOf(t.service.db, ['rate_limit']);
    for (const { path, value, with: replace } of leaves) {
      if (typeof value !== 'string') continue;
      for (const [bad, code] of [
        ['\0', 'nul'],
        ['\ud800', 'lone_surrogate'],
        ['\udc00\ud800', 'lone_surrogate'],
      ] as const) {
        const { status, problem } = await send(op, JSON.stringify(replace(`${value}${bad}`)));
        expect([status, problem.errors]).toEqual([422, [expect.objectContaining({ path, code })]]);
      }
    }
    expect(await rowsOf(t.service.db, ['rate_limit'])).toEqual(before);
  });
});

/** Values at the edge of what a place takes. */
function extremes(value: Value): Value[] {
  if (typeof value === 'number')
    return [0, 2_147_483_647, 2_147_483_648, Number.MAX_SAFE_INTEGER, 0.01];
  if (typeof value !== 'string') return [];
  return [
    ...['0000-01-01', '0001-01-01', '9999-12-31'],
    ...['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'],
    ...['\ufffe\uffff', '👩‍👩‍👧‍👧'.repeat(10), '\u202e', ' ', '%_\\', "'; drop table notice; --"],
    ...[60, 120, 200, 500, 1000, 2000].map((length) => 'a'.repeat(length)),
  ];
}

describe.each(cases)('%s with an extreme value', (_id, op) => {
  it('answers, and never with a failure of the server', async () => {
    for (const leaf of leavesOf(exampleOf(op))) {
      for (const extreme of extremes(leaf.value)) {
        const whole = leaf.with(extreme);
        if (op.body?.safeParse(whole).success !== true) continue;
        const { status, problem } = await send(op, JSON.stringify(whole), { 'If-Match': '*' });
        const said = `${leaf.path} = ${JSON.stringify(extreme).slice(0, 40)}`;
        expect([said, status < 500, problem.code]).toEqual([said, true, problem.code]);
      }
    }
  });
});

describe.each(operations.map((op) => [op.id, op] as const))('the address of %s', (_id, op) => {
  const site = op.path.startsWith('/site/');

  it('takes no query that it does not know, and no value that it does not know', async () => {
    const schema = z.toJSONSchema(op.query, { io: 'input', unrepresentable: 'any' }) as {
      properties?: Record<string, { enum?: string[]; type?: string }>;
    };
    const free = ['q', 'category', 'locale'];
    const queries = ['surplus=1', '__proto__=1'];
    for (const name of Object.keys(schema.properties ?? {})) {
      if (!free.includes(name))
        queries.push(`${name}=%21nonsense`, `${name}=`, `${name}=1&${name}=2`);
      queries.push(`${name}=%00`, `${name}=a%00b`);
    }
    for (const query of queries) {
      const response = await fetch(`${t.url}${pathOf(op)}?${query}`, {
        method: op.method.toUpperCase(),
        headers: { authorization: admin.authorization },
        redirect: 'manual',
      });
      const problem = (await response.json()) as Answered['problem'];
      const name = query.split('=')[0] ?? '';
      expect([query, response.status < 500 && response.status >= 400]).toEqual([query, true]);
      if (!site) {
        expect([query, response.status]).toEqual([query, 422]);
        const places = problem.errors?.map(({ path }) => path.replace(/^query\./, ''));
        expect([query, places]).toEqual([query, expect.arrayContaining([name])]);
      }
    }
  });

  it('takes no id that is none', async () => {
    for (const bad of [
      '%00',
      'a%00',
      '%ED%A0%80',
      '%E0%A4%A',
      '__proto__',
      '../../etc',
      'x'.repeat(5000),
      '%F0%9F%98%80',
      '-1',
      'NaN',
      ' ',
    ]) {
      for (const name of op.path.match(/\{\w+\}/g) ?? []) {
        const path = op.path.replace(name, bad);
        const response = await fetch(`${t.url}${path.replaceAll(/\{(\w+)\}/g, 'known')}`, {
          method: op.method.toUpperCase(),
          headers: {
            authorization: admin.authorization,
            'content-type': 'application/json',
            'If-Match': '*',
          },
          ...(op.body === null ? {} : { body: JSON.stringify(exampleOf(op)) }),
          redirect: 'manual',
        });
        expect([path.slice(0, 80), response.status < 500]).toEqual([path.slice(0, 80), true]);
        await response.arrayBuffer();
      }
    }
  });
});
