import { learnLexicon } from '../../../src/features/parity/learn-lexicon.ts';
import type { Client } from '../../support/http.ts';
import { signIn } from '../../support/http.ts';
import type { TestService } from '../../support/service.ts';
import { makePerson, openTestService, settle } from '../../support/service.ts';

let t: TestService;
let author: Client;
let editor: Client;

beforeAll(async () => {
  t = await openTestService();
  author = await signIn(t.url, await makePerson(t.service, { name: 'Anna', roles: ['editor'] }));
  editor = await signIn(t.url, await makePerson(t.service, { name: 'Emma', roles: ['editor'] }));
});
afterAll(() => t.close());

/** A name that no dictionary has, each time in another sentence, and a sentence without it. */
const sentences = [
  [
    'The Brelvik hall opens on Monday morning.',
    '布雷维克大厅周一上午开放。',
    'Bring an umbrella.',
    '请带雨伞。',
  ],
  [
    'Visitors of Brelvik need a valid card.',
    '前往布雷维克的访客须持有效证件。',
    'Dogs stay outside.',
    '狗不得入内。',
  ],
  [
    'Brelvik publishes its yearly report in spring.',
    '布雷维克在春季发布年度报告。',
    'Paper costs money.',
    '纸张要花钱。',
  ],
  [
    'All laboratories moved to Brelvik last autumn.',
    '所有实验室去年秋天迁至布雷维克。',
    'Trains were late.',
    '火车晚点了。',
  ],
  [
    'Brelvik thanks farmers for clean water.',
    '布雷维克感谢农民提供清洁的水。',
    'Music was played.',
    '现场演奏了音乐。',
  ],
  [
    'A new bridge leads from the harbour to Brelvik.',
    '新桥从港口通往布雷维克。',
    'The weather was cold.',
    '天气寒冷。',
  ],
] as const;

async function pairOf(slug: string, texts: readonly string[]): Promise<void> {
  const [en = '', zh = '', also = '', alsoZh = ''] = texts;
  const made = await author.post('/api/v1/notices', {
    slug,
    versions: {
      en: { title: `Item ${slug}`, body: `<p>${en}</p><p>${also}</p>` },
      zh: { title: `事项${slug}`, body: `<p>${zh}</p><p>${alsoZh}</p>` },
    },
  });
  expect(made.status).toBe(201);
}

async function certify(slug: string): Promise<void> {
  const done = await editor.post(`/api/v1/notices/${slug}/sync-points`, { en: 1, zh: 1 });
  expect(done.status).toBe(201);
}

const reportOf = async (slug: string) =>
  (await editor.get(`/api/v1/notices/${slug}/parity`)).body as {
    lexicon: number;
    createdAt: string;
  };

describe('words learned from certified pairs', () => {
  it('are none on a new deployment, and no version is made of nothing', async () => {
    expect(await learnLexicon(t.service)).toEqual({
      version: 0,
      words: 0,
      beads: 0,
      changed: false,
    });
    for (const [n, pair] of sentences.entries()) await pairOf(`item-${n}`, pair);
    await settle(t.service);
    expect(await learnLexicon(t.service)).toMatchObject({ beads: 0, version: 0 });
    expect((await reportOf('item-0')).lexicon).toBe(0);
  });

  it('come from what was certified, and count from the next report on', async () => {
    for (const n of sentences.keys()) await certify(`item-${n}`);
    await settle(t.service);
    const before = await reportOf('item-1');
    await t.service.queues['learn-lexicon'].addAll([
      { id: 'now', data: {}, attempts: 1, backoffMs: 0, delayMs: 0 },
    ]);
    const learned = await lessonAfter(0);
    expect(learned.version).toBe(1);
    expect(learned.words).toContainEqual(expect.objectContaining({ en: 'brelvik', zh: '布雷' }));
    expect(await reportOf('item-1')).toEqual(before);
    await pairOf('later', [
      'Brelvik is closed today.',
      '布雷维克今天关闭。',
      'Come back soon.',
      '欢迎再来。',
    ]);
    expect((await reportOf('later')).lexicon).toBe(1);
  });

  it('are the same version where nothing new was learned', async () => {
    const again = await learnLexicon(t.service);
    expect(again).toMatchObject({ version: 1, changed: false });
  });

  it('go when the pairs that taught them are no longer certified', async () => {
    for (const n of sentences.keys()) {
      const { synced } = (await editor.get(`/api/v1/notices/item-${n}`)).body;
      expect(synced).not.toBeNull();
      const [point] = (await editor.get(`/api/v1/notices/item-${n}/sync-points`)).body.items;
      await editor.del(`/api/v1/notices/item-${n}/sync-points/${point.id}`);
    }
    expect(await learnLexicon(t.service)).toMatchObject({ version: 2, words: 0, changed: true });
    const anew = await editor.post('/api/v1/parity', {
      en: { body: '<p>Brelvik.</p>' },
      zh: { body: '<p>布雷维克。</p>' },
    });
    expect(anew.status).toBe(200);
  });
});

/** Waits for a lesson later than this version. */
async function lessonAfter(
  version: number,
): Promise<{ version: number; words: readonly { zh: string }[] }> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const row = await t.service.db
      .selectFrom('learnedLexicon')
      .select(['version', 'words'])
      .where('version', '>', version)
      .executeTakeFirst();
    if (row !== undefined) return row as never;
    if (Date.now() > deadline) throw new Error('no lesson came in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
