import type { Pair } from '../../../core/language.ts';
import { languageOf } from '../../../core/locale.ts';
import type { Words } from '../../../platform/words.ts';
import type { Edition } from '../contract.ts';
import type { Wording } from '../traditional.ts';

type Values = Readonly<Record<string, string | number>>;

/** How the site speaks in one locale. */
export interface Speech {
  readonly locale: Edition;
  /** The words under `site:<key>`. */
  say(key: string, values?: Values): string;
  /** A name that is kept for both languages. */
  name(name: Pair<string>): string;
  /** A day (`2026-03-01`) or a moment, as a date in words. */
  date(day: string | Date): string;
}

/** Language tags for `lang`, where the script decides on fonts and punctuation. */
export const languageTags: Readonly<Record<Edition, string>> = {
  en: 'en',
  zh: 'zh-Hans',
  'zh-Hant': 'zh-Hant',
};

/** What each edition calls itself, where there is room for it and where there is not. */
export const editionNames: Readonly<Record<Edition, { long: string; short: string }>> = {
  en: { long: 'English', short: 'EN' },
  zh: { long: '简体中文', short: '简' },
  'zh-Hant': { long: '繁體中文', short: '繁' },
};

/** A mark for a language, for a link of one or two characters. */
export const languageMarks: Readonly<Pair<string>> = { en: 'EN', zh: '中' };

/** @param manner the time zone of the site's days, and how Chinese reads in the locale */
export function speechOf(
  words: Words,
  locale: Edition,
  manner: { readonly timeZone: string; readonly wording: Wording },
): Speech {
  const language = languageOf(locale);
  const read = (text: string) => (language === 'en' ? text : manner.wording.text(text));
  const format = (timeZone: string) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-US' : 'zh-Hans', {
      dateStyle: 'long',
      timeZone,
    });
  const days = format('UTC');
  const moments = format(manner.timeZone);
  return {
    locale,
    say: (key, values) => read(words.say(language, `site:${key}`, values)),
    name: (name) => read(name[language]),
    date: (day) =>
      typeof day === 'string' ? days.format(new Date(`${day}T00:00:00Z`)) : moments.format(day),
  };
}
