import type { Locale, Words } from '../words.ts';

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
