import { axeProblems } from '../support/browser.ts';
import { signIn } from '../support/http.ts';
import { describeJourneys } from '../support/in-browser.ts';
import type { Credentials, Workbench } from '../support/workbench.ts';
import { openWorkbench, surprisesOf } from '../support/workbench.ts';

describeJourneys('an import', (redisUrl) => {
  let w: Workbench;
  let root: Credentials;

  beforeAll(async () => {
    w = await openWorkbench({ redisUrl });
    root = await w.person('Root', 'admin');
  }, 120_000);
  afterAll(() => w.close());

  test('files become notices, with the progress and the result of each', async () => {
    const page = await w.open('/notices', root);
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    const file = (name: string, text: string) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    });
    await page.setInputFiles('input[type=file]', [
      file('fees.en.txt', 'Fees for 2027\n\nThe fee is 30 yuan from 1 January.'),
      file('fees.zh.txt', '2027年收费标准\n\n自1月1日起收费30元。'),
      file('hours.txt', 'Opening hours\n\nThe desk opens at 9:00 every day.'),
    ]);
    await page.getByRole('button', { name: 'Import 2 notices' }).click();
    await page.getByText('3 of 3').waitFor();
    expect(await page.getByText('Made', { exact: true }).count()).toBe(3);
    expect(await page.getByText('was there already').count()).toBe(0);
    const hasFocus = () =>
      page.evaluate('document.activeElement.closest("[role=dialog]") !== null');
    expect(await hasFocus()).toBe(true);
    // A moment after the last file: axe must not look while buttons come back.
    await page.locator('button:enabled', { hasText: 'Choose files…' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'fees-for-2027' }).first().click();
    await page.getByRole('group', { name: 'Text in Chinese' }).getByText('收费30元').waitFor();
    expect(surprisesOf(page)).toEqual([]);
  });

  test('files that are imported again name the notices that were there already', async () => {
    const page = await w.open('/notices', root);
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    const buffer = Buffer.from('Opening hours\n\nThe desk opens at 9:00 every day.');
    await page.setInputFiles('input[type=file]', [
      { name: 'hours.txt', mimeType: 'text/plain', buffer },
    ]);
    await page.getByRole('button', { name: 'Import 1 notice' }).click();
    await page.getByRole('link', { name: 'opening-hours-2' }).waitFor();
    await page.getByText('A notice of this name was there already').waitFor();
    await page.getByRole('link', { name: 'opening-hours', exact: true }).click();
    await page.waitForURL(/\/notices\/opening-hours$/);
    expect(surprisesOf(page)).toEqual([]);
  });

  test('files in the encodings of Chinese and Western Windows are read, those that are no text left out by name', async () => {
    const page = await w.open('/notices', root);
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    const gb18030 = [
      0xb7, 0xfe, 0xce, 0xf1, 0xcc, 0xa8, 0x0a, 0x0a, 0xd0, 0xdd, 0xcf, 0xa2, 0xa1, 0xa3,
    ];
    await page.setInputFiles('input[type=file]', [
      { name: 'desk.txt', mimeType: 'text/plain', buffer: Buffer.from(gb18030) },
      { name: 'picture.html', mimeType: 'text/html', buffer: Buffer.from([0x89, 0x50, 0, 0, 1]) },
      {
        name: 'cafe.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('Café news\n\nThe Café is open.', 'latin1'),
      },
      { name: 'nothing.md', mimeType: 'text/plain', buffer: Buffer.from(' \n') },
    ]);
    const lines = page.getByRole('dialog').getByRole('listitem');
    await lines.filter({ hasText: 'picture.html' }).getByText('No text').waitFor();
    await lines.filter({ hasText: 'nothing.md' }).getByText('Empty').waitFor();
    await lines.filter({ hasText: 'desk.txt' }).getByText('Chinese').waitFor();
    await page.getByRole('button', { name: 'Import 2 notices' }).click();
    await page.getByText('2 of 2').first().waitFor();
    await page.getByRole('link', { name: 'cafe-news' }).waitFor();
    const editor = await signIn(w.url, root);
    const { body } = await editor.get('/api/v1/notices?q=服务台&limit=5');
    expect(body.items.map(({ title }: { title: { zh: string } }) => title.zh)).toContain('服务台');
  });
});
