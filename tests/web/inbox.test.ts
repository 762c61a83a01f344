import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { axeProblems, signInContext } from '../support/browser.ts';
import { signIn } from '../support/http.ts';
import type { Client } from '../support/http.ts';
import { settle } from '../support/service.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import type { Credentials, Workbench } from '../support/workbench.ts';
import { openWorkbench, surprisesOf } from '../support/workbench.ts';

describeInBrowser('the inbox', () => {
  let w: Workbench;
  let ada: Credentials;
  let tao: Credentials & { id: string };
  let editor: Client;

  beforeAll(async () => {
    w = await openWorkbench();
    ada = await w.person('Ada', 'editor');
    tao = await w.person('Tao', 'translator');
    editor = await signIn(w.url, ada);
    await addNotice('spring-office-hours', 'Office hours in spring');
    await addNotice('fees-of-2027', 'Fees of 2027');
    await settle(w.service);
  });
  afterAll(() => w.close());

  async function addNotice(slug: string, title: string): Promise<void> {
    const body = '<p>The office is open from 9:00 to 17:00.</p>';
    const made = await editor.post('/api/v1/notices', { slug, language: 'en', title, body });
    expect(made.status).toBe(201);
  }

  const row = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

  test('what the inbox shows first is asked for by the page itself, and once', async () => {
    const page = await w.open('/', ada);
    await row(page, 'Fees of 2027').waitFor();
    const asked = await page.evaluate(() => {
      const early = Object.keys((globalThis as { hebiEarly?: object }).hebiEarly ?? {});
      const entries = performance.getEntriesByType('resource');
      const sent = entries.map(({ name }) => name.slice(location.origin.length));
      return { early, sent: sent.filter((path) => /v1\/(me|tasks|mentions)\b/.test(path)) };
    });
    expect(asked.early).toHaveLength(5);
    expect(asked.sent.toSorted()).toEqual(asked.early.toSorted());
    // What was asked for early is no answer to a later question.
    await page.getByRole('link', { name: 'Fees of 2027' }).focus();
    await page.keyboard.press('c');
    await row(page, 'Fees of 2027').getByRole('button', { name: 'Continue' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'Fees of 2027').getByRole('button', { name: 'Claim' }).waitFor();
  });

  test('one key claims, the clock runs, undo gives back', async () => {
    const page = await w.open('/', tao);
    await page.getByRole('link', { name: 'Fees of 2027' }).focus();
    await page.keyboard.press('c');
    await page.getByText('Claimed “Fees of 2027”.').first().waitFor();
    await row(page, 'Fees of 2027').getByRole('button', { name: 'Continue' }).waitFor();
    expect(await row(page, 'Fees of 2027').textContent()).toMatch(/1[45] min left/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'Fees of 2027').getByRole('button', { name: 'Claim' }).waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });

  test('a task that two lists know for a moment stands in one line', async () => {
    const context = await w.browser.newContext();
    await signInContext(context, w.url, tao);
    const page = await context.newPage();
    const claimable = await (
      await signIn(w.url, tao)
    ).get('/api/v1/tasks?claimable=true&limit=200');
    await page.route('**/api/v1/tasks?mine=true*', (route) =>
      route.fulfill({ json: claimable.body }),
    );
    await page.goto(`${w.url}/app`);
    await row(page, 'Fees of 2027').waitFor();
    expect(await row(page, 'Fees of 2027').count()).toBe(1);
    await context.close();
  });

  test('what others do is seen without asking', async () => {
    const page = await w.open('/', tao);
    await row(page, 'Office hours in spring').getByRole('button', { name: 'Claim' }).waitFor();
    const { body } = await editor.get('/api/v1/tasks?claimable=true');
    const task = body.items.find(
      (each: { notice: { slug: string } }) => each.notice.slug === 'spring-office-hours',
    );
    await editor.post(`/api/v1/tasks/${task.id}/claim`);
    await row(page, 'Office hours in spring').waitFor({ state: 'detached' });
    await editor.del(`/api/v1/tasks/${task.id}/claim`);
    await row(page, 'Office hours in spring').waitFor();
  });

  test('a session that has ended is asked for over the screen, which stays as it is', async () => {
    const page = await w.open('/', tao);
    await row(page, 'Fees of 2027').waitFor();
    await page.evaluate(() => document.body.setAttribute('data-kept', 'yes'));
    await w.service.db.deleteFrom('session').where('personId', '=', tao.id).execute();
    const over = page.getByRole('dialog', { name: 'Sign in again' });
    await over.getByLabel('Password', { exact: true }).fill(tao.password);
    await page.keyboard.press('Enter');
    await over.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Fees of 2027' }).focus();
    await page.keyboard.press('c');
    await row(page, 'Fees of 2027').getByRole('button', { name: 'Continue' }).waitFor();
    expect(await page.getAttribute('body', 'data-kept')).toBe('yes');
    await page.getByRole('link', { name: 'Fees of 2027' }).focus();
    await page.keyboard.press('u');
    await row(page, 'Fees of 2027').getByRole('button', { name: 'Claim' }).waitFor();
  });

  test('a session that ends before its stream of events is opened is asked for too', async () => {
    const context = await w.browser.newContext();
    await signInContext(context, w.url, tao);
    const page = await context.newPage();
    await page.route(/\/api\/v1\/events$/, async (route) => {
      await row(page, 'Fees of 2027').waitFor();
      await w.service.db.deleteFrom('session').where('personId', '=', tao.id).execute();
      await route.continue();
    });
    await page.goto(`${w.url}/app/?lang=en`);
    await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
    await context.close();
  });

  test('the palette finds a notice by one word and leads on by the keyboard', async () => {
    const page = await w.open('/', ada);
    await page.getByRole('heading', { name: 'Inbox' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('spring');
    await page.getByRole('option', { name: /Office hours in spring/ }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/app\/notices\/spring-office-hours$/);
  });

  test('a letter that an input method composes with, or that is typed into a field, is no shortcut', async () => {
    const page = await w.open('/', tao);
    const link = page.getByRole('link', { name: 'Fees of 2027' });
    await link.focus();
    await link.dispatchEvent('keydown', { key: 'c', isComposing: true, bubbles: true });
    await link.dispatchEvent('keydown', { key: 'Process', keyCode: 229, bubbles: true });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').pressSequentially('cccc');
    await page.keyboard.press('Escape');
    const { body } = await (await signIn(w.url, tao)).get('/api/v1/tasks?mine=true');
    expect(body.items).toEqual([]);
  });

  test.each(['en', 'zh'] as const)(
    'axe finds nothing among tasks, %s',
    async (language) => {
      for (const colours of ['light', 'dark'] as const) {
        const page = await w.open('/', tao, { language, colours });
        await row(page, 'Fees of 2027').waitFor();
        expect(await axeProblems(page)).toEqual([]);
        await page.context().close();
      }
    },
    60_000,
  );

  test('of pairs to confirm the cleanest are first, and several are confirmed by the keyboard', async () => {
    const pair = async (who: Client, slug: string, [en, zh]: readonly [string, string]) => {
      const versions = { en: { title: slug, body: en }, zh: { title: '开放时间', body: zh } };
      expect((await who.post('/api/v1/notices', { slug, versions })).status).toBe(201);
    };
    const bea = await signIn(w.url, await w.person('Bea', 'editor'));
    const alike = ['<p>Open from 9:00 to 17:00.</p>', '<p>9:00至17:00开放。</p>'] as const;
    await pair(bea, 'by-bea-astray', [
      '<p>Open from 9:00 to 17:00.</p>',
      '<p>8:00至12:00开放。</p>',
    ]);
    await pair(bea, 'by-bea', alike);
    await pair(editor, 'by-ada', alike);
    await settle(w.service, 60_000);
    const page = await w.open('/', ada);
    const here = page.getByRole('navigation').locator('[aria-current]');
    await here.filter({ hasText: 'Everything' }).waitFor();
    expect(await here.allTextContents()).toEqual(['Inbox', 'Everything']);
    await page.keyboard.press('v');
    await row(page, 'by-bea-astray').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Pick the pair, or not').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await here.allTextContents()).toEqual(['Inbox', 'To confirm']);
    expect(
      await page.getByRole('listitem').filter({ hasText: 'score' }).last().textContent(),
    ).toMatch(/by-bea-astray/);
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('link', { name: /^by-bea(?!-)/ }).focus();
    await page.keyboard.press('x');
    await page.getByText('1 picked').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await page.getByText('3 picked').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Confirmed: 2 pairs are in step.').first().waitFor();
    const refused = page.getByRole('region', { name: '1 pair was not confirmed' });
    await refused.getByText('You wrote this yourself').waitFor();
    expect(await refused.getByRole('link').textContent()).toBe('by-ada');
    await row(page, 'by-bea-astray').waitFor({ state: 'detached' });
    await row(page, 'by-ada').first().waitFor();
    const stateOf = async (slug: string): Promise<string> =>
      (await editor.get(`/api/v1/notices/${slug}`)).body.state;
    expect(await stateOf('by-bea')).toBe('in_sync');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back: 2 pairs wait again.').first().waitFor();
    expect(await stateOf('by-bea')).toBe('unverified');
    await row(page, 'by-bea-astray').waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });

  test('of ten thousand tasks the screen draws a few dozen, and all can be reached', async () => {
    await sql`
      with made as (
        insert into notice (id, slug, release)
        select gen_random_uuid(), 'bulk-' || n, 'independent' from generate_series(1, 10000) n
        returning id)
      insert into task (id, notice_id, kind, writes, leads, base_en, base_zh, priority)
      select gen_random_uuid(), id, 'translate', '{zh}', 'en', 1, 0, 1 from made`.execute(
      w.service.db,
    );
    const page = await w.open('/', tao);
    await page
      .getByRole('link', { name: /^bulk-/ })
      .first()
      .waitFor();
    expect(await page.getByRole('listitem').count()).toBeLessThan(80);
    for (let press = 0; press < 20; press += 1) await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^bulk-/);
    const list = page.getByRole('main').getByRole('list');
    await page.getByText('200+').waitFor();
    await list.evaluate((all) => all.parentElement?.scrollTo(0, all.scrollHeight));
    // The heading is at the top, where it is drawn again.
    await row(page, 'bulk-').first().waitFor();
    await list.evaluate((all) => all.parentElement?.scrollTo(0, 0));
    await page.getByText('400+').waitFor();
  });

  test('whoever only reads is told what there is to read, and offered no keys for tasks', async () => {
    const page = await w.open('/', await w.person('Rea', 'reader'));
    await page.getByText('You read along').waitFor();
    const hints = await page.getByRole('main').getByText(/ move/).textContent();
    expect(hints).toContain('open');
    expect(hints).not.toContain('claim');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog').getByText(/claim/i).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'See all notices' }).click();
    await page.getByRole('heading', { name: 'Notices' }).waitFor();
  });
});
