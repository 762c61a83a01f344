import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

/** `hebi exposure import`: views in a log of the network in front of the site. */
let t: TestService;
let folder: string;
beforeAll(async () => {
  t = await openTestService({ workers: false });
  folder = await mkdtemp(join(tmpdir(), 'hebi-exposure-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await t.close();
});

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await runCli(['exposure', 'import', ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    read: () => Promise.resolve(''),
    environment: { DATABASE_URL: t.databaseUrl, LANG: 'en_GB.UTF-8' },
  });
  return { code, ...said };
}

test('counts a log once, and says what it could not read', async () => {
  const file = join(folder, 'access.log');
  const view =
    '203.0.113.9 - - [21/Mar/2026:09:30:00 +0800] "GET /zh/notices/x HTTP/1.1" 200 1 "-" "Mozilla/5.0 (X11)"';
  await writeFile(file, `${view}\r\nnonsense\n`);
  const first = await run(file, '--json');
  expect(JSON.parse(first.out)).toEqual({ lines: 2, unread: 1, counted: 0, repeated: false });
  expect(await run(file)).toMatchObject({ code: 0, out: expect.stringContaining('before') });
  expect((await run(join(folder, 'nowhere.log'))).code).toBe(1);
  expect((await run()).code).toBe(2);
});
