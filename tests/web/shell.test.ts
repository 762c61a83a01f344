import { axeProblems } from '../support/browser.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import type { Credentials, Workbench } from '../support/workbench.ts';
import { openWorkbench, surprisesOf } from '../support/workbench.ts';

describeInBrowser('the shell of the workbench', () => {
  let w: Workbench;
  let ada: Credentials;

  beforeAll(async () => {
    w = await openWorkbench();
    ada = await w.person('Ada', 'editor');
  });
  afterAll(() => w.close());

  test('whoever is not signed in gets a form, and then the screen that was asked for', async () => {
    const page = await w.open('/', null);
    await page.fill('input[name=email]', ada.email);
    await page.fill('input[name=password]', 'not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.fill('input[name=password]', ada.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Inbox' }).waitFor();
    expect(new URL(page.url()).pathname.replace(/\/$/, '')).toBe('/app');
    expect(surprisesOf(page)).toEqual([]);
  });

  test('the language is switched without a reload', async () => {
    // The choice is kept for the person: one of her own.
    const page = await w.open('/', await w.person('Bea', 'editor'));
    await page.getByRole('button', { name: /^Bea/ }).click();
    await page.evaluate(() => document.body.setAttribute('data-kept', 'yes'));
    await page.getByRole('menuitem', { name: '中文' }).click();
    await page.getByRole('heading', { name: '收件箱' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('zh-Hans');
    expect(await page.getAttribute('body', 'data-kept')).toBe('yes');
  });

  test('the end of the tour leaves the focus where it was before', async () => {
    const tia = await w.person('Tia', 'editor');
    const { db } = w.service;
    await db.updateTable('person').set({ tour: true }).where('id', '=', tia.id).execute();
    const page = await w.open('/notices', tia);
    await page.getByRole('searchbox').focus();
    for (let step = 1; step < 5; step += 1)
      await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByRole('button', { name: 'Done' }).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  });

  test.each([
    ['en', 'light'],
    ['zh', 'dark'],
  ] as const)('axe finds nothing in %s, %s', async (language, colours) => {
    for (const person of [null, ada]) {
      const page = await w.open('/', person, { language, colours });
      await page.waitForSelector(person === null ? 'form' : 'h1');
      expect(await axeProblems(page)).toEqual([]);
      await page.context().close();
    }
  });

  test.each(['/nowhere/at/all', '/notices/nowhere', '/tasks/00000000-0000-7000-8000-000000000000'])(
    '%s leads nowhere: it says so, inside the frame, and leads home',
    async (path) => {
      const page = await w.open(path, ada);
      await page.getByText('There is nothing here').waitFor();
      await page.getByRole('navigation', { name: 'Workbench' }).waitFor();
      await page.getByRole('link', { name: 'To the inbox' }).click();
      await page.getByRole('heading', { name: 'Inbox' }).waitFor();
    },
  );

  test('an address may ask for a language; what no screen knows changes nothing', async () => {
    const page = await w.open('/notices?lang=zh&utm_source=mail', ada);
    await page.getByText('还没有公告').waitFor();
    await page.goto(`${w.url}/app/admin?part=nowhere`);
    await page.getByRole('tab', { selected: true }).waitFor();
  });

  test('while the service is away the screen stays, says so, and goes on by itself', async () => {
    const page = await w.open('/', ada);
    await page.getByText('Nothing waits for you').waitFor();
    await page.route('**/app/assets/board-*', (route) => route.abort());
    await page.context().setOffline(true);
    await page.getByText('Not connected').waitFor();
    expect(await page.getByText('Nothing waits for you').isVisible()).toBe(true);
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByText('This screen could not be loaded').waitFor();
    await page.getByRole('navigation', { name: 'Workbench' }).waitFor();
    await page.unroute('**/app/assets/board-*');
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Board' }).waitFor();
    await page.getByText('Not connected').waitFor({ state: 'detached' });
    const card = page.locator('main a').filter({ hasText: 'English only' });
    // By a style of its own, which did not come at first either.
    expect(await card.evaluate((element) => getComputedStyle(element).display)).toBe('grid');
  });

  test('a screen whose code a newer version has replaced is loaded with that version', async () => {
    const page = await w.open('/', ada);
    await page.getByText('Nothing waits for you').waitFor();
    await page.evaluate(() => document.body.setAttribute('data-version', 'old'));
    await page.route('**/app/assets/board-*.js', async (route) => {
      const isOld = await page.evaluate(() => document.body.dataset['version'] === 'old');
      await (isOld ? route.fulfill({ status: 404 }) : route.continue());
    });
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByRole('heading', { name: 'Board' }).waitFor();
    expect(await page.getAttribute('body', 'data-version')).toBeNull();
  });

  test('all screens are fetched beforehand, so that they open without a network', async () => {
    const page = await w.open('/', ada);
    const last = await page.getAttribute('meta[name=hebi-later]', 'content');
    const file = last?.split(' ').at(-1) ?? '';
    await page.waitForResponse((response) => response.url().endsWith(file));
    await page.context().setOffline(true);
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'Compare', exact: true }).waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });

  test('whoever came by a link sets a password, and signs in with it', async () => {
    const cleo = await w.person('Cleo', 'editor');
    const page = await w.open('/', cleo);
    const { db } = w.service;
    await db.updateTable('person').set({ passwordHash: null }).where('id', '=', cleo.id).execute();
    await page.reload();
    const open = async (): Promise<void> => {
      await page.getByRole('button', { name: /^Cl[eé]o/ }).click();
      await page.getByRole('menuitem', { name: 'Name and password' }).click();
    };
    await open();
    await page.getByLabel('Name', { exact: false }).first().fill('Cléo Martin');
    await page.getByLabel('Password', { exact: true }).fill('the first of hers');
    await page.keyboard.press('Enter');
    await page.getByText('Your account is changed.').waitFor();
    await open();
    await page.getByLabel('Present password').fill('not this one');
    await page.getByLabel('New password').fill('the second of hers');
    await page.keyboard.press('Enter');
    await page.getByText('is not your present password').waitFor();
    await page.getByLabel('Present password').fill('the first of hers');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const again = await w.open('/', { email: cleo.email, password: 'the second of hers' });
    await again.getByRole('button', { name: /^Cléo Martin/ }).waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });
});
