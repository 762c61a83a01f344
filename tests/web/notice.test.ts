import { axeProblems } from '../support/browser.ts';
import type { Client } from '../support/http.ts';
import { signIn } from '../support/http.ts';
import { describeInBrowser } from '../support/in-browser.ts';
import { settle } from '../support/service.ts';
import type { Credentials, Workbench } from '../support/workbench.ts';
import { openWorkbench, surprisesOf } from '../support/workbench.ts';

const looks = [
  ['en', 'light'],
  ['zh', 'dark'],
] as const;

const otherColours = { light: 'dark', dark: 'light' } as const;

describeInBrowser('a notice in the workbench', () => {
  let w: Workbench;
  let ada: Credentials;
  let api: Client;
  let bea: Client;
  let beaSigns: Credentials;

  beforeAll(async () => {
    w = await openWorkbench();
    ada = await w.person('Ada', 'editor');
    api = await signIn(w.url, ada);
    // Whoever confirms did not write both sides.
    beaSigns = await w.person('Bea', 'editor');
    bea = await signIn(w.url, beaSigns);
    await bea.post('/api/v1/notices', {
      slug: 'opening-hours',
      versions: {
        en: {
          title: 'Opening hours',
          body: '<h2>When</h2><p>The desk opens at 9:00 on 21 March.</p><ul><li>Bring a pass.</li></ul><table><caption>Rooms</caption><thead><tr><th scope="col">Room</th></tr></thead><tbody><tr><td>12</td></tr></tbody></table>',
        },
        zh: {
          title: '办公时间',
          body: '<h2>时间</h2><p>服务台3月12日9:00开始办公。</p><ul><li>请携带证件。</li></ul><table><caption>房间</caption><thead><tr><th scope="col">房间</th></tr></thead><tbody><tr><td>12</td></tr></tbody></table>',
        },
      },
    });
    await settle(w.service, 60_000);
  }, 120_000);
  afterAll(() => w.close());

  const head = async (language: string): Promise<number> =>
    (await api.get(`/api/v1/notices/opening-hours/versions/${language}`)).body.number;

  /** Makes a notice that readers can read in English. Answers its address. */
  async function published(slug: string, title: string, body: string): Promise<string> {
    await api.post('/api/v1/notices', { slug, language: 'en', title, body });
    const at = `/api/v1/notices/${slug}`;
    await api.post(`${at}/versions/en/publication`, {});
    return at;
  }

  test('one Chinese character finds it, and its two texts light up together', async () => {
    const page = await w.open('/notices?lang=en', ada);
    await page.getByRole('searchbox').fill('办');
    await page.getByRole('link', { name: 'Opening hours' }).click();
    const english = page.getByRole('group', { name: 'Text in English' });
    await english.getByText('The desk opens').hover();
    await page
      .getByRole('group', { name: 'Text in Chinese' })
      .locator('[data-lit]', { hasText: '服务台' })
      .waitFor();
    await page
      .getByRole('complementary', { name: 'Findings' })
      .getByText('Error')
      .first()
      .waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });

  test('which block answers which is corrected by hand, and taken back', async () => {
    const page = await w.open('/notices/opening-hours', ada);
    await page.locator('[data-finding]').first().waitFor();
    await page.getByRole('switch').check();
    await page.getByText('Bring a pass.').click();
    await page.getByText('Now choose the block that answers it').waitFor();
    await page.getByText('服务台3月12日').click();
    await page.getByText('The alignment is corrected.').first().waitFor();
    const blocks = async () => {
      const { body } = await api.get('/api/v1/notices/opening-hours/parity');
      const at = (side: 'en' | 'zh', word: string) =>
        body[side].segments.find((each: { text: string }) => each.text.includes(word)).index;
      return body.alignment.some(
        (bead: { en: number[]; zh: number[] }) =>
          bead.en.includes(at('en', 'pass')) && bead.zh.includes(at('zh', '3月12日')),
      );
    };
    expect(await blocks()).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'One correction' }).waitFor({ state: 'detached' });
    expect(surprisesOf(page)).toEqual([]);
  });

  test('the alignment is walked through and corrected by keys, and a correction taken back later', async () => {
    const page = await w.open('/notices/opening-hours', ada);
    await page.locator('[data-block][aria-describedby]').first().waitFor();
    const focused = () => page.evaluate('document.activeElement.textContent');
    const lit = () => page.locator('[data-language="zh"] [data-lit]').textContent();
    const described = () =>
      page.evaluate(
        'document.activeElement.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent).join(" ")',
      );
    await page.getByRole('switch').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Opening hours');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
      await page.keyboard.press(key);
    }
    expect(await focused()).toContain('The desk opens');
    expect(await lit()).toContain('服务台');
    expect(await described()).toMatch(/^Answered by: 服务台/);
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toContain('服务台');
    await page.keyboard.press('Enter');
    await page.getByText('Now choose the block that answers it').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Choose a block on either side.').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Bring a pass.');
    await page.keyboard.press('Space');
    await page.getByText('The alignment is corrected.').first().waitFor();
    expect(await described()).toMatch(/^Answered by: 服务台/);

    await page.reload();
    await page.getByRole('button', { name: 'One correction' }).click();
    const dialog = page.getByRole('dialog', { name: 'Corrections of the alignment' });
    await dialog.getByText('服务台').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Take back: Bring a pass.' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await api.get('/api/v1/notices/opening-hours/parity')).body.corrections).toEqual([]);
    expect(surprisesOf(page)).toEqual([]);
  });

  test('the pair is confirmed with one act, and taken back with another', async () => {
    const page = await w.open('/notices/opening-hours', ada);
    await page.getByRole('button', { name: 'Confirm: in step' }).click();
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    expect((await api.get('/api/v1/notices/opening-hours')).body.state).toBe('in_sync');
    await undo.click();
    await page.getByRole('button', { name: 'Confirm: in step' }).waitFor();
    expect((await api.get('/api/v1/notices/opening-hours')).body.state).toBe('unverified');
  });

  test('who wrote both texts is not offered to confirm them, and told why', async () => {
    const page = await w.open('/notices/opening-hours', beaSigns);
    await page.getByText('a colleague confirms it').waitFor();
    expect(await page.getByRole('button', { name: 'Confirm: in step' }).count()).toBe(0);
  });

  test('a text is written, saved by a key, published, and its ledger drawn', async () => {
    const before = await head('en');
    const page = await w.open('/notices/opening-hours/edit/en', ada);
    const editor = page.getByRole('textbox', { name: 'Text' });
    await editor.getByText('Bring a pass.').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' It is free.');
    await page.getByText('Kept in this browser').waitFor();
    await page.keyboard.press('Control+s');
    await page
      .getByText(`Saved as revision ${before + 1}`)
      .first()
      .waitFor();
    const { body } = (await api.get('/api/v1/notices/opening-hours/versions/en')).body;
    expect(body).toBe(
      '<h2>When</h2><p>The desk opens at 9:00 on 21 March.</p><ul><li>Bring a pass. It is free.</li></ul><table><caption>Rooms</caption><thead><tr><th scope="col">Room</th></tr></thead><tbody><tr><td>12</td></tr></tbody></table>',
    );
    await page.getByRole('tab', { name: 'Publication' }).click();
    await page.getByRole('button', { name: `Publish revision ${before + 1}` }).click();
    await page.getByText(`Revision ${before + 1} is public`).waitFor();
    // The button is gone; its language has the focus, and not the whole screen.
    const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label")');
    expect(await focused()).toBe('English');
    await page.getByRole('button', { name: 'Withdraw (English)' }).waitFor();
    await page.getByRole('tab', { name: 'Ledger' }).click();
    await page
      .getByText(`English ${before + 1}`)
      .first()
      .waitFor();
    expect(await page.locator('svg circle').count()).toBeGreaterThan(2);
    const menu = page.getByRole('button', { name: `English ${before + 1}:` });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Compare with another revision…' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toBe(await menu.getAttribute('aria-label'));
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText(`Revision saved · English, revision ${before + 1}`).waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });

  test('who saves over somebody else’s text is told, and loses nothing', async () => {
    const page = await w.open('/notices/opening-hours/edit/zh', ada);
    await page.getByRole('textbox', { name: 'Text' }).waitFor();
    await page.getByLabel('Title').fill('新的办公时间');
    const { title, body, number, etag } = (
      await api.get('/api/v1/notices/opening-hours/versions/zh')
    ).body;
    const theirs = { title, body: body.replace('服务台', '窗口') };
    await api.put('/api/v1/notices/opening-hours/versions/zh', theirs, { 'If-Match': etag });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Somebody else saved Chinese meanwhile' }).waitFor();
    await page.locator('ins', { hasText: '窗口' }).waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('新的办公时间');
    await page.getByRole('button', { name: 'Save mine without theirs' }).click();
    await page
      .getByText(`Saved as revision ${number + 2}`)
      .first()
      .waitFor();
  });

  test('what two people changed in different places is put together, and saved after a look', async () => {
    const page = await w.open('/notices/opening-hours/edit/zh', ada);
    await page.getByRole('textbox', { name: 'Text' }).waitFor();
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second.getByRole('textbox', { name: 'Text' }).waitFor();
    await page.getByLabel('Title').fill('办公时间（新）');
    await second.getByText('You write this text in another window too.').waitFor();
    await second.close();
    const now = (await api.get('/api/v1/notices/opening-hours/versions/zh')).body;
    const theirs = { title: now.title, body: `<p>春节照常开放。</p>${now.body}` };
    await api.put('/api/v1/notices/opening-hours/versions/zh', theirs, { 'If-Match': now.etag });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Put both together' }).click();
    await page.getByRole('textbox', { name: 'Text' }).getByText('春节照常开放。').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('办公时间（新）');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .getByText(`Saved as revision ${now.number + 2}`)
      .first()
      .waitFor();
    const { title, body } = (await api.get('/api/v1/notices/opening-hours/versions/zh')).body;
    expect({ title, body }).toEqual({ title: '办公时间（新）', body: theirs.body });
    expect(surprisesOf(page)).toEqual([]);
  });

  test('the board counts, leads to the list and on to the notice, and counts anew when a pair is confirmed', async () => {
    await settle(w.service, 60_000);
    const page = await w.open('/board', ada);
    const unverified = page
      .getByRole('list', { name: 'Notices by state' })
      .getByRole('link', { name: /Not verified/ });
    await unverified.filter({ hasText: '1' }).click();
    await page.waitForURL(/\/notices\?state=unverified/);
    await page.getByRole('main').getByRole('link', { name: 'Opening hours' }).click();
    await page.getByRole('group', { name: 'Text in Chinese' }).waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByRole('link', { name: 'Up to a day' }).click();
    await page.waitForURL(/\/notices\?taskAge=day/);
    await page.getByRole('main').getByRole('link', { name: 'Opening hours' }).waitFor();
    expect(await page.getByLabel('Open task').inputValue()).toBe('day');
    await page.goBack();
    await page.getByRole('link', { name: 'Out of step, worst first' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Opening hours' }).first().waitFor();
    const pair = { en: await head('en'), zh: await head('zh') };
    const point = await bea.post('/api/v1/notices/opening-hours/sync-points', pair);
    expect(point.status).toBe(201);
    await unverified.filter({ hasText: '0' }).waitFor();
    await page.getByText('Everything is in step').waitFor();
    await bea.del(`/api/v1/notices/opening-hours/sync-points/${point.body.id}`);
    expect(surprisesOf(page)).toEqual([]);
  });

  test('what was typed and not saved is there again after a reload', async () => {
    const page = await w.open('/notices/opening-hours/edit/en', ada);
    await page.getByLabel('Summary').fill('Typed, not saved');
    await page.getByText('Kept in this browser').waitFor();
    await page.reload();
    await page.getByText('is back').waitFor();
    expect(await page.getByLabel('Summary').inputValue()).toBe('Typed, not saved');
    await page.getByRole('button', { name: 'Discard what is not saved' }).click();
    expect(await page.getByLabel('Summary').inputValue()).toBe('');
  });

  test.each(looks)(
    'axe finds nothing in %s, %s',
    async (language, colours) => {
      const screens = [
        ['/notices', 'li a'],
        ['/notices/opening-hours', '[data-finding]'],
        ['/notices/opening-hours?tab=ledger', 'svg circle'],
        ['/notices/opening-hours?tab=publication', 'section h2'],
        ['/notices/opening-hours?tab=history', 'ol li'],
        ['/notices/opening-hours?tab=properties', 'form input'],
        ['/notices/opening-hours/edit/en', '[role=textbox] p'],
        ['/notices/new', '[role=textbox]'],
      ] as const;
      const page = await w.open('/notices', ada, { language, colours });
      for (const [at, [path, ready]] of screens.entries()) {
        // Every other screen in the other colours: all four looks are seen, with two drawings of each screen.
        await page.emulateMedia({ colorScheme: at % 2 === 0 ? colours : otherColours[colours] });
        await page.goto(`${w.url}/app${path}`);
        await page.waitForSelector(ready);
        expect([path, ...(await axeProblems(page))]).toEqual([path]);
      }
      await page.context().close();
    },
    120_000,
  );

  test('what is typed without a pause is kept by whoever leaves at once', async () => {
    const page = await w.open('/notices/opening-hours', ada);
    await page.getByRole('link', { name: 'Edit English' }).click();
    for (const leave of ['back', 'close'] as const) {
      const words = `Typed before ${leave}`;
      await page.getByLabel('Summary').fill('');
      await page.getByLabel('Summary').pressSequentially(words, { delay: 5 });
      if (leave === 'back') await page.goBack();
      else await page.getByRole('link', { name: 'Close' }).click();
      await page.getByRole('link', { name: 'Edit English' }).click();
      await page.getByText('What you typed here before').waitFor();
      expect(await page.getByLabel('Summary').inputValue()).toBe(words);
    }
    await page.getByRole('button', { name: 'Discard what is not saved' }).click();
  });

  test('what is left out of what is pasted is told', async () => {
    const page = await w.open('/notices/new', ada);
    const field = page.getByRole('textbox', { name: 'Text' });
    await field.click();
    await field.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(
        'text/html',
        '<p>Pay <del>50</del><ins>40</ins> or <s>30</s> <a href="javascript:alert(1)">here</a>.</p>' +
          '<p><img src="file:///C:/Temp/clip_image001.png" alt="Map"></p>',
      );
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    for (const news of [
      'A picture was left out',
      'A link to an address that is not allowed was left out',
      'marked as deleted was left out',
      'struck out is ordinary text now',
    ]) {
      await page.getByText(news).first().waitFor();
    }
    await field.getByText('Pay 40 or 30 here.').waitFor();
    await page.context().close();
  });

  test('a pasted picture that cannot be loaded is seen, asked for once, described and deleted', async () => {
    const page = await w.open('/notices/new', ada);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/lost.png')) asked.push(request.url());
    });
    const editor = page.getByRole('textbox', { name: 'Text' });
    await editor.click();
    await editor.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', '<p>Before</p><img src="/lost.png"><p>After</p>');
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    const frame = editor.getByText('This picture cannot be loaded');
    await frame.waitFor();
    await editor.getByText('/lost.png').waitFor();
    await editor.getByText('After').click();
    await page.keyboard.type('A dozen words and more');
    await editor.getByText('A dozen words and more').waitFor();
    expect(asked).toHaveLength(1);
    await frame.click();
    await editor.locator('.ProseMirror-selectednode').waitFor();
    await page.getByRole('button', { name: 'Picture' }).click();
    expect(await page.getByLabel('Address of the picture').inputValue()).toBe('/lost.png');
    await page.getByLabel('What it shows, in words').fill('The desk');
    await page.getByRole('dialog').getByRole('button', { name: 'Put it in' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await editor.getByText('The desk').waitFor();
    expect(asked).toHaveLength(1);
    // Two clicks in one place within a moment would select what is around it.
    await editor.getByText('Before').click();
    await frame.click();
    await editor.locator('.ProseMirror-selectednode').waitFor();
    await page.keyboard.press('Delete');
    await frame.waitFor({ state: 'detached' });
    await editor.getByText('After').waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });

  test('a time that has passed publishes nothing', async () => {
    const made = await api.post('/api/v1/notices', {
      slug: 'not-yet',
      language: 'en',
      title: 'Not yet',
      body: '<p>Soon.</p>',
    });
    const page = await w.open('/notices/not-yet?tab=publication', ada);
    await page.getByRole('button', { name: 'Schedule…' }).click();
    await page.locator('input[type=datetime-local]').fill('2024-05-01T09:00');
    await page.getByRole('button', { name: 'Schedule', exact: true }).click();
    await page.getByText('That time has passed').waitFor();
    const { body } = await api.get(`/api/v1/notices/${made.body.id}`);
    expect(body.published).toEqual({ en: null, zh: null });
  });

  test('the page is called after the notice, and who may not write is given no editor', async () => {
    const page = await w.open('/notices/opening-hours', ada);
    await page.getByRole('link', { name: 'Edit English' }).waitFor();
    expect(await page.title()).toMatch(/^Opening hours.* · Hebi 合璧$/);
    const translator = await w.person('Tia', 'translator');
    for (const path of ['/notices/new', '/notices/opening-hours/edit/en']) {
      const other = await w.open(path, translator);
      await other.getByText('There is nothing here').waitFor();
    }
    await page.goto(`${w.url}/app/notices/opening-hours/edit/fr`);
    await page.getByText('There is nothing here').waitFor();
  });

  test('an archived notice is nowhere said to be public', async () => {
    const at = await published('put-away', 'Put away', '<p>It was public.</p>');
    const { etag } = (await api.get(at)).body;
    await api.patch(at, { archived: true }, { 'If-Match': etag });
    const page = await w.open('/notices?archived=true', ada);
    await page.locator('li', { hasText: 'Put away' }).getByText('No longer public').waitFor();
    await page.getByRole('link', { name: 'Put away' }).click();
    await page.getByRole('tab', { name: 'Publication' }).click();
    await page.getByText('readers get none of it').waitFor();
    expect(await page.getByText('is public').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Open the public page' }).count()).toBe(0);
  });

  test('what is public is withdrawn while something later is scheduled, and both are put back', async () => {
    const at = await published('soon-newer', 'Soon newer', '<p>Now.</p>');
    const { headers } = await api.get(`${at}/versions/en`);
    await api.put(
      `${at}/versions/en`,
      { title: 'Soon newer', body: '<p>Later.</p>' },
      { 'If-Match': headers.get('etag') ?? '' },
    );
    await api.post(`${at}/versions/en/publication`, { at: '2100-01-01T00:00:00.000Z' });
    const page = await w.open('/notices/soon-newer?tab=publication', ada);
    await page.getByText('Revision 2 goes live on').waitFor();
    await page.getByRole('button', { name: 'Withdraw revision 1 and cancel what waits' }).click();
    await page.getByText('English was withdrawn').first().waitFor();
    expect((await api.get(at)).body.published.en).toBeNull();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Revision 2 goes live on').waitFor();
    expect((await api.get(at)).body.published.en).toBe(1);
  });

  test('what is out of step in a category is one click from the board', async () => {
    await api.post('/api/v1/notices', {
      slug: 'fees-of-the-pool',
      category: 'fees',
      language: 'en',
      title: 'Fees of the pool',
      body: '<p>Five pounds.</p>',
    });
    const page = await w.open('/board', ada);
    await page.getByRole('link', { name: '1 out of step: fees' }).click();
    await page.waitForURL(/category=fees/);
    const listed = page.getByRole('main').getByRole('listitem');
    // The list of before stands until the other one is read.
    await listed.nth(1).waitFor({ state: 'detached' });
    await listed.getByRole('link', { name: 'Fees of the pool' }).waitFor();
    expect(await listed.count()).toBe(1);
  });
});
