import type { Actor } from '../../../src/core/permission.ts';
import { clientOf } from '../../support/http.ts';
import type { TokenHolder } from '../../support/people.ts';
import { makeHolder } from '../../support/people.ts';
import type { Desk } from './room.ts';
import { openDesk, text, texts } from './room.ts';

/** What a person's inbox is made of: what may be claimed, what may be reviewed, who mentions them. */
let desk: Desk;
let ann: TokenHolder;
let ben: TokenHolder;
let tia: TokenHolder;
beforeAll(async () => {
  desk = await openDesk();
  ann = await makeHolder(desk.t, 'Ann', { roles: ['editor'] });
  ben = await makeHolder(desk.t, 'Ben', { roles: ['editor'] });
  tia = await makeHolder(desk.t, 'Tia', { roles: ['translator'], languages: ['zh'] });
});
afterAll(() => desk.t.close());

async function ids(who: TokenHolder, query: string): Promise<string[]> {
  const { body } = await who.client.get(`/api/v1/tasks?limit=200&${query}`);
  return body.items.map((item: { id: string }) => item.id);
}

/** A translation that waits for its review. */
async function submitted(writer: Actor): Promise<string> {
  const task = await desk.task(await desk.englishOnly(ann));
  await desk.submit(writer, task, await desk.claim(writer, task), { zh: texts.zh });
  return task;
}

describe('reviews that one may claim', () => {
  it('are those of others, and no longer once somebody has one', async () => {
    const task = await submitted(tia);
    const own = await submitted(ben);
    expect(await ids(ann, 'reviewable=true')).toEqual(expect.arrayContaining([task, own]));
    const bens = await ids(ben, 'reviewable=true');
    expect([bens.includes(task), bens.includes(own)]).toEqual([true, false]);
    expect(await ids(ben, 'reviewable=false&status=submitted')).toEqual([own]);
    expect(await ids(tia, 'reviewable=true')).toEqual([]);
    await desk.review(ann, task);
    expect(await ids(ben, 'reviewable=true')).not.toContain(task);
  });

  it('agree with what a claim of the review says, also where nobody wrote in the task', async () => {
    const slug = `verify-${desk.ctx.clock.newId()}`;
    const versions = texts;
    await ann.client.post('/api/v1/notices', { slug, versions });
    await desk.settle();
    const task = await desk.task(slug);
    // Ben finds nothing to change: all that is to be vouched for was written by Ann.
    await desk.submit(ben, task, await desk.claim(ben, task), null);
    for (const who of [ann, ben]) {
      const listed = (await ids(who, 'reviewable=true')).includes(task);
      const { status } = await who.client.post(`/api/v1/tasks/${task}/review`);
      expect([who.name, status === 200]).toEqual([who.name, listed]);
      if (status === 200) await who.client.del(`/api/v1/tasks/${task}/claim`);
    }
  });

  it('name the submitter, and every task how many readers saw an outdated text', async () => {
    const task = await submitted(tia);
    await desk.ctx.db.updateTable('task').set({ exposure: 17 }).where('id', '=', task).execute();
    const { body } = await ann.client.get(`/api/v1/tasks/${task}`);
    expect(body).toMatchObject({ exposure: 17, submitter: { id: tia.id, name: 'Tia' } });
  });
});

test('what one act may confirm is listed by itself: pairs to verify, and changes that hardly touch what is said', async () => {
  const slug = `verify-${desk.ctx.clock.newId()}`;
  await ann.client.post('/api/v1/notices', { slug, versions: texts });
  const update = async (title: string, ...sentences: string[]): Promise<string> => {
    const notice = await desk.inStep(ann, ben);
    await desk.save(ann, notice, 'en', text(title, ...sentences));
    await desk.settle();
    return desk.task(notice);
  };
  const mild = await update('Opening hours', 'The reading room opens at 9.30.', 'Bring the card.');
  const grave = await update(
    'Opening hours',
    'The reading room opens at 10.30.',
    'Bring your card.',
  );
  await desk.ctx.db.updateTable('task').set({ confirmable: true }).where('id', '=', mild).execute();
  const verify = await desk.task(slug);
  const listed = await ids(ann, 'claimable=true&confirmable=true&sort=cleanest');
  expect([verify, mild, grave].map((id) => listed.includes(id))).toEqual([true, true, false]);
  const others = await ids(ann, 'claimable=true&confirmable=false');
  expect([verify, mild, grave].map((id) => others.includes(id))).toEqual([false, false, true]);
});

describe('mentions', () => {
  it('are listed, newest first, until they are marked as read, which can be taken back', async () => {
    const task = await desk.task(await desk.englishOnly(ann));
    const comment = (body: string, mentions: string[]) =>
      ann.client.post(`/api/v1/tasks/${task}/comments`, { body, mentions });
    const first = (await comment('Please look.', [tia.id])).body.id;
    const second = (await comment('Still here?', [tia.id, ben.id])).body.id;
    await comment('Nobody in particular.', []);
    const list = async (query = '') => (await tia.client.get(`/api/v1/mentions${query}`)).body;
    const page = await list();
    expect(page).toMatchObject({ next: null, unread: 2 });
    expect(page.items[0]).toMatchObject({
      id: second,
      task: { id: task, kind: 'translate', status: 'open' },
      author: { id: ann.id, name: 'Ann' },
      body: 'Still here?',
      read: false,
    });
    const one = await list('?limit=1');
    expect((await list(`?limit=1&cursor=${one.next}`)).items[0].id).toBe(first);
    const mark = (id: string, read: boolean) => tia.client.put(`/api/v1/mentions/${id}`, { read });
    expect((await mark(second, true)).status).toBe(204);
    expect(await list('?unread=true')).toMatchObject({ items: [{ id: first }], unread: 1 });
    await mark(second, false);
    expect((await list()).unread).toBe(2);
    expect((await tia.client.put('/api/v1/mentions', { read: true })).status).toBe(204);
    expect((await list('?unread=true')).items).toEqual([]);
    expect((await ben.client.get('/api/v1/mentions')).body.unread).toBe(1);
  });

  it('are one’s own, and refused in bad shape', async () => {
    const task = await desk.task(await desk.englishOnly(ann));
    const { body } = await ann.client.post(`/api/v1/tasks/${task}/comments`, {
      body: 'Ben?',
      mentions: [ben.id],
    });
    const path = `/api/v1/mentions/${body.id}`;
    expect((await tia.client.put(path, { read: true })).status).toBe(404);
    expect((await ben.client.put(path, { read: 'yes' })).status).toBe(422);
    expect((await ben.client.get('/api/v1/mentions?cursor=x')).status).toBe(422);
    expect((await clientOf(desk.t.url).get('/api/v1/mentions')).status).toBe(401);
  });
});

describe('a submission that is taken back', () => {
  it('is held by its submitter again, with the text as draft, and can be submitted again', async () => {
    const slug = await desk.englishOnly(ann);
    const task = await desk.task(slug);
    await desk.submit(tia, task, await desk.claim(tia, task), { zh: texts.zh });
    const answer = await tia.client.del(`/api/v1/tasks/${task}/submission`);
    expect(answer.status).toBe(200);
    expect(answer.body.task).toMatchObject({ status: 'claimed', holder: { id: tia.id } });
    const lease = answer.body.lease.number;
    const { body } = await tia.client.get(`/api/v1/tasks/${task}`);
    expect(body.drafts[0].versions.zh.title).toBe(texts.zh.title);
    await desk.settle();
    const better = text('新标题', '阅览室九时三十分开放。', '请带好读者卡。');
    await desk.submit(tia, task, lease, { zh: better });
    expect(await desk.approve(ben, task)).toEqual({ en: 1, zh: 2 });
    expect((await desk.notice(slug)).state).toBe('in_sync');
  });

  it('is shown as a revision would have it, in whatever format it was sent', async () => {
    const task = await desk.task(await desk.englishOnly(ann));
    const lease = await desk.claim(tia, task);
    const zh = { title: '开放时间', body: '请带好**读者卡**。', format: 'markdown' };
    const path = `/api/v1/tasks/${task}`;
    await tia.client.put(`${path}/draft`, { lease, versions: { zh } });
    const body = '<p>请带好<strong>读者卡</strong>。</p>';
    const seen = { title: '开放时间', summary: '', body, format: 'html' };
    expect((await tia.client.get(path)).body.drafts[0].versions).toEqual({ zh: seen });
    const untitled = { ...zh, title: '' };
    await tia.client.put(`${path}/draft`, { lease, versions: { zh: untitled } });
    const kept = (await tia.client.get(path)).body.drafts[0].versions.zh;
    expect(kept).toEqual({ ...untitled, summary: '' });
  });

  it('takes the draft along where nothing but the draft was submitted', async () => {
    const task = await desk.task(await desk.englishOnly(ann));
    const lease = await desk.claim(tia, task);
    await tia.client.put(`/api/v1/tasks/${task}/draft`, { lease, versions: { zh: texts.zh } });
    await desk.submit(tia, task, lease, null);
    const back = (await tia.client.del(`/api/v1/tasks/${task}/submission`)).body.lease.number;
    await desk.submit(tia, task, back, null);
    expect(await desk.approve(ben, task)).toEqual({ en: 1, zh: 2 });
  });

  it('is refused to others, in a review, and where there is none', async () => {
    const task = await submitted(tia);
    const path = `/api/v1/tasks/${task}/submission`;
    expect((await ben.client.del(path)).status).toBe(403);
    await desk.review(ann, task);
    const held = await tia.client.del(path);
    expect([held.status, held.body.code, held.body.holder.name]).toEqual([409, 'task_held', 'Ann']);
    await ann.client.del(`/api/v1/tasks/${task}/claim`);
    expect((await tia.client.del(path)).status).toBe(200);
    const again = await tia.client.del(path);
    expect([again.status, again.body.code]).toEqual([409, 'task_not_submitted']);
    const nothing = '01890000-0000-7000-8000-000000000000';
    expect((await tia.client.del(`/api/v1/tasks/${nothing}/submission`)).status).toBe(404);
  });
});
