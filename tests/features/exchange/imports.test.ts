import { appendEvent } from '../../../src/platform/outbox.ts';
import { runImport } from '../../../src/features/exchange/run-import.ts';
import { readEvents } from '../../support/event-reader.ts';
import { clientOf } from '../../support/http.ts';
import { until } from '../../support/invariants.ts';
import type { TokenHolder } from '../../support/people.ts';
import { makeHolder } from '../../support/people.ts';
import type { TestService } from '../../support/service.ts';
import { openTestService, settle } from '../../support/service.ts';
import { importFiles } from '../../../workers/import-files.ts';

/** Many pages taken in by a job: progress, the outcome of each, refusals by name, cancelling. */
let t: TestService;
let ann: TokenHolder;
beforeAll(async () => {
  t = await openTestService({ workers: false });
  ann = await makeHolder(t, 'Ann', { roles: ['editor'] });
});
afterAll(() => t.close());
afterEach(() => t.stopWorkers());

const page = (title: string) => `# ${title}\n\nThe reading room opens at 9.30.\n`;
const file = (name: string, more: object = {}) => ({
  name,
  language: 'en',
  text: page(`Notice ${name}`),
  ...more,
});
const start = (files: object[]) => ann.client.post('/api/v1/imports', { files });
const read = async (id: string) => (await ann.client.get(`/api/v1/imports/${id}`)).body;

async function finished(id: string) {
  await until('the end of an import', 15_000, async () => (await read(id)).status !== 'running');
  return read(id);
}

describe('an import', () => {
  it('takes files in one by one, pairs languages by slug, and names what it refuses', async () => {
    await t.startWorkers();
    const stream = await readEvents(t.url, { authorization: ann.authorization });
    const answer = await start([
      file('a.md', { slug: 'opening', category: 'news', date: '2026-11-27' }),
      file('a.zh.html', {
        slug: 'opening',
        language: 'zh',
        text: '<h1>开放时间</h1><p>阅览室九时三十分开放。</p>',
      }),
      file('again.md', { slug: 'opening' }),
      file('b.txt', { text: 'Lost and found\n\nA green umbrella.\n' }),
      file('nowhere.md', { notice: 'no-such-notice' }),
    ]);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/api/v1/imports/${answer.body.id}`);
    const done = await finished(answer.body.id);
    expect(done).toMatchObject({
      status: 'done',
      total: 5,
      done: 3,
      refused: 2,
      by: { id: ann.id },
    });
    const told = done.files.map((each: { name: string; status: string; refusal: unknown }) => [
      each.name,
      each.status,
    ]);
    expect(told).toEqual([
      ['a.md', 'done'],
      ['a.zh.html', 'done'],
      ['again.md', 'refused'],
      ['b.txt', 'done'],
      ['nowhere.md', 'refused'],
    ]);
    expect(done.files[1].notice).toMatchObject({ slug: 'opening', state: 'unverified' });
    expect(done.files[0].notice.id).toBe(done.files[1].notice.id);
    expect(done.files[2].refusal).toMatchObject({
      code: 'slug_taken',
      title: expect.stringContaining('opening'),
    });
    const chinese = { 'accept-language': 'zh-CN' };
    const { body } = await ann.client.get(`/api/v1/imports/${answer.body.id}`, chinese);
    expect(body.files[2].refusal.title).toMatch(/\p{Script=Han}/u);
    await stream.heardOf(({ type, data }) => type === 'import.progressed' && data['done'] === 5);
    await stream.heardOf(({ type }) => type === 'import.finished');
    await stream.leave();
    await settle(t.service);
  });

  it('is told to nobody else, and neither shown nor cancelled by them', async () => {
    const { body } = await start([file('mine.md')]);
    const ben = await makeHolder(t, 'Ben', { roles: ['admin'] });
    const stream = await readEvents(t.url, { authorization: ben.authorization });
    await importFiles(t.service, { import: body.id });
    await t.service.db
      .transaction()
      .execute((tx) =>
        appendEvent(tx, t.service.clock, { type: 'setting.changed', noticeId: null, actor: null }),
      );
    await stream.heardOf(({ type }) => type === 'setting.changed');
    expect(stream.heard.filter(({ type }) => type.startsWith('import.'))).toEqual([]);
    await stream.leave();
    const path = `/api/v1/imports/${body.id}`;
    expect((await ben.client.get(path)).status).toBe(404);
    expect((await ben.client.del(path)).status).toBe(404);
    expect((await ben.client.get('/api/v1/imports')).body.items).toEqual([]);
    const listed = (await ann.client.get('/api/v1/imports?limit=1')).body;
    expect(listed.items).toMatchObject([{ id: body.id, status: 'done', done: 1 }]);
    expect(listed.next).toBe(body.id);
  });

  it('that is run by two workers at once takes every file in once', async () => {
    const files = Array.from({ length: 12 }, (_each, i) => file(`twice-${i}.md`));
    const { body } = await start(files);
    await Promise.all([1, 2, 3].map(() => runImport(t.service, { import: body.id })));
    await runImport(t.service, { import: body.id });
    expect(await read(body.id)).toMatchObject({ status: 'done', done: 12, refused: 0 });
    const made = (await ann.client.get('/api/v1/notices?q=Notice%20twice&limit=200')).body.items;
    expect(made).toHaveLength(12);
    const { kept } = await t.service.db
      .selectFrom('importFile')
      .select((eb) => eb.fn.count('input').as('kept'))
      .where('importId', '=', body.id)
      .executeTakeFirstOrThrow();
    expect(Number(kept)).toBe(0);
  });

  it('is cancelled as far as it has not come, and stays so', async () => {
    const { body } = await start([file('first.md'), file('second.md')]);
    const cancelled = await ann.client.del(`/api/v1/imports/${body.id}`);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', done: 0 });
    await runImport(t.service, { import: body.id });
    const after = await read(body.id);
    expect(after.files.map(({ status }: { status: string }) => status)).toEqual([
      'cancelled',
      'cancelled',
    ]);
    expect((await ann.client.del(`/api/v1/imports/${body.id}`)).body.status).toBe('cancelled');
  });

  it('in somebody’s name who may no longer write is refused file by file', async () => {
    const eve = await makeHolder(t, 'Eve', { roles: ['editor'] });
    const { body } = await eve.client.post('/api/v1/imports', { files: [file('late.md')] });
    await t.service.db
      .updateTable('person')
      .set({ roles: ['reader'] })
      .where('id', '=', eve.id)
      .execute();
    await runImport(t.service, { import: body.id });
    await t.service.db
      .updateTable('person')
      .set({ roles: ['editor'] })
      .where('id', '=', eve.id)
      .execute();
    const { files } = (await eve.client.get(`/api/v1/imports/${body.id}`)).body;
    expect(files[0].refusal.code).toBe('forbidden');
  });

  it('is bounded, for editors, and refused in bad shape with the place', async () => {
    const many = Array.from({ length: 201 }, (_each, i) => file(`${i}`));
    expect((await start(many)).status).toBe(422);
    expect((await start([])).status).toBe(422);
    const wrong = await start([file('fine'), file('wrong', { language: 'fr' })]);
    expect(wrong.body.errors[0].path).toBe('files[1].language');
    expect((await start([file('both', { notice: 'x', slug: 'y' })])).status).toBe(422);
    const tia = await makeHolder(t, 'Tia', { roles: ['translator'] });
    const body = { files: [file('x')] };
    expect((await tia.client.post('/api/v1/imports', body)).status).toBe(403);
    expect((await clientOf(t.url).post('/api/v1/imports', body)).status).toBe(401);
    const zoe = await makeHolder(t, 'Zoe', { roles: ['editor'] });
    for (let i = 0; i < 5; i += 1) await zoe.client.post('/api/v1/imports', body);
    const full = await zoe.client.post('/api/v1/imports', body);
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, '30']);
  });
});
