import type { Actor } from '../../../src/core/permission.ts';
import { endClaim, renewClaim } from '../../../src/features/tasks/claim-task.ts';
import { expireClaims } from '../../../src/features/tasks/expire-claims.ts';
import { readTask } from '../../../src/features/tasks/read-task.ts';
import { saveDraft } from '../../../src/features/tasks/save-draft.ts';
import { submitTask } from '../../../src/features/tasks/submit-task.ts';
import type { Desk } from './room.ts';
import { draftsSeenBy, lapse, openDesk, refusal, refused, text, texts } from './room.ts';

let desk: Desk;
let author: Actor;
let editor: Actor;
let translator: Actor;
let other: Actor;
beforeAll(async () => {
  desk = await openDesk();
  author = await desk.person('Author', ['editor']);
  editor = await desk.person('Editor', ['editor']);
  translator = await desk.person('Translator', ['translator']);
  other = await desk.person('Other', ['translator']);
});
afterAll(() => desk.t.close());

const draft = (who: Actor, task: string, lease: number, ...sentences: string[]) =>
  saveDraft(desk.ctx, who, {
    task,
    lease,
    draft: null,
    versions: { zh: text('开放时间', ...sentences) },
    segments: {},
  });
/** A claimed task to translate into Chinese. */
async function claimed(): Promise<{ task: string; lease: number }> {
  const task = await desk.task(await desk.englishOnly(author));
  return { task, lease: await desk.claim(translator, task) };
}
const leaseUntil = async (task: string): Promise<number> =>
  Date.parse((await readTask(desk.ctx, translator, task)).leaseUntil ?? '');
/** As if the claim had been made ten minutes ago. */
const age = (task: string) =>
  desk.ctx.db
    .updateTable('task')
    .set({ leaseUntil: new Date(Date.now() + 5 * 60_000) })
    .where('id', '=', task)
    .execute();

describe('a lease', () => {
  it('lasts 15 minutes', async () => {
    const { task } = await claimed();
    const minutes = ((await leaseUntil(task)) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14.5);
    expect(minutes).toBeLessThanOrEqual(15.1);
  });

  it('is renewed by a draft and by asking for it, not by reading', async () => {
    const { task, lease } = await claimed();
    for (const act of [
      () => draft(translator, task, lease, '九时三十分。'),
      () => renewClaim(desk.ctx, translator, { task, lease }),
    ]) {
      await age(task);
      const before = await leaseUntil(task);
      await readTask(desk.ctx, translator, task);
      expect(await leaseUntil(task)).toBe(before);
      await act();
      expect(await leaseUntil(task)).toBeGreaterThan(before + 60_000);
    }
  });

  it('is the same when its holder asks for it again, and a number higher for the next one', async () => {
    const { task, lease } = await claimed();
    expect(await desk.claim(translator, task)).toBe(lease);
    await lapse(desk, task);
    expect(await desk.claim(other, task)).toBe(lease + 1);
    expect(await refusal(desk.claim(translator, task))).toMatchObject({
      code: 'task_held',
      detail: { members: { holder: { id: other.id, name: other.name } } },
    });
  });

  it('holds nothing once it has lapsed, swept up or not', async () => {
    for (const sweep of [false, true]) {
      const { task, lease } = await claimed();
      await lapse(desk, task);
      if (sweep) await expireClaims(desk.ctx);
      expect(await readTask(desk.ctx, other, task)).toMatchObject({ status: 'open', holder: null });
      expect(await refused(draft(translator, task, lease, '迟到的话。'))).toBe('lease_lost');
      expect(await refused(desk.submit(translator, task, lease, { zh: texts.zh }))).toBe(
        'lease_lost',
      );
      expect(await refused(renewClaim(desk.ctx, translator, { task, lease }))).toBe('lease_lost');
      const ended = { task, lease, anyones: false };
      expect(await refused(endClaim(desk.ctx, translator, ended))).toBe('lease_lost');
      expect(await desk.claim(translator, task)).toBe(lease + 1);
    }
  });

  it('that a review held and let lapse brings the task back to those who wait for one', async () => {
    const { task, lease } = await claimed();
    await desk.submit(translator, task, lease, { zh: texts.zh });
    await desk.review(editor, task);
    await lapse(desk, task);
    expect(await readTask(desk.ctx, other, task)).toMatchObject({ status: 'submitted' });
    await expireClaims(desk.ctx);
    expect(await readTask(desk.ctx, other, task)).toMatchObject({ status: 'submitted' });
    expect((await desk.review(author, task)).number).toBeGreaterThan(lease + 1);
  });

  it('is given back by its holder, ended by an editor, and by nobody else; drafts stay', async () => {
    const { task, lease } = await claimed();
    await draft(translator, task, lease, '留下的话。');
    expect(await refused(endClaim(desk.ctx, other, { task, lease, anyones: false }))).toBe(
      'forbidden',
    );
    await endClaim(desk.ctx, editor, { task, lease: null, anyones: true });
    expect(await readTask(desk.ctx, other, task)).toMatchObject({ status: 'open' });
    const again = await desk.claim(translator, task);
    await endClaim(desk.ctx, translator, { task, lease: again, anyones: false });
    expect(await draftsSeenBy(desk, other, task)).toContain('留下的话');
    // The next holder goes on from it.
    const next = await desk.claim(other, task);
    expect(await desk.submit(other, task, next, null)).toEqual({ en: 1, zh: 1 });
  });
});

it('a holder says which lease is to end; others may not', async () => {
  const { task, lease } = await claimed();
  const without = { task, lease: null, anyones: false };
  expect(await refusal(endClaim(desk.ctx, translator, without))).toMatchObject({
    code: 'invalid',
    detail: { errors: [{ path: 'query.lease', code: 'required' }] },
  });
  expect(await refused(endClaim(desk.ctx, other, without))).toBe('forbidden');
  await endClaim(desk.ctx, translator, { ...without, lease });
});

describe('a text that comes too late', () => {
  it('is kept and shown to its author, the holder and editors only', async () => {
    const { task, lease } = await claimed();
    await lapse(desk, task);
    const holder = other;
    await desk.claim(holder, task);
    const said = await refusal(draft(translator, task, lease, '迟到的话。'));
    expect(said).toMatchObject({
      code: 'lease_lost',
      detail: { members: { lateDraft: expect.any(String) } },
    });
    const stranger = await desk.person('Stranger', ['translator']);
    const reader = await desk.person('Reader', ['reader']);
    for (const who of [translator, holder, editor]) {
      expect(await draftsSeenBy(desk, who, task)).toContain('迟到的话');
    }
    for (const who of [stranger, reader]) {
      expect(await draftsSeenBy(desk, who, task)).not.toContain('迟到的话');
    }
  });

  it('is not what the next holder goes on from', async () => {
    const { task, lease } = await claimed();
    await lapse(desk, task);
    await refused(draft(translator, task, lease, '迟到的话。'));
    const next = await desk.claim(other, task);
    expect(await refused(desk.submit(other, task, next, null))).toBe('draft_missing');
  });

  it('is kept whatever the reason for which it is refused', async () => {
    const { task, lease } = await claimed();
    const narrow = await desk.person('Narrow', ['translator'], ['zh']);
    const slug = await desk.inStep(author, editor);
    await desk.save(author, slug, 'en', text('Opening hours', 'The reading room opens at 10.30.'));
    await desk.settle();
    const update = await desk.task(slug);
    const held = await desk.claim(narrow, update);
    await desk.save(editor, slug, 'zh', text('开放时间', '阅览室十二时开放。'));
    await desk.settle();
    const submission = { task: update, lease: held, message: null };
    const refusals: [string, Promise<unknown>][] = [
      ['side_not_written', desk.submit(translator, task, lease, { en: text('Late', '词一') })],
      ['invalid', desk.submit(translator, task, lease, { zh: text(' ', '词二') })],
      [
        'forbidden',
        submitTask(desk.ctx, narrow, {
          ...submission,
          base: { en: 2, zh: 2 },
          versions: { en: text('Hours', '词三') },
        }),
      ],
      [
        'base_moved',
        submitTask(desk.ctx, narrow, {
          ...submission,
          base: null,
          versions: { zh: text('时间', '词四') },
        }),
      ],
      [
        'sync_not_forward',
        submitTask(desk.ctx, translator, {
          task,
          lease,
          base: { en: 0, zh: 0 },
          versions: { zh: text('时间', '词五') },
          message: null,
        }),
      ],
    ];
    const codes = await Promise.all(refusals.map(([, act]) => refused(act)));
    expect(codes).toEqual(refusals.map(([code]) => code));
    const [first, second] = [
      await draftsSeenBy(desk, editor, task),
      await draftsSeenBy(desk, editor, update),
    ];
    for (const word of ['词一', '词二', '词五']) expect(first).toContain(word);
    for (const word of ['词三', '词四']) expect(second).toContain(word);
  });
});

describe('the counter of a draft', () => {
  const save = (task: string, lease: number, counter: number | null, sentence: string) =>
    saveDraft(desk.ctx, translator, {
      task,
      lease,
      draft: counter,
      versions: { zh: text('开放时间', sentence) },
      segments: {},
    });

  it('rises with every save, and refuses a stale one with both texts', async () => {
    const { task, lease } = await claimed();
    expect(await save(task, lease, 0, '第一稿。')).toMatchObject({ draft: 1 });
    expect(await save(task, lease, 1, '第二稿。')).toMatchObject({ draft: 2 });
    const stale = await refusal(save(task, lease, 1, '另一窗口。'));
    expect(stale.code).toBe('draft_stale');
    expect(JSON.stringify(stale.detail.members?.['present'])).toContain('第二稿');
    expect(stale.detail.members?.['present']).toMatchObject({ draft: 2 });
    expect(JSON.stringify(stale.detail.members?.['given'])).toContain('另一窗口');
    expect(await draftsSeenBy(desk, translator, task)).toContain('另一窗口');
    expect(await save(task, lease, null, '不问。')).toMatchObject({ draft: 3 });
  });

  it('lets one of two windows through that save at the same moment', async () => {
    const { task, lease } = await claimed();
    for (const counter of [0, 1, 2]) {
      const [a, b] = await Promise.allSettled([
        save(task, lease, counter, `左窗${counter}。`),
        save(task, lease, counter, `右窗${counter}。`),
      ]);
      expect([a?.status, b?.status].sort()).toEqual(['fulfilled', 'rejected']);
      const drafts = await draftsSeenBy(desk, translator, task);
      expect(drafts).toContain(`左窗${counter}`);
      expect(drafts).toContain(`右窗${counter}`);
    }
  });

  it('goes on where the last holder left it', async () => {
    const { task, lease } = await claimed();
    await save(task, lease, 0, '第一稿。');
    await save(task, lease, 1, '第二稿。');
    await lapse(desk, task);
    const next = await desk.claim(translator, task);
    expect(await refused(save(task, next, 0, '旧。'))).toBe('draft_stale');
    expect(await save(task, next, 2, '第三稿。')).toMatchObject({ draft: 3 });
    expect(await draftsSeenBy(desk, translator, task)).toContain('第二稿');
  });
});
