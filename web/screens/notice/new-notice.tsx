import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { proposeSlug } from '../../../src/core/formats/slug.ts';
import type { Language } from '../../../src/core/language.ts';
import { isLanguage, languages } from '../../../src/core/language.ts';
import { categoriesQuery, createNotice } from '../../api/notices.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../notify/announce.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { NothingHere } from '../../parts/states.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { hasWordlessPicture } from './editor/document.ts';
import classes from './editor/form.module.css';
import { TextForm } from './editor/text-form.tsx';
import type { Typed } from './editor/unsaved.ts';
import { useUnsaved } from './editor/unsaved.ts';

const nothing: Typed = { title: '', summary: '', body: '', message: '', change: 'auto' };

/** What of a new notice is no text; '' for the slug: the one that the title proposes. */
interface Fields {
  readonly language: Language;
  readonly slug: string;
  readonly category: string;
  readonly date: string;
}

/** Writing a notice that is not there yet. What is typed is kept in this browser until it is made. */
export function NewNoticeScreen() {
  const may = useMay();
  return may('notice.write') ? <NewNotice /> : <NothingHere />;
}

function NewNotice() {
  const say = useWords('notice');
  const [fields, setFields] = useState<Fields>({
    language: useLanguage(),
    slug: '',
    category: '',
    date: '',
  });
  const [opened, setOpened] = useState(0);
  const unsaved = useUnsaved('new', { typed: nothing, etag: null });
  const proposed = proposeSlug(unsaved.typed.title, fields.date === '' ? null : fields.date);
  const slug = fields.slug === '' ? proposed : fields.slug;
  const { create, isBusy, isWordless } = useCreation({ ...fields, slug }, unsaved);
  const canCreate = unsaved.typed.title.trim() !== '';
  useShortcuts([
    {
      keys: 'Mod+s',
      label: say('editor.create'),
      group: say('keys.group'),
      whileTyping: true,
      run: () => {
        if (canCreate) void create();
      },
    },
  ]);
  return (
    <>
      <header className={classes.head}>
        <h1>{say('editor.newTitle')}</h1>
        <Button size="xs" loading={isBusy} disabled={!canCreate} onClick={() => void create()}>
          {say('editor.create')}
        </Button>
      </header>
      <div className={classes.screen} data-alone>
        <div className={classes.column}>
          {unsaved.isBack && unsaved.keptAt !== null && (
            <p className={classes.note}>
              {say('editor.restored')}{' '}
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => {
                  unsaved.forget();
                  unsaved.rebase(null, nothing);
                  setOpened((count) => count + 1);
                }}
              >
                {say('editor.discard')}
              </Button>
            </p>
          )}
          {isWordless && <p className={classes.note}>{say('editor.noAlt')}</p>}
          <PropertyFields
            fields={fields}
            proposed={unsaved.typed.title === '' ? '' : proposed}
            onChange={(change) => setFields({ ...fields, ...change })}
          />
          <TextForm
            language={fields.language}
            typed={unsaved.typed}
            type={unsaved.type}
            isChange={false}
            version={`${fields.language} ${opened}`}
          />
        </div>
      </div>
    </>
  );
}

interface PropertyProps {
  readonly fields: Fields;
  readonly proposed: string;
  readonly onChange: (change: Partial<Fields>) => void;
}

function PropertyFields({ fields, proposed, onChange }: PropertyProps) {
  const say = useWords('notice');
  const app = useWords('app');
  const reader = useLanguage();
  const categories = useQuery(categoriesQuery).data ?? [];
  return (
    <div className={classes.properties}>
      <NativeSelect
        label={say('editor.language')}
        value={fields.language}
        onChange={({ currentTarget: { value } }) => {
          if (isLanguage(value)) onChange({ language: value });
        }}
        data={languages.map((value) => ({ value, label: app(`languages.${value}`) }))}
      />
      <NativeSelect
        label={say('properties.category')}
        value={fields.category}
        onChange={({ currentTarget }) => onChange({ category: currentTarget.value })}
        data={[
          { value: '', label: say('properties.noCategory') },
          ...categories.map(({ id, name }) => ({ value: id, label: name[reader] })),
        ]}
      />
      <TextInput
        type="date"
        label={say('properties.date')}
        value={fields.date}
        onChange={({ currentTarget }) => onChange({ date: currentTarget.value })}
      />
      <TextInput
        label={say('properties.slug')}
        placeholder={proposed}
        maxLength={120}
        value={fields.slug}
        onChange={({ currentTarget }) => onChange({ slug: currentTarget.value })}
      />
    </div>
  );
}

function useCreation(fields: Fields, unsaved: ReturnType<typeof useUnsaved>) {
  const say = useWords('notice');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [isWordless, setWordless] = useState(false);
  const create = async (): Promise<void> => {
    const { title, summary, body } = unsaved.typed;
    const wordless = hasWordlessPicture(body);
    setWordless(wordless);
    if (wordless) return;
    setBusy(true);
    try {
      const made = await createNotice({
        slug: fields.slug,
        category: fields.category === '' ? null : fields.category,
        date: fields.date === '' ? null : fields.date,
        language: fields.language,
        release: 'independent',
        title,
        summary,
        body,
        format: 'html',
      });
      unsaved.forget();
      announce(say('editor.created'));
      toast(say('editor.created'));
      await client.invalidateQueries({ queryKey: ['notices'] });
      await navigate({ to: addressOf.notice(made.slug) });
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { create, isBusy, isWordless };
}
