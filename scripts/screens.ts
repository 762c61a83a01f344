/**
 * Draws the workbench's screens as files for people to look at: docs/screens/app-<screen>-<language>-<colours>-
 * <width>.png, from a service of its own with the sample notices. `npm run screens -- inbox` draws one screen.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ensureFirstAdmin } from '../src/features/accounts/ensure-first-admin.ts';
import { loadSamples } from '../src/features/exchange/load-samples.ts';
import setUp from '../tests/support/global-setup.ts';
import tearDown from '../tests/support/global-teardown.ts';
import { signIn } from '../tests/support/http.ts';
import type { Client } from '../tests/support/http.ts';
import { settle } from '../tests/support/service.ts';
import type { Credentials, Workbench } from '../tests/support/workbench.ts';
import { openWorkbench, surprisesOf } from '../tests/support/workbench.ts';

/** What a shot may need to know of the service that is drawn. */
interface Stage {
  readonly workbench: Workbench;
  readonly admin: Credentials;
  readonly api: Client;
}

interface Shot {
  readonly name: string;
  /** The address under /app. */
  readonly path: string | ((stage: Stage) => Promise<string>);
  /** Nobody: the page as strangers see it. */
  readonly signedIn?: false;
  /** What has to be there before the picture is taken, and what is done before. */
  readonly ready: string;
  readonly act?: (page: Page) => Promise<void>;
  /** As on a first visit. */
  readonly tour?: true;
}

const shots: readonly Shot[] = [
  { name: 'sign-in', path: '/', signedIn: false, ready: 'input[name=password]' },
  { name: 'inbox', path: '/', ready: 'h2' },
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
  { name: 'notices', path: '/notices', ready: 'li a' },
  { name: 'notice', path: '/notices/fees-for-2026', ready: '[data-block="3"]' },
  { name: 'notice-ledger', path: '/notices/fees-for-2026?tab=ledger', ready: 'svg circle' },
  { name: 'notice-edit', path: '/notices/fees-for-2026/edit/en', ready: '[role=textbox] p' },
];

const widths = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 780 } } as const;
const folder = join(import.meta.dirname, '..', 'docs', 'screens');
const password = 'a password for pictures';

async function openStage(): Promise<Stage> {
  const workbench = await openWorkbench();
  const admin = { email: 'mei.lin@example.org', name: 'Mei Lin', password };
  await ensureFirstAdmin(workbench.service, admin);
  await loadSamples(workbench.service);
  await settle(workbench.service, 60_000);
  return { workbench, admin, api: await signIn(workbench.url, admin) };
}

async function draw(stage: Stage, shot: Shot): Promise<void> {
  const path = typeof shot.path === 'string' ? shot.path : await shot.path(stage);
  await stage.api.patch('/api/v1/me', { tour: shot.tour === true });
  for (const language of ['en', 'zh'] as const) {
    for (const colours of ['light', 'dark'] as const) {
      for (const [width, size] of Object.entries(widths)) {
        const person = shot.signedIn === false ? null : stage.admin;
        const page = await stage.workbench.open(path, person, { language, colours, ...size });
        await page.waitForSelector(shot.ready);
        await shot.act?.(page);
        // A stream of events is open, so the network is never idle: a moment for fonts and last answers.
        await page.waitForTimeout(400);
        const file = join(folder, `app-${shot.name}-${language}-${colours}-${width}.png`);
        await page.screenshot({ path: file });
        for (const surprise of surprisesOf(page)) process.stderr.write(`${file}: ${surprise}\n`);
        await page.context().close();
      }
    }
  }
}

mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
await setUp();
const stage = await openStage();
try {
  for (const shot of shots) {
    if (wanted.length === 0 || wanted.includes(shot.name)) await draw(stage, shot);
  }
} finally {
  await stage.workbench.close();
  await tearDown();
}
