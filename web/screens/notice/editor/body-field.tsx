import { SegmentedControl, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Language } from '../../../../src/core/language.ts';
import { languageTags, useWords } from '../../../words/words.ts';
import { cleanHtml, isKept } from './document.ts';
import classes from './form.module.css';
import { RichEditor } from './rich-editor.tsx';

interface BodyProps {
  readonly language: Language;
  readonly body: string;
  readonly onChange: (body: string) => void;
}

/** The body as rich text, or as HTML where the editor would lose something of it, or by choice. */
export function BodyField({ language, body, onChange }: BodyProps) {
  const say = useWords('notice');
  const [mode, setMode] = useState<'rich' | 'source'>(() => (isKept(body) ? 'rich' : 'source'));
  const [opened, setOpened] = useState(body);
  const isLossy = mode === 'source' && !isKept(body);
  const choose = (next: string): void => {
    const clean = cleanHtml(body);
    setOpened(clean);
    if (clean !== body) onChange(clean);
    setMode(next === 'source' ? 'source' : 'rich');
  };
  return (
    <div>
      <div className={classes.bodyHead}>
        <span className={classes.label}>{say('editor.body')}</span>
        <SegmentedControl
          size="xs"
          aria-label={say('editor.body')}
          value={mode}
          disabled={isLossy}
          onChange={choose}
          data={[
            { value: 'rich', label: say('editor.rich') },
            { value: 'source', label: say('editor.source') },
          ]}
        />
      </div>
      {isLossy && (
        <Text size="sm" c="dimmed" mb={6}>
          {say('editor.lossy')}
        </Text>
      )}
      {mode === 'rich' ? (
        <RichEditor
          key={opened}
          language={language}
          label={say('editor.body')}
          body={opened}
          onChange={onChange}
        />
      ) : (
        <Textarea
          aria-label={say('editor.body')}
          lang={languageTags[language]}
          autosize
          minRows={12}
          maxRows={40}
          spellCheck={false}
          classNames={{ input: classes.source }}
          value={body}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </div>
  );
}
