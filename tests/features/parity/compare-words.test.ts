import { checkNames, severities } from '../../../src/core/checks/check.ts';
import { factTypes } from '../../../src/core/facts/fact.ts';
import { localesDirectory } from '../../../src/context.ts';
import { openWords } from '../../../src/platform/words.ts';

const words = openWords(localesDirectory());
const keys = [
  ...checkNames.map((name) => `checks.${name}`),
  ...severities.map((name) => `severity.${name}`),
  ...severities.map((name) => `verdict.${name}`),
  ...factTypes.map((name) => `facts.${name}`),
  ...['over', 'least', 'under', 'most', 'near', 'about'].map((name) => `hedges.${name}`),
  ...['sure', 'likely', 'unsure', 'none'].map((name) => `confidence.${name}`),
  ...['title', 'summary', 'heading2', 'heading3', 'heading4', 'paragraph', 'item', 'cell'].map(
    (name) => `blocks.${name}`,
  ),
  ...['caption', 'quote', 'image'].map((name) => `blocks.${name}`),
];

test.each(keys)('compare.%s has words in both languages', (key) => {
  const [en, zh] = (['en', 'zh'] as const).map((locale) =>
    words.say(locale, `pages:compare.${key}`),
  );
  expect(en).not.toContain('compare.');
  expect(zh).toMatch(/\p{Script=Han}/u);
});
