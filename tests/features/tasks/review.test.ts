import type { Actor } from '../../../src/core/permission.ts';
import { listRevisions } from '../../../src/features/notices/read-notice.ts';
import { confirmPair } from '../../../src/features/parity/confirm-pair.ts';
import { readTask } from '../../../src/features/tasks/read-task.ts';
import { approveTask, returnTask } from '../../../src/features/tasks/review-task.ts';
import { saveDraft } from '../../../src/features/tasks/save-draft.ts';
import { submitTask } from '../../../src/features/tasks/submit-task.ts';
import { expectHealthy } from '../../support/doctor.ts';
import type { Desk } from './room.ts';
import { draftsSeenBy, openDesk, refusal, refused, text } from './room.ts';

let desk: Desk;
let author: Actor;
let editor: Actor;
let third: Actor;
let translator: Actor;
beforeAll(async () => {
  desk = await openDesk();
  author = await desk.person('Author', ['editor']);
  editor = await desk.person('Editor', ['editor']);
  third = await desk.person('Third', ['editor']);
  translator = await desk.person('Translator', ['translator']);
});
afterEach(async () => {
  await desk.settle();
  await expectHealthy(desk.ctx);
});
afterAll(() => desk.t.close());

const later = {
  en: text('Opening hours', 'The reading room opens at 10.30.', 'Bring your card.'),
  zh: text('开放时间', '阅览室十时三十分开放。', '请带好读者卡。'),
};
const evenLater = text('Opening hours', 'The reading room opens at 11.30.', 'Bring your card.');

/** A pair in step of which English has moved on, its task claimed by the translator. */
async function claimedUpdate(): Promise<{ slug: string; task: string; lease: number }> {
  const slug = await desk.inStep(author, editor);
  await desk.save(author, slug, 'en', later.en);
  await desk.settle();
  const task = await desk.task(slug);
  return { slug, task, lease: await desk.claim(translator, task) };
}
/** The same, submitted. */
async function submittedUpdate(): Promise<{ slug: string; task: string }> {
  const { slug, task, lease } = await claimedUpdate();
  expect(await desk.submit(translator, task, lease, { zh: later.zh })).toEqual({ en: 2, zh: 2 });
  return { slug, task };
}
const rulings = async (slug: string): Promise<(string | null)[]> => {
  const page = await listRevisions(desk.ctx, { notice: slug, language: 'zh', limit: 20 });
  return page.items.map((revision) => revision.ruling);
};

describe('when a text moves under the work', () => {
  it('refuses a submission whose written side moved, keeps the text, tells the difference', async () => {
    const { slug, task, lease } = await claimedUpdate();
    await desk.save(editor, slug, 'zh', text('开放时间', '阅览室十二时开放。'));
    const said = await refusal(desk.submit(translator, task, lease, { zh: later.zh }));
    expect(said).toMatchObject({
      code: 'base_moved',
      detail: {
        members: { base: { en: 2, zh: 1 }, head: { en: 2, zh: 2 }, lateDraft: expect.any(String) },
      },
    });
    expect(await draftsSeenBy(desk, translator, task)).toContain('十时三十分');
    // The same lease, on the new base: it goes through.
    await desk.settle();
    const base = { en: 2, zh: 2 };
    const again = { task, lease, base, versions: { zh: later.zh }, message: null };
    expect(await submitTask(desk.ctx, translator, again)).toEqual({ en: 2, zh: 3 });
  });

  it('accepts for its base what only the leading side outran; the pair is at once ahead again', async () => {
    const { slug, task, lease } = await claimedUpdate();
    await desk.save(author, slug, 'en', evenLater);
    expect(await desk.submit(translator, task, lease, { zh: later.zh })).toEqual({ en: 2, zh: 2 });
    expect(await desk.approve(editor, task)).toEqual({ en: 2, zh: 2 });
    expect(await desk.notice(slug)).toMatchObject({
      state: 'en_ahead',
      head: { en: 3, zh: 2 },
      synced: { en: 2, zh: 2 },
    });
    await desk.settle();
    const next = await readTask(desk.ctx, translator, await desk.task(slug));
    expect(next).toMatchObject({ kind: 'update', status: 'open', synced: { en: 2, zh: 2 } });
    expect(next.changes.map((change) => [change.old, change.new])).toEqual([
      ['The reading room opens at 10.30.', 'The reading room opens at 11.30.'],
    ]);
  });

  it('opens the task again where an approval finds another head, with the text as its draft', async () => {
    const { slug, task } = await submittedUpdate();
    await desk.save(third, slug, 'zh', text('开放时间', '阅览室十二时开放。'));
    await desk.settle();
    expect(await refused(desk.approve(editor, task))).toBe('base_moved');
    expect(await readTask(desk.ctx, editor, task)).toMatchObject({
      status: 'open',
      assignee: { id: translator.id },
    });
    expect(await draftsSeenBy(desk, translator, task)).toContain('十时三十分');
    expect(await rulings(slug)).toEqual([null, 'superseded', null]);
    expect(await desk.notice(slug)).toMatchObject({
      head: { en: 2, zh: 3 },
      synced: { en: 1, zh: 1 },
    });
  });

  it('opens it again where a later pair was certified meanwhile, instead of waiting for ever', async () => {
    const { slug, task } = await submittedUpdate();
    await desk.save(author, slug, 'en', evenLater);
    await confirmPair(desk.ctx, editor, { notice: slug, en: 3, zh: 1 });
    await desk.save(author, slug, 'en', text('Opening hours', 'The reading room opens at noon.'));
    // No job has run: the pair is ahead once more, and the task still before its reviewer.
    expect(await refused(desk.approve(editor, task))).toBe('base_moved');
    await desk.settle();
    expect(await readTask(desk.ctx, editor, task)).toMatchObject({
      status: 'open',
      base: { en: 4, zh: 1 },
    });
  });
});

describe('a return', () => {
  it('opens the task, assigned to its submitter, with the text as draft; the revision stays', async () => {
    const { slug, task } = await submittedUpdate();
    const { number } = await desk.review(editor, task);
    await returnTask(desk.ctx, editor, { task, lease: number, reason: '时间写错了。' });
    const seen = await readTask(desk.ctx, translator, task);
    expect(seen).toMatchObject({ status: 'open', assignee: { id: translator.id } });
    expect(JSON.stringify(seen.drafts[0]?.versions)).toContain('十时三十分');
    expect(await rulings(slug)).toEqual(['returned', null]);
    const lease = await desk.claim(translator, task);
    expect(await desk.submit(translator, task, lease, null)).toEqual({ en: 2, zh: 3 });
    expect(await desk.approve(editor, task)).toEqual({ en: 2, zh: 3 });
    expect(await desk.notice(slug)).toMatchObject({ state: 'in_sync', head: { en: 2, zh: 3 } });
  });

  it('needs the lease of the review', async () => {
    const { task } = await submittedUpdate();
    const { number } = await desk.review(editor, task);
    const wrong = { task, lease: number - 1, reason: 'x' };
    expect(await refused(returnTask(desk.ctx, editor, wrong))).toBe('lease_lost');
    expect(await refused(returnTask(desk.ctx, third, { ...wrong, lease: number }))).toBe(
      'lease_lost',
    );
    expect(await refused(approveTask(desk.ctx, third, { task, lease: number }))).toBe('lease_lost');
    expect(await refusal(desk.review(third, task))).toMatchObject({
      code: 'task_held',
      detail: { members: { holder: { id: editor.id } } },
    });
  });
});

describe('the reviewer’s own edit', () => {
  const mended = text('开放时间', '阅览室上午十时三十分开放。', '请带好读者卡。');

  it('is submitted in place of the text, with the reviewer as a writer: somebody else approves', async () => {
    const { slug, task } = await submittedUpdate();
    const { number } = await desk.review(editor, task);
    expect(await desk.submit(editor, task, number, { zh: mended })).toEqual({ en: 2, zh: 3 });
    expect(await rulings(slug)).toEqual([null, 'superseded', null]);
    expect(await refused(desk.review(editor, task))).toBe('four_eyes');
    expect(await refused(desk.review(translator, task))).toBe('four_eyes');
    expect(await desk.approve(third, task)).toEqual({ en: 2, zh: 3 });
    const page = await listRevisions(desk.ctx, { notice: slug, language: 'zh', limit: 1 });
    expect(new Set(page.items[0]?.authors)).toEqual(new Set([translator.id, editor.id]));
  });

  it('begins from what was submitted, not from an older draft', async () => {
    const { task, lease } = await claimedUpdate();
    const draft = { task, lease, draft: null, segments: {} };
    await saveDraft(desk.ctx, translator, { ...draft, versions: { zh: text('草稿', '旧草稿。') } });
    await desk.submit(translator, task, lease, { zh: later.zh });
    const { number } = await desk.review(editor, task);
    expect(await desk.submit(editor, task, number, null)).toEqual({ en: 2, zh: 3 });
    const kept = await desk.ctx.db
      .selectFrom('revision')
      .select('body')
      .where('taskId', '=', task)
      .execute();
    expect(kept.map(({ body }) => body)).toEqual([later.zh.body, later.zh.body]);
  });

  it('stays with the pair under review, also when the submission named a later base', async () => {
    const { slug, task, lease } = await claimedUpdate();
    await desk.save(author, slug, 'en', evenLater);
    const given = { versions: { zh: later.zh }, message: null };
    await submitTask(desk.ctx, translator, { task, lease, base: { en: 3, zh: 1 }, ...given });
    const { number, pair } = await desk.review(editor, task);
    expect(pair).toEqual({ en: 3, zh: 2 });
    expect(await desk.submit(editor, task, number, { zh: mended })).toEqual({ en: 3, zh: 3 });
  });

  it('is refused for a side that the task does not write, and kept', async () => {
    const { task } = await submittedUpdate();
    const { number } = await desk.review(editor, task);
    expect(await refused(desk.submit(editor, task, number, { en: evenLater }))).toBe(
      'side_not_written',
    );
    expect(await draftsSeenBy(desk, editor, task)).toContain('11.30');
  });
});

describe('a task that nothing calls for any more', () => {
  it('is cancelled; later writes are refused as closed and kept', async () => {
    for (const stage of ['claimed', 'in_review'] as const) {
      const { slug, task, lease } = await claimedUpdate();
      let held = { who: translator, lease };
      if (stage === 'in_review') {
        await desk.submit(translator, task, lease, { zh: later.zh });
        held = { who: editor, lease: (await desk.review(editor, task)).number };
      }
      await confirmPair(desk.ctx, third, { notice: slug, en: 2, zh: 1 });
      await desk.settle();
      expect(await readTask(desk.ctx, editor, task)).toMatchObject({
        status: 'cancelled',
        holder: null,
      });
      expect(await desk.notice(slug)).toMatchObject({ state: 'in_sync', task: null });
      const late = { zh: text('开放时间', `迟于${stage}的话。`) };
      expect(await refused(desk.submit(held.who, task, held.lease, late))).toBe('task_closed');
      const draft = { task, lease: held.lease, draft: null, versions: late, segments: {} };
      expect(await refused(saveDraft(desk.ctx, held.who, draft))).toBe('task_closed');
      expect(await refused(desk.claim(translator, task))).toBe('task_closed');
      expect(await refused(desk.review(third, task))).toBe('task_closed');
      expect(await draftsSeenBy(desk, held.who, task)).toContain(`迟于${stage}的话`);
    }
  });
});
