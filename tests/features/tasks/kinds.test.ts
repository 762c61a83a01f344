import type { Language, Pair } from '../../../src/core/language.ts';
import type { Actor } from '../../../src/core/permission.ts';
import type { NoticePatch } from '../../../src/features/notices/patch-notice.ts';
import { patchNotice } from '../../../src/features/notices/patch-notice.ts';
import { retractPoint } from '../../../src/features/notices/retract-point.ts';
import { confirmPair } from '../../../src/features/parity/confirm-pair.ts';
import { endClaim } from '../../../src/features/tasks/claim-task.ts';
import { listTasks, readTask } from '../../../src/features/tasks/read-task.ts';
import { saveDraft } from '../../../src/features/tasks/save-draft.ts';
import { submitTask } from '../../../src/features/tasks/submit-task.ts';
import { expectHealthy } from '../../support/doctor.ts';
import type { Desk, Text } from './room.ts';
import { openDesk, refused, saveBoth, text } from './room.ts';

let desk: Desk;
let author: Actor;
let editor: Actor;
let third: Actor;
let translator: Actor;
let reader: Actor;
let chineseOnly: Actor;
beforeAll(async () => {
  desk = await openDesk();
  author = await desk.person('Author', ['editor']);
  editor = await desk.person('Editor', ['editor']);
  third = await desk.person('Third', ['editor']);
  translator = await desk.person('Translator', ['translator']);
  reader = await desk.person('Reader', ['reader']);
  chineseOnly = await desk.person('Chinese', ['translator'], ['zh']);
});
afterEach(async () => {
  await desk.settle();
  await expectHealthy(desk.ctx);
});
afterAll(() => desk.t.close());

const at = (hour: number): Pair<Text> => ({
  en: text('Opening hours', `The reading room opens at ${hour}.30.`, 'Bring your card.'),
  zh: text('开放时间', `阅览室${hour}时30分开放。`, '请带好读者卡。'),
});

/** Notices that call for a task of each kind; the author wrote what moved. */
const calling = {
  translate: () => desk.englishOnly(author),
  update: async () => {
    const slug = await desk.inStep(author, editor);
    await desk.save(author, slug, 'en', at(10).en);
    return slug;
  },
  backwards: async () => {
    const slug = await desk.inStep(author, editor);
    await desk.save(author, slug, 'zh', at(10).zh);
    return slug;
  },
  reconcile: async () => {
    const slug = await desk.inStep(author, editor);
    await desk.save(author, slug, 'en', at(10).en);
    await desk.save(editor, slug, 'zh', at(11).zh);
    return slug;
  },
  verify: async () => {
    const slug = await desk.inStep(author, editor);
    await saveBoth(desk, author, slug, at(10));
    return slug;
  },
};

async function taskOf(kind: keyof typeof calling): Promise<{ slug: string; task: string }> {
  const slug = await calling[kind]();
  await desk.settle();
  return { slug, task: await desk.task(slug) };
}

describe('who may hold what', () => {
  it('is as the pool says, and as the claim says', async () => {
    const englishOnly = await desk.person('English', ['translator'], ['en']);
    const chineseEditor = await desk.person('Editor zh', ['editor'], ['zh']);
    const everybody = { reader, translator, chineseOnly, englishOnly, editor, chineseEditor };
    const allowed: Record<keyof typeof calling, (keyof typeof everybody)[]> = {
      translate: ['translator', 'chineseOnly', 'editor', 'chineseEditor'],
      update: ['translator', 'chineseOnly', 'editor', 'chineseEditor'],
      backwards: ['translator', 'englishOnly', 'editor'],
      reconcile: ['translator', 'editor'],
      verify: ['editor', 'chineseEditor'],
    };
    for (const kind of Object.keys(allowed) as (keyof typeof calling)[]) {
      const found: string[] = [];
      for (const [name, who] of Object.entries(everybody)) {
        const { task } = await taskOf(kind);
        const pool = await listTasks(desk.ctx, who, { claimable: true, limit: 200 });
        const listed = pool.items.some(({ id }) => id === task);
        const claimed = await desk.claim(who, task).then(
          () => true,
          () => false,
        );
        expect([kind, name, listed]).toEqual([kind, name, claimed]);
        if (claimed) found.push(name);
        else expect(await refused(desk.claim(who, task))).toBe('forbidden');
      }
      expect([kind, found]).toEqual([kind, allowed[kind]]);
    }
  });

  it('is asked again at submission, for the kind may have changed since the claim', async () => {
    const { slug, task } = await taskOf('update');
    const lease = await desk.claim(chineseOnly, task);
    await desk.save(editor, slug, 'zh', at(11).zh);
    await desk.settle();
    expect(await readTask(desk.ctx, chineseOnly, task)).toMatchObject({
      kind: 'reconcile',
      status: 'claimed',
      holder: { id: chineseOnly.id },
    });
    const submission = { task, lease, base: { en: 2, zh: 2 }, message: null };
    const refusedFor = submitTask(desk.ctx, chineseOnly, {
      ...submission,
      versions: { zh: at(12).zh },
    });
    expect(await refused(refusedFor)).toBe('forbidden');
  });
});

describe('four eyes', () => {
  /** Claims, submits these texts, and answers what each of these people is told who asks for the review. */
  async function reviewers(
    task: string,
    writer: Actor,
    given: { [L in Language]?: Text } | null,
    asked: readonly Actor[],
  ): Promise<string[]> {
    const lease = await desk.claim(writer, task);
    await desk.submit(writer, task, lease, given);
    const said: string[] = [];
    for (const who of asked) {
      const may = await desk.review(who, task).then(
        () => 'may',
        (error: { code: string }) => error.code,
      );
      said.push(may);
      if (may !== 'may') continue;
      const { number } = await desk.review(who, task);
      await endClaim(desk.ctx, who, { task, lease: number, anyones: false });
    }
    return said;
  }

  it('lets the author of the leading side review what another wrote: two people suffice', async () => {
    for (const kind of ['translate', 'update', 'backwards'] as const) {
      const { slug, task } = await taskOf(kind);
      const side = kind === 'backwards' ? 'en' : 'zh';
      const said = await reviewers(task, editor, { [side]: at(10)[side] }, [editor, author]);
      expect([kind, ...said]).toEqual([kind, 'four_eyes', 'may']);
      await desk.approve(author, task);
      expect((await desk.notice(slug)).state).toBe('in_sync');
    }
  });

  it('holds for a submission that changes nothing', async () => {
    const { slug, task } = await taskOf('update');
    expect(await reviewers(task, editor, null, [editor, author])).toEqual(['four_eyes', 'may']);
    await desk.approve(author, task);
    expect(await desk.notice(slug)).toMatchObject({ state: 'in_sync', head: { en: 2, zh: 1 } });
  });

  it('in verify asks for somebody who did not write everything', async () => {
    const first = await taskOf('verify');
    expect(await reviewers(first.task, author, null, [author, editor])).toEqual([
      'four_eyes',
      'may',
    ]);
    await desk.approve(editor, first.task);
    // The checker's own approval: he wrote nothing of it.
    const second = await taskOf('verify');
    expect(await reviewers(second.task, editor, null, [author, editor])).toEqual([
      'four_eyes',
      'may',
    ]);
    await desk.approve(editor, second.task);
    // The checker mended a side: now it is the author who can vouch.
    const mending = await taskOf('verify');
    const mended = { zh: at(11).zh };
    expect(await reviewers(mending.task, editor, mended, [editor, author])).toEqual([
      'four_eyes',
      'may',
    ]);
    await desk.approve(author, mending.task);
  });

  it('in reconcile asks for somebody other than who brought the sides together', async () => {
    const { slug, task } = await taskOf('reconcile');
    expect(await reviewers(task, author, at(12), [author, editor, third])).toEqual([
      'four_eyes',
      'may',
      'may',
    ]);
    expect(await desk.approve(editor, task)).toEqual({ en: 3, zh: 3 });
    expect((await desk.notice(slug)).state).toBe('in_sync');
  });

  it('counts everybody whose draft went into the submission', async () => {
    const { task } = await taskOf('update');
    const lease = await desk.claim(third, task);
    const draft = { task, lease, draft: null, versions: { zh: at(10).zh }, segments: {} };
    await saveDraft(desk.ctx, third, draft);
    await endClaim(desk.ctx, third, { task, lease, anyones: false });
    const said = await reviewers(task, translator, null, [third, editor]);
    expect(said).toEqual(['four_eyes', 'may']);
    await desk.approve(editor, task);
  });

  it('in a confirmation of one side lets its author up to wording, of two sides somebody else', async () => {
    const minor = await desk.inStep(author, editor);
    await desk.save(
      author,
      minor,
      'en',
      text('Opening hours', 'A reading room opens at 9.30.', 'Bring your card.'),
    );
    await desk.settle();
    expect(await confirmPair(desk.ctx, author, { notice: minor, en: 2, zh: 1 })).toMatchObject({
      en: 2,
    });

    const { slug } = await taskOf('update');
    const facts = { notice: slug, en: 2, zh: 1 };
    expect(await refused(confirmPair(desk.ctx, author, facts))).toBe('four_eyes');
    expect(await confirmPair(desk.ctx, third, facts)).toMatchObject({ ground: 'confirmed' });

    const both = await taskOf('verify');
    const pair = { notice: both.slug, en: 2, zh: 2 };
    expect(await refused(confirmPair(desk.ctx, author, pair))).toBe('four_eyes');
    expect(await confirmPair(desk.ctx, third, pair)).toMatchObject({ ground: 'confirmed' });
  });
});

describe('a cosmetic change', () => {
  const spaced = text('Opening hours', 'The reading room opens at 9.30 .', 'Bring your card!');

  it('is certified by the system; retracted, it is substantive for good', async () => {
    const slug = await desk.inStep(author, editor);
    await desk.save(
      author,
      slug,
      'en',
      text('Opening hours', 'The reading room  opens at 9.30.', 'Bring your card.'),
    );
    expect(await desk.save(author, slug, 'en', spaced)).toBeGreaterThan(1);
    await desk.settle();
    const { syncPoint, state } = await desk.notice(slug);
    expect({ state, syncPoint }).toMatchObject({
      state: 'in_sync',
      syncPoint: { ground: 'cosmetic', by: null },
    });
    await retractPoint(desk.ctx, editor, { notice: slug, syncPoint: syncPoint?.id ?? '' });
    await desk.settle();
    expect(await desk.notice(slug)).toMatchObject({ state: 'en_ahead', task: { kind: 'update' } });
    // Nothing that runs later certifies it, and another cosmetic touch does not smuggle it in.
    const head = (await desk.notice(slug)).head.en;
    await desk.save(
      author,
      slug,
      'en',
      text('OPENING HOURS', 'The reading room opens at 9.30 .', 'Bring your card!'),
    );
    await desk.settle();
    expect(await desk.notice(slug)).toMatchObject({ state: 'en_ahead', head: { en: head + 1 } });
    const task = await readTask(desk.ctx, editor, await desk.task(slug));
    expect(task).toMatchObject({ confirmable: true, synced: { en: 1, zh: 1 } });
    await confirmPair(desk.ctx, editor, { notice: slug, en: head + 1, zh: 1 });
    await desk.settle();
    expect(await desk.notice(slug)).toMatchObject({ state: 'in_sync', task: null });
  });

  it('of one side is certified beside a change of facts of the other', async () => {
    const slug = await desk.inStep(author, editor);
    await desk.save(author, slug, 'zh', at(10).zh);
    await desk.save(author, slug, 'en', spaced);
    await desk.settle();
    expect(await desk.notice(slug)).toMatchObject({
      state: 'zh_ahead',
      synced: { en: 2, zh: 1 },
      task: { kind: 'update' },
    });
  });

  it('of a notice that was out of the way meanwhile is certified once it is back', async () => {
    const away = { archived: { archived: true }, single: { languages: 'en' } } as const;
    const back = { archived: { archived: false }, single: { languages: 'both' } } as const;
    for (const way of ['archived', 'single'] as const) {
      const slug = await desk.inStep(author, editor);
      await desk.save(author, slug, 'en', spaced);
      await patch(slug, away[way]);
      await desk.settle();
      expect(await desk.notice(slug)).toMatchObject({ state: way, synced: { en: 1, zh: 1 } });
      await patch(slug, back[way]);
      await desk.settle();
      expect(await desk.notice(slug)).toMatchObject({ state: 'in_sync', synced: { en: 2, zh: 1 } });
    }
  });

  async function patch(slug: string, change: NoticePatch): Promise<void> {
    const condition = { ifMatch: (await desk.notice(slug)).etag, ifNoneMatch: null };
    await patchNotice(desk.ctx, author, { notice: slug, patch: change, condition });
  }
});
