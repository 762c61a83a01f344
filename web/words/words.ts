import type { BackendModule, TFunction } from 'i18next';
import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../src/core/language.ts';
import type { PastSpan } from '../../src/core/past-span.ts';
import type { Namespaces } from './namespaces.ts';

/** The words of a screen are one file a language, loaded when they are first asked for. */
const files = import.meta.glob<Record<string, unknown>>(
  '../../locales/{en,zh}/{task,review,reconcile,notices,notice,board,compare,admin,tour,findings}.json',
  { import: 'default' },
);

/** Those that the first screen needs come with the code, in both languages: 6 KB against a round trip. */
const first = import.meta.glob<Record<string, unknown>>('../../locales/{en,zh}/{app,inbox}.json', {
  import: 'default',
  eager: true,
});

/** What `<html lang>` and every piece of text of the interface are marked with. */
export const languageTags = { en: 'en', zh: 'zh-Hans' } as const satisfies Record<Language, string>;
export const languageNames = { en: 'English', zh: '中文' } as const satisfies Record<
  Language,
  string
>;

const memory = 'hebi-language';

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const path = pathOf(language, namespace);
    if (first[path] !== undefined) {
      done(null, first[path]);
      return;
    }
    const load = files[path];
    if (load === undefined) {
      done(new Error(`there is no ${namespace}.json in locales/${language}`), null);
      return;
    }
    load().then(
      (words) => done(null, words as Record<string, never>),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

const instance = createInstance();

/** The language that the address or the reader chose, else the first of the browser's that is one of ours, else English. */
function firstLanguage(): Language {
  const chosen = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(memory);
  if (chosen === 'en' || chosen === 'zh') return chosen;
  const known = navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag));
  return known?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en';
}

/**
 * The plural rules of our two languages. Those of the browser are the same, and take it a while to
 * make: with the formats of times they were a third of drawing the first inbox (one profile, 204 of 641 ms).
 */
const pluralRules = {
  getRule: (language: string) => {
    const hasOne = language.startsWith('en');
    return {
      select: (count: number) => (hasOne && Math.abs(count) === 1 ? 'one' : 'other'),
      resolvedOptions: () => ({ pluralCategories: hasOne ? ['one', 'other'] : ['other'] }),
    };
  },
};

/** Loads the words that every screen needs, in the reader's language. */
export async function openWords(): Promise<void> {
  instance.on('languageChanged', (language) => {
    document.documentElement.lang = languageTags[language as Language];
  });
  await instance
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false,
      supportedLngs: ['en', 'zh'],
      ns: ['app'],
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      // The language is known at once: screens fetch their words while these are on their way.
      initAsync: false,
      react: { useSuspense: true },
    });
  Object.assign(instance.services.pluralResolver as object, pluralRules);
}

/** Fetches words before the screen that needs them is drawn: for route loaders. */
export async function loadWords(...namespaces: (keyof Namespaces)[]): Promise<void> {
  await instance.loadNamespaces(namespaces);
  const missing = namespaces.filter((each) => !isThere(each));
  if (missing.length === 0) return;
  // The library takes a file that did not come for one without words, and asks for it no more.
  await instance.reloadResources([instance.language], missing);
  const [first] = missing.filter((each) => !isThere(each));
  if (first !== undefined) await files[pathOf(instance.language, first)]?.();
}

function isThere(namespace: string): boolean {
  return instance.hasResourceBundle(instance.language, namespace);
}

function pathOf(language: string, namespace: string): string {
  return `../../locales/${language}/${namespace}.json`;
}

/** The words of a namespace: `say('key', values)`. Redraws when the language changes. */
export function useWords<N extends keyof Namespaces>(namespace: N) {
  return useTranslation(namespace).t;
}

/** The language of the interface. */
export function useLanguage(): Language {
  return useTranslation().i18n.language as Language;
}

/** The same, outside of components. */
export function currentLanguage(): Language {
  return instance.language as Language;
}

/** A word of `app.json` in one of the languages, outside of components. */
export function sayIn(
  language: Language,
  key: `past.${PastSpan['unit']}`,
  values: { readonly count: number },
): string {
  return instance.getFixedT(language, 'app')(key, values);
}

/** A word of `app.json` outside of components. */
export const sayApp: TFunction = instance.getFixedT(null, 'app');

/** Switches without a reload: the words of all open screens are loaded first. */
export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem(memory, language);
  await instance.changeLanguage(language);
}
