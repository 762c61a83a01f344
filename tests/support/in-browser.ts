import { jest } from '@jest/globals';
import { chromiumPath } from './browser.ts';

/** A browser on a machine that is busy with other tests may take long for what takes a second. */
const patienceMs = 120_000;

/** A suite that needs a browser. Where there is no Chromium it is skipped, and says so; CI insists on it. */
export function describeInBrowser(name: string, suite: () => void): void {
  jest.setTimeout(patienceMs);
  const isHere = chromiumPath !== null || process.env['HEBI_TEST_ALL'] === '1';
  if (isHere) describe(name, suite);
  else describe.skip(`${name} (no Chromium here)`, suite);
}
