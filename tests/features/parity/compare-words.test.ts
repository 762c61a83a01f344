import { checkNames, severities } from '../../../src/core/checks/check.ts';
import { factTypes } from '../../../src/core/facts/fact.ts';
import { localesDirectory } from '../../../src/context.ts';
import { openWords } from '../../../src/platform/words.ts';

const words = openWords(localesDirectory());
const keys = [
  ...checkNames.map((name) => `checks.${name}`),
  ...severities.map((name) => `severity.${name}`),
  ...[...severities, 'none'].map((name) => `verdict.${name}`),
  ...factTypes.map((name) => `facts.${name}`),
  ...['over', 'least', 'under', 'most', 'near', 'about'].map((name) => `hedges.${name}`),
];

test.each(keys)('compare:%s has words in both languages', (key) => {
  const [en, zh] = (['en', 'zh'] as const).map((locale) => words.say(locale, `compare:${key}`));
  expect(en).not.toBe(key);
  expect(zh).toMatch(/\p{Script=Han}/u);
});
