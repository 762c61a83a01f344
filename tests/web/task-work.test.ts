import type { Page } from 'playwright-core';
import { axeProblems } from '../support/browser.ts';
import { describeJourneys } from '../support/in-browser.ts';
import { until } from '../support/invariants.ts';
import { settle } from '../support/service.ts';
import type { Made, Newsroom } from '../support/task-screen.ts';
import { fields, openNewsroom, untilSaved } from '../support/task-screen.ts';
import type { Credentials, Workbench } from '../support/workbench.ts';
import { openWorkbench, surprisesOf } from '../support/workbench.ts';

const hours = (day: string, seats: number) => ({
  en: `<p>The reading room is closed on ${day} March 2027.</p><p>It has ${seats} seats.</p><p>Bring your card.</p>`,
  zh: `<p>阅览室2027年3月${day}日关闭。</p><p>共有${seats}个座位。</p><p>请携带借书证。</p>`,
});

describeJourneys('work on a task', (redisUrl) => {
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

  /** A certified notice whose English then names another day. */
  async function outdated(): Promise<Made> {
    const { notice } = await room.certified(hours('21', 30));
    return { notice, task: await room.save(notice, 'en', hours('28', 30).en) };
  }

  async function claimed(task: string): Promise<Page> {
    const page = await w.open(`/tasks/${task}`, tia);
    await page.getByRole('button', { name: 'Claim' }).waitFor();
    await page.keyboard.press('c');
    await fields(page).first().waitFor();
    return page;
  }

  const draftOf = async (task: string): Promise<string> =>
    JSON.stringify((await room.editor.get(`/api/v1/tasks/${task}`)).body.drafts);

  test('a whole task by the keyboard alone: claimed in the inbox, answered, submitted, reviewed by another', async () => {
    const { notice } = await outdated();
    const page = await w.open('/', tia);
    await page.getByRole('button', { name: 'Claim' }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    await page.keyboard.press('o');
    await page.getByText('Date changed: 21 March 2027 → 28 March 2027').waitFor();
    expect(await fields(page).count()).toBe(1);
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+Enter');
    expect(await fields(page).inputValue()).toBe('阅览室2027年3月28日关闭。');
    await untilSaved(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').locator('ins', { hasText: '28' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('You submitted this.').waitFor();
    expect(surprisesOf(page)).toEqual([]);

    const review = await w.open('/', ben);
    await review.getByRole('button', { name: 'Review' }).waitFor();
    await review.keyboard.press('c');
    await review.getByRole('button', { name: 'Continue' }).waitFor();
    await review.keyboard.press('o');
    await review.locator('ins', { hasText: '28' }).first().waitFor();
    await review.keyboard.press('Control+Enter');
    await review.getByRole('dialog').waitFor();
    await review.keyboard.press('Control+Enter');
    await review.getByText('Done: both versions say the same').waitFor();
    expect((await room.editor.get(`/api/v1/notices/${notice}`)).body.state).toBe('in_sync');
    expect(surprisesOf(review)).toEqual([]);
  }, 180_000);

  test('offline and without the claim, nothing typed is lost', async () => {
    const { task } = await outdated();
    const page = await claimed(task);
    await page.context().setOffline(true);
    await fields(page).fill('没有网络时写下的句子。');
    await page.locator('[data-status=offline]').waitFor();
    await room.editor.del(`/api/v1/tasks/${task}/claim`);
    await page.context().setOffline(false);
    await page.getByText('Your claim has ended').waitFor();
    await until('the text to be kept', 20_000, async () =>
      (await draftOf(task)).includes('没有网络时写下的句子。'),
    );
    await page.reload();
    await page.getByText('is kept in this browser').waitFor();
    await page.getByRole('button', { name: 'Claim' }).click();
    await untilSaved(page);
    expect(await fields(page).inputValue()).toBe('没有网络时写下的句子。');
    expect(surprisesOf(page)).toEqual([]);
  }, 180_000);

  test('the claim ends under typing hands: no key is a shortcut, and all of it is there when it is claimed again', async () => {
    const { task } = await outdated();
    const page = await claimed(task);
    await fields(page).fill('');
    await page.keyboard.type('Please s', { delay: 20 });
    await untilSaved(page);
    await room.editor.del(`/api/v1/tasks/${task}/claim`);
    await page.getByText('Your claim has ended.').waitFor();
    await page.keyboard.type('ign the form', { delay: 20 });
    expect(await fields(page).inputValue()).toBe('Please sign the form');
    expect(new URL(page.url()).pathname).toMatch(/\/tasks\//);
    await page.getByRole('button', { name: 'Claim again and save' }).click();
    await untilSaved(page);
    expect(await draftOf(task)).toContain('Please sign the form');
    await room.editor.del(`/api/v1/tasks/${task}/claim`);
    await page.getByText('Your claim has ended.').waitFor();
    await page.keyboard.type(' today', { delay: 20 });
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await untilSaved(page);
    await page.getByText('Your claim has ended.').waitFor({ state: 'detached' });
    expect(await draftOf(task)).toContain('Please sign the form today');
    expect(surprisesOf(page)).toEqual([]);
  }, 180_000);

  test('what two windows wrote for one sentence: the later counts, and the other is offered', async () => {
    const { task } = await outdated();
    const page = await claimed(task);
    const second = await page.context().newPage();
    await second.goto(page.url());
    await fields(second).first().waitFor();
    await fields(second).fill('在另一窗口写的。');
    await untilSaved(second);
    await fields(page).fill('在这里写的。');
    await page
      .getByText('In another window you wrote this sentence otherwise: “在另一窗口写的。”')
      .waitFor();
    await untilSaved(page);
    await page.getByRole('button', { name: 'Take that' }).click();
    expect(await fields(page).inputValue()).toBe('在另一窗口写的。');
    await untilSaved(page);
    expect(await draftOf(task)).toContain('在另一窗口写的。');
  }, 180_000);

  test('a ready wording is taken back as what is typed is', async () => {
    const { task } = await outdated();
    const page = await claimed(task);
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+Enter');
    expect(await fields(page).inputValue()).toBe('阅览室2027年3月28日关闭。');
    await page.keyboard.press('Control+z');
    expect(await fields(page).inputValue()).toBe('阅览室2027年3月21日关闭。');
    await untilSaved(page);
  }, 180_000);

  test('what is written in a task is not left out of what is certified without a question', async () => {
    const { notice, task } = await room.unverified({
      en: '<p>The pool is open. Bring a cap.</p>',
      zh: '<p>泳池开放。</p>',
    });
    const state = async (): Promise<string> =>
      (await room.editor.get(`/api/v1/notices/${notice}`)).body.state as string;
    const page = await w.open(`/tasks/${task}`, ben);
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await page.getByRole('button', { name: 'Give back' }).waitFor();
    await page.getByText('泳池开放。').click();
    await fields(page).fill('泳池开放，请戴泳帽。');
    await untilSaved(page);
    const certify = page.getByRole('button', { name: 'Certify as they are' });
    await certify.click();
    const dialog = page.getByRole('dialog', { name: 'Something is written in the task' });
    expect(await axeProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Submit…' }).click();
    await page.getByRole('dialog', { name: 'Submit' }).getByText('请戴泳帽').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Give back' }).click();
    await page.getByRole('button', { name: 'Claim', exact: true }).waitFor();
    // Nor from the notice, nor from the list of what one act confirms.
    await page.goto(`${w.url}/app/?view=confirm`);
    await page.getByText('Nothing').first().waitFor();
    await page.goto(`${w.url}/app/notices/${notice}`);
    await page.getByRole('button', { name: 'Confirm: in step' }).click();
    await dialog.getByRole('button', { name: 'Open the task' }).click();
    await certify.click();
    expect(await state()).toBe('unverified');
    await dialog.getByRole('button', { name: 'Certify without it' }).click();
    await page.getByText('Confirmed: both versions are in step.').first().waitFor();
    expect(await state()).toBe('in_sync');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back: nothing is confirmed.').first().waitFor();
    expect(await state()).toBe('unverified');
    // What was written is in the task that follows.
    await page.getByRole('button', { name: /Verify/ }).click();
    await page.getByText('泳池开放，请戴泳帽。').waitFor();
  });

  test('what moved in one language moves in the other, unless it is to stay', async () => {
    const body = { en: hours('21', 30).en, zh: hours('21', 30).zh };
    const { notice } = await room.certified(body);
    const [first = '', ...rest] = body.en.match(/<p>.*?<\/p>/g) ?? [];
    const task = await room.save(notice, 'en', [...rest, first].join(''));
    const page = await claimed(task);
    await page.getByText('Moves to the same place').first().waitFor();
    await page.getByRole('button', { name: 'Leave it where it is' }).click();
    await page.getByText('Moves to the same place').waitFor({ state: 'detached' });
    await fields(page).first().focus();
    await page.keyboard.press('Alt+Enter');
    await untilSaved(page);
    await page.reload();
    await page.getByText('Moves to the same place').first().waitFor();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('moved').first().waitFor();
    await dialog.getByRole('button', { name: 'As readers will see it' }).click();
    await dialog.locator('[data-changed]', { hasText: '阅览室2027年3月21日关闭。' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('You submitted this.').waitFor();
    const { submission } = (await room.editor.get(`/api/v1/tasks/${task}`)).body;
    const made = await room.editor.get(
      `/api/v1/notices/${notice}/versions/zh/revisions/${submission.pair.zh}`,
    );
    expect(made.body.body).toBe(
      '<p>共有30个座位。</p><p>请携带借书证。</p><p>阅览室2027年3月21日关闭。</p>',
    );
    expect(surprisesOf(page)).toEqual([]);
  }, 180_000);

  test('the session ends under typing hands: all of it stays in the text, none of it is a password', async () => {
    const { task } = await outdated();
    const page = await claimed(task);
    await fields(page).fill('');
    await page.context().clearCookies();
    let isRefused = false;
    page.on('response', (response) => {
      isRefused ||= response.status() === 401;
    });
    while (!isRefused) await page.keyboard.type('闭馆', { delay: 50 });
    await page.keyboard.type('，照常借书。', { delay: 50 });
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.waitFor();
    expect(await fields(page).inputValue()).toMatch(/闭馆，照常借书。$/);
    await page.keyboard.type('and on');
    expect(await dialog.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await dialog.getByLabel('Password', { exact: true }).fill(tia.password);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await fields(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await untilSaved(page);
    expect(await draftOf(task)).toContain('照常借书');
    expect(surprisesOf(page)).toEqual([]);
  }, 180_000);

  test('the English moves while its Chinese is written: both stay, and the difference is shown', async () => {
    const { notice, task } = await outdated();
    const page = await claimed(task);
    await fields(page).fill('阅览室在3月28日那天关闭');
    expect(await room.save(notice, 'en', hours('28', 45).en)).toBe(task);
    await page.getByText('English changed while you worked', { exact: true }).waitFor();
    await page.getByText('Number changed: 30 → 45').waitFor();
    await page.getByText('changed while you worked', { exact: true }).waitFor();
    expect(await fields(page).first().inputValue()).toBe('阅览室在3月28日那天关闭');
    await untilSaved(page);
    await page.getByRole('button', { name: 'Understood' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await page.getByText('You submitted this.').waitFor();
    await settle(w.service);
    const { body } = await room.editor.get(`/api/v1/tasks/${task}`);
    expect(body.base).toMatchObject({ en: 3 });
    expect(surprisesOf(page)).toEqual([]);
  }, 180_000);

  const bus = (...sentences: string[]): string => `<p>${sentences.join('</p><p>')}</p>`;
  const trip = ['The bus leaves at nine.', 'It costs 20 yuan.', 'There is no heating.'] as const;

  /** A task with one sentence to write, below those that both languages have. */
  async function oneToWrite(): Promise<Made> {
    const { notice } = await room.certified({
      en: bus(...trip.slice(0, 2)),
      zh: bus('班车九点出发。', '票价20元。'),
    });
    return { notice, task: await room.save(notice, 'en', bus(...trip)) };
  }

  /** Typed in part and saved; then the claim ended and English became another text, and the rest was typed. */
  async function typedBeyondClaim(
    { notice, task }: Made,
    { english, typed }: { english: readonly string[]; typed: readonly [string, string] },
  ): Promise<Page> {
    const page = await claimed(task);
    await fields(page).focus();
    await page.keyboard.type(typed[0], { delay: 20 });
    await untilSaved(page);
    await room.editor.del(`/api/v1/tasks/${task}/claim`);
    await room.save(notice, 'en', bus(...english));
    await page.getByText('Your claim has ended.').waitFor();
    await page.keyboard.type(typed[1], { delay: 20 });
    expect(await fields(page).inputValue()).toBe(typed.join(''));
    await page.getByRole('button', { name: 'Claim again and save' }).click();
    return page;
  }

  test('what is put in above takes neither the field nor a letter from whoever types', async () => {
    const { notice, task } = await oneToWrite();
    const page = await claimed(task);
    await fields(page).focus();
    const typed = 'On the bus one sits in the cold, and I checked that c and s and x are letters.';
    const saving = room.save(notice, 'en', bus('Good news.', ...trip));
    await page.keyboard.type(typed, { delay: 60 });
    await saving;
    await page.getByText('English changed while you worked', { exact: true }).waitFor();
    await page.keyboard.type(' Still here.', { delay: 60 });
    expect(await fields(page).last().inputValue()).toBe(`${typed} Still here.`);
    expect(await fields(page).first().inputValue()).toBe('');
    await untilSaved(page);
    expect(await draftOf(task)).toContain('"en-4":"On the bus');
    // Nor does it move the caret.
    await page.keyboard.press('Control+Home');
    await room.save(notice, 'en', bus('More news.', 'Good news.', ...trip));
    await page.getByText('More news.').waitFor();
    await page.keyboard.type('Yes: ');
    expect(await fields(page).last().inputValue()).toBe(`Yes: ${typed} Still here.`);
    await untilSaved(page);
    expect(surprisesOf(page)).toEqual([]);
  }, 180_000);

  test('the claim ends and the text moves: what is typed stays with its sentence when it is claimed again', async () => {
    const made = await oneToWrite();
    const { task } = made;
    const page = await typedBeyondClaim(made, {
      english: ['Good news.', ...trip],
      typed: ['车上没有', '暖气。'],
    });
    await page.getByText('English changed while you worked', { exact: true }).waitFor();
    await untilSaved(page);
    expect(await fields(page).last().inputValue()).toBe('车上没有暖气。');
    expect(await draftOf(task)).toContain('"en-4":"车上没有暖气。"');
    await page.reload();
    await page.getByText('Good news.').waitFor();
    expect(await fields(page).last().inputValue()).toBe('车上没有暖气。');
    expect(surprisesOf(page)).toEqual([]);
  }, 180_000);

  test('the claim ends and the sentence goes: what is typed is kept beside the task', async () => {
    const made = await oneToWrite();
    const { task } = made;
    const page = await typedBeyondClaim(made, {
      english: ['Good news.', ...trip.slice(0, 2)],
      typed: ['车上', '没有暖气。'],
    });
    await page.getByText('Good news.').waitFor();
    await until('the text to be kept', 20_000, async () =>
      (await draftOf(task)).includes('车上没有暖气。'),
    );
    await page.reload();
    await page.getByText('Kept texts').waitFor();
    await page.getByText('车上没有暖气。').first().waitFor({ state: 'attached' });
  }, 180_000);

  test('what was kept in the browser goes to its sentence, though the text has moved meanwhile', async () => {
    const { notice, task } = await oneToWrite();
    const page = await claimed(task);
    const drafts = /\/draft$/;
    await page.route(drafts, (route) => route.abort());
    await fields(page).fill('车上没有暖气。');
    await page.locator('[data-status=offline]').waitFor();
    const address = page.url();
    await page.goto('about:blank');
    await room.save(notice, 'en', bus('Good news.', ...trip));
    await page.unroute(drafts);
    await page.goto(address);
    await page.getByText('It is back in its place.').waitFor();
    await untilSaved(page);
    expect(await fields(page).last().inputValue()).toBe('车上没有暖气。');
    expect(await draftOf(task)).toContain('"en-4":"车上没有暖气。"');
  }, 180_000);

  test('a colleague reads along and is named; a second window takes what the first has written', async () => {
    const { task } = await room.englishOnly('<p>The lift is out of order.</p>');
    const page = await claimed(task);
    const other = await w.open(`/tasks/${task}`, ben);
    await other.getByText('Tia is working on this.').waitFor();
    await other.getByText('Working on it: Tia').waitFor();
    await page.getByText('Reading: Ben').waitFor();
    const second = await page.context().newPage();
    await second.goto(page.url());
    await fields(second).first().waitFor();
    await fields(page).first().fill('电梯停用');
    await untilSaved(page);
    await other.getByText('电梯停用').waitFor();
    await fields(second).nth(1).fill('电梯发生故障。');
    await untilSaved(second);
    const draft = await draftOf(task);
    expect(draft).toContain('电梯停用');
    expect(draft).toContain('电梯发生故障。');
    await other.close();
    await page.getByText('Reading: Ben').waitFor({ state: 'detached' });
    expect(surprisesOf(page)).toEqual([]);
  }, 180_000);

  test('a message goes to the reviewer, a reason comes back, with the text in its places', async () => {
    const { notice } = await room.certified(hours('21', 30));
    const more = `${hours('21', 30).en}<p>The lift is out of order.</p>`;
    const task = await room.save(notice, 'en', more);
    const page = await claimed(task);
    await fields(page).fill('电梯停用。');
    await untilSaved(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await fields(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+Enter');
    await page.getByLabel('Message to the reviewer').fill('Is it the lift or the escalator?');
    await page.keyboard.press('Control+Enter');
    await page.getByText('You submitted this.').waitFor();
    // Whatever was pressed is gone; the place on the page is not.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('screen');

    const review = await w.open(`/tasks/${task}`, ben);
    await review.getByText('Is it the lift or the escalator?').waitFor();
    await review.getByRole('button', { name: 'Review', exact: true }).click();
    await review.getByRole('button', { name: 'Return…' }).click();
    await review.keyboard.press('Control+Enter');
    await review.getByText('A reason is needed').waitFor();
    await review.getByLabel('Reason').fill('The escalator, as the heading says.');
    await review.getByRole('dialog').getByRole('button', { name: 'Return' }).dblclick();
    await review.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByText('Returned by Ben: The escalator, as the heading says.').waitFor();
    await page.getByRole('button', { name: 'Claim' }).click();
    await fields(page).waitFor();
    expect(await fields(page).inputValue()).toBe('电梯停用。');
    const inbox = await w.open('/', tia);
    await inbox.getByText('The escalator, as the heading says.').waitFor();
    expect([...surprisesOf(page), ...surprisesOf(review)]).toEqual([]);
  }, 180_000);
});
