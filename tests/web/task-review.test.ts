import type { Page } from 'playwright-core';
import { axeProblems } from '../support/browser.ts';
import { signIn } from '../support/http.ts';
import { describeJourneys } from '../support/in-browser.ts';
import { settle } from '../support/service.ts';
import type { Newsroom } from '../support/task-screen.ts';
import { fields, openNewsroom, untilSaved, untilWritten } from '../support/task-screen.ts';
import type { Credentials, Workbench } from '../support/workbench.ts';
import { openWorkbench, surprisesOf } from '../support/workbench.ts';

const text = {
  en: (day: string, seats: number) =>
    `<p>The hall is closed on ${day} March 2027.</p><p>It has ${seats} seats.</p><p>More than 12 clubs meet here.</p>`,
  zh: (day: string, seats: number) =>
    `<p>大厅2027年3月${day}日关闭。</p><p>共有${seats}个座位。</p><p>有12个社团在此活动。</p>`,
};

describeJourneys('reconciling and reviewing', (redisUrl) => {
  let w: Workbench;
  let room: Newsroom;
  let tia: Credentials;
  let ben: Credentials;
  let cora: Credentials;
  let notice: string;
  let task: string;

  beforeAll(async () => {
    w = await openWorkbench({ redisUrl });
    const ann = await w.person('Ann', 'editor');
    tia = await w.person('Tia', 'translator');
    ben = await w.person('Ben', 'editor');
    cora = await w.person('Cora', 'editor');
    room = await openNewsroom(w, ann);
    ({ notice } = await room.certified({ en: text.en('21', 30), zh: text.zh('21', 30) }));
    await room.save(notice, 'en', text.en('28', 45));
    task = await room.save(notice, 'zh', text.zh('25', 30));
  }, 120_000);
  afterAll(() => w.close());

  const say = async (page: Page, words: string): Promise<void> => {
    await page.getByText(words).first().waitFor();
  };

  test.each([
    ['en', 'dark', 'Claim'],
    ['zh', 'light', '认领'],
  ] as const)('axe finds nothing in the work, %s, %s', async (language, colours, claim) => {
    const page = await w.open(`/tasks/${task}`, tia, { language, colours });
    await page.getByRole('button', { name: claim, exact: true }).click();
    await fields(page).first().waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await room.editor.del(`/api/v1/tasks/${task}/claim`);
    await page.context().close();
  });

  test('what both had agreed on stands beside; a choice holds after a reload, and is taken back', async () => {
    const page = await w.open(`/tasks/${task}`, tia);
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    const agreed = page.getByRole('group', { name: 'Last agreed' });
    await agreed.getByText('The hall is closed on 21 March 2027.').waitFor();
    await agreed.getByText('大厅2027年3月21日关闭。').waitFor();
    await page.getByRole('button', { name: 'Settle as it is' }).click();
    await say(page, 'All conflicts are settled.');
    await untilSaved(page);
    await page.reload();
    await say(page, 'Settled as it is');
    await say(page, 'All conflicts are settled.');
    await page.getByRole('button', { name: 'Choose again' }).click();
    await say(page, '1 conflict to settle');
    await page.getByRole('button', { name: 'Chinese is right: rewrite the English' }).click();
    await untilWritten(page, 'The hall is closed on 25 March 2027.');
    await page.getByRole('button', { name: 'Choose again' }).click();
    await untilWritten(page, 'The hall is closed on 28 March 2027.');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await untilWritten(page, 'The hall is closed on 25 March 2027.');
    await fields(page).first().focus();
    await page.keyboard.press('Alt+s');
    await say(page, '1 conflict to settle');
    await untilSaved(page);
    expect(surprisesOf(page)).toEqual([]);
    await room.editor.del(`/api/v1/tasks/${task}/claim`);
    await page.context().close();
  }, 180_000);

  test('a conflict that was settled asks again when its sentence moves', async () => {
    const made = await room.certified({ en: text.en('21', 30), zh: text.zh('21', 30) });
    await room.save(made.notice, 'en', text.en('28', 30));
    const moving = await room.save(made.notice, 'zh', text.zh('25', 30));
    const page = await w.open(`/tasks/${moving}`, tia);
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await page.getByRole('button', { name: 'English is right: rewrite the Chinese' }).click();
    await say(page, 'All conflicts are settled.');
    await untilSaved(page);
    await room.save(made.notice, 'en', text.en('29', 30));
    await say(page, 'English changed while you worked');
    await say(page, '1 conflict to settle');
    await untilSaved(page);
    await page.context().close();
  }, 120_000);

  test('where no wording is ready for the side that follows, the conflict is open until somebody has written it', async () => {
    const made = await room.certified({
      en: '<p>In case of rain the concert is moved indoors.</p>',
      zh: '<p>如遇下雨，音乐会改在室内举行。</p>',
    });
    await room.save(made.notice, 'en', '<p>If it rains the concert is cancelled.</p>');
    const both = await room.save(made.notice, 'zh', '<p>如遇下雨，音乐会推迟一周举行。</p>');
    const page = await w.open(`/tasks/${both}`, tia);
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await page.getByRole('button', { name: 'Chinese is right: rewrite the English' }).click();
    await untilWritten(page, 'In case of rain the concert is moved indoors.');
    await say(page, 'Last agreed wording: rewrite it');
    await say(page, '1 conflict to settle');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('In case of rain the concert is put off by a week.');
    await say(page, 'All conflicts are settled.');
    await untilSaved(page);
    expect(surprisesOf(page)).toEqual([]);
    await page.context().close();
  }, 120_000);

  test('what one side changed is there already; the conflict is chosen', async () => {
    const page = await w.open(`/tasks/${task}`, tia);
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await say(page, '1 conflict to settle');
    await untilWritten(page, '共有45个座位。');
    await say(page, 'English changed; merged into the Chinese');
    await page.getByRole('button', { name: 'Chinese is right: rewrite the English' }).click();
    await untilWritten(page, 'The hall is closed on 25 March 2027.');
    await fields(page).first().focus();
    await page.keyboard.press('Alt+l');
    await untilWritten(page, '大厅2027年3月28日关闭。');
    await untilWritten(page, 'The hall is closed on 28 March 2027.');
    await say(page, 'All conflicts are settled.');
    await untilSaved(page);
    await page.getByRole('button', { name: 'Submit…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await say(page, 'You submitted this.');
    expect(surprisesOf(page)).toEqual([]);
    await settle(w.service);
  }, 180_000);

  test('a reviewer who edits becomes a writer', async () => {
    const page = await w.open(`/tasks/${task}`, ben);
    await page.getByRole('button', { name: 'Review', exact: true }).click();
    await page.getByRole('button', { name: '共有45个座位。' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('厅内共有45个座位。');
    await say(page, 'You changed 1 sentence.');
    await page.keyboard.press('Control+Enter');
    await say(page, 'so somebody else approves');
    expect(await page.getByRole('button', { name: 'Review', exact: true }).count()).toBe(0);
    expect(surprisesOf(page)).toEqual([]);
    await settle(w.service);
  }, 180_000);

  test('another one dismisses a finding with a reason, and approves', async () => {
    for (const [language, colours] of [
      ['zh', 'dark'],
      ['en', 'light'],
    ] as const) {
      const look = await w.open(`/tasks/${task}`, cora, { language, colours });
      await look.locator('[data-severity]').first().waitFor();
      expect(await axeProblems(look)).toEqual([]);
      await look.context().close();
    }
    const page = await w.open(`/tasks/${task}`, cora);
    await page.getByRole('button', { name: 'Review', exact: true }).click();
    await page.getByRole('button', { name: 'Dismiss…' }).first().click();
    const asked = page.getByRole('dialog');
    await asked.getByRole('textbox').fill('Twelve is the number that counts.');
    await page.keyboard.press('Control+Enter');
    await say(page, 'Dismissed by Cora: Twelve is the number that counts.');
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await say(page, 'Done: both versions say the same');
    expect(await axeProblems(page)).toEqual([]);
    const { body } = await room.editor.get(`/api/v1/notices/${notice}`);
    expect(body.state).toBe('in_sync');
    expect(surprisesOf(page)).toEqual([]);
  }, 180_000);

  test('a conflict that a reviewer changed asks again when the task comes back; the others stay settled', async () => {
    const ends = (en: string, zh: string) => ({
      en: `${text.en('21', 30)}<p>${en}</p>`,
      zh: `${text.zh('21', 30)}<p>${zh}</p>`,
    });
    const made = await room.certified(ends('Bring a card.', '请带证件。'));
    await room.save(made.notice, 'en', ends('Bring a blue card.', '').en.replace('30', '45'));
    const both = ends('', '请带学生证。').zh.replace('30', '50');
    const returned = await room.save(made.notice, 'zh', both);
    const page = await w.open(`/tasks/${returned}`, tia);
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await say(page, '2 conflicts to settle');
    for (const left of ['1 conflict to settle', 'All conflicts are settled.']) {
      await page.getByRole('button', { name: 'Settle as it is' }).first().click();
      await say(page, left);
    }
    await untilSaved(page);
    await page.getByRole('button', { name: 'Submit…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await say(page, 'You submitted this.');
    await reviewed(returned, ben, both.replace('学生证', '学生证原件'));
    await reviewed(returned, cora, null);
    expect(surprisesOf(page)).toEqual([]);
    // It goes back to whoever submitted last.
    const again = await w.open(`/tasks/${returned}`, ben);
    await again.getByRole('button', { name: 'Claim', exact: true }).click();
    await say(again, '1 conflict to settle');
    await say(again, 'Changed in the review: settle it again');
    expect(await again.getByText('Settled as it is').count()).toBe(1);
    await again.getByRole('button', { name: 'Settle as it is' }).click();
    await say(again, 'All conflicts are settled.');
    await untilWritten(again, '请带学生证原件。');
    expect(surprisesOf(again)).toEqual([]);
  }, 180_000);

  /** A review by the API: another Chinese text, or the task given back. */
  async function reviewed(id: string, person: Credentials, zh: string | null): Promise<void> {
    const api = await signIn(w.url, person);
    const claimed = await api.post(`/api/v1/tasks/${id}/review`);
    const lease = claimed.body.lease.number;
    const { body } = await api.get(`/api/v1/tasks/${id}`);
    const { body: english } = await api.get(`/api/v1/notices/${body.notice.id}/versions/en`);
    const versions = {
      en: { title: english.title, body: english.body },
      zh: { title: '阅览室开放时间', body: zh },
    };
    const done =
      zh === null
        ? await api.post(`/api/v1/tasks/${id}/return`, { lease, reason: 'See the card.' })
        : await api.post(`/api/v1/tasks/${id}/submission`, { lease, versions });
    if (done.status >= 300) throw new Error(JSON.stringify(done.body));
    await settle(w.service);
  }
});
