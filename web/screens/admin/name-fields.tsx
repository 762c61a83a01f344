import { TextInput } from '@mantine/core';
import type { Pair } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import { languageTags, useWords } from '../../words/words.ts';

interface Names {
  readonly label: 'categories.name' | 'policies.siteName';
  readonly value: Pair<string>;
  readonly onChange: (value: Pair<string>) => void;
}

/** A name in each language. */
export function NameFields({ label, value, onChange }: Names) {
  const say = useWords('admin');
  const app = useWords('app');
  return languages.map((language) => (
    <TextInput
      key={language}
      required
      maxLength={200}
      lang={languageTags[language]}
      label={say(label, { language: app(`languages.${language}`) })}
      value={value[language]}
      onChange={({ currentTarget }) => onChange({ ...value, [language]: currentTarget.value })}
    />
  ));
}
