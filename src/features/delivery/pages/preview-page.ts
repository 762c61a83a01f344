import type { Preview } from '../read-preview.ts';
import type { SitePage } from '../read-site-page.ts';
import type { Setting } from './layout.ts';
import { markup } from './markup.ts';
import { articleOf } from './notice-page.ts';
import { pageWithoutAddress } from './plain-pages.ts';

/** One revision as its page would show it, and that it is no public page. */
export function previewPage(setting: Setting, preview: Preview): string {
  const { speech } = setting;
  const { language, revision, expires, noticeId, slug, title, summary, body, date } = preview;
  const shown: SitePage = {
    noticeId,
    slug,
    movedTo: null,
    asked: language,
    edition: language,
    fallback: false,
    withheld: false,
    languages: [language],
    category: null,
    title,
    summary,
    body,
    date,
    publishedAt: expires,
    updatedAt: expires,
    counterpart: null,
    isPublic: false,
  };
  const until = `${expires.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const says = speech.say('preview', { revision, until });
  const note = markup`<p class="note missing" role="status">${says}</p>\n`;
  return pageWithoutAddress(setting, { title, main: articleOf(speech, shown, note) });
}
