import { Checkbox, Textarea, TextInput } from '@mantine/core';
import type { Language } from '../../../../src/core/language.ts';
import { languageTags, useWords } from '../../../words/words.ts';
import { BodyField } from './body-field.tsx';
import classes from './form.module.css';
import type { Typed } from './unsaved.ts';

interface Form {
  readonly language: Language;
  readonly typed: Typed;
  readonly type: (change: Partial<Typed>) => void;
  /** Whether there is an earlier text that this one changes. */
  readonly isChange: boolean;
  /** Changes when the text is replaced by another: the editor is opened anew. */
  readonly version: string;
}

/** Title, summary and text of one version, and what is to be said of the change. */
export function TextForm({ language, typed, type, isChange, version }: Form) {
  const say = useWords('notice');
  const lang = languageTags[language];
  return (
    <div className={classes.fields}>
      <TextInput
        required
        label={say('editor.heading')}
        lang={lang}
        maxLength={500}
        value={typed.title}
        onChange={({ currentTarget }) => type({ title: currentTarget.value })}
      />
      <Textarea
        label={say('editor.summary')}
        description={say('editor.summaryHelp')}
        lang={lang}
        autosize
        minRows={1}
        maxLength={2000}
        value={typed.summary}
        onChange={({ currentTarget }) => type({ summary: currentTarget.value })}
      />
      <BodyField
        key={version}
        language={language}
        body={typed.body}
        onChange={(body) => type({ body })}
      />
      {isChange && (
        <>
          <TextInput
            label={say('editor.message')}
            description={say('editor.messageHelp')}
            maxLength={1000}
            value={typed.message}
            onChange={({ currentTarget }) => type({ message: currentTarget.value })}
          />
          <Checkbox
            label={say('editor.cosmetic')}
            description={say('editor.cosmeticHelp')}
            checked={typed.change === 'cosmetic'}
            onChange={({ currentTarget }) =>
              type({ change: currentTarget.checked ? 'cosmetic' : 'auto' })
            }
          />
        </>
      )}
    </div>
  );
}
