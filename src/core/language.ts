/** The two languages of content. Content is English or Simplified Chinese. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** One value for each language. The two are equals: neither is source or target. */
export interface Pair<T> {
  readonly en: T;
  readonly zh: T;
}

export function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'zh';
}

export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'zh' : 'en';
}

/** Builds a pair by asking the same question of both languages. */
export function pairOf<T>(make: (language: Language) => T): Pair<T> {
  return { en: make('en'), zh: make('zh') };
}

export function mapPair<A, B>(pair: Pair<A>, map: (value: A, language: Language) => B): Pair<B> {
  return { en: map(pair.en, 'en'), zh: map(pair.zh, 'zh') };
}

/** The pair with one side replaced. */
export function withSide<T>(pair: Pair<T>, language: Language, value: T): Pair<T> {
  return language === 'en' ? { en: value, zh: pair.zh } : { en: pair.en, zh: value };
}
