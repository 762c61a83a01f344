import { describeInBrowser } from '../support/in-browser.ts';
import { settle } from '../support/service.ts';
import type { Newsroom } from '../support/task-screen.ts';
import { fields, openNewsroom, untilSaved } from '../support/task-screen.ts';
import type { Credentials, Workbench } from '../support/workbench.ts';
import { openWorkbench, surprisesOf } from '../support/workbench.ts';

describeInBrowser('a translation, from the claim to the approval', () => {
  let w: Workbench;
  let room: Newsroom;
  let tia: Credentials;
  let ben: Credentials;

  beforeAll(async () => {
    w = await openWorkbench();
    const ann = await w.person('Ann', 'editor');
    tia = await w.person('Tia', 'translator');
    ben = await w.person('Ben', 'editor');
    room = await openNewsroom(w, ann);
  }, 120_000);
  afterAll(() => w.close());

  test('claimed, written, submitted, taken back, submitted, reviewed, approved', async () => {
    const { task, notice } = await room.englishOnly(
      '<p>The reading room is open from 9:00. Bring <a href="https://example.org/card">your card</a>.</p>',
    );
    const page = await w.open(`/tasks/${task}`, tia);
    await page.getByRole('button', { name: 'Claim' }).click();
    await fields(page).first().waitFor();
    expect(await fields(page).count()).toBe(3);
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.insertText('阅览室开放时间');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.insertText('阅览室九点开放。');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+c');
    expect(await fields(page).nth(2).inputValue()).toBe('Bring {1}your card{/1}.');
    await fields(page).nth(2).fill('请携带{1}借书证{/1}。');
    await untilSaved(page);
    await page.getByText('3 of 3 written').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByText('请携带借书证。').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('You submitted this.').waitFor();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await fields(page).first().waitFor();
    expect(await fields(page).nth(2).inputValue()).toBe('请携带{1}借书证{/1}。');
    await page.getByRole('button', { name: 'Submit…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await page.getByText('You submitted this.').waitFor();
    expect(surprisesOf(page)).toEqual([]);

    const review = await w.open(`/tasks/${task}`, ben);
    await review.getByRole('button', { name: 'Review' }).click();
    await review.getByRole('button', { name: 'Approve' }).click();
    await review.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await review.getByText('Done: both versions say the same').waitFor();
    expect(surprisesOf(review)).toEqual([]);
    await settle(w.service);
    const made = await room.editor.get(`/api/v1/notices/${notice}`);
    expect(made.body.state).toBe('in_sync');
    const zh = await room.editor.get(`/api/v1/notices/${notice}/versions/zh`);
    expect(zh.body.body).toContain('<a href="https://example.org/card">借书证</a>');
  }, 180_000);
});
