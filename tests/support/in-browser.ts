import { jest } from '@jest/globals';
import { onEachBackend } from './backends.ts';
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

/** What people do from end to end, on each backend of the queue. */
export function describeJourneys(name: string, suite: (redisUrl: string | null) => void): void {
  describeInBrowser(name, () => onEachBackend('the queue', suite));
}
