import { axeProblems } from '../support/browser.ts';
import { signIn } from '../support/http.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import type { Credentials, Workbench } from '../support/workbench.ts';
import { openWorkbench, surprisesOf } from '../support/workbench.ts';

const otherColours = { light: 'dark', dark: 'light' } as const;

describeInBrowser('administration, board and comparison', () => {
  let w: Workbench;
  let root: Credentials;

  beforeAll(async () => {
    w = await openWorkbench();
    root = await w.person('Root', 'admin');
  }, 120_000);
  afterAll(() => w.close());

  test('an administrator adds a person, who can sign in', async () => {
    const page = await w.open('/admin', root);
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Tia');
    await dialog.getByLabel('E-mail address').fill('tia@example.org');
    await dialog.getByLabel('Password', { exact: true }).fill('tia translates them');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Tia is added.').first().waitFor();
    await signIn(w.url, { email: 'tia@example.org', password: 'tia translates them' });
    expect(surprisesOf(page)).toEqual([]);
  });

  test('closing the secret of a new webhook leaves the focus where it was begun', async () => {
    const page = await w.open('/admin?part=webhooks', root);
    await page.getByRole('button', { name: 'Add' }).first().click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('https://example.org/hook');
    await page.getByRole('dialog').getByRole('button').last().click();
    await page.getByRole('textbox', { name: 'Signing secret' }).waitFor();
    await page.getByRole('dialog').getByRole('button').last().click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Add');
    expect(surprisesOf(page)).toEqual([]);
  });

  test('two texts are compared by the keyboard, and stay while one looks elsewhere', async () => {
    const page = await w.open('/compare', root);
    await page.getByLabel('English text').fill('The desk opens on 21 March 2027. It has 30 seats.');
    await page.getByLabel('Chinese text').fill('服务台于2027年3月12日启用。共有30个座位。');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'The two texts say different things.' }).waitFor();
    await page.locator('mark[data-fault]', { hasText: '3月12日' }).waitFor();
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('heading', { name: 'Inbox' }).waitFor();
    await page.goBack();
    expect(await page.getByLabel('Chinese text').inputValue()).toContain('启用');
    await page.getByRole('button', { name: 'Example' }).click();
    await page.getByText('3月27日').first().waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });

  test('texts in the wrong places are exchanged; two in one language get no score', async () => {
    const page = await w.open('/compare', root);
    await page.getByLabel('English text').fill('大厅于5月3日关闭。');
    await page.getByLabel('Chinese text').fill('The hall is closed on 3 May.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Each text seems to stand in the place' }).waitFor();
    await page.getByRole('button', { name: 'Exchange them' }).click();
    await page.getByRole('heading', { name: /^The two texts say the same/ }).waitFor();
    expect(await page.getByLabel('Chinese text').inputValue()).toBe('大厅于5月3日关闭。');
    await page.getByLabel('Chinese text').fill('The hall is closed on 3 May.');
    await page.getByText('seems to be English').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Both texts seem to be in one language.' }).waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });

  test.each([
    ['en', 'light'],
    ['zh', 'dark'],
  ] as const)(
    'axe finds nothing in %s, %s',
    async (language, colours) => {
      const parts = ['people', 'tokens', 'webhooks', 'categories', 'policies', 'queues'];
      const paths = parts.map((part) => `/admin?part=${part}`);
      const page = await w.open('/board', root, { language, colours });
      for (const [at, path] of ['/compare?example=1', '/board', ...paths].entries()) {
        // Every other screen in the other colours: all four looks are seen, with two drawings of each screen.
        await page.emulateMedia({ colorScheme: at % 2 === 0 ? colours : otherColours[colours] });
        await page.goto(`${w.url}/app${path}`);
        await page.waitForSelector('h1');
        await page.waitForSelector('[role=status][aria-label]', { state: 'detached' });
        expect([path, ...(await axeProblems(page))]).toEqual([path]);
      }
      await page.context().close();
    },
    120_000,
  );
});
