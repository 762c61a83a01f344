/**
 * Draws the workbench's screens as files for people to look at: docs/screens/app-<screen>-<language>-<colours>-
 * <width>.png, from a service of its own with the sample notices. `npm run screens -- inbox en-dark-wide` draws one screen in
 * one look; SCREENS_TO names another folder, to look before they are kept.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import setUp from '../tests/support/global-setup.ts';
import tearDown from '../tests/support/global-teardown.ts';
import { surprisesOf } from '../tests/support/workbench.ts';
import type { Stage } from './screens-stage.ts';
import { openStage } from './screens-stage.ts';

interface Shot {
  readonly name: string;
  /** The address under /app. */
  readonly path: string | ((stage: Stage) => string);
  /** Nobody: the page as strangers see it. */
  readonly signedIn?: false;
  /** What has to be there before the picture is taken, and what is done before. */
  readonly ready: string;
  readonly act?: (page: Page) => Promise<void>;
  /** As on a first visit. */
  readonly tour?: true;
}

const notice = '/notices/fees-for-2026';

const shots: readonly Shot[] = [
  { name: 'sign-in', path: '/', signedIn: false, ready: 'input[name=password]' },
  { name: 'inbox', path: '/', ready: 'h2' },
  {
    name: 'inbox-confirm',
    path: '/?view=confirm',
    ready: '[data-picking]',
    act: async (page) => {
      for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
    },
  },
  { name: 'tour', path: '/', ready: 'aside', tour: true },
  {
    name: 'palette',
    path: '/',
    ready: 'h2',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('证');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'shortcuts', path: '/', ready: 'h2', act: (page) => page.keyboard.press('?') },
  { name: 'task-translate', path: ({ tasks }) => `/tasks/${tasks.translate}`, ready: '[data-row]' },
  { name: 'task-update', path: ({ tasks }) => `/tasks/${tasks.update}`, ready: 'textarea' },
  { name: 'task-verify', path: ({ tasks }) => `/tasks/${tasks.verify}`, ready: '[data-row]' },
  { name: 'task-reconcile', path: ({ tasks }) => `/tasks/${tasks.reconcile}`, ready: 'textarea' },
  { name: 'task-review', path: ({ tasks }) => `/tasks/${tasks.review}`, ready: '[data-severity]' },
  {
    name: 'task-submit',
    path: ({ tasks }) => `/tasks/${tasks.update}`,
    ready: 'textarea',
    act: async (page) => {
      await page.keyboard.press('Alt+ArrowDown');
      await page.keyboard.press('Alt+ArrowDown');
      await page.keyboard.press('Alt+Enter');
      await page.waitForSelector('[data-status=saved]');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'notices', path: '/notices', ready: 'li a' },
  {
    name: 'import',
    path: '/notices',
    ready: 'li a',
    act: async (page) => {
      await page.keyboard.press('i');
      await page.getByRole('dialog').waitFor();
      const file = (name: string, text: string) => ({
        name,
        mimeType: 'text/plain',
        buffer: Buffer.from(text),
      });
      await page.setInputFiles('input[type=file]', [
        file('winter-hours.en.txt', 'Winter hours\n\nThe desk opens at 9:30 a.m.'),
        file('winter-hours.zh.txt', '冬季办公时间\n\n服务台9:30开始办公。'),
        file('lecture.md', '# Lecture on noise\n\nOn 3 March 2026.'),
      ]);
    },
  },
  { name: 'notice', path: notice, ready: '[data-block="3"]:visible' },
  { name: 'notice-ledger', path: `${notice}?tab=ledger`, ready: 'svg circle' },
  { name: 'notice-publication', path: `${notice}?tab=publication`, ready: 'section h2' },
  { name: 'notice-history', path: `${notice}?tab=history`, ready: 'ol li' },
  { name: 'notice-properties', path: `${notice}?tab=properties`, ready: 'form input' },
  { name: 'notice-edit', path: `${notice}/edit/en`, ready: '[role=textbox] p' },
  { name: 'board', path: '/board', ready: 'ol li' },
  { name: 'compare', path: '/compare?example=1', ready: 'mark' },
  ...(['people', 'tokens', 'webhooks', 'categories', 'policies', 'queues'] as const).map(
    (part): Shot => ({
      name: `admin-${part}`,
      path: `/admin?part=${part}`,
      ready: '[role=tabpanel]:visible',
    }),
  ),
];

const widths = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 780 } } as const;
const folder = process.env['SCREENS_TO'] ?? join(import.meta.dirname, '..', 'docs', 'screens');

/** A screen in one language, colours and width: one browser for all, one context for those of one person. */
async function draw(stage: Stage, wanted: readonly Shot[], look: Look): Promise<void> {
  const { language, colours, width } = look;
  const opening = { language, colours, ...widths[width] };
  for (const person of [null, stage.admin]) {
    const own = wanted.filter(({ signedIn }) => (signedIn === false) === (person === null));
    if (own.length === 0) continue;
    const page = await stage.workbench.open('/', person, opening);
    for (const shot of own) {
      const name = `app-${shot.name}-${language}-${colours}-${width}.png`;
      await take(stage, { shot, page, name }).catch((error: unknown) =>
        process.stderr.write(`${name}: ${String(error)}\n`),
      );
    }
    for (const surprise of surprisesOf(page)) process.stderr.write(`${surprise}\n`);
    await page.context().close();
  }
}

const patienceMs = 20_000;

async function take(
  stage: Stage,
  { shot, page, name }: { shot: Shot; page: Page; name: string },
): Promise<void> {
  const tour = shot.tour === true;
  if (tour) await stage.api.patch('/api/v1/me', { tour });
  const path = typeof shot.path === 'string' ? shot.path : shot.path(stage);
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${stage.workbench.url}/app${path}`);
  await page.waitForSelector(shot.ready);
  await shot.act?.(page);
  // A stream of events is open, so the network is never idle: a moment for fonts and last answers.
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, name) });
  if (tour) await stage.api.patch('/api/v1/me', { tour: false });
}

interface Look {
  readonly language: 'en' | 'zh';
  readonly colours: 'light' | 'dark';
  readonly width: keyof typeof widths;
}

const looks = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((colours) =>
    (['wide', 'narrow'] as const).map((width): Look => ({ language, colours, width })),
  ),
);

/** Those that are asked for by name, or all where none of them is. */
function chosen<T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  const named = all.filter((one) => asked.includes(nameOf(one)));
  return named.length === 0 ? all : named;
}

mkdirSync(folder, { recursive: true });
const asked = process.argv.slice(2);
const wanted = chosen(shots, ({ name }) => name);
const wantedLooks = chosen(
  looks,
  ({ language, colours, width }) => `${language}-${colours}-${width}`,
);
await setUp();
const stage = await openStage();
try {
  await stage.api.patch('/api/v1/me', { tour: false });
  for (const look of wantedLooks) await draw(stage, wanted, look);
} finally {
  await stage.workbench.close();
  await tearDown();
}
