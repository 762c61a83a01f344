import { backends, testRedis } from './service.ts';

/**
 * Runs a suite on each backend of the queue. Where the run has no Redis that half is skipped by name, or
 * fails with HEBI_TEST_ALL=1.
 */
export function onEachBackend(suite: string, define: (redisUrl: string | null) => void): void {
  for (const { kind, redisUrl } of backends)
    describe(`${suite} on ${kind}`, () => define(redisUrl));
  if (testRedis === null) withoutRedis(suite);
}

/** The same for a suite that is about Redis alone. */
export function onRedis(suite: string, define: () => void): void {
  if (testRedis === null) withoutRedis(suite);
  else describe(`${suite} on Redis`, define);
}

function withoutRedis(suite: string): void {
  const reason = `${suite} on Redis: redis-server is not on PATH`;
  if (process.env['HEBI_TEST_ALL'] === '1') {
    test(reason, () => {
      throw new Error(reason);
    });
    return;
  }
  process.stdout.write(`skipped: ${reason}\n`);
  test.skip(reason, () => undefined);
}
