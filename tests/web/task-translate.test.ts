import type { Page } from 'playwright-core';
import { axeProblems } from '../support/browser.ts';
import { describeJourneys } from '../support/in-browser.ts';
import { settle } from '../support/service.ts';
import type { Newsroom } from '../support/task-screen.ts';
import { fields, openNewsroom, untilSaved } from '../support/task-screen.ts';
import type { Credentials, Workbench } from '../support/workbench.ts';
import { openWorkbench, surprisesOf } from '../support/workbench.ts';

/** Latin words on a Chinese screen that are neither English text, a key, nor somebody's name: texts and labels. */
function untranslated(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const told = [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
      if (element.closest('[lang=en], [aria-hidden=true], kbd, script, style') !== null) return [];
      const texts = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      const labels = ['aria-label', 'title', 'placeholder'].map((name) =>
        element.getAttribute(name),
      );
      return [...texts.map(({ textContent }) => textContent), ...labels];
    });
    // Titles and quotations stand in Chinese sentences as they are.
    const own = /\b(Tia|Ben|Ann|Hebi)\b|《[^》]*》|“[^”]*”/g;
    return told.filter(
      (text): text is string => text !== null && /[A-Za-z]{2,}/.test(text.replaceAll(own, '')),
    );
  });
}

describeJourneys('a translation, from the claim to the approval', (redisUrl) => {
  let w: Workbench;
  let room: Newsroom;
  let tia: Credentials;
  let ben: Credentials;

  beforeAll(async () => {
    w = await openWorkbench({ redisUrl });
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

  test('with the interface in Chinese, from the claim to the approval, nothing is untranslated', async () => {
    await room.englishOnly('<p>The lift is out of order.</p>', 'The lift');
    const look = { language: 'zh', colours: 'light' } as const;
    const page = await w.open('/', tia, look);
    const row = page.getByRole('listitem').filter({ hasText: 'The lift' });
    await row.getByRole('button', { name: '认领' }).click();
    await row.getByRole('button', { name: '继续' }).click();
    await fields(page).first().fill('电梯停用');
    await fields(page).nth(1).fill('电梯发生故障。');
    await page.getByText('已写 2 / 2').waitFor();
    await untilSaved(page);
    expect(await untranslated(page)).toEqual([]);
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('button', { name: '提交…' }).click();
    await page.getByRole('dialog').getByText('电梯发生故障。').waitFor();
    expect(await untranslated(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '提交' }).click();
    await page.getByText('您已提交').waitFor();

    const review = await w.open('/', ben, { language: 'zh', colours: 'dark' });
    const waiting = review.getByRole('listitem').filter({ hasText: '提交人：Tia' });
    await waiting.getByRole('button', { name: '审校' }).click();
    await waiting.getByRole('button', { name: '继续' }).click();
    await review.getByRole('button', { name: '通过' }).click();
    await review.getByRole('dialog').getByRole('button', { name: '通过' }).click();
    await review.getByText('已完成：两种语言版本内容一致').waitFor();
    expect(await untranslated(review)).toEqual([]);
    expect([...surprisesOf(page), ...surprisesOf(review)]).toEqual([]);
  }, 180_000);
});
