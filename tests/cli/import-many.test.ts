import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { readNotice, readVersion } from '../../src/features/notices/read-notice.ts';
import { expectHealthy } from '../support/doctor.ts';
import { allDone } from '../support/invariants.ts';
import type { TestService } from '../support/service.ts';
import { makePerson, openTestService } from '../support/service.ts';
import type { CliOptions } from '../support/terminal.ts';
import { runHebi } from '../support/terminal.ts';

let t: TestService;
let folder: string;
let editor: string;
beforeAll(async () => {
  t = await openTestService();
  editor = (await makePerson(t.service, { name: 'Emma', roles: ['editor'] })).email;
  folder = mkdtempSync(join(tmpdir(), 'hebi-many-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await t.close();
});

const importMany = (source: string, more: Omit<CliOptions, 'databaseUrl'> = {}, as = editor) =>
  runHebi(['import-many', source, '--as', as], { databaseUrl: t.databaseUrl, ...more });

function fileOf(name: string, lines: readonly (object | string | Buffer)[]): string {
  const file = join(folder, name);
  const bytes = lines.map((line) =>
    Buffer.isBuffer(line)
      ? line
      : Buffer.from(typeof line === 'string' ? line : JSON.stringify(line)),
  );
  writeFileSync(file, Buffer.concat(bytes.flatMap((line) => [line, Buffer.from('\n')])));
  return file;
}

const pair = (n: number, more: object = {}) => ({
  slug: `many-${n}`,
  category: 'hours',
  date: '2026-03-01',
  en: { title: `Hours ${n}`, body: `<p>We open at ${n}.</p>` },
  zh: { title: `时间${n}`, body: `<p>${n}时开放。</p>` },
  ...more,
});

test('notices of a file are there with their states, and begun again nothing is doubled', async () => {
  const { zh: _without, ...english } = pair(4);
  const file = fileOf('some.jsonl', [
    pair(1, { certified: true, published: true }),
    pair(2),
    '',
    english,
    ...Array.from({ length: 110 }, (_, n) => pair(100 + n, { certified: true })),
  ]);
  const first = await importMany(file);
  expect(first).toMatchObject({
    code: 0,
    out: 'Imported 113 notices; 0 there already, 0 refused.\n',
  });
  await allDone(t.service, 90_000);
  const states = ['many-1', 'many-2', 'many-4', 'many-209'].map((slug) =>
    readNotice(t.service, slug),
  );
  expect((await Promise.all(states)).map(({ state }) => state)).toEqual([
    'in_sync',
    'unverified',
    'en_only',
    'in_sync',
  ]);
  expect((await readNotice(t.service, 'many-1')).published).toEqual({ en: 1, zh: 1 });
  expect((await importMany(file)).out).toBe('Imported 0 notices; 113 there already, 0 refused.\n');
  await expectHealthy(t.service);
}, 120_000);

test('what cannot be taken is told with file and line, and the rest is imported', async () => {
  const file = fileOf('wrong.jsonl', [
    pair(11),
    '{"slug": "broken"',
    { slug: 'No Slug', en: { title: 'A', body: '' } },
    { slug: 'no-text' },
    pair(12, { en: { title: ' ', body: '<p>x</p>' } }),
    pair(13, { zh: undefined, certified: true }),
    Buffer.from([0x22, 0xb9, 0xab, 0x22]),
    pair(11, { en: { title: 'Another', body: '<p>Another.</p>' } }),
    pair(14),
  ]);
  const { code, out, err } = await importMany(file);
  expect([code, out]).toEqual([1, 'Imported 2 notices; 0 there already, 7 refused.\n']);
  const told = err.split('\n').filter((line) => line.startsWith(file));
  expect(
    told.map((line) => Number(line.slice(file.length + 1).split(':')[0])).toSorted((a, b) => a - b),
  ).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(err).toContain(`${file}:2: this is no JSON`);
  expect(err).toMatch(/:3: slug: /);
  expect(err).toMatch(/:5: en\.title: /);
  expect(err).toMatch(/:7: .*not UTF-8/);
  expect((await readVersion(t.service, 'many-11', 'en')).title).toBe('Hours 11');
});

test('a folder, and standard input', async () => {
  const many = join(folder, 'many');
  mkdirSync(many);
  writeFileSync(join(many, 'b.json'), JSON.stringify(pair(21), null, 2));
  writeFileSync(
    join(many, 'a.jsonl'),
    `${JSON.stringify(pair(22))}\r\n${JSON.stringify(pair(23))}`,
  );
  writeFileSync(join(many, 'read-me.txt'), 'no notice');
  expect((await importMany(many)).out).toMatch(/^Imported 3 notices/);
  const input = Readable.from([Buffer.from(`\ufeff${JSON.stringify(pair(24))}`)]);
  const streams = { input, output: new PassThrough() };
  const zh = { LANG: 'zh_CN.UTF-8' };
  expect((await importMany('-', { streams, environment: zh })).out).toBe(
    '已导入 1 则公告；0 则先前已导入，0 则被拒绝。\n',
  );
});

test('only those who may write and publish import', async () => {
  const { email } = await makePerson(t.service, { name: 'Tao', roles: ['translator'] });
  const { code, out } = await importMany(fileOf('one.jsonl', [pair(31)]), {}, email);
  expect([code, out]).toEqual([1, '']);
  const english = await makePerson(t.service, {
    name: 'Enno',
    roles: ['editor'],
    languages: ['en'],
  });
  const refused = await importMany(fileOf('one.jsonl', [pair(31)]), {}, english.email);
  expect(refused.out).toBe('Imported 0 notices; 0 there already, 1 refused.\n');
});
