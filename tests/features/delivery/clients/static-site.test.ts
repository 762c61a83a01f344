import { get } from './raw.ts';
import type { SampleSite } from './sample-site.ts';
import { openSampleSite, slugs } from './sample-site.ts';

/** A builder of static sites that keeps its files in step with `/site/changes`, page by page. */
let site: SampleSite;
beforeAll(async () => {
  site = await openSampleSite();
});
afterAll(() => site.close());

interface Built {
  /** What stands under each address; the value is the answer that it was made of. */
  readonly files: Map<string, string>;
  cursor: string;
  /** How many notices were built anew. */
  builds: number;
}

async function update(built: Built): Promise<void> {
  for (;;) {
    const { text, status } = await get(`${site.url}/site/changes?since=${built.cursor}&limit=5`);
    expect(status).toBe(200);
    const page = JSON.parse(text);
    for (const { slug, formerSlugs, versions } of page.items) {
      built.builds += 1;
      for (const name of [slug, ...formerSlugs]) {
        for (const language of ['en', 'zh']) built.files.delete(`${language}/${name}`);
      }
      for (const language of ['en', 'zh']) {
        const url = versions[language]?.url ?? null;
        if (url === null) continue;
        const answer = await get(site.url + new URL(url, site.url).pathname);
        expect(answer.status).toBe(200);
        built.files.set(`${language}/${slug}`, answer.text);
      }
    }
    built.cursor = page.cursor;
    if (!page.more) return;
  }
}

/** What a build from nothing would make now. */
async function fresh(): Promise<Built> {
  const built = { files: new Map<string, string>(), cursor: '0', builds: 0 };
  await update(built);
  return built;
}

test('follows whatever editors do, and builds only what changed', async () => {
  const built = await fresh();
  expect(built.files.size).toBeGreaterThan(20);
  const all = built.builds;
  const change = { from: /^<p>.*?<\/p>/s, to: '<p>Another beginning.</p>' };
  const steps: [what: string, act: () => Promise<unknown>, builds: number][] = [
    ['nothing', () => Promise.resolve(), 0],
    ['a new text', () => site.republish(slugs.inStep, 'en', change), 1],
    ['another slug', () => rename(slugs.long, 'climate'), 1],
    ['a withdrawal', () => withdraw(slugs.enAhead, 'zh'), 1],
    ['an archived notice', () => patch('introduction', { archived: true }), 1],
    ['the same again', () => patch('introduction', { archived: false }), 1],
  ];
  for (const [what, act, builds] of steps) {
    await act();
    built.builds = 0;
    await update(built);
    const whole = await fresh();
    expect([what, built.builds, whole.builds]).toEqual([what, builds, all]);
    expect(new Map([...built.files].toSorted())).toEqual(new Map([...whole.files].toSorted()));
  }
  expect(built.files.get(`en/${slugs.inStep}`)).toContain('Another beginning.');
  expect([...built.files.keys()]).not.toContain(`en/${slugs.long}`);
  expect(built.files.has('en/climate')).toBe(true);
});

async function patch(slug: string, change: object): Promise<void> {
  const path = `/api/v1/notices/${slug}`;
  const etag = (await site.editor.get(path)).headers.get('ETag') ?? '';
  const { status, body } = await site.editor.patch(path, change, { 'If-Match': etag });
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
}

function rename(slug: string, to: string): Promise<void> {
  return patch(slug, { slug: to });
}

async function withdraw(slug: string, language: 'en' | 'zh'): Promise<void> {
  const path = `/api/v1/notices/${slug}/versions/${language}/publication`;
  expect((await site.editor.del(path)).status).toBe(200);
}
