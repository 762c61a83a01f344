import { operations } from '../../src/api.ts';
import type { Role } from '../../src/core/permission.ts';
import { may, roles } from '../../src/core/permission.ts';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import type { Json } from '../support/http.ts';
import { runJobs } from '../support/jobs.ts';
import type { TokenHolder } from '../support/people.ts';
import { makeHolder } from '../support/people.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

/**
 * What belongs to one person, against everybody else: every operation that acts on such a thing × every role
 * that has leave × the owner and another person of the same role. Leave alone opens nobody else's claim,
 * draft, submission, review, token or mention, whatever the role.
 */
let t: TestService;
let author: TokenHolder;
let writer: TokenHolder;
let notices = 0;

beforeAll(async () => {
  t = await openTestService({ workers: false });
  author = await makeHolder(t, 'Author', { roles: ['editor'] });
  writer = await makeHolder(t, 'Writer', { roles: ['translator'] });
});
afterAll(() => t.close());

/** A task of a new notice that is in English alone. */
async function newTask(): Promise<string> {
  notices += 1;
  const { id } = await createNotice(t.service, author, {
    slug: `own-${notices}`,
    release: 'independent',
    language: 'en',
    title: 'Hours',
    body: '<p>We open at 9.30.</p>',
  });
  await runJobs(t.service);
  const task = await t.service.db
    .selectFrom('task')
    .select('id')
    .where('noticeId', '=', id)
    .executeTakeFirstOrThrow();
  return task.id;
}

interface Thing {
  readonly path: string;
  /** What the owner sends with the request. */
  readonly body?: unknown;
}

const versions = { zh: { title: '时间', body: '<p>我们9点半开门。</p>' } };

async function claimed(owner: TokenHolder): Promise<{ task: string; lease: number }> {
  const task = await newTask();
  const { status, body } = await owner.client.post(`/api/v1/tasks/${task}/claim`);
  expect([status, body.code]).toEqual([200, undefined]);
  return { task, lease: body.lease.number };
}

async function submitted(owner: TokenHolder): Promise<string> {
  const { task, lease } = await claimed(owner);
  const answer = await owner.client.post(`/api/v1/tasks/${task}/submission`, { lease, versions });
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  return task;
}

async function reviewed(owner: TokenHolder): Promise<{ task: string; lease: number }> {
  const task = await submitted(writer);
  const { status, body } = await owner.client.post(`/api/v1/tasks/${task}/review`);
  expect([status, body.code]).toEqual([200, undefined]);
  return { task, lease: body.lease.number };
}

const onClaim =
  (rest: string, more: object = {}) =>
  async (owner: TokenHolder): Promise<Thing> => {
    const { task, lease } = await claimed(owner);
    return { path: `/api/v1/tasks/${task}/${rest}`, body: { lease, ...more } };
  };
const onReview =
  (rest: string, more: object = {}) =>
  async (owner: TokenHolder): Promise<Thing> => {
    const { task, lease } = await reviewed(owner);
    return { path: `/api/v1/tasks/${task}/${rest}`, body: { lease, ...more } };
  };

async function imported(owner: TokenHolder): Promise<Thing> {
  const files = [{ name: 'a.txt', language: 'en', text: 'Hours\n\nWe open at 9.30.' }];
  const { body } = await owner.client.post('/api/v1/imports', { files });
  return { path: `/api/v1/imports/${body.id}` };
}

interface Owned {
  readonly make: (owner: TokenHolder) => Promise<Thing>;
  /** What another person is told. */
  readonly others: readonly [status: number, code: string];
  /** Roles that may do it to others' things. */
  readonly except?: readonly Role[];
}

/** Each operation on what somebody owns. */
const owned: Readonly<Record<string, Owned>> = {
  renewLease: { make: onClaim('lease'), others: [409, 'lease_lost'] },
  saveDraft: { make: onClaim('draft', { versions }), others: [409, 'lease_lost'] },
  submitTask: { make: onClaim('submission', { versions }), others: [409, 'lease_lost'] },
  advanceBase: { make: onClaim('base'), others: [409, 'lease_lost'] },
  endClaim: {
    make: async (owner) => {
      const { task, lease } = await claimed(owner);
      return { path: `/api/v1/tasks/${task}/claim?lease=${lease}` };
    },
    others: [403, 'forbidden'],
    except: ['admin', 'editor'],
  },
  claimTask: {
    make: async (owner) => ({ path: `/api/v1/tasks/${(await claimed(owner)).task}/claim` }),
    others: [409, 'task_held'],
  },
  withdrawSubmission: {
    make: async (owner) => ({ path: `/api/v1/tasks/${await submitted(owner)}/submission` }),
    others: [403, 'forbidden'],
  },
  claimReview: {
    make: async (owner) => ({ path: `/api/v1/tasks/${(await reviewed(owner)).task}/review` }),
    others: [409, 'task_held'],
  },
  approveTask: { make: onReview('approval'), others: [409, 'lease_lost'] },
  returnTask: {
    make: onReview('return', { reason: 'The date is wrong.' }),
    others: [409, 'lease_lost'],
  },
  revokeToken: {
    make: async (owner) => {
      const { body } = await owner.client.post('/api/v1/tokens', {
        name: 'Mine',
        scopes: ['read'],
      });
      return { path: `/api/v1/tokens/${body.id}` };
    },
    others: [404, 'not_found'],
  },
  markMention: {
    make: async (owner) => {
      const said = { body: 'Have a look.', mentions: [owner.id] };
      const task = await newTask();
      const { body } = await author.client.post(`/api/v1/tasks/${task}/comments`, said);
      return { path: `/api/v1/mentions/${body.id}`, body: { read: true } };
    },
    others: [404, 'not_found'],
  },
  cancelImport: { make: imported, others: [404, 'not_found'] },
  readImport: { make: imported, others: [404, 'not_found'] },
};

function send(
  id: string,
  by: TokenHolder,
  { path, body }: Thing,
): Promise<{ status: number; body: Json }> {
  const op = operations.find((each) => each.id === id);
  if (op === undefined) throw new Error(`there is no operation ${id}`);
  if (op.method === 'get') return by.client.get(path);
  if (op.method === 'delete') return by.client.del(path);
  return by.client[op.method](path, body ?? {});
}

function rowOf(id: string): Owned {
  const row = owned[id];
  if (row === undefined) throw new Error(`nothing is said of ${id}`);
  return row;
}

const mayUse = (id: string, role: Role): boolean => {
  const leave = operations.find((each) => each.id === id)?.leave;
  if (leave === undefined || leave === 'public') throw new Error(`${id} is nobody's own`);
  const actor = { id: '', name: '', roles: [role], languages: [], scopes: null };
  return leave === 'signed-in' || may(actor, leave);
};

const rows = Object.keys(owned).flatMap((id) =>
  roles.filter((role) => mayUse(id, role)).map((role) => [id, role] as const),
);

test.each(rows)('%s: %s for the owner alone', async (id, role) => {
  const { make, others, except } = rowOf(id);
  const owner = await makeHolder(t, 'Owner', { roles: [role] });
  const other = await makeHolder(t, 'Other', { roles: [role] });
  const thing = await make(owner);
  const tried = await send(id, other, thing);
  if (except?.includes(role) === true) expect(tried.status).toBeLessThan(300);
  else {
    expect([tried.status, tried.body?.code]).toEqual(others);
    const own = await send(id, owner, thing);
    expect([own.status < 300, own.body?.code]).toEqual([true, undefined]);
  }
});

test.each(['admin', 'editor'] as const)('%s: nobody reviews what they wrote', async (role) => {
  const own = await makeHolder(t, 'Own', { roles: [role] });
  const task = await submitted(own);
  const { status, body } = await own.client.post(`/api/v1/tasks/${task}/review`);
  expect([status, body.code]).toEqual([403, 'four_eyes']);
});

test('lists of one’s own hold nothing of others’', async () => {
  const [owner, other] = [
    await makeHolder(t, 'Owner', { roles: ['editor'] }),
    await makeHolder(t, 'Other', { roles: ['editor'] }),
  ];
  for (const id of ['revokeToken', 'markMention', 'readImport']) await rowOf(id).make(owner);
  for (const path of ['/api/v1/tokens', '/api/v1/mentions', '/api/v1/imports']) {
    const [mine, theirs] = [await owner.client.get(path), await other.client.get(path)];
    const foreign: Json[] = theirs.body.items;
    const ids = new Set(foreign.map(({ id }) => id));
    expect([path, mine.body.items.some(({ id }: Json) => ids.has(id))]).toEqual([path, false]);
    expect([path, mine.body.items.length > 0]).toEqual([path, true]);
  }
});
