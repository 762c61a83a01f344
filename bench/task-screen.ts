import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, signInContext, untilTrue } from '../tests/support/browser.ts';
import type { Client } from './client.ts';
import { openClients } from './client.ts';
import type { Report } from './figures.ts';
import { median, milliseconds, percentile } from './figures.ts';
import { admin, dataFolder, startHebi } from './processes.ts';
import { noteReady, readyMs } from './screen-ready.ts';
import { mainThreadPerKey } from './trace.ts';

const segments = 400;
const rounds = 7;
const openingGoalMs = 300;
const keyGoalMs = 16;
/** As somebody types who is fast. */
const betweenKeysMs = 90;
const typed = 'The reading room on the second floor is open to everybody who brings a card.';

/** From the last answer that the screen is drawn from. */
const openingMs = `${readyMs} - Math.max(...performance.getEntriesByType('resource')
  .filter(({ name }) => /\\/api\\/v1\\/(tasks\\/[^/]+$|notices\\/.*\\/revisions\\/|notices\\/.*\\/parity)/.test(name))
  .map(({ responseEnd }) => responseEnd))`;

/**
 * A task of 400 sentences, all to be written: from its data to the first field that can be typed into, and what
 * a key costs the browser's main thread.
 */
export async function taskScreen(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const environment = { HEBI_DATA_DIR: data.path, HEBI_SAMPLE: 'off' };
  const hebi = await startHebi({ program: 'main', environment, profile });
  const browser = await openBrowser();
  try {
    const { writer } = await openClients(hebi.url);
    const task = await bigTask(writer);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signInContext(context, hebi.url, admin);
    const address = `${hebi.url}/app/tasks/${task}`;
    const openings: number[] = [];
    await open(context, address); // Warms the server and the browser's cache.
    for (let round = 0; round < rounds; round += 1) {
      const page = await open(context, address);
      openings.push(Number(await page.evaluate(openingMs)));
      await page.close();
    }
    const page = await open(context, address);
    const keys = await typeTraced(browser, page);
    return reportOf(openings, keys, browser.version());
  } finally {
    await browser.close();
    await hebi.stop();
    data.remove();
  }
}

async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(noteReady('textarea[data-cell]'));
  await page.goto(address);
  await untilTrue(page, readyMs);
  return page;
}

/** A notice of one language with a task that this person holds. */
async function bigTask(api: Client): Promise<string> {
  // The title is the first of them.
  const sentences = Array.from(
    { length: segments - 1 },
    (_, k) => `<p>Room ${k + 1} is open from 9:00 to 17:00 and has ${10 + (k % 40)} seats.</p>`,
  );
  const texts = { language: 'en', title: 'Rooms and their hours', body: sentences.join('') };
  const made = await api.post<{ id: string }>('/api/v1/notices', { slug: 'rooms', ...texts });
  for (;;) {
    const path = `/api/v1/tasks?notice=${made.id}`;
    const [task] = (await api.get<{ items: { id: string }[] }>(path)).items;
    if (task === undefined) {
      await sleep(100);
      continue;
    }
    await api.post(`/api/v1/tasks/${task.id}/claim`, {});
    return task.id;
  }
}

/** Types a sentence into a field in the middle, and answers what each key cost. */
async function typeTraced(browser: Browser, page: Page): Promise<number[]> {
  const field = page.locator('textarea[data-cell]').nth(segments / 2);
  await field.focus();
  await page.keyboard.type('The ', { delay: betweenKeysMs });
  await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel'] });
  await page.keyboard.type(typed, { delay: betweenKeysMs });
  await sleep(betweenKeysMs);
  return mainThreadPerKey(await browser.stopTracing());
}

function reportOf(openings: readonly number[], keys: readonly number[], version: string): Report {
  const [opening, key] = [median(openings), percentile(keys, 0.95)];
  return {
    name: 'task-screen',
    parts: [`Chromium ${version}`],
    columns: ['', 'median ms', 'p95 ms', 'max ms'],
    rows: [
      [
        `${rounds} openings of a task of ${segments} sentences`,
        milliseconds(opening),
        milliseconds(percentile(openings, 0.95)),
        milliseconds(percentile(openings, 1)),
      ],
      [
        `${keys.length} keys typed into it`,
        milliseconds(median(keys)),
        milliseconds(key),
        milliseconds(percentile(keys, 1)),
      ],
    ],
    goals: [
      {
        what: `open within ${openingGoalMs} ms after its data`,
        measured: `${milliseconds(opening)} ms`,
        met: opening < openingGoalMs,
      },
      {
        what: `a key costs less than ${keyGoalMs} ms, 95 of 100`,
        measured: `${milliseconds(key)} ms`,
        met: key < keyGoalMs,
      },
    ],
  };
}
