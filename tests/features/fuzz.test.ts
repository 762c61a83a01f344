import fc from 'fast-check';
import { sql } from 'kysely';
import { operations } from '../../src/api.ts';
import { problemShape } from '../../src/core/operation.ts';
import type { Role } from '../../src/core/permission.ts';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import type { Value } from '../support/examples.ts';
import type { FuzzRequest, Known } from '../support/fuzz-requests.ts';
import { requestTo } from '../support/fuzz-requests.ts';
import { runJobs } from '../support/jobs.ts';
import { makeHolder } from '../support/people.ts';
import { ask } from '../support/request.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

/**
 * Requests made from the contract's own schemas, one after the other on one database: none is answered by
 * 5xx, every answer has the shape that the contract gives it (the API checks its answers of success here),
 * and a refused one changes no row. The second seed is another at every run, and is told when it fails;
 * FUZZ_SEED repeats it.
 */
let t: TestService;
const callers: string[] = [];
const known: Known = new Map();
/** A stream has no end. */
const asked = operations.filter((op) => !op.stream);
/**
 * What a refused request may write: how often somebody tried, a key that is taken and given back, the site's
 * secret, which is made when it is first needed, and text that was typed under a lease that is over.
 */
const ownAffair = ['rate_limit', 'idempotency', 'site_secret', 'task_draft'];

beforeAll(async () => {
  t = await openTestService({ workers: false });
  await watchRows();
  await renewCallers();
  const author = await makeHolder(t, 'Author', { roles: ['admin'] });
  for (let i = 1; i <= 12; i += 1) {
    const { id } = await createNotice(t.service, author, {
      slug: `notice-${i}`,
      release: i % 2 === 0 ? 'together' : 'independent',
      language: i % 3 === 0 ? 'zh' : 'en',
      title: `Notice ${i}`,
      body: '<p>We open at 9.30 on 28 March 2026.</p><ul><li>Over 30 people</li></ul>',
    });
    learn('id', id);
    learn('notice', id);
  }
  await runJobs(t.service);
}, 120_000);
afterAll(() => t.close());

/** Counts in `row_changed` every row that is written for good. */
async function watchRows(): Promise<void> {
  await sql`create table row_changed (id bigserial primary key, name text not null)`.execute(
    t.service.db,
  );
  await sql`create function note_row() returns trigger language plpgsql as
    'begin insert into row_changed (name) values (tg_table_name); return null; end'`.execute(
    t.service.db,
  );
  const { rows } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(t.service.db);
  for (const { name } of rows) {
    if (name === 'row_changed' || ownAffair.includes(name)) continue;
    await sql`create trigger note_row after insert or update or delete on ${sql.table(name)}
      for each row execute function note_row()`.execute(t.service.db);
  }
}

async function rowsChanged(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`delete from row_changed returning name`.execute(
    t.service.db,
  );
  return rows.map(({ name }) => name);
}

/** Acts on people take leave and tokens away from those who ask. */
async function renewCallers(): Promise<void> {
  const roles: Role[] = ['admin', 'editor', 'translator', 'reader'];
  const people = await Promise.all(
    [...roles, 'editor' as const].map((role) => makeHolder(t, role, { roles: [role] })),
  );
  callers.splice(0, callers.length, ...people.map(({ authorization }) => authorization), '');
  for (const { id } of people) learn('person', id);
}

const mostKnown = 60;

function learn(name: string, value: string): void {
  const before = known.get(name) ?? [];
  if (before.includes(value)) return;
  known.set(name, [...before.slice(1 - mostKnown), value]);
}

/** Ids, slugs and the like out of an answer, by the names of their fields. */
function learnFrom(value: unknown, name = ''): void {
  if (typeof value === 'string' && value.length <= 80) learn(name, value);
  if (Array.isArray(value)) for (const item of value.slice(0, 20)) learnFrom(item, name);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) learnFrom(item, key);
  }
}

function addressOf({ op, params, query }: FuzzRequest): string {
  const written = (value: Value | undefined): string =>
    typeof value === 'string' ? value : JSON.stringify(value ?? null);
  const path = op.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(written(params[name]).toWellFormed() || '-'),
  );
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, written(value)]),
  ).toString();
  return search === '' ? path : `${path}?${search}`;
}

interface Outcome {
  readonly status: number;
  readonly answer: unknown;
}

async function send(request: FuzzRequest): Promise<Outcome> {
  const { op, body } = request;
  const authorization = callers[request.caller] ?? '';
  const { status, headers, text } = await ask(`${t.url}${addressOf(request)}`, {
    method: op.method.toUpperCase(),
    headers: {
      ...request.headers,
      ...(authorization === '' ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined || op.method === 'get' ? null : JSON.stringify(body),
  });
  const { etag, 'content-type': type = '' } = headers;
  if (etag !== undefined) learn('etag', etag);
  return { status, answer: text !== '' && type.includes('json') ? JSON.parse(text) : null };
}

async function judge(request: FuzzRequest): Promise<number> {
  const { status, answer } = await send(request);
  const said = `${request.op.method} ${addressOf(request)} ${JSON.stringify(request.body)}`;
  const changed = await rowsChanged();
  if (status >= 400) {
    expect([said, status, problemShape.safeParse(answer).success]).toEqual([said, status, true]);
    expect([said, status < 500, changed]).toEqual([said, true, []]);
  } else {
    learnFrom(answer);
  }
  return status;
}

/** How many requests of a run are sent between two renewals of those who ask. */
const betweenRenewals = 250;

async function run(seed: number, count: number): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  const arbitrary = requestTo(asked, known, callers.length);
  for (let sent = 0; sent < count; sent += betweenRenewals) {
    await renewCallers();
    await rowsChanged();
    const numRuns = Math.min(betweenRenewals, count - sent);
    for (const request of fc.sample(arbitrary, { seed: seed + sent, numRuns })) {
      const status = await judge(request);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  return statuses;
}

/** How many requests; .ci/run sends 20,000, which takes two minutes. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 3_000);
const fresh = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_000);

test.each([
  ['the same seed', 20_261, Math.ceil(requests * 0.7)],
  [`the seed ${fresh}`, fresh, Math.floor(requests * 0.3)],
] as const)(
  '%s: nothing fails, nothing refused leaves a trace',
  async (_name, seed, count) => {
    const statuses = await run(seed, count);
    const sum = (from: number, to: number): number =>
      [...statuses].reduce(
        (all, [status, n]) => (status >= from && status < to ? all + n : all),
        0,
      );
    expect(sum(200, 600)).toBe(count);
    // It would prove little if next to nothing came through.
    expect(sum(200, 400)).toBeGreaterThan(count / 10);
  },
  1_200_000,
);
