import { SegmentedControl } from '@mantine/core';
import { languages } from '../../src/core/language.ts';
import {
  languageNames,
  languageTags,
  switchLanguage,
  useLanguage,
  useWords,
} from '../words/words.ts';

/** English or 中文, each in its own words. */
export function LanguageSwitch() {
  const say = useWords('app');
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('language')}
      value={useLanguage()}
      onChange={(language) => void switchLanguage(language)}
      data={languages.map((language) => ({
        value: language,
        label: <span lang={languageTags[language]}>{languageNames[language]}</span>,
      }))}
    />
  );
}
