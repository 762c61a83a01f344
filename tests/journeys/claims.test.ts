import { Refusal } from '../../src/core/refusal.ts';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import { claimTask } from '../../src/features/tasks/claim-task.ts';
import { listTasks } from '../../src/features/tasks/read-task.ts';
import { approveTask, claimReview } from '../../src/features/tasks/review-task.ts';
import { submitTask } from '../../src/features/tasks/submit-task.ts';
import { expectHealthy } from '../support/doctor.ts';
import { allDone } from '../support/invariants.ts';
import type { TokenHolder } from '../support/people.ts';
import { makeHolder, makePeople } from '../support/people.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

const names = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${kind} ${i}`);

/** A notice in English alone, by the use case: the HTTP of it is not what is tried here. */
async function addNotice(t: TestService, author: TokenHolder, slug: string): Promise<void> {
  await createNotice(t.service, author, {
    slug,
    release: 'independent',
    language: 'en',
    title: `Notice ${slug}`,
    body: `<p>The reading room of ${slug} opens at 9.30 on weekdays.</p>`,
  });
}

let t: TestService;
let editor: TokenHolder;
beforeEach(async () => {
  t = await openTestService({ workers: false });
  editor = await makeHolder(t, 'Emma', { roles: ['editor'] });
});
afterEach(() => t.close());

test('of 200 people who claim a task at the same moment exactly one gets it, the others his name', async () => {
  await addNotice(t, editor, 'wanted');
  await t.startWorkers();
  await allDone(t.service);
  const people = await makePeople(t, names('Translator', 200), { roles: ['translator'] });
  const { items } = (await editor.client.get('/api/v1/tasks')).body;
  const claim = `/api/v1/tasks/${items[0].id}/claim`;
  const answers = await Promise.all(people.map((person) => person.client.post(claim)));

  const [winner] = people.filter((_, i) => answers[i]?.status === 200);
  const losers = answers.filter((answer) => answer.status !== 200);
  expect(losers).toHaveLength(199);
  const holder = { id: winner?.id, name: winner?.name };
  for (const { status, body } of losers) {
    expect({ answered: status, ...body }).toMatchObject({
      answered: 409,
      code: 'task_held',
      holder,
    });
    expect(body.title).toContain(winner?.name);
  }
  const won = answers.find((answer) => answer.status === 200);
  expect(await winner?.client.post(claim)).toMatchObject({ status: 200, body: won?.body });
  await expectHealthy(t.service);
});

test('50 translators drain 500 tasks: each is done once, and every pair is in step', async () => {
  const slugs = names('notice', 500).map((name) => name.replace(' ', '-'));
  for (let i = 0; i < slugs.length; i += 20) {
    await Promise.all(slugs.slice(i, i + 20).map((slug) => addNotice(t, editor, slug)));
  }
  await t.startWorkers();
  await allDone(t.service, 120_000);
  const people = await makePeople(t, names('Translator', 50), { roles: ['translator'] });
  const done: string[] = [];
  await Promise.all(people.map((person, i) => drain(person, i * 2, done)));
  await allDone(t.service, 120_000);

  expect(done).toHaveLength(500);
  expect(new Set(done).size).toBe(500);
  const states = await t.service.db
    .selectFrom('notice')
    .select(['headEn', 'headZh', 'syncedEn', 'syncedZh'])
    .distinct()
    .execute();
  expect(states).toEqual([{ headEn: 1, headZh: 1, syncedEn: 1, syncedZh: 1 }]);
  await expectHealthy(t.service);
}, 300_000);

/** Claims the best task that is to be had, translates it, has it approved; until none is left. */
async function drain(person: TokenHolder, place: number, done: string[]): Promise<void> {
  for (;;) {
    const query = { claimable: true, status: 'open', limit: 100 } as const;
    const { items } = await listTasks(t.service, person, query);
    if (items.length === 0) return;
    // Everybody sees the same best task: each begins at a place of his own.
    const from = place % items.length;
    for (const task of [...items.slice(from), ...items.slice(0, from)]) {
      const lease = await tryToClaim(person, task.id);
      if (lease === null) continue;
      await translate(person, { id: task.id, slug: task.notice.slug, lease });
      done.push(task.id);
      break;
    }
  }
}

async function tryToClaim(person: TokenHolder, id: string): Promise<number | null> {
  try {
    return (await claimTask(t.service, person, id)).number;
  } catch (error) {
    const code = error instanceof Refusal ? error.code : error;
    expect(['task_held', 'task_not_open', 'task_closed']).toContain(code);
    return null;
  }
}

async function translate(
  person: TokenHolder,
  task: { id: string; slug: string; lease: number },
): Promise<void> {
  const zh = {
    title: `通告 ${task.slug}`,
    body: `<p>${task.slug}阅览室工作日九时三十分开放。</p>`,
    format: 'html',
  } as const;
  const submission = { task: task.id, lease: task.lease, base: null, message: null };
  const pair = await submitTask(t.service, person, { ...submission, versions: { zh } });
  const review = await claimReview(t.service, editor, task.id);
  expect(review.pair).toEqual(pair);
  const approved = { task: task.id, lease: review.lease.number };
  expect(await approveTask(t.service, editor, approved)).toMatchObject({
    ...pair,
    ground: 'reviewed',
  });
}
