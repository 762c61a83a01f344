import type { Browser } from 'playwright-core';
import { openBrowser, signInContext, untilTrue } from '../tests/support/browser.ts';
import type { Report } from './figures.ts';
import { median, milliseconds, percentile } from './figures.ts';
import { admin, dataFolder, startHebi } from './processes.ts';
import { noteReady, readyMs } from './screen-ready.ts';

const rounds = 7;
const throttling = 4;
const goalMs = 1_500;
const goalKilobytes = 250;

const weigh = `performance.getEntriesByType('resource')
  .filter(({ name }) => name.endsWith('.js'))
  .reduce((sum, { transferSize }) => sum + transferSize, 0)`;

interface Load {
  readonly interactiveMs: number;
  readonly scriptBytes: number;
}

/**
 * The first load of the inbox in a browser that has nothing yet, on a processor four times slower, against a
 * server on the same machine: until the first task can be claimed.
 */
export async function workbench(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const environment = { HEBI_DATA_DIR: data.path, HEBI_SAMPLE: 'on' };
  const hebi = await startHebi({ program: 'main', environment, profile });
  const browser = await openBrowser();
  try {
    await load(browser, hebi.url); // Warms the server, which has to have raised the samples' tasks.
    const loads: Load[] = [];
    for (let round = 0; round < rounds; round += 1) loads.push(await load(browser, hebi.url));
    return reportOf(loads, browser.version());
  } finally {
    await browser.close();
    await hebi.stop();
    data.remove();
  }
}

/** One load in a context of its own: its cache is empty. */
async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await signInContext(context, url, admin);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttling });
    await page.addInitScript(noteReady('[data-tour-place="claim"]'));
    await page.goto(`${url}/app`);
    const interactiveMs = Number(await untilTrue(page, readyMs));
    return { interactiveMs, scriptBytes: Number(await page.evaluate(weigh)) };
  } finally {
    await context.close();
  }
}

function reportOf(loads: readonly Load[], version: string): Report {
  const times = loads.map(({ interactiveMs }) => interactiveMs);
  const middle = median(times);
  const kilobytes = Math.max(...loads.map(({ scriptBytes }) => scriptBytes)) / 1024;
  return {
    name: 'workbench',
    parts: [`Chromium ${version} at a quarter of its speed`],
    columns: ['loads of the inbox', 'median ms', 'max ms', 'JavaScript KB'],
    rows: [
      [rounds, milliseconds(middle), milliseconds(percentile(times, 1)), kilobytes.toFixed(0)],
    ],
    goals: [
      {
        what: 'interactive within 1.5 s',
        measured: `${milliseconds(middle)} ms`,
        met: middle < goalMs,
      },
      {
        what: 'at most 250 KB of compressed JavaScript',
        measured: `${kilobytes.toFixed(0)} KB`,
        met: kilobytes <= goalKilobytes,
      },
    ],
  };
}
