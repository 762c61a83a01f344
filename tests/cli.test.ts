import { migrations } from '../src/platform/migrations/index.ts';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../src/cli.ts';
import type { TestDatabase } from './support/database.ts';
import { createTestDatabase } from './support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Run {
  readonly input?: string;
  readonly environment?: Record<string, string>;
}

/** Runs `hebi` and answers its exit code and what it wrote. */
async function hebi(args: string, { input = '', environment = {} }: Run = {}) {
  const written = { out: '', err: '' };
  const code = await runCli(args.split(' '), {
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    read: () => Promise.resolve(input),
    environment: { DATABASE_URL: database.url, LANG: 'en_GB.UTF-8', ...environment },
  });
  return { code, ...written };
}

test('adds a person with a generated password, which is shown once', async () => {
  const { code, out, err } = await hebi('user add lin@example.org --role editor --language zh');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Added lin@example\.org\.\nPassword, shown only now: [\w-]{20}\n$/);
});

test('adds a person with a password from standard input, and answers JSON', async () => {
  const args =
    'user add wu@example.org --name Wu --role editor --role translator --password-stdin --json';
  const { code, out } = await hebi(args, { input: 'correct horse battery\n' });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    email: 'wu@example.org',
    name: 'Wu',
    roles: ['editor', 'translator'],
    languages: ['en', 'zh'],
  });
  expect(out).not.toContain('correct horse');
});

test('lists everybody for people and for programs', async () => {
  const [text, json] = [await hebi('user list'), await hebi('user list --json')];
  expect(text.out).toMatch(/^lin@example\.org\tlin\teditor\tzh\tenabled$/m);
  expect(JSON.parse(json.out)).toMatchObject([
    { email: 'lin@example.org' },
    { email: 'wu@example.org' },
  ]);
});

test('disables, enables and resets', async () => {
  expect(await hebi('user disable Lin@example.org')).toMatchObject({
    code: 0,
    out: 'Disabled lin@example.org.\n',
  });
  expect((await hebi('user list')).out).toMatch(/^lin@.*\tdisabled$/m);
  expect((await hebi('user enable lin@example.org')).code).toBe(0);
  const reset = await hebi('user reset lin@example.org --json');
  expect(JSON.parse(reset.out)).toMatchObject({ password: expect.stringMatching(/^[\w-]{20}$/) });
});

test.each([
  ['user add lin@example.org', /already has an account/],
  ['user add nowhere', /email: does not have the form expected/],
  ['user add new@example.org --password short', /password: is too small/],
  ['user disable nobody@example.org', /nothing here/],
])('%s is refused with words on standard error', async (args, words) => {
  const { code, out, err } = await hebi(args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(words);
});

test.each([
  ['user add', 'The argument “email” is missing.', '缺少参数“email”。'],
  ['user add a@b.c --role king', 'Choose from admin, editor', '可选：admin, editor'],
  ['user add a@b.c --frob', 'no option “--frob”', '没有选项“--frob”'],
  ['user add a@b.c d@e.f', 'Too many arguments', '参数过多'],
  ['user add a@b.c --name', 'needs a value', '需要一个值'],
  ['user add a@b.c --password-stdin --password x', 'exclude each other', '不能同时使用'],
  ['frobnicate', 'no command “frobnicate”', '没有命令“frobnicate”'],
])('%s is wrong usage', async (args, english, chinese) => {
  const en = await hebi(args);
  expect([en.code, en.out]).toEqual([2, '']);
  expect(en.err).toContain(english);
  const zh = await hebi(args, { environment: { LC_ALL: 'zh_CN.UTF-8' } });
  expect(zh.err).toContain(chinese);
});

test('help is in the language of the environment', async () => {
  const english = await hebi('user add --help');
  expect(english).toMatchObject({ code: 0, err: '' });
  expect(english.out).toMatch(/^Usage: hebi user add/);
  const chinese = await hebi('--help', { environment: { LANG: 'zh_CN.UTF-8' } });
  expect(chinese.out).toMatch(/^用法： hebi/);
  expect(chinese.out).not.toMatch(/display help|Commands:/);
  const bare = await hebi('user');
  expect(bare.code).toBe(2);
  expect(bare.err).toMatch(/^Usage: hebi user/);
});

test('a configuration or a database that does not work is a failure with its reason', async () => {
  const wrong = await hebi('migrate', { environment: { PORT: 'x' } });
  expect(wrong).toMatchObject({ code: 1, out: '' });
  expect(wrong.err).toMatch(/PORT/);
  const away = await hebi('migrate', {
    environment: { DATABASE_URL: 'postgres://hebi@127.0.0.1:1/none' },
  });
  expect(away.code).toBe(1);
  expect(away.err).toMatch(/ECONNREFUSED/);
  expect(away.err).not.toMatch(/ at .*\.ts/);
});

test('migrate brings a database up to date, the embedded one too', async () => {
  expect(await hebi('migrate --json')).toMatchObject({ code: 0, out: '{"applied":[]}\n' });
  const dataDir = mkdtempSync(join(tmpdir(), 'hebi-cli-'));
  chmodSync(dataDir, 0o711);
  try {
    const environment = { DATABASE_URL: '', HEBI_DATA_DIR: dataDir };
    const first = await hebi('migrate --json', { environment });
    expect(JSON.parse(first.out)).toEqual({ applied: Object.keys(migrations) });
    expect((await hebi('migrate', { environment })).out).toBe('The database is up to date.\n');
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 60_000);
