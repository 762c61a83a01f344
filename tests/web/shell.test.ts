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

  test('an address that leads nowhere says so, inside the frame', async () => {
    const page = await w.open('/nowhere/at/all', ada);
    await page.getByText('There is nothing here').waitFor();
    await page.getByRole('navigation', { name: 'Workbench' }).waitFor();
  });
});
