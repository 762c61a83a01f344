import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusalCodes } from '../../src/core/refusal.ts';
import { localesDirectory } from '../../src/context.ts';
import type { Locale } from '../../src/platform/words.ts';
import { openWords } from '../../src/platform/words.ts';

const plurals: Record<Locale, readonly string[]> = { en: ['one', 'other'], zh: ['other'] };
const locales = ['en', 'zh'] as const;
const directory = localesDirectory();
const namespaces = readdirSync(join(directory, 'en')).sort();

/** The words of a file by dotted key. */
function wordsIn(locale: Locale, file: string): Map<string, string> {
  const words = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value))
        walk(item, path === '' ? key : `${path}.${key}`);
    } else if (typeof value === 'string') words.set(path, value);
    else throw new Error(`${file} ${path} is no text`);
  };
  walk(JSON.parse(readFileSync(join(directory, locale, file), 'utf8')), '');
  return words;
}

const plural = /_(zero|one|two|few|many|other)$/;

/** Keys without plural suffix, and the forms that each has: [''] for one without forms. */
function formsOf(words: ReadonlyMap<string, string>): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const key of words.keys()) {
    const base = key.replace(plural, '');
    forms.set(base, [...(forms.get(base) ?? []), plural.exec(key)?.[1] ?? '']);
  }
  return forms;
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
}

test('both languages have the same files', () => {
  expect(readdirSync(join(directory, 'zh')).sort()).toEqual(namespaces);
});

describe.each(namespaces)('%s', (file) => {
  const [en, zh] = [wordsIn('en', file), wordsIn('zh', file)];
  const forms = { en: formsOf(en), zh: formsOf(zh) };

  test('has the same keys in both languages', () => {
    expect([...forms.zh.keys()].sort()).toEqual([...forms.en.keys()].sort());
  });

  test('has words under every key', () => {
    const empty = [...en, ...zh].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  test.each(locales)('has the plural forms of %s, all counting', (locale) => {
    const words = locale === 'en' ? en : zh;
    for (const [key, found] of forms[locale]) {
      if (found.includes('') && found.length === 1) {
        expect(placeholdersOf(words.get(key) ?? '')).not.toContain('count');
      } else {
        expect([key, ...found.sort()]).toEqual([key, ...plurals[locale]]);
      }
    }
  });

  test('has the same placeholders in both languages', () => {
    for (const [key, text] of zh) {
      const english = en.get(key);
      expect([key, placeholdersOf(text)]).toEqual([key, placeholdersOf(english ?? '')]);
    }
  });

  test('is translated', () => {
    // Names and pure placeholders are the same in both languages.
    const same = (text: string) =>
      !/\p{L}/u.test(
        text.replace(/\{\{\w+\}\}|\b(?:Markdown|HTML|English|Atom|JSON Feed|RSS)\b/g, ''),
      );
    const untranslated = [...zh].filter(([, text]) => !/\p{Script=Han}/u.test(text) && !same(text));
    expect(untranslated).toEqual([]);
  });
});

test('every refusal has words in both languages, and there are words for nothing else', () => {
  for (const locale of locales) {
    const codes = [...formsOf(wordsIn(locale, 'refusals.json')).keys()];
    expect(codes.sort()).toEqual([...refusalCodes].sort());
  }
});

test('every code of a wrong input that the source names has words', () => {
  const root = join(directory, '..', 'src');
  const codes = new Set<string>();
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const source = readFileSync(join(root, file), 'utf8');
    const found = [
      ...source.matchAll(/invalidField\(\s*[^,]+,\s*'(\w+)'/g),
      ...source.matchAll(/path[^\n]*, code: '(\w+)'/g),
    ];
    for (const match of found) codes.add(match[1] ?? '');
  }
  expect(codes.size).toBeGreaterThan(5);
  const words = wordsIn('en', 'inputs.json');
  expect([...codes].filter((code) => !words.has(code))).toEqual([]);
});

test('words are found by namespace and filled in', () => {
  const words = openWords(directory);
  expect(words.say('en', 'refusals:too_many_failures', { count: 1 })).toMatch(/1 minute,/);
  expect(words.say('en', 'refusals:too_many_failures', { count: 5 })).toMatch(/5 minutes,/);
  expect(words.say('zh', 'refusals:too_many_failures', { count: 1 })).toMatch(/1 分钟/);
});
