import type { Actor } from '../../../src/core/permission.ts';
import { settledAgain, settledMark } from '../../../src/core/reconcile-changes.ts';
import { readTask } from '../../../src/features/tasks/read-task.ts';
import { returnTask } from '../../../src/features/tasks/review-task.ts';
import { saveDraft } from '../../../src/features/tasks/save-draft.ts';
import type { Desk } from './room.ts';
import { openDesk, text } from './room.ts';

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
afterAll(() => desk.t.close());

const now = {
  en: text('Opening hours', 'The reading room opens at 10.30.', 'Bring your card and your bag.'),
  zh: text('开放时间', '阅览室八时三十分开放。', '请带好学生证。'),
};

interface Settled {
  readonly task: string;
  /** What the translator let stand as it is, by its conflict's mark. */
  readonly marks: Readonly<Record<string, string>>;
}

/** Both sides changed two sentences; the translator let both conflicts stand, added a word, and submitted. */
async function settledAndSubmitted(): Promise<Settled> {
  const slug = await desk.inStep(author, editor);
  await desk.save(author, slug, 'en', now.en);
  await desk.save(author, slug, 'zh', now.zh);
  await desk.settle();
  const task = await desk.task(slug);
  const lease = await desk.claim(translator, task);
  const { rows, kind } = await readTask(desk.ctx, translator, task);
  expect(kind).toBe('reconcile');
  const marks = Object.fromEntries(
    rows
      .filter(({ conflict }) => conflict)
      .map((row) => {
        const { id, text: seen } = settledMark([row]);
        return [id, seen] as const;
      }),
  );
  expect(Object.keys(marks)).toEqual(['settled@en-1', 'settled@en-2']);
  const saved = { task, lease, draft: null, versions: {} };
  await saveDraft(desk.ctx, translator, { ...saved, segments: { ...marks, 'zh-0': '开馆时间' } });
  await desk.submit(translator, task, lease, null);
  return { task, marks };
}

const marksOf = async (who: Actor, task: string): Promise<Readonly<Record<string, string>>> => {
  const { drafts } = await readTask(desk.ctx, who, task);
  return drafts.toSorted((a, b) => b.lease - a.lease)[0]?.segments ?? {};
};
const giveBack = async (who: Actor, task: string): Promise<void> => {
  const { number: lease } = await desk.review(who, task);
  await returnTask(desk.ctx, who, { task, lease, reason: 'See the figures.' });
};

describe('what a translator settled', () => {
  it('is settled still when the review gives the task back', async () => {
    const { task, marks } = await settledAndSubmitted();
    await giveBack(editor, task);
    expect(await marksOf(translator, task)).toEqual(marks);
  });

  it('is open again where a reviewer changed a text of it, and there alone', async () => {
    const { task, marks } = await settledAndSubmitted();
    const { number: lease } = await desk.review(editor, task);
    const zh = text('开馆时间', '阅览室八时三十分开放。', '请带好学生证和书包。');
    await desk.submit(editor, task, lease, { en: now.en, zh });
    await giveBack(third, task);
    const kept = { 'settled@en-1': marks['settled@en-1'], 'settled@en-2': settledAgain };
    expect(await marksOf(editor, task)).toEqual(kept);
  });

  it('is settled still where a reviewer changed something else', async () => {
    const { task, marks } = await settledAndSubmitted();
    const { number: lease } = await desk.review(editor, task);
    const zh = { ...now.zh, title: '读者须知' };
    await desk.submit(editor, task, lease, { en: now.en, zh });
    await giveBack(third, task);
    expect(await marksOf(editor, task)).toEqual(marks);
  });
});
