import { jest } from '@jest/globals';
import { readContent, readLoosely } from '../../../src/core/formats/content.ts';
import { readNoticePage } from '../../../src/core/formats/page.ts';
import { searchTextOf } from '../../../src/core/search.ts';
import { siteSearchTextOf } from '../../../src/core/site-search.ts';
import type { Client, Json } from '../../support/http.ts';
import { signIn } from '../../support/http.ts';
import type { TestService } from '../../support/service.ts';
import { makePerson, openTestService, settle } from '../../support/service.ts';

let t: TestService;
let writer: Client;
let second: Client;
let id: string;
beforeAll(async () => {
  t = await openTestService();
  writer = await signIn(t.url, await makePerson(t.service, { name: 'Wei', roles: ['editor'] }));
  second = await signIn(t.url, await makePerson(t.service, { name: 'Sara', roles: ['editor'] }));
  const versions = {
    en: { title: 'Berths', body: berths('en', 40) },
    zh: { title: '泊位', body: berths('zh', 40) },
  };
  const made = await writer.post('/api/v1/notices', { slug: 'long', versions });
  id = made.body.id;
  await settle(t.service);
  await second.post(`/api/v1/notices/${id}/sync-points`, { en: 1, zh: 1 });
  for (const language of ['en', 'zh']) {
    ok(await writer.post(`/api/v1/notices/${id}/versions/${language}/publication`, {}));
  }
  await settle(t.service);
});
afterAll(() => t.close());
afterEach(() => jest.restoreAllMocks());

/** A page as long as those that take too long to be compared between two answers. */
function berths(language: 'en' | 'zh', fee: number): string {
  const lines = Array.from({ length: 120 }, (_, k) =>
    language === 'en'
      ? `<p>Berth ${k} is open to boats of the club and costs ${fee} yuan a day.</p>`
      : `<p>${k}号泊位向俱乐部的船只开放，每天${fee}元。</p>`,
  );
  return lines.join('');
}

/** How often a thread was asked for a comparison while something was done. */
const comparisons = (act: () => Promise<unknown>) => questions('diff', act);

async function questions(kind: 'diff' | 'segments', act: () => Promise<unknown>): Promise<number> {
  const asked = jest.spyOn(t.service.engine, kind);
  await act();
  return asked.mock.calls.length;
}

const ok = (answer: { status: number; body: Json }): Json => {
  expect([answer.status, answer.body.code]).toEqual([expect.any(Number), undefined]);
  return answer.body;
};

describe('long texts are compared and divided by a thread, never by who answers', () => {
  it('when a save calls for a task', async () => {
    const save = async () => {
      const text = { title: 'Berths', body: berths('en', 50) };
      ok(await writer.put(`/api/v1/notices/${id}/versions/en`, text, { 'If-Match': '"en-1"' }));
      await settle(t.service);
    };
    // One for the class of the change, one for what the task shows of it.
    expect(await comparisons(save)).toBe(2);
    const tasks = ok(await writer.get(`/api/v1/tasks?notice=${id}`));
    expect(tasks.items).toMatchObject([{ kind: 'update', class: 'facts' }]);
  });

  it('when a task shows the sentences of both', async () => {
    const { items } = ok(await writer.get(`/api/v1/tasks?notice=${id}`));
    const read = async () => ok(await writer.get(`/api/v1/tasks/${items[0].id}`));
    expect(await questions('segments', read)).toBe(2);
  });

  it('when two revisions are compared', async () => {
    const path = `/api/v1/notices/${id}/versions/en/diff?from=1&to=2`;
    expect(await comparisons(async () => ok(await writer.get(path)))).toBe(1);
  });

  it('when readers see how far the other language is ahead', async () => {
    ok(await writer.post(`/api/v1/notices/${id}/versions/en/publication`, {}));
    await settle(t.service);
    const read = async () => {
      const { counterpart } = ok(await writer.get('/site/zh/notices/long'));
      expect(counterpart).toMatchObject({ state: 'en_ahead', behindBy: 1 });
    };
    expect(await comparisons(read)).toBe(1);
  });

  it('when an editor confirms a pair', async () => {
    const path = `/api/v1/notices/${id}/sync-points`;
    const confirm = async () => ok(await second.post(path, { en: 2, zh: 1 }));
    expect(await comparisons(confirm)).toBe(1);
  });
});

describe('a long text is taken in by a thread as a short one is', () => {
  const long = berths('en', 70).repeat(4);
  const input = { title: 'Berths', body: `${long}<script>x</script><p>Bring <b>coins</b>.` };

  it('with the same content and warnings', async () => {
    const { engine } = t.service;
    expect(await engine.content(input, 'versions.en')).toEqual(readContent(input, 'versions.en'));
    const loose = { body: input.body };
    expect(await engine.loose(loose, 'en')).toEqual(readLoosely(loose, 'en'));
    const page = `<html><body><h1>Berths</h1>${input.body}</body></html>`;
    expect(await engine.page(page, 'en')).toEqual(readNoticePage(page, 'en'));
    const { content } = readContent(input, '');
    expect(await engine.searchText(content)).toEqual(searchTextOf(content));
    expect(await engine.siteSearchText(content)).toEqual(siteSearchTextOf(content));
  });

  it('and refused with the same words', async () => {
    const body = `${input.body}\0`;
    const versions = { en: { ...input, body }, zh: { title: '泊位', body: '<p>泊位。</p>' } };
    const made = await writer.post('/api/v1/notices', { slug: 'refused', versions });
    expect([made.status, made.body.errors]).toMatchObject([
      422,
      [{ path: 'versions.en.body', code: 'nul' }],
    ]);
  });
});
