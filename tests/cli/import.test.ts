import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { updatePerson } from '../../src/features/accounts/update-person.ts';
import type { Room } from '../features/exchange/room.ts';
import { openRoom } from '../features/exchange/room.ts';
import type { CliOptions } from '../support/terminal.ts';
import { runHebi } from '../support/terminal.ts';

const page = 'tests/fixtures/pages/inaugural-meeting.en.txt';

let room: Room;
let folder: string;
beforeAll(async () => {
  room = await openRoom();
  await room.person('emma', 'editor');
  folder = mkdtempSync(join(tmpdir(), 'hebi-import-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await room.close();
});

const hebi = (args: string, more: Omit<CliOptions, 'databaseUrl'> = {}) =>
  runHebi(['import', ...args.split(' ')], { databaseUrl: room.databaseUrl, ...more });
const stdin = (input: string, args: string) =>
  hebi(`- --language en --as emma@example.org ${args}`.trim(), { input });

test('says what became of the page and what was left out', async () => {
  const { code, out, err } = await hebi(`${page} --language en --as Emma@example.org`);
  expect([code, err]).toEqual([0, '']);
  expect(out.split('\n')).toEqual([
    expect.stringMatching(/^Imported lxcc-took-part-in-[a-z-]+: English only\.$/),
    'Left out:',
    '  line 1, navigation: Homepage / Favorites / 中文版',
    '  line 15, footer: Introduction of Website / Exception Clause3',
    '',
  ]);
});

test('answers JSON for programs', async () => {
  const { code, out } = await stdin(
    '# One\n\nText.',
    '--slug one --category news --date 2026-01-02 --json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    notice: { slug: 'one', category: 'news', date: '2026-01-02', state: 'en_only' },
    dropped: [],
    warnings: [],
  });
});

test('adds the other language to a notice', async () => {
  await stdin('# Two\n\nText.', '');
  const file = join(folder, 'two.zh.md');
  writeFileSync(file, '# 二\n\n正文。\n');
  const added = await hebi(`${file} --language zh --as emma@example.org --notice two`, {
    environment: { LANG: 'zh_CN.UTF-8' },
  });
  expect(added).toEqual({ code: 0, out: '已导入 two：尚未核对。\n', err: '' });
});

test('takes a file with a byte order mark, and refuses one that is not UTF-8', async () => {
  const file = join(folder, 'marked.txt');
  writeFileSync(file, '\ufeffMarked\n\nText.\n');
  expect((await hebi(`${file} --language en --as emma@example.org`)).out).toMatch(
    /^Imported marked:/,
  );
  writeFileSync(file, Buffer.from([0xb9, 0xab, 0xb8, 0xe6, 0x0a, 0x0a, 0xd5, 0xfd]));
  const refused = await hebi(`${file} --language zh --as emma@example.org`);
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.err).toMatch(/^It failed: .*not UTF-8/);
});

test('acts for people who may write, and for nobody else', async () => {
  await room.person('tan', 'translator');
  await room.person('rosa', 'reader');
  const { id } = await room.person('gone', 'editor');
  await updatePerson(room.ctx, null, { id, patch: { disabled: true } });
  for (const [name, words] of [
    ['tan', /not have the right/],
    ['rosa', /not have the right/],
    ['gone', /not have the right/],
    ['nobody', /nothing here/],
  ] as const) {
    const { code, out, err } = await hebi(`${page} --language en --as ${name}@example.org`);
    expect([name, code, out]).toEqual([name, 1, '']);
    expect(err).toMatch(words);
  }
});

test.each([
  ['', 'Text.', /title/],
  ['--slug one', '# Other\n\nText.', /slug: belongs to another notice/],
  ['--slug Not_A_Slug', '# A\n\nText.', /slug: does not have the form/],
  ['--date 2026-02-30', '# A\n\nText.', /date: does not have the form/],
  ['--notice nowhere', '# A\n\nText.', /nothing here/],
  ['--notice one --category news', '# A\n\nText.', /category: is not a known field/],
])('%s is refused with words', async (args, input, words) => {
  await stdin('# One\n\nText.', '--slug one');
  const { code, out, err } = await stdin(args === '' ? '' : input, args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(words);
});

test.each([
  [page, /option “--language <language>” is required/],
  [`${page} --language fr --as emma@example.org`, /Choose from en, zh/],
])('%s is wrong usage', async (args, words) => {
  const { code, err } = await hebi(args);
  expect(code).toBe(2);
  expect(err).toMatch(words);
});

test('a file that is not there is a failure with its reason', async () => {
  const { code, err } = await hebi('nowhere.txt --language en --as emma@example.org');
  expect(code).toBe(1);
  expect(err).toMatch(/nowhere\.txt/);
});
