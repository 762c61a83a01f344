import type { Locale, Words } from '../words.ts';
import { Html, escapeHtml } from './html.ts';

/** Content is Simplified Chinese; the script tells screen readers and fonts. */
export const languageTags: Readonly<Record<Locale, string>> = { en: 'en', zh: 'zh-Hans' };

/** What each language calls itself. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', zh: '中文' };

/** The words under `pages:<key>` in one locale. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Words without values are looked up once a page: one of 500 rows asks for some thousands. */
export function sayIn(words: Words, locale: Locale): Say {
  const said = new Map<string, string>();
  return (key, values) => {
    if (values !== undefined) return words.say(locale, `pages:${key}`, values);
    const before = said.get(key);
    if (before !== undefined) return before;
    const text = words.say(locale, `pages:${key}`);
    said.set(key, text);
    return text;
  };
}

/** A path with the parameters that have a value. */
export function pathWith(
  path: string,
  parameters: Readonly<Record<string, string | null | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined) query.set(name, value);
  }
  // A slash may stand in a query as it is, and reads better so.
  return query.size === 0 ? path : `${path}?${query.toString().replaceAll('%2F', '/')}`;
}

/** Words in which `<1>…</1>` marks a part for an element: escaped, with the parts put into theirs. */
export function phrase(text: string, ...elements: readonly ((part: Html) => Html)[]): Html {
  const pieces = text.split(/<(\d)>(.*?)<\/\1>/s);
  let written = '';
  for (let at = 0; at < pieces.length; at += 3) {
    written += escapeHtml(pieces[at] ?? '');
    const part = new Html(escapeHtml(pieces[at + 2] ?? ''));
    const element = elements[Number(pieces[at + 1]) - 1];
    written += element === undefined ? part.text : element(part).text;
  }
  return new Html(written);
}
