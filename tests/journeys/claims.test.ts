import { createNotice } from '../../src/features/notices/create-notice.ts';
import type { Json } from '../support/http.ts';
import { allDone, expectHealthy } from '../support/invariants.ts';
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
  t = await openTestService();
  editor = await makeHolder(t, 'Emma', { roles: ['editor'] });
});
afterEach(() => t.close());

test('of 200 people who claim a task at the same moment exactly one gets it, the others his name', async () => {
  await addNotice(t, editor, 'wanted');
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
    expect({ status, ...body }).toMatchObject({ status: 409, code: 'task_held', holder });
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
  await allDone(t.service);
  const people = await makePeople(t, names('Translator', 50), { roles: ['translator'] });
  const done: string[] = [];
  await Promise.all(people.map((person) => drain(person, done)));
  await allDone(t.service);

  expect(done).toHaveLength(500);
  expect(new Set(done).size).toBe(500);
  const states = await t.service.db
    .selectFrom('notice')
    .select(['headEn', 'headZh', 'syncedEn', 'syncedZh'])
    .distinct()
    .execute();
  expect(states).toEqual([{ headEn: 1, headZh: 1, syncedEn: 1, syncedZh: 1 }]);
  await expectHealthy(t.service);
}, 60_000);

/** Claims the best task that is to be had, translates it, has it approved; until none is left. */
async function drain(person: TokenHolder, done: string[]): Promise<void> {
  for (;;) {
    const pool = await person.client.get('/api/v1/tasks?claimable=true&status=open&limit=60');
    const { items } = pool.body as Json;
    if (items.length === 0) return;
    for (const { id, notice } of items) {
      const claim = await person.client.post(`/api/v1/tasks/${id}/claim`);
      if (claim.status === 200) {
        await translate(person, { id, slug: notice.slug, lease: claim.body.lease.number });
        done.push(id);
        break;
      }
      expect(['task_held', 'task_not_open', 'task_closed']).toContain(claim.body.code);
    }
  }
}

async function translate(
  person: TokenHolder,
  task: { id: string; slug: string; lease: number },
): Promise<void> {
  const path = `/api/v1/tasks/${task.id}`;
  const zh = { title: `通告 ${task.slug}`, body: `<p>${task.slug}阅览室工作日九时三十分开放。</p>` };
  const submitted = await person.client.post(`${path}/submission`, {
    lease: task.lease,
    versions: { zh },
  });
  expect([submitted.status, submitted.body.task?.status]).toEqual([200, 'submitted']);
  const review = await editor.client.post(`${path}/review`);
  expect(review.status).toBe(200);
  const approved = await editor.client.post(`${path}/approval`, { lease: review.body.lease.number });
  expect([approved.status, approved.body.syncPoint?.ground]).toEqual([200, 'reviewed']);
}
