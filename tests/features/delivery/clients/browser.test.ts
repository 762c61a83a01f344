import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Tab } from './chromium.ts';
import { startChromium } from './chromium.ts';
import { chromiumProgram, withComponent } from './component.ts';
import { get } from './raw.ts';
import type { SampleSite } from './sample-site.ts';
import { openSampleSite, slugs } from './sample-site.ts';

/** The website in a real browser: which edition people land on, what bars them, what a page costs. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const editions = ['en', 'zh', 'zh-Hant'] as const;
let site: SampleSite;
beforeAll(async () => {
  site = await openSampleSite();
});
afterAll(() => site.close());

withComponent(chromiumProgram, 'the language setting of a browser', () => {
  test.each([
    ['en-GB,en', 'en', 'en'],
    ['zh-CN,zh', 'zh', 'zh-Hans'],
    ['zh-TW,zh', 'zh-Hant', 'zh-Hant'],
    ['fr-FR,fr', 'en', 'en'],
    ['fr-FR,fr,zh-HK', 'zh-Hant', 'zh-Hant'],
  ])('%s lands on %s', async (languages, edition, tag) => {
    const browser = await startChromium(languages);
    try {
      const tab = await browser.open();
      for (const path of ['/', `/notices/${slugs.inStep}`]) {
        expect(await tab.goto(site.url + path)).toBe(200);
        expect(await tab.evaluate('[location.pathname, document.documentElement.lang]')).toEqual([
          `/${edition}${path}`,
          tag,
        ]);
      }
    } finally {
      await browser.close();
    }
  });

  test('the switch wins over it, from then on', async () => {
    const browser = await startChromium('zh-CN,zh');
    try {
      const tab = await browser.open();
      await tab.goto(`${site.url}/notices/${slugs.inStep}`);
      const href = await tab.evaluate(`document.querySelector('[data-switch="en"]').href`);
      await tab.goto(href);
      expect(await tab.evaluate('location.pathname')).toBe(`/en/notices/${slugs.inStep}`);
      await tab.goto(site.url);
      expect(await tab.evaluate('location.pathname')).toBe('/en/');
    } finally {
      await browser.close();
    }
  });
});

withComponent(chromiumProgram, 'pages in a browser', () => {
  let browser: Browser;
  let tab: Tab;
  let tabs: Tab[];
  beforeAll(async () => {
    browser = await startChromium();
    tab = await browser.open();
    tabs = [tab, await browser.open({ width: 390, height: 844, isDark: true })];
  });
  afterAll(() => browser.close());

  describe.each(editions)('barriers by WCAG 2 A and AA in %s', (edition) => {
    const notice = `/${edition}/notices`;
    const search = edition === 'en' ? 'certificate' : '证书';
    test.each([
      ['the list', `/${edition}/`],
      ['a category', `/${edition}/?category=news`],
      ['a search', `/${edition}/?q=${encodeURIComponent(search)}`],
      ['a search in vain', `/${edition}/?q=xyzzy`],
      ['favourites', `/${edition}/favourites`],
      ['a notice in step', `${notice}/${slugs.inStep}`],
      ['a notice with the other language ahead', `${notice}/${slugs.enAhead}`],
      ['a notice in one language', `${notice}/${slugs.enOnly}`],
      ['a long notice', `${notice}/${slugs.long}`],
      ['no such page', `${notice}/nothing`],
      ['thanks for a report', `${notice}/${slugs.inStep}/reported`],
    ])('%s', async (_what, path) => {
      await expectNoBarriers(tabs, site.url + path, {
        status: path.endsWith('/nothing') ? 404 : 200,
      });
    });

    test('the report form, open and refused', async () => {
      const url = `${site.url}${notice}/${slugs.inStep}`;
      const open = `document.querySelector('details.report').open = true`;
      await expectNoBarriers(tabs, url, { first: open });
      const isRefused = `document.querySelector('[role=alert]') !== null`;
      const refuse = `document.querySelector('#words').value = ' ';
        document.querySelector('details.report form').submit()`;
      await expectNoBarriers(tabs, url, { first: refuse, until: isRefused });
    });

    test('a preview', async () => {
      const language = edition === 'en' ? 'en' : 'zh';
      const path = `/api/v1/notices/${slugs.inStep}/versions/${language}/preview`;
      const { body } = await site.editor.post(path, {});
      await expectNoBarriers(tabs, new URL(new URL(body.page, site.url).pathname, site.url).href);
    });
  });

  test.each(editions)('a notice in %s costs little and waits for nothing', async (edition) => {
    const origin = new URL(site.url).origin;
    for (const slug of [slugs.inStep, slugs.enAhead, slugs.long]) {
      expect(await tab.goto(`${origin}/${edition}/notices/${slug}`)).toBe(200);
      expect(tab.asked.filter(({ url }) => new URL(url).origin !== origin)).toEqual([]);
      const scripts = await tab.evaluate(
        `[...document.scripts].filter((s) => !s.defer && !s.async && s.type !== 'module').length`,
      );
      const sheets = await tab.evaluate(`document.querySelectorAll('link[rel=stylesheet]').length`);
      expect([scripts, sheets]).toEqual([0, 0]);
      const answers = await Promise.all(
        tab.asked.map(({ url }) => get(url, { 'Accept-Encoding': 'gzip, br' })),
      );
      expect(answers.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)).toBeLessThan(40_000);
    }
  });
});

interface Look {
  readonly status?: number;
  /** What a reader does on the page first. */
  readonly first?: string;
  /** What is true when that is done. */
  readonly until?: string;
}

/** Runs axe on a page, wide and light, narrow and dark. */
async function expectNoBarriers(
  tabs: readonly Tab[],
  url: string,
  { status = 200, first = 'null', until = 'true' }: Look = {},
): Promise<void> {
  for (const tab of tabs) {
    expect(await tab.goto(url)).toBe(status);
    await tab.evaluate(first);
    await untilTrue(tab, until);
    await tab.evaluate(axe);
    const found = await tab.evaluate(`axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'],
    }).then(({ violations, passes }) => ({
      passes: passes.length,
      violations: violations.map(({ id, nodes }) =>
        [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + ' ' + node.failureSummary)]),
    }))`);
    expect(found.passes).toBeGreaterThan(5);
    expect({ url, violations: found.violations }).toEqual({ url, violations: [] });
  }
}

async function untilTrue(tab: Tab, expression: string): Promise<void> {
  const deadline = Date.now() + 5000;
  // While the page changes there is nothing to ask.
  while (!(await tab.evaluate(expression).catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`not within 5 s: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
