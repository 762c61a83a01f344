import type { Locator, Page } from 'playwright-core';
import { untilTrue } from './browser.ts';
import type { Client } from './http.ts';
import { signIn } from './http.ts';
import { settle } from './service.ts';
import type { Credentials, Workbench } from './workbench.ts';

/** A newsroom for journeys: who edits by the API, and notices in the states that tasks come of. */
export interface Newsroom {
  readonly w: Workbench;
  readonly editor: Client;
  /** A notice with a text in English alone. Answers its task. */
  englishOnly(body: string, title?: string): Promise<Made>;
  /** A notice in both languages, of which nobody has said that they agree. */
  unverified(texts: { en: string; zh: string }): Promise<Made>;
  /** A notice in both languages, certified. */
  certified(texts: { en: string; zh: string }): Promise<Made>;
  /** Saves another text of one side. Answers the task that follows, if there is one. */
  save(notice: string, language: 'en' | 'zh', body: string): Promise<string>;
}

export interface Made {
  readonly notice: string;
  readonly task: string;
}

let count = 0;
const titles = { en: 'Opening hours of the reading room', zh: '阅览室开放时间' };

export async function openNewsroom(w: Workbench, editor: Credentials): Promise<Newsroom> {
  const api = await signIn(w.url, editor);
  // Whoever wrote both sides may not vouch for them.
  const other = await signIn(w.url, await w.person('Otto', 'editor'));
  const create = async (texts: Record<string, unknown>): Promise<string> => {
    const slug = `notice-${(count += 1)}`;
    const made = await api.post('/api/v1/notices', { slug, ...texts });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body.id as string;
  };
  const taskOf = async (notice: string): Promise<string> => {
    await settle(w.service, 300_000);
    const found = await api.get(`/api/v1/tasks?notice=${notice}`);
    return (found.body.items[0]?.id as string | undefined) ?? '';
  };
  const unverified: Newsroom['unverified'] = async ({ en, zh }) => {
    const notice = await create({
      versions: { en: { title: titles.en, body: en }, zh: { title: titles.zh, body: zh } },
    });
    return { notice, task: await taskOf(notice) };
  };
  return {
    w,
    editor: api,
    englishOnly: async (body, title = titles.en) => {
      const notice = await create({ language: 'en', title, body });
      return { notice, task: await taskOf(notice) };
    },
    unverified,
    certified: async (texts) => {
      const { notice } = await unverified(texts);
      const done = await other.post(`/api/v1/notices/${notice}/sync-points`, { en: 1, zh: 1 });
      if (done.status !== 201) throw new Error(JSON.stringify(done.body));
      await settle(w.service, 300_000);
      return { notice, task: '' };
    },
    save: async (notice, language, body) => {
      const path = `/api/v1/notices/${notice}/versions/${language}`;
      const now = await api.get(path);
      const saved = await api.put(
        path,
        { title: titles[language], body },
        { 'If-Match': now.headers.get('etag') ?? '' },
      );
      if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
      return taskOf(notice);
    },
  };
}

/** The fields that are written, in order of reading. */
export function fields(page: Page): Locator {
  return page.locator('textarea[data-cell]');
}

/** Waits until what was typed is saved. */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('[data-status=saved]').waitFor();
}

/** Waits until one of the fields says this. */
export async function untilWritten(page: Page, text: string): Promise<void> {
  const wanted = JSON.stringify(text);
  await untilTrue(
    page,
    `[...document.querySelectorAll('textarea[data-cell]')].some(({ value }) => value === ${wanted})`,
  );
}
