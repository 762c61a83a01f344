import type { TokenHolder } from '../../support/people.ts';
import { makeHolder } from '../../support/people.ts';
import type { Desk } from './room.ts';
import { openDesk, text, texts } from './room.ts';

/** Texts that move under the hands of whoever works on them, and both sides moved at once. */
let desk: Desk;
let ann: TokenHolder;
let ben: TokenHolder;
let tia: TokenHolder;
beforeAll(async () => {
  desk = await openDesk();
  ann = await makeHolder(desk.t, 'Ann', { roles: ['editor'] });
  ben = await makeHolder(desk.t, 'Ben', { roles: ['editor'] });
  tia = await makeHolder(desk.t, 'Tia', { roles: ['translator'] });
});
afterAll(() => desk.t.close());

const [opens, bring] = ['The reading room opens at 9.30.', 'Bring your card.'];
const detail = async (task: string) => (await tia.client.get(`/api/v1/tasks/${task}`)).body;
const advance = (task: string, lease: number) =>
  tia.client.post(`/api/v1/tasks/${task}/base`, { lease });

/** A task about a sentence that English has got behind those that both have, claimed by Tia. */
async function claimedAddition(added: string) {
  const slug = await desk.inStep(ann, ben);
  await desk.save(ann, slug, 'en', text('Opening hours', opens, bring, added));
  await desk.settle();
  const task = await desk.task(slug);
  return { slug, task, lease: await desk.claim(tia, task) };
}

describe('the leading side moves while somebody works', () => {
  it('shows the new difference; the draft follows its sentences when the holder goes on', async () => {
    const slug = await desk.englishOnly(ann);
    const task = await desk.task(slug);
    const lease = await desk.claim(tia, task);
    const segments = { 'en-0': '开放时间', 'en-1': '阅览室九时三十分开放。', 'en-2': '请带卡。' };
    await tia.client.put(`/api/v1/tasks/${task}/draft`, { lease, segments });
    expect(await detail(task)).toMatchObject({ claimBase: { en: 1, zh: 0 }, moved: [] });

    await desk.save(ann, slug, 'en', text('Opening hours', 'We have moved.', opens, bring));
    await desk.settle();
    const moved = await detail(task);
    expect(moved).toMatchObject({ claimBase: { en: 1, zh: 0 }, base: { en: 2, zh: 0 } });
    expect(moved.moved).toMatchObject([
      {
        side: 'en',
        from: 1,
        to: 2,
        class: 'added',
        changes: [{ class: 'added', after: ['en-1'], new: 'We have moved.' }],
        ids: { 'en-0': ['en-0'], 'en-1': ['en-2'], 'en-2': ['en-3'] },
      },
    ]);

    const answer = await advance(task, lease);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      draft: 2,
      task: { moved: [], claimBase: { en: 2, zh: 0 } },
    });
    expect(answer.body.task.drafts[0].segments).toEqual({
      'en-0': '开放时间',
      'en-2': '阅览室九时三十分开放。',
      'en-3': '请带卡。',
    });
    const stale = { lease, draft: 1, segments: { 'en-1': '旧号' } };
    expect((await tia.client.put(`/api/v1/tasks/${task}/draft`, stale)).status).toBe(409);
    const more = { lease, draft: 2, segments: { 'en-1': '我们搬家了。' } };
    expect((await tia.client.put(`/api/v1/tasks/${task}/draft`, more)).status).toBe(200);
    expect(await desk.submit(tia, task, lease, null)).toEqual({ en: 2, zh: 1 });
    const { body } = await tia.client.get(`/api/v1/notices/${slug}/versions/zh/revisions/1`);
    expect(body.body).toBe('<p>我们搬家了。</p><p>阅览室九时三十分开放。</p><p>请带卡。</p>');
  });

  it('the draft follows its sentences too while nobody holds the task', async () => {
    const added = 'There is no heating.';
    const { slug, task, lease } = await claimedAddition(added);
    await tia.client.put(`/api/v1/tasks/${task}/draft`, {
      lease,
      segments: { 'en-3': '没有暖气。' },
    });
    await tia.client.del(`/api/v1/tasks/${task}/claim?lease=${lease}`);
    await desk.save(ann, slug, 'en', text('Opening hours', 'We moved.', opens, bring, added));
    await desk.settle();
    const followed = { 'en-4': '没有暖气。' };
    expect((await detail(task)).drafts[0].segments).toEqual(followed);
    const again = await desk.claim(tia, task);
    expect((await detail(task)).drafts[0]).toMatchObject({ lease: again, segments: followed });
    const more = { lease: again, segments: { 'en-1': '我们搬家了。' } };
    await tia.client.put(`/api/v1/tasks/${task}/draft`, more);
    expect(await desk.submit(tia, task, again, null)).toEqual({ en: 3, zh: 2 });
    const { body } = await tia.client.get(`/api/v1/notices/${slug}/versions/zh/revisions/2`);
    expect(body.body).toBe(
      '<p>我们搬家了。</p><p>阅览室九时三十分开放。</p><p>请带好读者卡。</p><p>没有暖气。</p>',
    );
  });

  it('what was written in Chinese stays Chinese when the English is to be written too', async () => {
    const { slug, task, lease } = await claimedAddition('There is no heating.');
    const segments = { 'en-3': '没有暖气。', 'zh-2': '请带证。' };
    await tia.client.put(`/api/v1/tasks/${task}/draft`, { lease, segments });
    await desk.save(ben, slug, 'zh', text('开放时间', '阅览室九时开放。', '请带好读者卡。'));
    await desk.settle();
    const renamed = { 'zh@en-3': '没有暖气。', 'zh-2': '请带证。' };
    // Whoever holds it goes on.
    const { task: advanced } = (await advance(task, lease)).body;
    expect(advanced).toMatchObject({ kind: 'reconcile' });
    expect(advanced.drafts[0].segments).toEqual(renamed);
    await tia.client.del(`/api/v1/tasks/${task}/claim?lease=${lease}`);
    await desk.save(
      ben,
      slug,
      'zh',
      text('开放时间', '欢迎。', '阅览室九时开放。', '请带好读者卡。'),
    );
    await desk.settle();
    const later = { 'zh@en-3': '没有暖气。', 'zh-3': '请带证。' };
    expect((await detail(task)).drafts[0].segments).toEqual(later);
    await desk.claim(tia, task);
    expect((await detail(task)).drafts[0].segments).toEqual(later);
  });

  it('keeps the text of a sentence that is gone, as a late draft', async () => {
    const slug = await desk.englishOnly(ann);
    const task = await desk.task(slug);
    const lease = await desk.claim(tia, task);
    const segments = { 'en-1': '阅览室九时三十分开放。', 'en-2': '请带卡。' };
    await tia.client.put(`/api/v1/tasks/${task}/draft`, { lease, segments });
    await desk.save(ann, slug, 'en', text('Opening hours', bring));
    await desk.settle();
    const { drafts } = (await advance(task, lease)).body.task;
    const late = drafts.find((draft: { late: boolean }) => draft.late);
    expect(late).toMatchObject({ reason: 'base_moved', segments: { 'en-1': segments['en-1'] } });
    expect(drafts.find((draft: { late: boolean }) => !draft.late).segments).toEqual({
      'en-1': '请带卡。',
    });
  });

  it('puts answers to added sentences where they belong, also when it was not gone on from', async () => {
    const added = 'Photography is not allowed anywhere in the building.';
    const { slug, task, lease } = await claimedAddition(added);
    await tia.client.put(`/api/v1/tasks/${task}/draft`, {
      lease,
      segments: { 'en-3': '禁止拍照。' },
    });
    const first = 'Children under twelve are welcome on Sundays.';
    await desk.save(ann, slug, 'en', text('Opening hours', first, opens, bring, added));
    await desk.settle();
    expect(await desk.submit(tia, task, lease, null)).toEqual({ en: 2, zh: 2 });
    const { body } = await tia.client.get(`/api/v1/notices/${slug}/versions/zh/revisions/2`);
    expect(body.body).toBe('<p>阅览室九时三十分开放。</p><p>请带好读者卡。</p><p>禁止拍照。</p>');
  });

  it('is refused without the lease, and where a written side moved below a whole text', async () => {
    const slug = await desk.inStep(ann, ben);
    await desk.save(
      ann,
      slug,
      'en',
      text('Opening hours', 'The reading room opens at 10.30.', bring),
    );
    await desk.settle();
    const task = await desk.task(slug);
    const lease = await desk.claim(tia, task);
    expect((await advance(task, lease + 1)).body.code).toBe('lease_lost');
    expect((await ann.client.post(`/api/v1/tasks/${task}/base`, { lease })).status).toBe(409);
    await tia.client.put(`/api/v1/tasks/${task}/draft`, { lease, versions: { zh: texts.zh } });
    await desk.save(ben, slug, 'zh', text('开放时间', '阅览室十时三十分开放。', '请带好读者卡。'));
    await desk.settle();
    expect((await advance(task, lease)).body).toMatchObject({ status: 409, code: 'base_moved' });
  });
});

describe('both sides moved', () => {
  it('gives the three-way view: what each said and says, and what is ready', async () => {
    const slug = await desk.inStep(ann, ben);
    await desk.save(
      ann,
      slug,
      'en',
      text('Opening hours', 'The reading room opens at 10.30.', bring),
    );
    await desk.save(
      ben,
      slug,
      'zh',
      text('开放时间', '阅览室九时三十分开放。', '请务必带好有效读者证件。'),
    );
    await desk.settle();
    const task = await desk.task(slug);
    const { kind, rows } = await detail(task);
    expect(kind).toBe('reconcile');
    expect(rows).toMatchObject([
      {
        moved: 'en',
        conflict: false,
        en: { base: opens, now: 'The reading room opens at 10.30.', class: 'facts' },
        zh: { base: '阅览室九时三十分开放。', now: '阅览室九时三十分开放。', class: null },
      },
      {
        moved: 'zh',
        conflict: false,
        en: { base: bring, now: bring, class: null },
        zh: { base: '请带好读者卡。', now: '请务必带好有效读者证件。' },
      },
    ]);
  });
});
