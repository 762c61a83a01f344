import type { Client, Json } from '../../support/http.ts';
import { signIn } from '../../support/http.ts';
import type { TestService } from '../../support/service.ts';
import { makePerson, openTestService, settle } from '../../support/service.ts';

let t: TestService;
let editor: Client;
let reader: Client;
let slugs = 0;

beforeAll(async () => {
  t = await openTestService();
  editor = await signIn(t.url, await makePerson(t.service, { name: 'Emma', roles: ['editor'] }));
  reader = await signIn(t.url, await makePerson(t.service, { name: 'Rita', roles: ['reader'] }));
});
afterAll(() => t.close());

const en = '<p>On 21 March 2025 the centre opened. Over 30 bodies took part in the work.</p>';
const zh = '<p>该中心于2025年3月12日启用。30多家机构参与了这项工作。</p>';

async function pairOf(texts: { en: string; zh: string } = { en, zh }): Promise<string> {
  slugs += 1;
  const made = await editor.post('/api/v1/notices', {
    slug: `pair-${slugs}`,
    versions: {
      en: { title: 'The centre opens', body: texts.en },
      zh: { title: '中心启用', body: texts.zh },
    },
  });
  expect(made.status).toBe(201);
  return made.body.slug;
}

const facts = (report: Json): Json[] =>
  report.findings.filter((finding: Json) => finding.check === 'facts');

describe('a report of any two texts', () => {
  it('gives segments, beads that cover them once, facts and findings, and stores nothing', async () => {
    const answer = await reader.post('/api/v1/parity', { en: { body: en }, zh: { body: zh } });
    expect(answer.status).toBe(200);
    const report = answer.body;
    for (const side of ['en', 'zh']) {
      const named = report.alignment.flatMap((bead: Json) => bead[side]);
      expect(named).toEqual(report[side].segments.map((segment: Json) => segment.index));
    }
    expect(facts(report)).toEqual([
      expect.objectContaining({
        evidence: expect.objectContaining({ en: expect.stringContaining('21 March') }),
      }),
    ]);
    expect(report.score).toBeLessThan(100);
    const { rows } = await countReports();
    expect(rows).toBe(0);
  });

  it.each([
    ['empty sides', { en: { body: '' }, zh: { body: '' } }, 200],
    ['one empty side', { en: { body: en }, zh: { body: '' } }, 200],
    ['no side', { en: { body: en } }, 422],
    ['a NUL', { en: { body: 'a\u0000b' }, zh: { body: '' } }, 422],
  ])('takes or refuses %s', async (_name, texts, status) => {
    const answer = await reader.post('/api/v1/parity', texts);
    expect(answer.status).toBe(status);
  });

  it('answers others while it works on long texts', async () => {
    const report = reader.post('/api/v1/parity', {
      en: { body: en.repeat(300) },
      zh: { body: zh.repeat(300) },
    });
    const first = await Promise.race([
      report.then(() => 'report'),
      editor.get('/api/v1/me').then(() => 'others'),
    ]);
    expect(first).toBe('others');
    expect((await report).status).toBe(200);
  });
});

async function countReports(): Promise<{ rows: number }> {
  const rows = await t.service.db.selectFrom('parityReport').select('noticeId').execute();
  return { rows: rows.length };
}

describe('a report of a notice', () => {
  it('is made by a job when the pair is there, and again when a side changes', async () => {
    const slug = await pairOf();
    await settle(t.service);
    const stored = await countReports();
    expect(stored.rows).toBe(1);
    const first = await reader.get(`/api/v1/notices/${slug}/parity`);
    expect(first.body).toMatchObject({ pair: { en: 1, zh: 1 } });
    const saved = await editor.put(
      `/api/v1/notices/${slug}/versions/zh`,
      { title: '中心启用', body: zh.replace('12日', '21日') },
      { 'If-Match': '"zh-1"' },
    );
    expect(saved.status).toBe(200);
    const second = await reader.get(`/api/v1/notices/${slug}/parity`);
    expect(second.body.pair).toEqual({ en: 1, zh: 2 });
    expect(facts(second.body)).toEqual([]);
    expect(facts((await reader.get(`/api/v1/notices/${slug}/parity?zh=1`)).body)).toHaveLength(1);
  });

  it('keeps a waiver as long as the texts stand, and lets it be taken back', async () => {
    const slug = await pairOf();
    const at = `/api/v1/notices/${slug}`;
    const [finding] = facts((await editor.get(`${at}/parity`)).body);
    const refused = await reader.post(`${at}/findings/${finding.id}/waiver`, {
      reason: 'as announced',
    });
    expect(refused.status).toBe(403);
    const waived = await editor.post(`${at}/findings/${finding.id}/waiver`, {
      reason: 'as announced',
    });
    expect([waived.status, waived.body]).toEqual([
      201,
      expect.objectContaining({ reason: 'as announced' }),
    ]);
    const elsewhere = await editor.put(
      `${at}/versions/en`,
      { title: 'The centre opens', body: `${en}<p>One more paragraph for both.</p>` },
      { 'If-Match': '"en-1"' },
    );
    expect(elsewhere.status).toBe(200);
    const still = facts((await editor.get(`${at}/parity`)).body);
    expect(still).toEqual([
      expect.objectContaining({
        id: finding.id,
        waiver: expect.objectContaining({ reason: 'as announced' }),
      }),
    ]);
    await editor.put(
      `${at}/versions/en`,
      { title: 'The centre opens', body: en.replace('21 March', '22 March') },
      { 'If-Match': '"en-2"' },
    );
    const anew = facts((await editor.get(`${at}/parity`)).body);
    expect(anew.map((each: Json) => each.waiver)).toEqual([null]);
    expect((await editor.del(`${at}/findings/${finding.id}/waiver`)).status).toBe(204);
    expect((await editor.del(`${at}/findings/${finding.id}/waiver`)).status).toBe(404);
  });

  it('follows hand corrections of the alignment, and the house policy', async () => {
    const slug = await pairOf();
    const at = `/api/v1/notices/${slug}`;
    const constraints = [{ en: [1, 2], zh: [1, 2] }];
    const corrected = await editor.put(`${at}/alignment`, { constraints });
    expect(corrected.body.alignment).toContainEqual(expect.objectContaining(constraints[0]));
    const read = (await editor.get(`${at}/parity`)).body;
    expect(read.alignment).toEqual(corrected.body.alignment);
    expect([corrected.body.corrections, read.corrections]).toEqual([constraints, constraints]);
    const unknown = await editor.put(`${at}/alignment`, { constraints: [{ en: [99], zh: [1] }] });
    expect([unknown.status, unknown.body.errors[0].path]).toEqual([422, 'constraints[0].en']);
    const { parity } = (await editor.get('/api/v1/settings')).body;
    await editor.put('/api/v1/settings', { parity: { ...parity, severity: { facts: 'off' } } });
    expect(facts((await editor.get(`${at}/parity`)).body)).toEqual([]);
    await editor.put('/api/v1/settings', { parity });
    expect(facts((await editor.get(`${at}/parity`)).body)).toHaveLength(1);
  });

  it('is refused where a language is missing', async () => {
    await editor.post('/api/v1/notices', {
      slug: 'alone',
      language: 'en',
      title: 'Alone',
      body: en,
    });
    const answer = await reader.get('/api/v1/notices/alone/parity');
    expect([answer.status, answer.body.code]).toEqual([409, 'pair_incomplete']);
  });
});

describe('the summary', () => {
  it('counts pairs by state, age, direction and category', async () => {
    await settle(t.service);
    const { status, body: summary } = await reader.get('/api/v1/parity/summary');
    expect(status).toBe(200);
    const total = Object.values(summary.states as Record<string, number>).reduce(
      (sum, n) => sum + n,
      0,
    );
    expect(total).toBe(slugs + 1);
    expect(summary.states).toMatchObject({ en_only: 1, unverified: slugs });
    expect(summary.ages.day).toBe(slugs + 1);
    expect(summary.waivers).toEqual([{ check: 'facts', waived: 1, restored: 1 }]);
  });
});
