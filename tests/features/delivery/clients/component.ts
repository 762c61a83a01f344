import { spawnSync } from 'node:child_process';
import { chromiumPath } from '../../../support/browser.ts';

/** A program that a suite talks to, and how to ask whether it is there. */
export interface Component {
  readonly name: string;
  readonly ask: readonly [program: string, ...args: string[]];
}

export const nginxProgram: Component = { name: 'nginx', ask: ['nginx', '-v'] };
export const chromiumProgram: Component = {
  name: 'chromium',
  ask: [chromiumPath ?? 'chromium', '--version'],
};

/** Where the program is not on PATH the suite is skipped by name, or fails with HEBI_TEST_ALL=1. */
export function withComponent({ name, ask }: Component, suite: string, define: () => void): void {
  const [program, ...args] = ask;
  if (spawnSync(program, args, { stdio: 'ignore' }).status === 0) {
    describe(suite, define);
    return;
  }
  const reason = `${suite}: ${name} is not on PATH`;
  if (process.env['HEBI_TEST_ALL'] === '1') {
    test(reason, () => {
      throw new Error(reason);
    });
    return;
  }
  process.stdout.write(`skipped: ${reason}\n`);
  test.skip(reason, () => undefined);
}
