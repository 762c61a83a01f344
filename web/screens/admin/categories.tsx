import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { servePolicies } from '../../../src/core/publication.ts';
import { putCategory } from '../../api/house.ts';
import type { Category } from '../../api/notices.ts';
import { categoriesQuery } from '../../api/notices.ts';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { EmptyState, ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { useLanguage, useWords } from '../../words/words.ts';
import { useAct } from './acts.ts';
import classes from './admin.module.css';
import { NameFields } from './name-fields.tsx';

/** Categories, and what readers get of each while two versions are out of step. */
export function Categories() {
  const say = useWords('admin');
  const language = useLanguage();
  const [open, setOpen] = useState<Category | 'new' | null>(null);
  const read = useQuery(categoriesQuery);
  if (read.data === undefined) {
    if (read.error === null) return <SkeletonRows rows={4} />;
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  return (
    <div className={classes.part}>
      <p className={classes.lead}>{say('categories.lead')}</p>
      <Button
        size="xs"
        className={classes.start}
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => setOpen('new')}
      >
        {say('categories.add')}
      </Button>
      {read.data.length === 0 && <EmptyState icon="filter" title={say('categories.none')} />}
      <ul className={classes.rows} aria-label={say('parts.categories')}>
        {read.data.map((category) => (
          <li key={category.id} className={classes.row}>
            <div className={classes.words}>
              <strong>{category.name[language]}</strong>
              <span className={classes.small}>{category.id}</span>
              <span className={classes.marks}>
                <Mark tone="plain">{say(`serve.${category.serve}`)}</Mark>
              </span>
            </div>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={say('categories.editNamed', { name: category.name[language] })}
              onClick={() => setOpen(category)}
            >
              {say('categories.edit')}
            </Button>
          </li>
        ))}
      </ul>
      {open !== null && (
        <CategoryForm category={open === 'new' ? null : open} close={() => setOpen(null)} />
      )}
    </div>
  );
}

function CategoryForm({ category, close }: { category: Category | null; close: () => void }) {
  const say = useWords('admin');
  const language = useLanguage();
  const act = useAct('categories');
  const [typed, setTyped] = useState<Category>(
    category ?? { id: '', name: { en: '', zh: '' }, serve: 'stale_with_note' },
  );
  const title =
    category === null
      ? say('categories.add')
      : say('categories.editNamed', { name: category.name[language] });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const undo = category === null ? undefined : () => putCategory(category);
    if (await act(() => putCategory(typed), say('categories.saved'), undo)) close();
  };
  return (
    <Dialog title={title} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {category === null && (
            <TextInput
              data-autofocus
              required
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              maxLength={60}
              label={say('categories.id')}
              description={say('categories.idHelp')}
              value={typed.id}
              onChange={({ currentTarget }) => setTyped({ ...typed, id: currentTarget.value })}
            />
          )}
          <NameFields
            label="categories.name"
            value={typed.name}
            onChange={(name) => setTyped({ ...typed, name })}
          />
          <NativeSelect
            label={say('categories.serve')}
            value={typed.serve}
            onChange={({ currentTarget }) => {
              const serve = servePolicies.find((one) => one === currentTarget.value);
              if (serve !== undefined) setTyped({ ...typed, serve });
            }}
            data={servePolicies.map((value) => ({ value, label: say(`serve.${value}`) }))}
          />
          <Group justify="flex-end">
            <Button size="xs" type="submit">
              {say('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
