import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

/** The shell first: the same engine without the windows of a desktop, for half the work. */
const programs = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** Debian's Chromium, or another that `CHROMIUM` names; null: this machine has none. */
export const chromiumPath: string | null = findChromium();

function findChromium(): string | null {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = programs.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Opens the browser. As root it has no sandbox of its own: tests show it our own pages alone. */
export function openBrowser(args: readonly string[] = []): Promise<Browser> {
  if (chromiumPath === null) throw new Error('there is no Chromium: install Debian’s `chromium`');
  return chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', ...args],
  });
}

export interface Look {
  readonly language?: 'en' | 'zh';
  readonly colours?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** What a reader's browser is set to. Motion is reduced: a test waits for states, not for pictures. */
export function contextOptions({
  language = 'en',
  colours = 'light',
  width = 1440,
  height = 900,
}: Look): BrowserContextOptions {
  return {
    locale: language === 'en' ? 'en-GB' : 'zh-CN',
    colorScheme: colours,
    viewport: { width, height },
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  };
}

/** Signs a person in by the API, so that the context's pages are theirs. */
export async function signInContext(
  context: BrowserContext,
  url: string,
  person: { email: string; password: string },
): Promise<void> {
  const data = { email: person.email, password: person.password };
  const answer = await context.request.post(`${url}/api/v1/session`, { data });
  if (!answer.ok()) throw new Error(`sign-in failed: ${await answer.text()}`);
}

const patienceMs = 60_000;
const pauseMs = 50;

/**
 * The value of an expression in the page, once it is there and not false. The page is asked from outside:
 * its policy allows no expression to be evaluated again and again within.
 */
export async function untilTrue(page: Page, expression: string): Promise<unknown> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value: unknown = await page.evaluate(expression);
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`it never came to be: ${expression}`);
    await sleep(pauseMs);
  }
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds against WCAG 2.2 AA and its own good practice, as lines to read; none: []. */
export async function axeProblems(page: Page): Promise<string[]> {
  // Through the protocol: a script element would be refused by the page's policy.
  await page.evaluate(axeSource);
  const found = await page.evaluate<{ violations: Violation[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}
