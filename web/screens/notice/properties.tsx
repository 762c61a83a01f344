import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { languageScopes } from '../../../src/core/sync.ts';
import type { NoticeDetail, NoticePatch } from '../../api/notices.ts';
import { categoriesQuery } from '../../api/notices.ts';
import { useMay } from '../../api/session.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { useNoticeActs } from './acts.ts';
import classes from './properties.module.css';

const releases = ['independent', 'together'] as const;

/** Slug, category, date, release, languages; archiving and bringing back. */
export function Properties({ notice }: { notice: NoticeDetail }) {
  const mayWrite = useMay()('notice.write');
  return (
    <div className={classes.properties}>
      <Form notice={notice} key={notice.etag} isReadOnly={!mayWrite || notice.archived} />
      {mayWrite && <Archive notice={notice} />}
    </div>
  );
}

interface Typed {
  readonly slug: string;
  readonly category: string;
  readonly date: string;
  readonly release: string;
  readonly languages: string;
}

function Form({ notice, isReadOnly }: { notice: NoticeDetail; isReadOnly: boolean }) {
  const say = useWords('notice');
  const navigate = useNavigate();
  const acts = useNoticeActs(notice);
  const [typed, setTyped] = useState<Typed>({
    slug: notice.slug,
    category: notice.category ?? '',
    date: notice.date ?? '',
    release: notice.release,
    languages: notice.languages,
  });
  const [isBusy, setBusy] = useState(false);
  const patch = patchOf(notice, typed);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const isDone = await acts.change(patch, say('properties.saved'));
    setBusy(false);
    if (isDone && patch.slug !== undefined) {
      await navigate({
        to: '/notices/$id',
        params: { id: patch.slug },
        search: { tab: 'properties' },
        replace: true,
      });
    }
  };
  const field = (name: keyof Typed) => ({
    value: typed[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: currentTarget.value }),
    disabled: isReadOnly,
  });
  return (
    <form className={classes.form} onSubmit={(event) => void save(event)}>
      <TextInput
        label={say('properties.slug')}
        description={say('properties.slugHelp')}
        required
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        maxLength={120}
        {...field('slug')}
      />
      <CategoryField {...field('category')} />
      <TextInput type="date" label={say('properties.date')} {...field('date')} />
      <NativeSelect
        label={say('properties.release')}
        data={releases.map((value) => ({ value, label: say(`properties.releases.${value}`) }))}
        {...field('release')}
      />
      <NativeSelect
        label={say('properties.languages')}
        data={languageScopes.map((value) => ({ value, label: say(`properties.scopes.${value}`) }))}
        {...field('languages')}
      />
      {!isReadOnly && (
        <Group>
          <Button
            type="submit"
            size="xs"
            loading={isBusy}
            disabled={Object.keys(patch).length === 0}
          >
            {say('properties.save')}
          </Button>
        </Group>
      )}
    </form>
  );
}

function CategoryField(props: {
  value: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
  disabled: boolean;
}) {
  const say = useWords('notice');
  const language = useLanguage();
  const categories = useQuery(categoriesQuery).data ?? [];
  return (
    <NativeSelect
      label={say('properties.category')}
      data={[
        { value: '', label: say('properties.noCategory') },
        ...categories.map(({ id, name }) => ({ value: id, label: name[language] })),
      ]}
      {...props}
    />
  );
}

/** What of the form differs from the notice. */
function patchOf(notice: NoticeDetail, typed: Typed): NoticePatch {
  const wanted = {
    ...typed,
    category: typed.category === '' ? null : typed.category,
    date: typed.date === '' ? null : typed.date,
  };
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== notice[name as keyof Typed],
  );
  return Object.fromEntries(changed);
}

function Archive({ notice }: { notice: NoticeDetail }) {
  const say = useWords('notice');
  const acts = useNoticeActs(notice);
  const name = notice.archived ? 'bringBack' : 'archive';
  return (
    <section className={classes.archive} aria-label={say(`properties.${name}.button`)}>
      <p className={classes.help}>{say(`properties.${name}.help`)}</p>
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          void acts.change({ archived: !notice.archived }, say(`properties.${name}.done`))
        }
      >
        {say(`properties.${name}.button`)}
      </Button>
    </section>
  );
}
