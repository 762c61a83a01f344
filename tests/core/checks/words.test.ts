import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { localesDirectory } from '../../../src/context.ts';
import { checkNames } from '../../../src/core/checks/names.ts';

type Words = Record<string, Record<string, string>>;
const wordsIn = (locale: string) =>
  JSON.parse(readFileSync(join(localesDirectory(), locale, 'findings.json'), 'utf8')) as Words;
const folder = join(localesDirectory(), '..', 'src', 'core', 'checks');
const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));

/** Keys of findings as the source writes them, what is filled in read as anything. */
const written = sources.flatMap((source) =>
  [...source.matchAll(/[`']findings:((?:[^`'$<]|\$\{[^}]*\})+)[`'](?!,? and)/g)].map(
    ([, key = '']) => key,
  ),
);

function patternOf(key: string): RegExp {
  const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/\./g, '\\.'));
  return new RegExp(`^${parts.join('[a-z_]+')}$`);
}

describe.each(['en', 'zh'])('words of findings, %s', (locale) => {
  const words = wordsIn(locale);
  const keys = Object.entries(words).flatMap(([check, cases]) =>
    Object.keys(cases).map((name) => `${check}.${name}`),
  );

  test('there are some for every check, and for nothing else', () => {
    expect(Object.keys(words).sort()).toEqual([...checkNames].sort());
  });

  test('whatever a check can tell has some', () => {
    expect(written.length).toBeGreaterThan(15);
    expect(written.filter((key) => !keys.some((each) => patternOf(key).test(each)))).toEqual([]);
  });

  test('a slip that a check names by its case has some', () => {
    const cases = sources.flatMap((source) => {
      const check = /check: '(\w+)'/.exec(source)?.[1] ?? '';
      return [...source.matchAll(/\bcase: '(\w+)'/g)].map(([, name = '']) => `${check}.${name}`);
    });
    expect(cases.length).toBeGreaterThan(10);
    expect(cases.filter((key) => !keys.includes(key))).toEqual([]);
  });
});
