import { readFileSync } from 'node:fs';
import { runCli } from '../../src/cli.ts';
import type { Client, Json } from '../support/http.ts';
import { clientOf, signIn } from '../support/http.ts';
import type { TestService } from '../support/service.ts';
import { backends, makePerson, openTestService, settle } from '../support/service.ts';

/**
 * The main job from the first save to the readers, as three people do it over HTTP, on both backends of
 * the queue: import, translate, review, publish; then every way in which a pair falls out of step.
 */
const page = 'tests/fixtures/pages/inaugural-meeting.en.txt';
const chinese = JSON.parse(
  readFileSync('tests/fixtures/pages/inaugural-meeting.zh.json', 'utf8'),
) as {
  title: string;
  body: string;
};

describe.each(backends)('the spine on $kind', ({ redisUrl }) => {
  let t: TestService;
  let editor: Client;
  let second: Client;
  let translator: Client;
  let slug = '';

  beforeAll(async () => {
    t = await openTestService({ redisUrl });
    const author = await makePerson(t.service, { name: 'Emma', roles: ['editor'] });
    editor = await signIn(t.url, author);
    second = await signIn(t.url, await makePerson(t.service, { name: 'Li', roles: ['editor'] }));
    translator = await signIn(
      t.url,
      await makePerson(t.service, { name: 'Tan', roles: ['translator'] }),
    );
    const out: string[] = [];
    const code = await runCli(
      ['import', page, '--language', 'en', '--as', author.email, '--json'],
      {
        out: (text) => out.push(text),
        err: (text) => out.push(text),
        read: () => Promise.resolve(''),
        environment: { DATABASE_URL: t.databaseUrl, HEBI_LOG_LEVEL: 'silent' },
      },
    );
    expect([code, out.join('')]).toEqual([0, expect.stringContaining('"slug"')]);
    slug = (JSON.parse(out.join('')) as { notice: { slug: string } }).notice.slug;
  });
  afterAll(() => t.close());

  const notice = async (): Promise<Json> => (await editor.get(`/api/v1/notices/${slug}`)).body;
  const version = (language: string): Promise<Json> =>
    editor.get(`/api/v1/notices/${slug}/versions/${language}`).then((answer) => answer.body);
  const task = async (): Promise<Json> => {
    await settle(t.service);
    const pool = await translator.get(`/api/v1/tasks?notice=${(await notice()).id}`);
    const id = pool.body.items[0]?.id;
    return id === undefined ? null : (await translator.get(`/api/v1/tasks/${id}`)).body;
  };
  /** Saves one language with some words replaced; answers the state of the moment after. */
  const edit = async (
    who: Client,
    language: string,
    change: (body: string) => string,
  ): Promise<string> => {
    const { title, summary, body, etag } = await version(language);
    const changed = change(body);
    expect(changed).not.toBe(body);
    const saved = await who.put(
      `/api/v1/notices/${slug}/versions/${language}`,
      { title, summary, body: changed },
      { 'If-Match': etag },
    );
    expect(saved.status).toBe(200);
    return (await notice()).state;
  };
  const review = async (who: Client, id: string): Promise<Json> => {
    const claimed = await who.post(`/api/v1/tasks/${id}/review`);
    expect(claimed.status).toBe(200);
    const approved = await who.post(`/api/v1/tasks/${id}/approval`, {
      lease: claimed.body.lease.number,
    });
    expect(approved.status).toBe(200);
    await settle(t.service);
    return approved.body;
  };
  const site = (locale: string): Promise<Json> =>
    clientOf(t.url)
      .get(`/site/notices/${slug}`, { 'Accept-Language': locale })
      .then((answer) => ({ ...answer.body, language: answer.headers.get('content-language') }));

  it('imports a page: navigation and footer left out, title, paragraphs, slug and date found', async () => {
    const { state, date, title } = await notice();
    expect({ state, date }).toEqual({
      state: 'en_only',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(title.en).toMatch(/inaugural/i);
    const { body } = await version('en');
    expect(body.match(/<p>/g)).toHaveLength(5);
    expect(body).not.toMatch(/Homepage|Introduction of Website|Exception Clause/);
  });

  it('raises a translate task, and takes it from claim to review', async () => {
    const open = await task();
    expect(open).toMatchObject({ kind: 'translate', status: 'open', writes: ['zh'] });
    const claim = await translator.post(`/api/v1/tasks/${open.id}/claim`);
    const lease = claim.body.lease.number;
    const saved = await translator.put(`/api/v1/tasks/${open.id}/draft`, {
      lease,
      versions: { zh: { title: chinese.title, body: '<p>…</p>' } },
    });
    expect(saved.body.draft).toBe(1);
    const again = await translator.put(`/api/v1/tasks/${open.id}/draft`, {
      lease,
      draft: 1,
      versions: { zh: chinese },
    });
    expect(again.body.draft).toBe(2);
    const submitted = await translator.post(`/api/v1/tasks/${open.id}/submission`, { lease });
    expect(submitted.body).toMatchObject({ pair: { en: 1, zh: 1 }, task: { status: 'submitted' } });
    expect(await notice()).toMatchObject({ state: 'en_only', head: { en: 1, zh: 0 } });
    const approved = await review(editor, open.id);
    expect(approved.syncPoint).toMatchObject({ en: 1, zh: 1, ground: 'reviewed' });
    expect(await notice()).toMatchObject({
      state: 'in_sync',
      published: { en: null, zh: null },
      task: null,
    });
  });

  it('publishes both, and readers get their language', async () => {
    for (const language of ['en', 'zh']) {
      const answer = await editor.post(
        `/api/v1/notices/${slug}/versions/${language}/publication`,
        {},
      );
      expect(answer.status).toBe(200);
    }
    expect(await site('zh-CN')).toMatchObject({
      title: chinese.title,
      language: 'zh',
      fallback: false,
    });
    expect(await site('en-GB')).toMatchObject({
      language: 'en',
      counterpart: { state: 'in_sync' },
    });
  });

  it('names the touched segment, its class, both wordings and its answer when a fact changes', async () => {
    expect(await edit(editor, 'en', (body) => body.replace('over 30', 'over 40'))).toBe('en_ahead');
    const update = await task();
    expect(update).toMatchObject({
      kind: 'update',
      writes: ['zh'],
      class: 'facts',
      confirmable: false,
    });
    expect(update.changes).toHaveLength(1);
    const [change] = update.changes;
    expect(change).toMatchObject({ class: 'facts', side: 'en' });
    expect([change.old, change.new]).toEqual([
      expect.stringContaining('over 30'),
      expect.stringContaining('over 40'),
    ]);
    expect(change.counterpart.text).toContain('30多');
    expect(change.patch).toBe(change.counterpart.text.replace('30多', '40多'));
    await acceptPatch(update);
  });

  const acceptPatch = async (update: Json): Promise<void> => {
    const [change] = update.changes;
    const { lease } = (await translator.post(`/api/v1/tasks/${update.id}/claim`)).body;
    const segments = { [change.counterpart.segments[0]]: change.patch };
    await translator.put(`/api/v1/tasks/${update.id}/draft`, { lease: lease.number, segments });
    const submitted = await translator.post(`/api/v1/tasks/${update.id}/submission`, {
      lease: lease.number,
    });
    expect(submitted.body.pair).toEqual({ en: 2, zh: 2 });
    await review(editor, update.id);
    expect((await version('zh')).body).toBe(chinese.body.replace('30多', '40多'));
    expect((await site('zh')).html).toContain('40多');
    expect((await site('en')).counterpart).toMatchObject({ state: 'in_sync' });
  };

  it('certifies a doubled space taken out by itself, and asks for no task', async () => {
    // Whoever asks at once may find it ahead, or certified already.
    expect(['en_ahead', 'in_sync']).toContain(
      await edit(editor, 'en', (body) => body.replace('mind.  Building', 'mind. Building')),
    );
    expect(await task()).toBeNull();
    const after = await notice();
    expect(after).toMatchObject({ state: 'in_sync', syncPoint: { ground: 'cosmetic', by: null } });
  });

  it('lets one click confirm that a mended typo changes nothing', async () => {
    expect(
      await edit(editor, 'en', (body) => body.replace('In the the meeting', 'In the meeting')),
    ).toBe('en_ahead');
    expect(await task()).toMatchObject({ kind: 'update', class: 'minor', confirmable: true });
    const { head } = await notice();
    const confirmed = await editor.post(`/api/v1/notices/${slug}/sync-points`, head);
    expect([confirmed.status, confirmed.body.ground]).toEqual([201, 'confirmed']);
    expect(await task()).toBeNull();
  });

  it('follows the Chinese when the Chinese leads', async () => {
    expect(await edit(editor, 'zh', (body) => body.replace('40多', '50多'))).toBe('zh_ahead');
    const update = await task();
    expect(update).toMatchObject({ kind: 'update', writes: ['en'], leads: 'zh', class: 'facts' });
    expect(update.changes[0].patch).toContain('over 50');
  });

  it('asks to reconcile when both have moved', async () => {
    expect(await edit(second, 'en', (body) => body.replace('over 40', 'over 60'))).toBe('diverged');
    const reconcile = await task();
    expect(reconcile).toMatchObject({ kind: 'reconcile', writes: ['en', 'zh'] });
    expect(reconcile.changes.map((change: Json) => change.side).toSorted()).toEqual(['en', 'zh']);
    const { lease } = (await translator.post(`/api/v1/tasks/${reconcile.id}/claim`)).body;
    const [en, zh] = [await version('en'), await version('zh')];
    const submitted = await translator.post(`/api/v1/tasks/${reconcile.id}/submission`, {
      lease: lease.number,
      versions: {
        en: { title: en.title, body: en.body.replace('over 60', 'over 50') },
        zh: { title: zh.title, body: zh.body },
      },
    });
    expect(submitted.status).toBe(200);
    await review(editor, reconcile.id);
    expect((await notice()).state).toBe('in_sync');
  });

  it('asks to verify what was saved in one act', async () => {
    const [en, zh, { etag }] = [await version('en'), await version('zh'), await notice()];
    const saved = await editor.put(
      `/api/v1/notices/${slug}/versions`,
      {
        en: { title: en.title, body: en.body.replace('over 50', 'over 70') },
        zh: { title: zh.title, body: zh.body.replace('50多', '70多') },
      },
      { 'If-Match': etag },
    );
    expect([saved.status, saved.body.state]).toEqual([200, 'diverged']);
    expect(await task()).toMatchObject({ kind: 'verify' });
    const { head } = await notice();
    const own = await editor.post(`/api/v1/notices/${slug}/sync-points`, head);
    expect([own.status, own.body.code]).toEqual([403, 'four_eyes']);
    const others = await second.post(`/api/v1/notices/${slug}/sync-points`, head);
    expect(others.status).toBe(201);
    expect(await task()).toBeNull();
    expect((await notice()).state).toBe('in_sync');
  });

  it('keeps the whole story', async () => {
    const { items } = (await editor.get(`/api/v1/notices/${slug}/history?limit=200`)).body;
    const types = new Set(items.map((event: Json) => event.type));
    expect([...types]).toEqual(
      expect.arrayContaining([
        'notice.created',
        'task.opened',
        'task.claimed',
        'task.submitted',
        'task.approved',
        'pair.certified',
        'publication.published',
        'revision.saved',
      ]),
    );
  });
});
